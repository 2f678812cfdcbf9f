import assert from 'node:assert/strict';
import { unquotedEnd } from '../../../server/core/text/unquoted';

suite('the end of a value without quotes', () => {
  const values: readonly (readonly [source: string, value: string])[] = [
    ['{{a}} {{b.toJson}}, "c": 1', '{{a}} {{b.toJson}}'],
    ['Hello {{a}} }', 'Hello {{a}}'],
    ['{{join a on=", "}} and more]', '{{join a on=", "}} and more'],
    ['one\n"two"', 'one'],
    ['one\r\n', 'one'],
    ['one "two"', 'one'],
    ['', ''],
    ['a {{#b}}c{{/b}}', ''],
  ];
  for (const [source, value] of values) {
    test(JSON.stringify(source), () => assert.equal(source.slice(0, unquotedEnd(source, 0)), value));
  }
});
