import assert from 'node:assert/strict';
import { selectionRanges } from '../../../server/core/language';
import { atCursor, sampleBody } from '../../support/cursor';

suite('selection ranges', () => {
  const check = async (marked: string, expected: readonly string[]) => {
    const { text, offset } = atCursor(marked);
    const ranges = selectionRanges(await sampleBody(text), offset);
    assert.deepEqual(
      ranges.map(({ start, end }) => text.slice(start, end)),
      expected,
    );
  };
  test('name, path, tag', () =>
    check('x {{total.to|Integer}}', ['toInteger', 'total.toInteger', '{{total.toInteger}}', 'x {{total.toInteger}}']));
  test('argument, call, tag', () =>
    check('{{join plans on="|,"}}', [',', '","', 'on=","', 'join plans on=","', '{{join plans on=","}}']));
  test('tag, string, member, object', () =>
    check('{"a": "{{em|ail}}", "b": 1}', [
      'email',
      '{{email}}',
      '"{{email}}"',
      '"a": "{{email}}"',
      '"a": "{{email}}", "b": 1',
      '{"a": "{{email}}", "b": 1}',
    ]));
  test('section body, section, list', () =>
    check('[{{#items}}{{s|ku}}{{/items}}]', [
      'sku',
      '{{sku}}',
      '{{#items}}{{sku}}{{/items}}',
      '[{{#items}}{{sku}}{{/items}}]',
    ]));
  test('the start of a section', () =>
    check('a{{#vip}}b{{/v|ip}}', ['vip', '{{/vip}}', '{{#vip}}b{{/vip}}', 'a{{#vip}}b{{/vip}}']));
  test('a member in a section', () =>
    check('{ {{#vip}}"a": |1,{{/vip}} "b": 2}', [
      '1',
      '"a": 1',
      '"a": 1,',
      '{{#vip}}"a": 1,{{/vip}}',
      ' {{#vip}}"a": 1,{{/vip}} "b": 2',
      '{ {{#vip}}"a": 1,{{/vip}} "b": 2}',
    ]));
  test('an empty file', () => check('|', []));
});
