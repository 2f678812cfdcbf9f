import assert from 'node:assert/strict';
import {
  type ActionContext,
  type ImportEventAnswer,
  type ImportEventParams,
  type NewActionAnswer,
  type NewActionChoices,
  type NewActionParams,
  requests,
} from '../../server/protocol';
import { closeEditors, type Editor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const lines = 'file:///w/a/events/week.events.jsonl';

suite('new actions and events over the protocol', () => {
  teardown(closeEditors);

  const start = (disk: Record<string, string> = {}) =>
    startEditor({
      disk: { ...sampleDisk(), [lines]: '{"order_id": "O-1"}\n\n{"order_id": "O-2"}', ...disk },
      folders: ['file:///w/a'],
    });
  const make = (editor: Editor, event?: NewActionParams['event']) =>
    editor.request<NewActionAnswer>(requests.newAction, {
      endpoint: 'POST /users 1.4',
      name: 'New user',
      ...(event && { event }),
    } satisfies NewActionParams);

  test('the requests of Intercom and the events of the workspace can be chosen', async () => {
    const { endpoints, events } = await (await start()).request<NewActionChoices>(requests.newActionChoices, {});
    const groupOf = (wanted: string) => endpoints.find(({ id }) => id === wanted)?.group;
    assert.equal(groupOf('POST /contacts/merge 2.16'), 'Contacts');
    assert.match(groupOf('POST /contacts 1.4') ?? '', /1\.4/);
    assert.deepEqual([endpoints[0]?.id, endpoints[0]?.group], ['POST /users 1.4', 'Most common']);
    // The most common ones come before all others.
    assert.ok(!endpoints.slice(10).some(({ group }) => group === 'Most common'));
    assert.deepEqual(
      events.map(({ name, line }) => [name, line]),
      [
        ['full', undefined],
        ['week:1', 1],
        ['week:3', 3],
      ],
    );
  });

  test('an action is made of an event of the workspace, as it is typed', async () => {
    const editor = await start();
    await editor.open(uris.event, '{"tealium_event": "typed", "email": "ann@example.com", "colour": "red"}');
    const made = await make(editor, { uri: uris.event, name: 'full' });
    assert.equal(made.kind, 'files');
    const { folder, files, opens, leftOut, lacking } = made as Extract<typeof made, { kind: 'files' }>;
    assert.equal(folder, 'new-user');
    assert.equal(opens, 'user_template.json.trimou');
    assert.deepEqual([leftOut, lacking], [['colour'], []]);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['new-user.webhook.json', 'auth_template.trimou', 'user_template.json.trimou', 'events/full.event.json'],
    );
    assert.match(files[0]!.text, /"value": "typed"/);
  });

  test('or of one line of a file, or of what was copied, or of a sample of ours', async () => {
    const editor = await start();
    const eventOf = async (event?: NewActionParams['event']) => {
      const made = await make(editor, event);
      assert.equal(made.kind, 'files', JSON.stringify(made));
      return made.kind === 'files' ? made.files.at(-1)! : undefined;
    };
    const line = await eventOf({ uri: lines, line: 3, name: 'week:3' });
    assert.equal(line?.path, 'events/week-3.event.json');
    assert.match(line.text, /"order_id": "O-2"/);
    const copied = await eventOf({
      text: `curl https://x -d '{"tealium_event": "copied", "email": "ann@example.com"}'`,
    });
    assert.equal(copied?.path, 'events/copied.event.json');
    const other = await make(editor, { text: '{"colour": "red"}' });
    assert.deepEqual(other.kind === 'files' && other.lacking, ['user_id']);
    assert.match((await eventOf())!.text, /"tealium_event": "new_user"/);
    assert.match((await eventOf({ text: '{"a": 1}\n{"b": 2}' }))!.text, /"a": 1/);
  });

  test('what cannot be used is refused with a reason', async () => {
    const editor = await start();
    const message = async (event: NewActionParams['event']) => {
      const made = await make(editor, event);
      return made.kind === 'refused' ? made.message : '';
    };
    assert.match(await message({ uri: lines, line: 2, name: 'week:2' }), /no longer exists/);
    assert.match(await message({ uri: 'file:///w/a/events/gone.event.json', name: 'gone' }), /no longer exists/);
    assert.match(await message({ text: 'Hello' }), /no event/);
    assert.deepEqual(editor.logged, []);
  });

  test('an event is imported into the folder where the action looks for its events', async () => {
    const imported = async (events?: string) => {
      const action = sampleDisk()[uris.action]!;
      const text = events === undefined ? action : action.replace(/\n\}\s*$/, `,\n  "events": "${events}"\n}`);
      const editor = await start({ [uris.action]: text });
      const params: ImportEventParams = { action: uris.action, text: '{"tealium_event": "purchase", "n": 1}' };
      return editor.request<ImportEventAnswer>(requests.importEvent, params);
    };
    const { text: _, ...answer } = (await imported()) as Extract<ImportEventAnswer, { kind: 'event' }>;
    assert.deepEqual(answer, { kind: 'event', name: 'purchase', ending: 'event.json', folder: 'file:///w/a/events/' });
    const folderOf = async (events: string) => ((await imported(events)) as typeof answer).folder;
    assert.equal(await folderOf('samples/live/*.json'), 'file:///w/a/samples/live/');
    assert.equal(await folderOf('../shared/**/*.json'), 'file:///w/shared/');
    assert.equal(await folderOf('*.event.json'), 'file:///w/a');
  });

  test('an event that was written just now can be chosen before the editor tells of its file', async () => {
    const disk = { ...sampleDisk() };
    const editor = await startEditor({ disk });
    await editor.open(uris.action);
    const chosen = async () =>
      (await editor.request<ActionContext>(requests.context, { uri: uris.action })).chosen?.name;
    assert.equal(await chosen(), 'full');
    const event = { uri: uris.event.replace('full', 'new'), name: 'new' };
    disk[event.uri] = '{"customer_email": "bob@example.com"}';
    await editor.request(requests.chooseEvent, { action: uris.action, event });
    assert.equal(await chosen(), 'new');
  });

  test('template variables lead back to the attributes of the action', async () => {
    const editor = await start();
    const params: ImportEventParams = {
      action: uris.action,
      text: 'Template Variables JSON\n{"email": "ann@example.com", "zz": 1}',
    };
    const answer = await editor.request<ImportEventAnswer>(requests.importEvent, params);
    assert.equal(answer.kind, 'event');
    const { text, note } = answer as Extract<typeof answer, { kind: 'event' }>;
    assert.deepEqual(JSON.parse(text), { customer_email: 'ann@example.com' });
    assert.match(note ?? '', /“zz”/);
  });
});
