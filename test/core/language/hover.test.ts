import assert from 'node:assert/strict';
import { hover } from '../../../server/core/language';
import { atCursor, sampleBody } from '../../support/cursor';

/** Asserts what hovering at the `|` is about, and that all these are said. */
async function hovers(marked: string, about: string, ...said: readonly RegExp[]): Promise<void> {
  const { text, offset } = atCursor(marked);
  const found = hover(await sampleBody(text), offset);
  assert.ok(found, 'nothing is known');
  assert.equal(text.slice(found.range.start, found.range.end), about);
  for (const pattern of said) assert.match(found.markdown, pattern);
}

async function hoversNothing(marked: string): Promise<void> {
  const { text, offset } = atCursor(marked);
  assert.equal(hover(await sampleBody(text), offset), undefined);
}

suite('hover', () => {
  test('a variable: type, value, mapping', () =>
    hovers('{{ema|il}}', 'email', /`email`: string/, /`full`: `"ann@example.com"`/, /attribute customer_email/));
  test('an optional variable', () => hovers('{{total|}}', 'total', /number, optional/, /12\.5/));
  test('a secret shows no value', async () => {
    await hovers('{{access_|token}}', 'access_token', /secret intercom/);
    const found = hover(await sampleBody('{{access_token}}'), 4);
    assert.doesNotMatch(found!.markdown, /event/);
  });
  test('a variable with a suffix', () => hovers('{{to|tal.toInteger}}', 'total', /number/));
  test('a suffix', () => hovers('{{total.toInt|eger}}', 'toInteger', /toInteger/));
  test('a list of objects', () => hovers('{{#it|ems}}{{/items}}', 'items', /list of objects/, /`sku`, `price`/));
  test('a member', () => hovers('{{#items}}{{s|ku}}{{/items}}', 'sku', /"A1"/, /attribute item_sku/));
  test('a member of a half-typed loop', () => hovers('{{#items}}{{s|ku}}', 'sku', /"A1"/));
  test('loop metadata', () => hovers('{{#items}}{{iter.has|Next}}{{/items}}', 'hasNext', /boolean/, /loop/));
  test('the element', () => hovers('{{#users}}{{.|}}{{/users}}', '.', /string/, /"u1"/));
  test('an element by its number', () => hovers('{{plans.|0}}', '0', /string/));
  test('a helper', () => hovers('{{#e|ach items}}{{/each}}', 'each', /each/));
  test('a helper with an example, in which a date is written as events have it', () =>
    hovers('{{form|atDate since}}', 'formatDate', /with `\{"d":1600128000000\}` prints `2020-09-15`/));
  test("a helper's argument", () => hovers('{{#if vi|p}}{{/if}}', 'vip', /badge/));
  test('the end of a section', () => hovers('{{#if vip}}{{/i|f}}', 'if', /`{{#if vip}}`/));
  test('a part, as it is written', () =>
    hovers('{{>ro|w}}\n{{+row}}{{email}}{{/row}}', 'row', /```trimou\n\{\{\+row\}\}\{\{email\}\}\{\{\/row\}\}\n```/));
  test('a name that nothing maps', () => hovers('{{nobo|dy}}', 'nobody', /not mapped/));
  test('a value full of backticks and line breaks stays code', async () => {
    const { text, offset } = atCursor('{{ema|il}}');
    const document = await sampleBody(text);
    const attributes = new Map([['customer_email', '`a`\n**b**']]);
    const { markdown } = hover({ ...document, event: { ...document.event!, attributes } }, offset)!;
    assert.match(markdown, /`` "`a`\\n\*\*b\*\*" ``/);
  });
  test('not in text', () => hoversNothing('em|ail'));
  test('not in a comment', () => hoversNothing('{{! ema|il}}'));
});

suite('hover in a body', () => {
  test('a field: what it is, its type and what is required', () =>
    hovers(
      '{ "em|ail": 1 }',
      'email',
      /^`email`: a text/,
      /email address/,
      /One of `user_id`, `email`, `id` is required/,
    ));
  test('a field with its variable', () =>
    hovers(
      '{ "signed_|up_at": {{since.toTimestamp}} }',
      'signed_up_at',
      /seconds since 1970/,
      /Null clears it/,
      /`since`: date/,
      /attribute registered/,
    ));
  test('both variables of a text', () =>
    hovers('{ "na|me": "{{email}} {{channel}}" }', 'name', /`email`: string/, /`channel`: string/));
  test('a field of a nested object', () =>
    hovers('{ "companies": [{ "monthly|_spend": 1 }] }', 'monthly_spend', /At most 2147483647/));
  test('a field that Intercom does not document', () => hovers('{ "new_|session": true }', 'new_session', /reference/));
  test('an attribute of your own', () =>
    hovers('{ "custom_attributes": { "pl|an": "x" } }', 'plan', /attribute of your own/, /255/));
  test('a field in broken text', () => hovers('{ "a": {{x "email\n "na|me": "', 'name', /full name/));
  test('a fixed value', () =>
    hovers('{ "avatar": { "type": "ava|tar" } }', 'avatar', /Always avatar/, /`avatar.type` of POST \/users/));
  test('a moment', () => hovers('{ "signed_up_at": 1764|000000 }', '1764000000', /2025-11-24 16:00:00 UTC/));
  test('not an unknown field', () => hoversNothing('{ "ema|l": 1 }'));
  test('not a free text', () => hoversNothing('{ "name": "A|nn" }'));
  test('not between', () => hoversNothing('{ "name" |: "Ann" }'));
});
