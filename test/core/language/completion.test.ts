import assert from 'node:assert/strict';
import { complete as completions } from '../../../server/core/language';
import { tealiumProfileWith } from '../../../server/core/template/profiles';
import { accept, accepted, atCursor, complete, completeOnly, offered, sampleBody } from '../../support/cursor';

suite('completion of names', () => {
  test('right after the braces', () => complete('{{|}}', ['email', 'channel', 'access_token']));
  test('a secret last in JSON, as any other elsewhere', async () => {
    const order = async (json: boolean) => {
      const ranks = completions({ ...(await sampleBody('{{}}')), json }, 2);
      return ['access_token', 'email', 'total'].map(name => ranks.find(({ label }) => label === name)!.rank);
    };
    assert.deepEqual(await order(true), [3, 1, 1]);
    assert.deepEqual(await order(false), [1, 1, 1]);
  });
  test('without closing braces', () => accept('{{|', 'email', '{{email}}'));
  test('in a half-typed name', () => completeOnly('{{em|}}', ['email']));
  test('in the middle of a name, all of it is replaced', () => accept('{{em|il}}', 'email', '{{email}}'));
  test('inside quotes', () => accept('{"email": "{{em|}}"}', 'email', '{"email": "{{email.toJson}}"}'));
  test('inside quotes, braces missing', () => accept('{"email": "{{em|"}', 'email', '{"email": "{{email.toJson}}"}'));
  test('inside quotes, one brace missing', () =>
    accept('{"email": "{{em|}"}', 'email', '{"email": "{{email.toJson}}"}'));
  test('a text inside quotes is made fit for JSON, where nothing else does it', async () => {
    for (const [marked, expected] of [
      ['"Hi {{ em| }}!"', '"Hi {{ email.toJson }}!"'],
      ['"{{#if vip}}{{em|}}{{/if}}"', '"{{#if vip}}{{email.toJson}}{{/if}}"'],
      ['"{{#escapeJson}}{{em|}}{{/escapeJson}}"', '"{{#escapeJson}}{{email}}{{/escapeJson}}"'],
      ['"?{{#encodeUrl}}{{em|}}{{/encodeUrl}}"', '"?{{#encodeUrl}}{{email}}{{/encodeUrl}}"'],
      ['"{{em|.toJson}}"', '"{{email.toJson}}"'],
      ['"{{{em|}}}"', '"{{{email}}}"'],
      ['"{{#em|}}x{{/email}}"', '"{{#email}}x{{/email}}"'],
      ['{{em|}}', '{{email}}'],
    ] as const)
      await accept(`{"a": ${marked} }`, 'email', `{"a": ${expected} }`);
    await accept('{"a": "{{to|}}"}', 'total', '{"a": "{{total}}"}');
    await accept('{"{{em|}}": 1}', 'email', '{"{{email.toJson}}": 1}');
  });
  test("before the object's own brace", () => accept('{"total": {{to|}', 'total', '{"total": {{total}}}'));
  test('before another tag on the line', () =>
    accept('{"a": {{em|, "b": {{total}}}', 'email', '{"a": {{email}}, "b": {{total}}}'));
  test('before the braces of the JSON around it', () =>
    accept('{"x": {"a": "{{em|", "b": 1}}', 'email', '{"x": {"a": "{{email.toJson}}", "b": 1}}'));
  test('before the braces of the JSON around it, without quotes', () =>
    accept('{"x": {"a": {{to|, "b": 1}}', 'total', '{"x": {"a": {{total}}, "b": 1}}'));
  test('before text that goes on', () => accept('Hi {{em| there', 'email', 'Hi {{email}} there'));
  test('with three braces', () => accept('{{{em|}}}', 'email', '{{{email}}}'));
  test('with three braces, unfinished', () => accept('{{{em|', 'email', '{{{email}}}'));
  test('with three braces, one missing', () => accept('{{{em|}}', 'email', '{{{email}}}'));
  test('with an ampersand', () => accept('{{&em|}}', 'email', '{{&email}}'));
  test('with blanks in the tag', () => accept('{{ em| }}', 'email', '{{ email }}'));
  test('with other delimiters', () => accept('{{=<% %>=}}<%em|', 'email', '{{=<% %>=}}<%email%>'));
  test('after a section start', () => accept('{{#us|}}', 'users', '{{#users}}'));
  test('lists and badges come first after a section start', () => complete('{{#|}}', ['vip', 'items', 'email']));
  test('after an inverted section start, no helpers', () => completeOnly('{{^to|}}', ['total']));
  test('not in text', () => completeOnly('em|', []));
  test('not after the tag', () => completeOnly('{{email}}|', []));
  test('not between the closing braces', () => completeOnly('{{email}|}', []));
  test('not in a comment', () => completeOnly('{{! em|}}', []));
  test('not lines below an unclosed tag', () => completeOnly('{{email\n"b": e|', []));

  test('an item has its type and its value in the chosen event', async () => {
    const [total] = await offered('{{tota|}}');
    assert.equal(total?.type, 'number, optional');
    assert.equal(total?.value, '12.5');
    assert.match(total?.documentation?.() ?? '', /attribute order_total/);
  });
  test('a secret has no value', async () => {
    const [token] = await offered('{{access|}}');
    assert.deepEqual([token?.type, token?.value], ['secret', undefined]);
    assert.match(token?.documentation?.() ?? '', /secret intercom/);
  });
});

