import assert from 'node:assert/strict';
import { readEvents } from '../../../server/core/action/events';

suite('event files', () => {
  test('one event in a file', () => {
    const { events, problems } = readEvents('file:///a/events/new%20user.event.json', '\uFEFF{"a":1}\n');
    assert.deepEqual(problems, []);
    assert.equal(events[0]!.name, 'new user');
    assert.equal(events[0]!.line, undefined);
    assert.equal(events[0]!.attributes.get('a'), 1);
  });

  test('one event a line; a bad line is named', () => {
    const text = '{"a":1}\r\n\r\n{"a":}\r\n[1]\r\n{"a":2}';
    const { events, problems } = readEvents('events/june.events.jsonl', text);
    assert.deepEqual(
      events.map(({ name, line, range }) => [name, line, text.slice(range.start, range.end)]),
      [
        ['june:1', 1, '{"a":1}'],
        ['june:5', 5, '{"a":2}'],
      ],
    );
    assert.deepEqual(
      problems.map(({ line, message, range }) => [line, message, text.slice(range.start, range.end)]),
      [
        [3, 'Line 3: Expected a value.', '}'],
        [
          4,
          'Line 4: An event is a JSON object of attributes; this is a list. For several events, write one a line in a `*.events.jsonl`.',
          '[1]',
        ],
      ],
    );
  });

  test('an event that is not an object, or not JSON', () => {
    const message = (text: string) => readEvents('a.event.json', text).problems[0]!.message;
    assert.match(message('"hello"'), /this is a string/);
    assert.match(message('null'), /this is null/);
    assert.match(message(''), /empty/);
    assert.match(message('{"a":1,}'), /remove comments and trailing commas/);
    assert.match(message('{"a" 1}'), /colon/);
  });
});
