import assert from 'node:assert/strict';
import { inlayHints } from '../../../server/core/language';
import { sampleBody } from '../../support/cursor';

/** The template with the hints drawn into it in `‹›`. */
async function drawn(text: string, range = { start: 0, end: text.length }): Promise<string> {
  const hints = inlayHints(await sampleBody(text), range);
  return [...hints]
    .sort((a, b) => b.offset - a.offset)
    .reduce((all, hint) => `${all.slice(0, hint.offset)}‹${hint.text}›${all.slice(hint.offset)}`, text);
}

suite('inlay hints', () => {
  const check = async (text: string, expected: string) => assert.equal(await drawn(text), expected);

  test('what a tag prints', () => check('"{{email}}": {{total}}', '"{{email}}‹ann@example.com›": {{total}}‹12.5›'));
  test('with its suffix', () => check('{{total.toInteger}}', '{{total.toInteger}}‹12›'));
  test('of a helper', () => check('{{join plans on="/"}}', '{{join plans on="/"}}‹pro/team›'));
  test('in the first turn of a loop', () =>
    check(
      '{{#items}}{{sku}}{{#iter.hasNext}},{{/iter.hasNext}}{{iter.index}}{{/items}}',
      '{{#items}}{{sku}}‹A1›{{#iter.hasNext}},{{/iter.hasNext}}{{iter.index}}‹1›{{/items}}',
    ));
  test('in what a helper encodes as a whole', () =>
    check(
      '{{#encodeUrl}}{{email}}{{/encodeUrl}}{{#vip}}{{#md5}}a{{#items}}{{sku}}{{/items}}{{/md5}}{{/vip}}',
      '{{#encodeUrl}}{{email}}‹ann@example.com›{{/encodeUrl}}{{#vip}}{{#md5}}a{{#items}}{{sku}}‹A1›{{/items}}{{/md5}}{{/vip}}',
    ));
  test('not in a section that is left out', () =>
    check(
      '{{^email}}{{total}}{{/email}}{{#vip}}{{total}}{{/vip}}',
      '{{^email}}{{total}}{{/email}}{{#vip}}{{total}}‹12.5›{{/vip}}',
    ));
  test('none for a name that is not mapped', () => check('{{nobody}}', '{{nobody}}'));
  test('none for a secret', () =>
    check('{{access_token}}{{access_token.toJson}}', '{{access_token}}{{access_token.toJson}}'));
  test('beside text that is being typed', () =>
    check('{{email}} {{#vip}} {{total}} {{ema', '{{email}}‹ann@example.com› {{#vip}} {{total}}‹12.5› {{ema'));
  test('with the delimiters of the template', () =>
    check('{{=<% %>=}}<%email%>', '{{=<% %>=}}<%email%>‹ann@example.com›'));
  test('on one line', async () => {
    const document = await sampleBody('{{email}}');
    const attributes = new Map([['customer_email', 'a\nb\t"c"\u2028']]);
    const [hint] = inlayHints({ ...document, event: { ...document.event!, attributes } }, { start: 0, end: 9 });
    assert.equal(hint?.text, 'a\\nb\\t"c"\\u2028'.replace('\\u2028', JSON.stringify('\u2028').slice(1, -1)));
    assert.doesNotMatch(hint!.text, /[\n\t]/);
  });
  test('cut to a sensible length, characters whole', async () => {
    const document = await sampleBody('{{email}}');
    const long = '😀'.repeat(40);
    const attributes = new Map([['customer_email', long]]);
    const [hint] = inlayHints({ ...document, event: { ...document.event!, attributes } }, { start: 0, end: 9 });
    assert.equal(hint?.text, `${'😀'.repeat(29)}…`);
    assert.equal(hint?.whole, long);
  });
  test('of a stretch only', async () => {
    const text = '{{email}}\n{{total}}\n{{email}}';
    assert.equal(await drawn(text, { start: 10, end: 19 }), '{{email}}\n{{total}}‹12.5›\n{{email}}');
  });
  test('none without an event', async () => {
    const { event: _, ...document } = await sampleBody('{{email}}');
    assert.deepEqual(inlayHints(document, { start: 0, end: 9 }), []);
  });
});
