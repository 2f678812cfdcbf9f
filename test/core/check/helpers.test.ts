import assert from 'node:assert/strict';
import { checkTemplate } from '../../../server/core/check/check';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { checkFix, checkMarked, findIn, fixed } from '../../support/marked';

const variables = {
  name: 'string',
  plan: 'string?',
  vip: 'boolean',
  total: 'number',
  joined: 'date',
  tags: 'array of strings',
  counts: 'tally',
};

suite('helpers', () => {
  for (const suffix of tealiumProfile.suffixTable.keys()) {
    test(`${suffix} as other languages write it`, async () => {
      for (const written of [`${suffix} name`, `name ${suffix}`, `name . ${suffix}`, `name | ${suffix}`]) {
        const text = `Hello {{${written}}}`;
        const findings = await findIn(text, { variables: { name: 'string' } });
        assert.deepEqual(
          findings.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
          [['unknown-helper', written]],
        );
        assert.match(findings[0]!.message, new RegExp(`write \`\\{\\{name\\.${suffix}\\}\\}\``));
        assert.equal(fixed(text, findings[0]), `Hello {{name.${suffix}}}`);
      }
    });
  }

  test('unknown-helper', async () => {
    await checkMarked(
      `
{{formatdate joined pattern="yyyy"}} {{#fi vip}}x{{/fi}} {{shout name}}
  ^^^^^^^^^^ unknown-helper
                                        ^^ unknown-helper
                                                           ^^^^^ unknown-helper
`,
      { variables },
    );
    await checkFix('{{formatdate joined pattern="yyyy"}}', '{{formatDate joined pattern="yyyy"}}', { variables });
    await checkFix('{{#unles vip}}x{{/unles}}', '{{#unless vip}}x{{/unless}}', { variables });
    await checkFix('{{#escapejson}}{{name}}{{/escapejson}}', '{{#escapeJson}}{{name}}{{/escapeJson}}', { variables });
  });

  test('unknown-helper: the filters of other languages', async () => {
    const variables = { name: 'string' };
    await checkFix('{{ name | json }}', '{{ name.toJson }}', { variables });
    const [finding, ...others] = await findIn('{{ name | default: "x" }}', { variables });
    assert.deepEqual(others, []);
    assert.match(finding!.message, /Templates have no filters/);
  });

  test('unknown-helper: the operators of other languages', async () => {
    const said = async (text: string) => {
      const [finding, ...others] = await findIn(text, { variables });
      assert.deepEqual(others, []);
      assert.equal(finding?.fixes, undefined);
      return finding?.message ?? '';
    };
    const calculated = ['total * 100', 'total*100', '100 * total', 'total - 1', '(total + 1)', 'total.toInteger / 100'];
    for (const key of calculated) assert.match(await said(`{{${key}}}`), /^Templates cannot calculate/);
    assert.match(await said('{{total == 3}}'), /so `==` is read as a name\. Two values are compared with/);
    for (const key of ["name || 'none'", 'name ?? "none"', 'name ? "a" : "b"'])
      assert.match(await said(`{{${key}}}`), /What to print without `name` goes between `\{\{\^name\}\}`/);
  });

  test('helper-arguments: block parameters of Handlebars', async () => {
    const list = { 'items.sku': 'array of strings' };
    await checkFix('{{#each items as |i|}}{{i.sku}}{{/each}}', '{{#each items as="i"}}{{i.sku}}{{/each}}', {
      variables: list,
    });
  });

  test('an index in brackets', () =>
    checkFix('{{tags[0]}}', '{{tags.0}}', { variables: { tags: 'array of strings' } }));

  test('undocumented-helper', async () => {
    await checkMarked(
      `
{{#choose}}{{#when vip}}a{{/when}}{{/choose}}{{#with name}}{{.}}{{/with}}
   ^^^^^^ undocumented-helper
                                                ^^^^ undocumented-helper
`,
      { variables },
    );
  });

  test('helper-arguments: too few', async () => {
    await checkMarked(
      `
{{#if}}x{{/if}}
   ^^ helper-arguments
`,
      { variables },
    );
  });
  test('helper-arguments: an option it does not know, a value too many', async () => {
    await checkMarked(
      `
{{join tags delimiter="-"}} {{formatDate joined joined pattern="yyyy"}}
            ^^^^^^^^^ helper-arguments
                                                ^^^^^^ helper-arguments
`,
      { variables },
    );
    await checkFix('{{join tags delimiter="-"}}', '{{join tags on="-"}}', { variables });
    assert.deepEqual(await findIn('{{join tags on="-"}}{{#if vip total}}x{{/if}}', { variables }), []);
  });

  test('helper-arguments: an operator of other languages', async () => {
    await checkMarked(
      `
{{#if total > 5}}x{{/if}}{{#isEq total == 100}}x{{/isEq}}
            ^ helper-arguments
                                       ^^ helper-arguments
`,
      { variables },
    );
    const [finding] = await findIn('{{#if total > 5}}x{{/if}}', { variables });
    assert.match(finding!.message, /no operators, so `>` is read as a name.*isEq a b.*worked out in Tealium/);
  });

  test('helper-as-value and helper-as-section', async () => {
    await checkMarked(
      `
{{if vip}} {{#join tags}}{{/join}}
  ^^ helper-as-value
              ^^^^ helper-as-section
`,
      { variables },
    );
  });

  test('inverted-helper', async () => {
    await checkMarked(
      `
{{^if vip}}x{{/if}}
   ^^ inverted-helper
`,
      { variables },
    );
    await checkFix('{{^if vip}}x{{/if}}', '{{#unless vip}}x{{/unless}}', { variables });
    await checkFix('{{^isEq plan "pro"}}x{{/isEq}}', '{{#isNotEq plan "pro"}}x{{/isNotEq}}', { variables });
    await checkFix('{{^ if vip}}x{{/if}}', '{{#unless vip}}x{{/unless}}', { variables });
  });

  test('else-tag', async () => {
    await checkMarked(
      `
{{#vip}}a{{else}}b{{/vip}}
         ^^^^^^^^ else-tag
`,
      { variables },
    );
    await checkFix('{{#vip}}a{{else}}b{{/vip}}', '{{#vip}}a{{/vip}}{{^vip}}b{{/vip}}', { variables });
    await checkFix('{{^vip}}a{{else}}b{{/vip}}', '{{^vip}}a{{/vip}}{{#vip}}b{{/vip}}', { variables });
    await checkFix('{{#if vip}}a{{else}}b{{/if}}', '{{#if vip}}a{{/if}}{{#unless vip}}b{{/unless}}', { variables });
    await checkMarked(
      `
{{#if vip}}a{{else if plan}}b{{/if}}
            ^^^^^^^^^^^^^^^^ else-tag
`,
      { variables },
    );
  });

  test('helper-type: a Long is no Integer', async () => {
    const text = '{{#isEq total.toInteger 100}}b{{/isEq}}';
    const [finding] = await checkMarked(
      `
${text}
                        ^^^ helper-type
`,
      { variables },
    );
    assert.match(finding!.message, /Write it as `100L`, without quotes/);
    await checkFix(text, '{{#isEq total.toInteger 100L}}b{{/isEq}}', { variables });
    const list = '{{#tags}}{{#isEq iter.index 1L}}b{{/isEq}}{{/tags}}';
    await checkFix(list, '{{#tags}}{{#isEq iter.index 1}}b{{/isEq}}{{/tags}}', { variables });
  });

  test('helper-type: a property of another type', async () => {
    await checkMarked(
      `
{{name.toTimestamp}} {{vip.toInteger}}
       ^^^^^^^^^^^ helper-type
                           ^^^^^^^^^ helper-type
`,
      { variables },
    );
  });

  test('helper-type: a helper for another type', async () => {
    await checkMarked(
      `
{{formatDate name pattern="yyyy"}}
             ^^^^ helper-type
`,
      { variables },
    );
  });

  test('helper-type: never equal', async () => {
    await checkMarked(
      `
{{#isEq total 5}}a{{/isEq}}{{#isEq plan 5}}b{{/isEq}}{{#isNotEq vip "true"}}c{{/isNotEq}}
              ^ helper-type
                                        ^ helper-type
                                                                    ^^^^^^ helper-type
`,
      { variables },
    );
    await checkFix('{{#isEq plan 5}}b{{/isEq}}', '{{#isEq plan "5"}}b{{/isEq}}', { variables });
    await checkFix('{{#isEq vip "true"}}b{{/isEq}}', '{{#isEq vip true}}b{{/isEq}}', { variables });
    const [finding] = await findIn('{{#isEq total "5"}}b{{/isEq}}', { variables });
    assert.equal(fixed('{{#isEq total "5"}}b{{/isEq}}', finding), '{{#isEq total.toInteger 5L}}b{{/isEq}}');
    assert.match(finding!.message, /the `\.toInteger` of the number with a whole number such as `5L`, without quotes/);
    assert.deepEqual(await findIn('{{#isEq plan "pro"}}b{{/isEq}}{{#isEq vip true}}c{{/isEq}}', { variables }), []);
  });

  test('a template that belongs to no action: only what needs no variables', () => {
    const text = '{{anything}} {{#if}}{{/if}} {{shout name}}';
    const found = checkTemplate({ path: 'x.trimou', text, tree: parse(text, tealiumProfile), profile: tealiumProfile });
    assert.deepEqual(
      found.map(({ code }) => code),
      ['helper-arguments', 'unknown-helper'],
    );
  });
});
