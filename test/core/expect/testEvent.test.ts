import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import type { Answer } from '../../../server/core/expect/evaluate';
import { testEvent } from '../../../server/core/expect/testEvent';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { goodAction } from '../../support/action';
import { memoryFiles } from '../../support/files';

const body = '{ "email": "{{email.toJson}}", "companies": [{ "id": 1, "name": "X" }], "token": "{{access_token}}" }';
const ok: Answer = { kind: 'response', status: 200, body: '{"type":"user","id":"5f"}' };

/** What the event's test comes to: a word, or each deviation as the expectation's text, the message and both sides. */
async function verdict(expect: object, { send = ok, event = {}, body: template = body }: Changes = {}) {
  const text = JSON.stringify({ tealium_event: 'user_register', customer_email: 'ada@example.com', ...event, expect });
  const files = {
    'a.webhook.json': goodAction,
    'auth.trimou': 'Bearer {{access_token}}',
    'body.json.trimou': template,
    'events/a.event.json': text,
  };
  const project = await loadProject('a.webhook.json', memoryFiles(files), { profile: tealiumProfile });
  let sends = 0;
  const answered = async () => {
    sends++;
    return send as Answer;
  };
  const result = await testEvent({
    project,
    event: project.events[0]!,
    now: 0,
    uuid: () => 'u',
    ...(send !== 'nothing' && { send: answered }),
  });
  if (result.kind !== 'failed') return [result.kind, sends];
  return result.deviations.map(({ range, message, expected, actual }) => [
    text.slice(range.start, range.end),
    message,
    expected,
    actual,
  ]);
}

interface Changes {
  readonly send?: Answer | 'nothing';
  readonly event?: object;
  readonly body?: string;
}

suite('an event held against what it expects', () => {
  test('all of it', async () => {
    const values = {
      '$.email': 'ada@example.com',
      '$.companies[0]': { name: 'X', id: 1 },
      '$.phone': { exists: false },
    };
    const response = { '$.type': 'user', '$.id': { matches: '^[0-9a-f]+$' }, '$.id2': { exists: false } };
    assert.deepEqual(await verdict({ stream: true, valid: true, status: 200, body: values, response }), ['passed', 1]);
  });

  test('the request alone: nothing is sent', async () =>
    assert.deepEqual(await verdict({ valid: true, body: { '$.email': 'ada@example.com' } }), ['passed', 0]));

  test('the answer alone, and nothing may be sent: skipped', async () =>
    assert.deepEqual(await verdict({ status: 200 }, { send: 'nothing' }), ['skipped', 0]));

  test('where nothing may be sent the rest still counts', async () =>
    assert.deepEqual(await verdict({ status: 500, valid: false }, { send: 'nothing' }), [
      ['"valid":false', 'The request is valid.', 'false', 'true'],
    ]));

  test('another value, a missing one, one too many', async () => {
    const values = {
      '$.email': 'x',
      '$.phone': '1',
      '$.token': { exists: false },
      '$.companies[0].name': { matches: 'Y' },
    };
    assert.deepEqual(await verdict({ body: values }), [
      [
        '"$.email":"x"',
        '$.email in the body of the request is "ada@example.com", not "x".',
        '"x"',
        '"ada@example.com"',
      ],
      ['"$.phone":"1"', 'There is no $.phone in the body of the request.', '"1"', undefined],
      [
        '"$.token":{"exists":false}',
        'There is a $.token in the body of the request.',
        undefined,
        '"<secret:intercom>"',
      ],
      [
        '"$.companies[0].name":{"matches":"Y"}',
        '$.companies[0].name in the body of the request does not match Y.',
        undefined,
        '"X"',
      ],
    ]);
  });

  test('values are shown as JSON, to be compared line by line', async () => {
    const [deviation] = await verdict({ body: { '$.companies': [{ id: 2 }] } });
    assert.deepEqual((deviation as unknown[]).slice(2), [
      '[\n  {\n    "id": 2\n  }\n]',
      '[\n  {\n    "id": 1,\n    "name": "X"\n  }\n]',
    ]);
  });

  test('a list is no object, null is not nothing, 1 is 1.0', async () => {
    const made = { body: '{ "list": [], "null": null, "one": 1.0 }' };
    assert.equal((await verdict({ body: { '$.list': {} } }, made)).length, 1);
    assert.deepEqual(await verdict({ body: { '$.null': null, '$.one': 1 } }, made), ['passed', 0]);
    assert.equal((await verdict({ body: { '$.null': { exists: false } } }, made)).length, 1);
  });

  test('a stream that does not take the event', async () => {
    assert.deepEqual(await verdict({ stream: true }, { event: { tealium_event: 'other' } }), [
      [
        '"stream":true',
        'The stream does not take this event: it wants tealium_event equals "user_register".',
        'true',
        'false',
      ],
    ]);
    assert.deepEqual(await verdict({ stream: false }), [
      ['"stream":false', 'The stream takes this event.', 'false', 'true'],
    ]);
    assert.deepEqual(await verdict({ stream: false }, { event: { tealium_event: 'other' } }), ['passed', 0]);
  });

  test('a body that is not valid, and values that cannot be found in it', async () => {
    const broken = { body: '{\n "email": {{email}} }' };
    assert.deepEqual(await verdict({ valid: true, body: { '$.email': 'x' } }, broken), [
      [
        '"valid":true',
        'The body is not valid JSON in line 2: This is not a JSON value: put texts in double quotes.',
        'true',
        'false',
      ],
      ['"$.email":"x"', 'The body of the request is not JSON.', undefined, undefined],
    ]);
    assert.deepEqual(await verdict({ valid: false }, broken), ['passed', 0]);
  });

  test('a template that fails', async () => {
    const [first] = await verdict({ valid: true }, { body: '{{#email}}' });
    assert.match(String((first as unknown[])[1]), /^Template body cannot be rendered/);
  });

  test('the status, with what the answer says', async () => {
    const refused: Answer = { kind: 'response', status: 404, body: '{"errors":[]}' };
    assert.deepEqual(await verdict({ status: 200, response: { '$.type': 'user' } }, { send: refused }), [
      ['"status":200', 'The status is 404, not 200. {"errors":[]}', '200', '404'],
      ['"$.type":"user"', 'There is no $.type in the answer.', '"user"', undefined],
    ]);
  });

  test('no answer', async () =>
    assert.deepEqual(
      await verdict({ status: 200, response: { $: 1 } }, { send: { kind: 'failed', detail: 'No answer.' } }),
      [['"status":200', 'No answer.', undefined, undefined]],
    ));

  test('an answer without a body', async () =>
    assert.deepEqual(
      await verdict({ status: 202, response: { $: 1 } }, { send: { kind: 'response', status: 202, body: '' } }),
      [['"$":1', 'The body of the answer is empty.', undefined, undefined]],
    ));

  test('an expectation that cannot be read fails, and nothing is sent', async () =>
    assert.deepEqual(await verdict({ status: 'x' }), [
      ['x', '`status` is the number of an HTTP status: 200.', undefined, undefined],
    ]));

  test('a token that stands in a file is masked', async () => {
    const token = Buffer.from('tok:11111111_2222_1111_2222_111111111111:1:0').toString('base64');
    const [deviation] = await verdict({ body: { '$.t': 'x' } }, { body: `{ "t": "${token}" }` });
    assert.equal((deviation as unknown[])[3], '"••••••••"');
  });
});
