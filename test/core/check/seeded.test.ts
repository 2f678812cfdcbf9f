import assert from 'node:assert/strict';
import type { Finding } from '../../../server/core/check/finding';
import { findIn, fixed } from '../../support/marked';

const variables = {
  user_id: 'string',
  email: 'string',
  name: 'string',
  phone: 'string?',
  plan: 'string?',
  signed_up_at: 'number',
  total: 'number?',
  opted_out: 'boolean?',
  is_vip: 'badge?',
  joined: 'date?',
  tags: 'array of strings',
  counts: 'tally?',
  'items.sku': 'array of strings',
  'items.quantity': 'array of numbers',
};

/** A body such as people write, without a mistake. */
const good = `{
  "user_id": "{{user_id.toJson}}",
  "email": "{{email.toJson}}",
  "name": "{{name.toJson}}",
  {{#phone}}
  "phone": "{{phone.toJson}}",
  {{/phone}}
  "signed_up_at": {{signed_up_at.toInteger}},
  "unsubscribed_from_emails": {{#opted_out}}true{{/opted_out}}{{^opted_out}}false{{/opted_out}},
  {{! Custom attributes must exist in Intercom. }}
  "custom_attributes": {
    "vip": {{#is_vip}}true{{/is_vip}}{{^is_vip}}false{{/is_vip}},
    "total": {{total}}{{^total}}null{{/total}},
    "joined": {{#joined}}{{joined.toTimestamp}}{{/joined}}{{^joined}}null{{/joined}},
    "plan": {{#isEq plan "pro"}}"Professional"{{/isEq}}{{#isNotEq plan "pro"}}"{{plan.toJson}}"{{/isNotEq}}{{^plan}}null{{/plan}},
    "month": "{{formatDate joined pattern="yyyy-MM"}}",
    "tags": "{{#escapeJson}}{{join tags on=", "}}{{/escapeJson}}",
    "items": [
      {{#items}}
      { "sku": "{{sku.toJson}}", "quantity": {{quantity.toInteger}} }{{#iter.hasNext}},{{/iter.hasNext}}
      {{/items}}
    ],
    "counts": {{#if counts}}{{counts.castIntegers.toJson}}{{/if}}{{^counts}}{}{{/counts}},
    "source": "webhook"
  }
}
`;

/** `left`: what is still wrong after the fix, because the fix cannot know what was there. */
type Mistake = readonly [code: string, from: string, to: string, left?: readonly string[]];

