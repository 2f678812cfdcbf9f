import assert from 'node:assert/strict';
import { knownAttributes } from '../../../server/core/action/attributes';
import { readEvents } from '../../../server/core/action/events';
import { needsAnswer } from '../../../server/core/expect/expectation';
import { findingsOf } from '../../support/action';

/** The problems of an event file with this `expect`, each as the text under the line and the message. */
function problemsOf(expect: string): (readonly [at: string, message: string])[] {
  const text = `{ "a": 1, "expect": ${expect} }`;
  return readEvents('x.event.json', text).problems.map(({ range, message, code }) => {
    assert.equal(code, 'invalid-expectation');
    return [text.slice(range.start, range.end), message];
  });
}

suite('what an event expects', () => {
  test('is no attribute, in whatever shape the event has', () => {
    const shapes = [
      '{ "a": 1, "expect": { "valid": true } }',
      '{ "udo": { "a": 1 }, "expect": { "valid": true } }',
      '{ "account": "x", "data": { "udo": { "a": 1 } }, "expect": { "valid": true } }',
      '{ "udo_a": 1, "expect": { "valid": true } }',
      '{ "metrics": { "a": 1 }, "expect": { "valid": true } }',
    ];
    for (const text of shapes) {
      const { events, problems } = readEvents('x.event.json', text);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        [...events[0]!.attributes].filter(([name]) => name !== 'tealium_account'),
        [['a', 1]],
      );
      assert.equal(events[0]!.expect?.valid?.value, true);
    }
  });

  test('is read from each line of many, with its place in the file', () => {
    const text = '{"a":1}\n  {"a":2,"expect":{"stream":false}}\n{"a":3,"expect":{"status":"x"}}';
    const { events, problems } = readEvents('x.events.jsonl', text);
    assert.deepEqual(
      events.map(({ expect }) => expect?.stream?.value),
      [undefined, false, undefined],
    );
    const at = (range: { start: number; end: number }) => text.slice(range.start, range.end);
    assert.equal(at(events[1]!.expect!.stream!.range), '"stream":false');
    assert.equal(at(events[1]!.expect!.range), 'expect');
    assert.deepEqual(
      problems.map(({ line, range }) => [line, at(range)]),
      [[3, 'x']],
    );
  });

  test('every field, and values that ask something', () => {
    const expect = `{ "stream": true, "valid": true, "status": 200, "body": { "$.a": { "b": [1] }, "$.c": { "exists": false },
      "$.d": { "matches": "^x" }, "$.e": { "exists": true, "x": 1 } }, "response": { "$.type": null } }`;
    const { events, problems } = readEvents('x.event.json', `{ "expect": ${expect} }`);
    assert.deepEqual(problems, []);
    const { body, response, status } = events[0]!.expect!;
    assert.equal(status!.value, 200);
    assert.deepEqual(JSON.parse(JSON.stringify([...body, ...response].map(({ name, matcher }) => [name, matcher]))), [
      ['$.a', { kind: 'equals', value: { b: [1] } }],
      ['$.c', { kind: 'exists', exists: false }],
      ['$.d', { kind: 'matches', pattern: '^x' }],
      ['$.e', { kind: 'equals', value: { exists: true, x: 1 } }],
      ['$.type', { kind: 'equals', value: null }],
    ]);
    assert.ok(needsAnswer(events[0]!.expect!));
  });

  const mistakes: Readonly<Record<string, [at: string, message: RegExp]>> = {
    true: ['true', /`expect` is an object of what should come/],
    '{}': ['{}', /Nothing is expected here/],
    '{ "valid": 1 }': ['1', /`valid` is true or false/],
    '{ "stream": "yes" }': ['yes', /`stream` is true or false/],
    '{ "status": 20 }': ['20', /number of an HTTP status/],
    '{ "status": 200.5 }': ['200.5', /number of an HTTP status/],
    '{ "statsu": 200 }': ['statsu', /no `statsu`\. Did you mean `status`\?/],
    '{ "zzzzzz": 200 }': ['zzzzzz', /It has `stream`, `valid`, `status`, `body`, `response`\./],
    '{ "body": [] }': ['[]', /`body` is an object of JSON paths/],
    '{ "body": { "email": 1 } }': ['email', /begins with `\$`/],
    '{ "response": { "$..a": 1 } }': ['$..a', /many values/],
    '{ "body": { "$.a": { "exists": 1 } } }': ['1', /`exists` is true or false/],
    '{ "body": { "$.a": { "matches": 1 } } }': ['1', /`matches` is a regular expression in quotes/],
    '{ "body": { "$.a": { "matches": "(" } } }': ['(', /no regular expression: Unterminated group/],
    '{ "body": { "$.a": { "matches": "(a+)+$" } } }': ['(a+)+$', /could search for minutes/],
    '{ "stream": false, "status": 200 }': ['status', /not sent, so there is no `status`/],
    '{ "stream": false, "response": { "$": 1 } }': ['response', /not sent, so there is no `response`/],
  };
  for (const [expect, [at, message]] of Object.entries(mistakes)) {
    test(`a mistake: ${expect}`, () => {
      const problems = problemsOf(expect);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.equal(problems[0]![0], at);
      assert.match(problems[0]![1], message);
    });
  }
});

suite('an event that the stream is expected to refuse', () => {
  const refused = (expect: object) => JSON.stringify({ tealium_event: 'purchase', expect });

  test('is no mistake; any other one is', async () => {
    const codes = async (expect: object) =>
      (await findingsOf({ files: { 'events/two.event.json': refused(expect) } })).map(([code]) => code);
    assert.deepEqual(await codes({ stream: false }), []);
    assert.deepEqual(await codes({ valid: true }), ['event-not-in-stream']);
  });

  test('says nothing about what the templates get; any other one does', () => {
    const { events } = readEvents('a.event.json', '{ "customer_email": "ada@example.com" }');
    const optional = (expect: object) =>
      knownAttributes([], [...events, ...readEvents('b.event.json', refused(expect)).events]).get('customer_email')
        ?.optional;
    assert.equal(optional({ stream: false }), false);
    assert.equal(optional({ valid: true }), true);
  });
});
