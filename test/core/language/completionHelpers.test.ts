import assert from 'node:assert/strict';
import { accept, completeOnly, offered } from '../../support/cursor';

suite('completion of helpers', () => {
  test('no time stamp of a string', async () => {
    assert.deepEqual(
      (await offered('{{email.toT|}}')).map(({ label }) => label),
      [],
    );
  });
  test('a value helper with its parameters', () =>
    accept('{{formatD|}}', 'formatDate', '{{formatDate ‹date› pattern="‹›"}}'));
  test('a section helper with its end', () => accept('{{#i|}}', 'if', '{{#if ‹value›}}‹›{{/if}}'));
  test('a section helper, braces missing', () => accept('{{#i|', 'if', '{{#if ‹value›}}‹›{{/if}}'));
  test('a section helper right after the braces', () => accept('{{i|}}', '#if', '{{#if ‹value›}}‹›{{/if}}'));
  test('no second end', () => accept('{{#i|}}x{{/if}}', 'if', '{{#if ‹value›}}x{{/if}}'));
  test('only its name where parameters follow', () => accept('{{#i| vip}}x{{/if}}', 'if', '{{#if vip}}x{{/if}}'));
  test('names as arguments', () => accept('{{#if vi|}}', 'vip', '{{#if vip}}'));
  test('names as arguments, braces missing', () => accept('{{#if vi|', 'vip', '{{#if vip}}'));
  test('keys that are not given yet', () => accept('{{join plans o|}}', 'on=', '{{join plans on="‹›"}}'));
  test('names as values of keys', () => accept('{{join plans on=cha|}}', 'channel', '{{join plans on=channel}}'));
  test('nothing inside a literal', () => completeOnly('{{#isEq channel "e|"}}', []));
  test('the values of a key, inside its quotes', async () => {
    await completeOnly('{{hash email binaryEncoding="|"}}', ['base64', 'hex']);
    await accept('{{hash email binaryEncoding="he|"}}', 'hex', '{{hash email binaryEncoding="hex"}}');
    await accept('{{hash email binaryEncoding="|hex"}}', 'base64', '{{hash email binaryEncoding="base64"}}');
    await accept("{{hash email binaryEncoding='h|'}}", 'hex', "{{hash email binaryEncoding='hex'}}");
  });
  test('the values of a key, half-typed', async () => {
    await accept('{{hash email binaryEncoding="|', 'hex', '{{hash email binaryEncoding="hex"}}');
    await accept('{{hash email binaryEncoding="he|}}', 'hex', '{{hash email binaryEncoding="hex"}}');
    await accept('{"a": "{{hash email binaryEncoding=\'he|"}', 'hex', '{"a": "{{hash email binaryEncoding=\'hex\'}}"}');
  });
  test('nothing inside the quotes of a key that takes any text', () =>
    completeOnly('{{formatDate since pattern="|"}}', []));
  test('helpers have help', async () => {
    const each = (await offered('{{#eac|}}')).find(({ label }) => label === 'each');
    assert.match(each?.documentation?.() ?? '', /each/);
  });
});