/** One slip each. In `unfixable` are those for which only the author can know what was meant. */
const mistakes: readonly Mistake[] = [
  // Braces
  ['unclosed-tag', '"{{email.toJson}}"', '"{{email.toJson"'],
  ['unclosed-tag', '{{signed_up_at.toInteger}},', '{{signed_up_at.toInteger,'],
  ['unclosed-tag', '{{/phone}}', '{{/phone'],
  ['half-closed-tag', '{{email.toJson}}', '{{email.toJson}'],
  ['half-closed-tag', '{{#phone}}', '{{#phone}'],
  ['half-closed-tag', '"source": "webhook"\n  }\n}', '"source": "{{name.toJson}"}}'],
  ['half-closed-tag', '"source": "webhook"\n  }\n}', '"n": {{signed_up_at.toInteger}, "source": "webhook"}}'],
  ['unclosed-tag', '"source": "webhook"\n  }\n}', '"source": "{{name.toJson"}}'],
  ['unclosed-tag', '"source": "webhook"\n  }\n}', '"source": "{{name"}}', ['unescaped-string']],
  ['half-closed-tag', '{{total}}', '{{{total}}'],
  ['unquoted-string', '"{{name.toJson}}"', '{{name}} {{email}}'],
  ['unquoted-string', '"{{name.toJson}}"', '{{name.toJson}} of {{email}}'],
  ['invalid-json', '"{{name.toJson}}"', 'Hello {{name}}'],
  ['invalid-json', '"{{name.toJson}}"', 'Hello {{name.toJson}} of {{email}}'],
  ['single-braces', '{{total}}', '{total}'],
  ['single-braces', '"{{name.toJson}}"', '"{name.toJson}"'],
  ['extra-braces', '{{name.toJson}}', '{{{{name.toJson}}}}'],
  ['extra-braces', '{{name.toJson}}', '{{na}me.toJson}}'],
  ['empty-tag', '{{total}}', '{{}}'],
  ['unclosed-section', '{{/phone}}\n', ''],
  ['unclosed-section', '{{/opted_out}}{{^', '{{^'],
  ['unopened-section-end', '{{#phone}}\n', ''],
  ['mismatched-section-end', '{{/phone}}', '{{/fone}}'],
  ['mismatched-section-end', '{{/if}}', '{{/if counts}}'],
  ['blank-before-sigil', '{{#phone}}', '{{ #phone}}'],
  ['blank-before-sigil', '{{/phone}}', '{{ /phone}}'],
  ['invalid-delimiters', '{{! Custom', '{{=<%}}{{! Custom'],
  ['braces-in-comment', 'attributes must', '{{attributes}} must'],
  [
    'brace-touching-tag',
    '"vip": {{#is_vip}}true{{/is_vip}}{{^is_vip}}false{{/is_vip}}',
    '"vip": {{{#is_vip}}"a":1{{/is_vip}}}',
  ],
  ['brace-touching-tag', '"webhook"', '{{{name}}: 1}', ['unquoted-string']],
  ['unterminated-literal', '"yyyy-MM"}}', '"yyyy-MM}}'],
  ['trailing-open-brace', '  }\n}\n', '  }\n}{'],
  ['missing-partial', '"webhook"', '"{{>source}}"'],
  // Helpers
  ['unknown-helper', '{{formatDate joined', '{{formatdate joined'],
  ['unknown-helper', '{{join tags', '{{concat tags'],
  [
    'unknown-helper',
    '{{#isEq plan "pro"}}"Professional"{{/isEq}}',
    '{{#isEqual plan "pro"}}"Professional"{{/isEqual}}',
  ],
  ['helper-arguments', ' on=", "', ' delimiter=", "'],
  ['helper-arguments', '{{formatDate joined pattern="yyyy-MM"}}', '{{formatDate pattern="yyyy-MM"}}'],
  ['helper-as-section', '{{join tags on=", "}}', '{{#join tags on=", "}}{{/join}}'],
  ['inverted-helper', '{{^counts}}{}{{/counts}}', '{{^if counts}}{}{{/if}}'],
  ['else-tag', '{{/is_vip}}{{^is_vip}}', '{{else}}'],
  ['helper-type', '{{joined.toTimestamp}}', '{{plan.toTimestamp}}'],
  ['helper-type', '{{formatDate joined', '{{formatDate email'],
  ['helper-type', 'isEq plan "pro"', 'isEq plan 1', ['maybe-missing-value', 'invalid-json']],
  [
    'undocumented-helper',
    '{{#if counts}}{{counts.castIntegers.toJson}}{{/if}}',
    '{{#with counts}}{{counts.castIntegers.toJson}}{{/with}}',
  ],
  // Variables
  ['unmapped-variable', '{{email.toJson}}', '{{emial.toJson}}'],
  ['unmapped-variable', '{{name.toJson}}', '{{full_name.toJson}}'],
  ['unmapped-variable', '{{#items}}', '{{#itmes}}'],
  ['unmapped-variable', '{{sku.toJson}}', '{{skew.toJson}}'],
  ['unknown-property', '{{email.toJson}}', '{{email.tojson}}'],
  ['unknown-property', '{{name.toJson}}', '{{name.first}}'],
  ['ambient-name', '"webhook"', '"{{size}}"'],
  [
    'map-iteration',
    '{{#if counts}}{{counts.castIntegers.toJson}}{{/if}}{{^counts}}{}{{/counts}}',
    '[{{#each counts}}"{{key.toJson}}"{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}]',
  ],
  // Quoting and JSON
  ['unquoted-string', '"{{email.toJson}}"', '{{email.toJson}}'],
  ['unquoted-string', '"{{email.toJson}}"', '{{email}}'],
  ['invalid-json', '"Professional"', 'Professional'],
  ['unescaped-string', '{{name.toJson}}', '{{name}}'],
  ['unescaped-string', '{{#escapeJson}}{{join tags on=", "}}{{/escapeJson}}', '{{join tags on=", "}}'],
  ['quoted-number', '{{total}}{{^total}}null{{/total}}', '"{{total}}"'],
  ['quoted-boolean', '{{#opted_out}}true{{/opted_out}}{{^opted_out}}false{{/opted_out}}', '"{{opted_out}}"'],
  ['maybe-missing-value', '{{^total}}null{{/total}}', ''],
  [
    'maybe-missing-value',
    '{{#joined}}{{joined.toTimestamp}}{{/joined}}{{^joined}}null{{/joined}}',
    '{{joined.toTimestamp}}',
  ],
  ['maybe-missing-value', '{{#opted_out}}true{{/opted_out}}{{^opted_out}}false{{/opted_out}}', '{{opted_out}}'],
  ['badge-never-false', '{{#is_vip}}true{{/is_vip}}{{^is_vip}}false{{/is_vip}}', '{{is_vip}}'],
  ['collection-without-to-json', '"{{#escapeJson}}{{join tags on=", "}}{{/escapeJson}}"', '{{tags}}'],
  ['to-json-unquoted', '"{{#escapeJson}}{{join tags on=", "}}{{/escapeJson}}"', '"{{tags.toJson}}"'],
  ['trailing-comma', '"source": "webhook"', '"source": "webhook",'],
  ['trailing-comma', '{{#iter.hasNext}},{{/iter.hasNext}}', ','],
  ['missing-comma', '{{#iter.hasNext}},{{/iter.hasNext}}', ''],
  ['missing-comma', '"email": "{{email.toJson}}",', '"email": "{{email.toJson}}"'],
  ['comma-on-one-branch', '"phone": "{{phone.toJson}}",\n  {{/phone}}', '"phone": "{{phone.toJson}}"\n  {{/phone}},'],
  ['missing-comma', '"source": "webhook"', '"source": "webhook" {{#phone}}{{/phone}} "v": 1'],
  ['comma-on-one-branch', '"source": "webhook"', '{{#plan}}"source": "webhook"{{/plan}}'],
  ['unbalanced-json', '  }\n}\n', '  }\n'],
  ['unbalanced-json', '  }\n}\n', '  }\n}}\n'],
  [
    'missing-comma',
    '"vip": {{#is_vip}}true{{/is_vip}}{{^is_vip}}false{{/is_vip}},',
    '"vip": {{#is_vip}}true{{/is_vip}}{{^is_vip}}false{{/is_vip}}',
  ],
  ['unbalanced-json', '    ],\n    "counts"', '    "counts"'],
  ['invalid-json', '"webhook"', 'undefined'],
  ['foreign-quotes', '"webhook"', "'webhook'"],
  ['duplicate-key', '"source": "webhook"', '"total": "webhook"'],
  // What people bring along from other languages, and slips of the pen: each of these has a fix
  ['invalid-json', '"webhook"', '"webhook" // where it came from'],
  ['invalid-json', '"source": "webhook"', '"source": "webhook" /* where it came from */'],
  ['invalid-json', '"webhook"', 'tealium'],
  ['foreign-quotes', '"webhook"', '“webhook”'],
  ['invalid-json', '"webhook"', 'None'],
  ['invalid-json', '"source":', 'source:'],
  ['foreign-quotes', '"source":', "'source':"],
  ['invalid-json', '"source":', '"source"'],
  ['invalid-json', '"vip":', '"vip"'],
  ['invalid-json', '"source": "webhook"', '"source: "webhook"'],
  ['invalid-json', '"webhook"', '"C:\\shop"'],
  ['invalid-json', '"webhook"', '"web\thook"'],
  ['invalid-json', '"webhook"', '"web\\\nhook"'],
  ['invalid-json', '"webhook"', '{{#if plan else="nul"}}"webhook"{{/if}}\n'],
  ['number-format', '{{signed_up_at.toInteger}},', '5.,'],
  ['number-format', '{{signed_up_at.toInteger}},', '-,'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what people write.
  ['single-braces', '{{signed_up_at.toInteger}},', '${signed_up_at},'],
  ['invalid-json', '{{signed_up_at.toInteger}},', '<%= signed_up_at %>,'],
  ['invalid-json', '{{signed_up_at.toInteger}},', '{ {signed_up_at}},'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what people write.
  ['invalid-json', '{{signed_up_at.toInteger}},', '${{signed_up_at.toInteger}},'],
  ['invalid-json', '{{signed_up_at.toInteger}},', '{{signed_up_at.toInteger}} seconds,'],
  ['comma-on-one-branch', '"webhook"', '"webhook",{{#plan}},"last": 1{{/plan}}'],
  ['missing-comma', '"source": "webhook"', '"source": "webhook" {{#phone}}{{/phone}} "v": 1'],
  ['comma-on-one-branch', '"source": "webhook"', '"a": 1{{#plan}},"b": 1,{{/plan}}"source": "webhook"'],
  ['missing-comma', '"source": "webhook"', '"a": 1{{#plan}}"b": 1{{/plan}},"source": "webhook"'],
  ['mismatched-section-end', '{{#phone}}', '{{#plan}}'],
  ['mismatched-section-end', '{{#if counts}}', '{{#unless counts}}', ['maybe-missing-value']],
  ['unescaped-string', '{{#escapeJson}}{{join tags on=", "}}{{/escapeJson}}', '{{tags}}'],
  ['to-json-unquoted', '"webhook"', '"{{items.toJson}}"'],
  ['unknown-property', '{{#iter.hasNext}},{{/iter.hasNext}}', '{{#iter.hasnext}},{{/iter.hasnext}}'],
  // One slip that shows in several places, in events of different kinds
  ['unbalanced-json', '"items": [', '"items": {'],
  ['unbalanced-json', '{ "sku"', '"sku"'],
  ['unbalanced-json', '{{quantity.toInteger}} }', '{{quantity.toInteger}}'],
  ['unbalanced-json', '    ],\n    "counts"', '    },\n    "counts"'],
  ['invalid-json', '"sku": "{{sku.toJson}}",', '"sku": "{{sku.toJson}},'],
  ['unquoted-string', '"sku": "{{sku.toJson}}",', '"sku": {{sku.toJson}}",'],
  ['invalid-json', '"sku":', 'sku":'],
  ['invalid-json', '"sku":', '"sku:'],
  ['invalid-json', '{{^joined}}null', '{{#joined}}null'],
  ['invalid-json', '{{^total}}null', '{{#total}}null'],
  ['invalid-json', '{{^is_vip}}false', '{{#is_vip}}false'],
  ['unclosed-section', '"Professional"{{/isEq}}', '"Professional"{{isEq}}'],
  ['helper-as-value', '{{#isEq plan', '{{isEq plan'],
  ['unknown-helper', '{{#isEq plan', '{{#sEq plan'],
  ['single-braces', '{{/isEq}}', '{/isEq}}'],
  ['unquoted-string', '"{{plan.toJson}}"{{/', '{{plan.toJson}}"{{/'],
  ['invalid-json', '"month":', '"month:'],
  ['invalid-json', '"signed_up_at":', '"signed_up_at:'],
  // Helpers and what is given to them
  ['helper-arguments', 'pattern="yyyy-MM"', 'pattern="YYYY-mm"'],
  ['helper-arguments', 'pattern="yyyy-MM"', 'pattern="yyyy-MM-DD"'],
  ['helper-arguments', 'pattern="yyyy-MM"', 'pattern="yyyy-MM-dd HH:MM:SS"'],
  ['helper-arguments', 'pattern="yyyy-MM"', 'pattern="yyyy-MM-dd hh:mm"'],
  ['helper-arguments', 'pattern="yyyy-MM"', 'pattern="foo"'],
  ['helper-arguments', 'pattern="yyyy-MM"', 'format="yyyy-MM"'],
  ['helper-arguments', 'pattern="yyyy-MM"', '"yyyy-MM"'],
  ['unterminated-literal', 'pattern="yyyy-MM"}}', "pattern='yyyy-MM}}"],
  ['helper-arguments', '{{#isEq plan "pro"}}', '{{#isEq plan}}'],
  ['helper-arguments', '{{#isEq plan "pro"}}"Professional"{{/isEq}}', '{{#if plan == "pro"}}"Professional"{{/if}}'],
  [
    'helper-arguments',
    '{{#isNotEq plan "pro"}}"{{plan.toJson}}"{{/isNotEq}}',
    '{{#if plan != "pro"}}"{{plan.toJson}}"{{/if}}',
  ],
  ['unmapped-variable', '{{#isEq plan "pro"}}', '{{#isEq plan pro}}'],
  ['missing-comma', '"source": "webhook"', '"source": "webhook" {{#phone}}{{/phone}} "v": 1'],
  ['comma-on-one-branch', '"source": "webhook"', '"source": "webhook"{{#phone}}, "v": 1,{{/phone}}'],
];

suite('seeded mistakes', () => {
  test('the good body has no finding', async () => {
    assert.deepEqual(await findIn(good, { variables, json: true }), []);
  });

  for (const [index, [code, from, to, left = []]] of mistakes.entries()) {
    test(`${index + 1}. ${code}: ${JSON.stringify(to)}`, async () => {
      assert.ok(good.includes(from), 'the good body has it');
      const text = good.replace(from, () => to);
      const findings = await findIn(text, { variables, json: true });
      assert.deepEqual(
        findings.map(({ code: found }) => found),
        [code],
        findings.map(shown(text)).join('\n'),
      );
      const [finding] = findings;
      const titles = finding?.fixes?.map(({ title }) => title) ?? [];
      assert.deepEqual(titles, [...new Set(titles)], 'a title tells a fix from the others');
      if (!finding?.fixes?.some(fix => fix.preferred)) return;
      const after = fixed(text, finding);
      const rest = await findIn(after, { variables, json: true });
      const message = `after the fix: ${changed(good, after)}\n${rest.map(shown(after)).join('\n')}`;
      assert.deepEqual(
        rest.map(({ code: found }) => found),
        left,
        message,
      );
    });
  }
});

const shown =
  (text: string) =>
  ({ code, range, message }: Finding) =>
    `${code} [${text.slice(range.start, range.end)}] ${message}`;

/** The lines in which two texts differ. */
function changed(a: string, b: string): string {
  const lines = new Set(a.split('\n'));
  return b
    .split('\n')
    .filter(line => !lines.has(line))
    .join('\n');
}
