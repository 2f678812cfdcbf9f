import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import { decider } from '../../../server/core/replay/decide';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { actionText, templates } from '../../http/project';
import { memoryFiles } from '../../support/files';

type Files = Readonly<Record<string, string>>;

async function projectOf(changes: Readonly<Record<string, unknown>> = {}, files: Files = {}): Promise<Project> {
  const all: Files = { 'a.webhook.json': actionText(changes), ...templates, ...files };
  const disk = Object.fromEntries(Object.entries(all).map(([name, text]) => [`/w/${name}`, text]));
  return loadProject('/w/a.webhook.json', memoryFiles(disk), { profile: tealiumProfile });
}

/** The decision on an event in one line: `send`, `skipped: …`, `invalid CODE at FILE:OFFSET TEXT: …`. */
async function decided(text: string, project: Promise<Project>, { anyway = false } = {}): Promise<string> {
  const known = await project;
  const decide = decider({ project: known, path: '/w/june.events.jsonl', anyway, now: () => 0, uuid: () => 'id' });
  const decision = decide(7, text);
  if (decision.kind === 'send') return 'send';
  if (decision.kind === 'skipped') return `skipped: ${decision.condition}`;
  const { code, problem, place, column } = decision;
  const source = place && [known.text, ...[...known.templates.values()].map(each => each.text ?? '')];
  const marked =
    place && source?.map(each => each.slice(place.range.start, place.range.end))[place.path.endsWith('json') ? 0 : 2];
  return `invalid ${code}${place ? ` at ${place.path.slice(3)} ${marked}` : ` in column ${column}`}: ${problem}`;
}

const conditions = (...groups: [string, string, string][][]) => ({
  source: { when: groups.map(group => group.map(([attribute, operator, value]) => ({ attribute, operator, value }))) },
});
const zoe = '{"customer_id":"42","customer_name":"Zoë"}';

suite('what to do with an event', () => {
  test('one in order is sent', async () => assert.equal(await decided(zoe, projectOf()), 'send'));

  test('one that the stream does not take is skipped, with the condition and without what the event has there', async () => {
    const stream = conditions([['tealium_event', 'equals', 'user_register']]);
    const text = '{"tealium_event":"private","customer_id":"1"}';
    assert.equal(await decided(text, projectOf(stream)), 'skipped: tealium_event equals "user_register"');
  });

  test('of several groups each says what fails', async () => {
    const stream = conditions([['a', 'equals', '1']], [['b', 'equals', '2']]);
    assert.equal(await decided(zoe, projectOf(stream)), 'skipped: a equals "1"; or b equals "2"');
  });

  const noEvents: [string, string][] = [
    ['{"a":1', 'A closing brace `}` is missing.'],
    ['not json', 'This is not a JSON value: put texts in double quotes.'],
    [
      '[{"a":1}]',
      'An event is a JSON object of attributes; this is a list. For several events, write one a line in a `*.events.jsonl`.',
    ],
    ['null', 'An event is a JSON object of attributes; this is null.'],
    ['{"a":1} {"a":2}', 'The JSON ends before this: remove what follows it.'],
  ];
  for (const [text, message] of noEvents) {
    test(`no event: ${text}`, async () => {
      const decision = await decided(text, projectOf());
      assert.match(decision, /^invalid invalid-event in column \d+: /);
      assert.ok(decision.endsWith(message), decision);
    });
  }

  const withBody = (body: string) => projectOf({}, { 'body.json.trimou': body });

  test('a body that is no JSON for this event alone: where in the template', async () => {
    const body = withBody('{"user_id":"{{user_id}}"}');
    assert.equal(await decided(zoe, body), 'send');
    const quote = '{"customer_id":"4\\"2"}';
    assert.equal(
      await decided(quote, body),
      'invalid invalid-json at body.json.trimou {{user_id}}: A comma is missing before this.',
    );
    assert.equal(await decided(quote, body, { anyway: true }), 'send');
  });

  test('a field that Intercom refuses: where in the template', async () => {
    const body = withBody('{"user_id":"{{user_id}}","signed_up_at":"{{name}}"}');
    const decision = await decided(zoe, body);
    assert.match(decision, /^invalid refused-field at body\.json\.trimou .*\{\{name\}\}.*: signed_up_at should be /);
    assert.ok(!decision.includes('Zoë'));
    assert.equal(await decided(zoe, body, { anyway: true }), 'send');
  });

  test('a template that fails for this event', async () => {
    const project = projectOf({ headers: [{ attribute: 'customer_name', to: 'X-Name' }] });
    const decision = await decided('{"customer_name":"a\\nb"}', project, { anyway: true });
    assert.match(
      decision,
      /^invalid template-error at a\.webhook\.json "?customer_name"?: Header X-Name must be one line/i,
    );
  });

  test('an attribute that nobody declares has the type that the event shows, whatever came before', async () => {
    const project = projectOf(
      { templateVariables: [{ attribute: 'total', to: 'total' }] },
      { 'body.json.trimou': '{"user_id":"1","custom_attributes":{"total":{{total}}}}', 'auth.trimou': 'x' },
    );
    const known = await project;
    const decide = decider({ project: known, path: '/w/j.events.jsonl', anyway: false, now: () => 0, uuid: () => '' });
    const kinds = ['{"total":12}', '{"total":"x"}', '{"total":13}', '{"total":[1]}', '{"total":14}'].map(
      (text, at) => decide(at + 1, text).kind,
    );
    assert.deepEqual(kinds, ['send', 'invalid', 'send', 'invalid', 'send']);
  });
});
