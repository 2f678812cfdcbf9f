import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outlineOf } from '../../../server/core/json/readOutline';
import { complete, completeAction, hover, type TemplateDocument } from '../../../server/core/language';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { accepted, atCursor, sampleAction, sampleBody, sampleProject } from '../../support/cursor';

/** A body with everything in it: branches, loops, nested objects and lists. */
const body = `{
  "user_id": "{{channel.toJson}}",
  {{#total}}
  "name": "{{email.toJson}} ä😀",
  {{/total}}
  {{#vip}}"phone": "1",{{/vip}}{{^vip}}"phone": "2",{{/vip}}
  "signed_up_at": {{since.toTimestamp}}, "avatar": { "type": "avatar" },
  "companies": [
    {{#items}}{ "company_id": "{{sku.toJson}}", "custom_attributes": { "price": {{price}} } }{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}
  ],
  "custom_attributes": {
    "plans": "{{#each plans}}{{this}}{{/each}}"
  }
}
`;

/**
 * Asks at a place, and asserts that what is offered replaces only what is around the cursor on its line, and nothing
 * twice.
 */
function ask(document: TemplateDocument, offset: number): void {
  const { text } = document;
  for (const item of complete(document, offset)) {
    const { start, end } = item.range;
    assert.ok(0 <= start && start <= offset && offset <= end && end <= text.length, `${item.label}: ${start}-${end}`);
    assert.doesNotMatch(text.slice(start, end), /[\r\n]/);
    for (const { range } of item.also ?? []) assert.ok(range.end <= start || range.start >= end, item.label);
    accepted(text, item);
    item.documentation?.();
  }
  const found = hover(document, offset)?.range;
  assert.ok(!found || (0 <= found.start && found.start <= offset && offset <= found.end && found.end <= text.length));
}

suite('a half-typed body', function () {
  this.timeout(20_000);
  let sample: TemplateDocument;
  suiteSetup(async () => {
    sample = await sampleBody('');
  });
  const withText = (text: string): TemplateDocument => ({ ...sample, text, tree: parse(text, tealiumProfile) });

  test('every prefix', () => {
    for (let end = 0; end <= body.length; end++) ask(withText(body.slice(0, end)), end);
  });

  test('every place of the whole', () => {
    const document = withText(body);
    for (let at = 0; at <= body.length; at++) ask(document, at);
  });

  test('every place, with a quote that is not closed', () => {
    for (let at = 0; at <= body.length; at++) ask(withText(`${body.slice(0, at)}"na${body.slice(at)}`), at + 3);
  });

  test('anything that looks like a body', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      ' ',
      '\n',
      '\r\n',
      '\\',
      'null',
      '1',
      '{{',
      '}}',
      '{{#vip}}',
      '{{/vip}}',
    ].concat(
      [
        '{{^vip}}',
        '{{email}}',
        '{{! x }}',
        '{{#items}}',
        '{{/items}}',
        '"email"',
        '"companies": [{',
        '"custom_attributes": {',
      ],
      ['"name": "', '"role": ', 'na', '😀', 'é'],
    );
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(200), (source, at) => ask(withText(source), Math.min(at, source.length))),
      { numRuns: 1500 },
    );
  });

  test('every prefix of an action: what is offered stands around the cursor', async () => {
    for (let end = 0; end <= sampleAction.length; end++) {
      const text = sampleAction.slice(0, end);
      const project = await sampleProject('', { '/a/a.webhook.json': text });
      for (const item of completeAction({ project }, end)) {
        assert.ok(item.range.start <= end && end <= item.range.end && item.range.end <= text.length, item.label);
        assert.doesNotMatch(text.slice(item.range.start, item.range.end), /[\r\n]/);
        accepted(text, item);
      }
    }
  });

  test('a large body is read once for a place in a version of it', () => {
    const members = Array.from({ length: 10_000 }, (_, index) => `"a${index}": "{{email}}",\n`);
    const { text, offset } = atCursor(`{ "custom_attributes": {\n${members.join('')}"|" } }`);
    const document = withText(text);
    assert.ok(complete(document, offset).length > 0);
    const { roots } = outlineOf(document.tree);
    assert.ok(complete(document, offset).length > 0);
    assert.equal(outlineOf(document.tree).roots, roots);
  });
});
