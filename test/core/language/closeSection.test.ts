import assert from 'node:assert/strict';
import { closeSection } from '../../../server/core/language';
import { atCursor, sampleBody } from '../../support/cursor';

suite('closing a section while it is typed', () => {
  const check = async (marked: string, expected: string | undefined) => {
    const { text, offset } = atCursor(marked);
    assert.equal(closeSection(await sampleBody(text), offset), expected);
  };
  test('a list', () => check('{{#items}}|', '{{/items}}'));
  test('an inverted section', () => check('{{^email}}|', '{{/email}}'));
  test('a helper, by its name', () => check('{{#if vip}}|', '{{/if}}'));
  test('a path', () => check('{{#items.0}}|', '{{/items.0}}'));
  test('blanks in the tag', () => check('{{# items }}|', '{{/items}}'));
  test('a block and a base', async () => {
    await check('{{$head}}|', '{{/head}}');
    await check('{{<base}}|', '{{/base}}');
  });
  test('with text around it', () => check('{"a": [{{#items}}|\n], "b": 1}', '{{/items}}'));
  test('within another section', () => check('{{#vip}}{{#items}}|{{/vip}}', '{{/items}}'));
  test('around one of the same name', () => check('{{#vip}}|{{#vip}}{{/vip}}', '{{/vip}}'));
  test('within one of the same name, whose end it takes', () => check('{{#vip}}{{#vip}}|{{/vip}}', '{{/vip}}'));
  test('with the delimiters of the template', () => check('{{=<% %>=}}<%#vip%>|', '<%/vip%>'));
  test('not when it is closed already', () => check('{{#items}}|x{{/items}}', undefined));
  test('not when both of the same name are closed', () => check('{{#vip}}{{#vip}}|{{/vip}}{{/vip}}', undefined));
  test('not for a variable', () => check('{{email}}|', undefined));
  test('not for an end', () => check('{{/email}}|', undefined));
  test('not for a comment', () => check('{{! #items}}|', undefined));
  test('not without a name', () => check('{{#}}|', undefined));
  test('not after one brace', () => check('{{#items}|', undefined));
  test('not elsewhere', () => check('{{#items}} |', undefined));
});
