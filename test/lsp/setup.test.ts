import assert from 'node:assert/strict';
import { type DriftAnswer, requests, type SetupAnswer } from '../../server/protocol';
import { fakeToken } from '../http/project';
import { closeEditors, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

suite('Tealium Setup over the protocol', () => {
  teardown(closeEditors);

  const sheetOf = async (editor: Awaited<ReturnType<typeof startEditor>>) => {
    const answer = await editor.request<SetupAnswer>(requests.setup, { action: uris.action });
    assert.ok(answer.kind === 'sheet', JSON.stringify(answer));
    return answer;
  };
  const fieldsOf = ({ sections }: SetupAnswer & { kind: 'sheet' }) => sections.flatMap(({ items }) => items);

  test('the form, with a digest that changes with the value alone, and the place of each', async () => {
    const editor = await startEditor({ disk: sampleDisk() });
    const before = fieldsOf(await sheetOf(editor));
    await editor.open(uris.body, '{"email": "changed"}');
    const after = fieldsOf(await sheetOf(editor));
    const changed = after.filter(({ digest }, at) => digest !== before[at]!.digest);
    assert.equal(changed.length, 1);
    assert.match(changed[0]!.id, /^templates\.body/);
    assert.equal(changed[0]!.parts[1]!.value, '{"email": "changed"}');
    assert.equal(changed[0]!.place!.uri, uris.body);
    assert.deepEqual(editor.secretsAsked, []);
  });

  test('an action that is gone', async () => {
    const editor = await startEditor();
    const answer = await editor.request<SetupAnswer>(requests.setup, { action: uris.action });
    assert.equal(answer.kind, 'refused');
  });

  test('the drift check, and what is refused', async () => {
    const editor = await startEditor({ disk: sampleDisk() });
    const ask = (text: string) => editor.request<DriftAnswer>(requests.drift, { action: uris.action, text });
    const answer = await ask('{"mail": "{{email.toJson}}"}');
    assert.ok(answer.kind === 'compared');
    assert.deepEqual(
      answer.differences.map(({ state, expected, actual }) => [state, expected, actual]),
      [['differs', '{"email": "{{email.toJson}}"}', '{"mail": "{{email.toJson}}"}']],
    );
    for (const text of [' \n', '!!!', 'x'.repeat(1_000_001)]) assert.equal((await ask(text)).kind, 'refused');
  });

  test('a token in what is pasted comes back nowhere, and is not logged', async () => {
    const editor = await startEditor({ disk: sampleDisk() });
    const text = `Template Variables JSON\n{"access_token": "${fakeToken}"}\nRendered Template: auth\nBearer ${fakeToken}x`;
    const answer = await editor.request<DriftAnswer>(requests.drift, { action: uris.action, text });
    assert.equal(answer.kind, 'compared');
    assert.ok(!JSON.stringify([answer, editor.logged]).includes(fakeToken));
  });
});