suite('completion of paths', () => {
  test('suffixes that fit a number', () => complete('{{total.|}}', ['toJson', 'toInteger']));
  test('suffixes that fit a date', () => complete('{{since.|}}', ['toTimestamp', 'toTimestampMs']));
  test('only the part behind the dot is replaced', () =>
    accept('{{total.toI|xx}}', 'toInteger', '{{total.toInteger}}'));
  test('braces after a suffix', () => accept('{{total.toI|', 'toInteger', '{{total.toInteger}}'));
  test('the entries of a tally', () => complete('{{#each spent.|}}', ['entrySet']));
  test('nothing after a name that is not mapped', () => completeOnly('{{nobody.|}}', []));
});

suite('completion inside sections', () => {
  test('members of the items of a list', () => complete('{{#items}}{{|}}', ['sku', 'price', 'email', 'iter']));
  test('the value of a member is that of the first item', async () => {
    const sku = (await offered('{{#items}}{{|}}')).find(({ label }) => label === 'sku');
    assert.equal(sku?.value, '"A1"');
  });
  test('loop metadata', () => complete('{{#items}}{{iter.|}}', ['index', 'hasNext', 'isFirst', 'isLast']));
  test('no loop metadata outside of loops', () => completeOnly('{{ite|}}', ['items']));
  test('members after each', () => complete('{{#each items}}{{|}}', ['sku', 'price']));
  test('members under another name', () => complete('{{#each items as="item"}}{{item.|}}', ['sku', 'price']));
  test('key and value of a tally', () => complete('{{#each spent.entrySet}}{{|}}', ['key', 'value']));
  test('suffixes of the element itself', () => complete('{{#users}}{{this.|}}', ['toJson']));
  test('outside again after the end', () => completeOnly('{{#items}}{{/items}}{{sk|}}', []));
});

suite('completion of section ends', () => {
  test('the section that is open', () => accept('{{#users}}{{/|', 'users', '{{#users}}{{/users}}'));
  test('half-typed', () => accept('{{#users}}{{/us|}}', 'users', '{{#users}}{{/users}}'));
  test('the innermost only', () => completeOnly('{{#users}}{{#items}}{{/|}}', ['items']));
  test('of a helper only its name', () => accept('{{#if vip}}{{/|}}', 'if', '{{#if vip}}{{/if}}'));
  test('right after the braces', () => accept('{{#users}}{{|}}', '/users', '{{#users}}{{/users}}'));
  test('none where nothing is open', () => completeOnly('{{/|}}', []));
  test('even where it is closed later', () => completeOnly('{{#users}}{{/|}} x {{/users}}', ['users']));
});

suite('completion of partials', () => {
  const partials = { profile: tealiumProfileWith({ partials: true }) };
  const labels = async (marked: string, options = {}) => (await offered(marked, {}, options)).map(({ label }) => label);

  test('the other templates of the action, where they may be included', async () => {
    const [item, ...more] = await offered('{{>|}}', {}, partials);
    assert.equal(item?.label, 'auth');
    assert.equal(item.type, 'auth.trimou');
    assert.deepEqual(more, []);
    assert.match(item.documentation?.() ?? '', /auth\.trimou/);
  });
  test('half-typed, with blanks, without an end', async () => {
    for (const [marked, expected] of [
      ['{{>au|th}}', '{{>auth}}'],
      ['{{> a| }}', '{{> auth }}'],
      ['{{>|', '{{>auth}}'],
      ['{"a": "{{>au|"}', '{"a": "{{>auth}}"}'],
    ] as const) {
      const item = (await offered(marked, {}, partials)).find(({ label }) => label === 'auth');
      assert.ok(item, marked);
      assert.equal(accepted(atCursor(marked).text, item), expected);
    }
  });
  test('parts of the template itself, and nothing else where each is rendered on its own', async () => {
    assert.deepEqual(await labels('{{+part}}x{{/part}}{{>|}}'), ['part']);
    assert.deepEqual(await labels('{{+part}}x{{/part}}{{<|}}'), ['part']);
    assert.deepEqual(await labels('{{>|}}'), []);
  });
});
