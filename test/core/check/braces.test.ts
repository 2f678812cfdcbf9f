import assert from 'node:assert/strict';
import { checkFix, checkMarked, findIn, fixed } from '../../support/marked';

const variables = {
  name: 'string',
  email: 'string',
  plan: 'string?',
  tags: 'array of strings',
  'items.sku': 'array of strings',
};
const only = (code: string) => ({ variables, only: [code] });

suite('braces: single tags', () => {
  test('other-delimiters', async () => {
    await checkMarked(
      `
{{name}}{{=<% %>=}}<%name%> {{email}}
                            ^^^^^^^^^ other-delimiters
`,
      { variables, json: false },
    );
    await checkFix('{{=<% %>=}}<%name%> {{email}}', '{{=<% %>=}}<%name%> <%email%>', { variables });
    await checkFix('{{=<% %>=}}{{#plan}}{{plan}}{{/plan}}', '{{=<% %>=}}<%#plan%><%plan%><%/plan%>', { variables });
    assert.deepEqual(await findIn('{{=<% %>=}}<%name%><%={{ }}=%>{{email}}', { variables }), []);
    assert.deepEqual(await findIn('{{=<% %>=}}{"a": {"b": "<%name.toJson%>"}}', { variables, json: true }), []);
  });
  test('other-delimiters: what the JSON lacks for it is not said', () =>
    checkFix('{{=<% %>=}}{"a": {{tags.toJson}} }', '{{=<% %>=}}{"a": <%tags.toJson%> }', { variables, json: true }));
  test('unclosed-tag', async () => {
    await checkMarked(
      `
Hello {{name
      ^^^^^^ unclosed-tag
`,
      { variables },
    );
    await checkMarked(
      `
{ "email": "{{email", "name": "{{name}}" }
            ^^^^^^^ unclosed-tag
`,
      { variables },
    );
    await checkMarked(
      `
{ "email": "{{email" }
            ^^^^^^^ unclosed-tag
`,
      { variables },
    );
  });
  test('unclosed-tag is closed where its name ends', async () => {
    await checkFix('Hello {{name', 'Hello {{name}}', { variables });
    await checkFix('{ "a": "{{email" }', '{ "a": "{{email}}" }', { variables });
    await checkFix('{{#plan}}x{{/plan', '{{#plan}}x{{/plan}}', { variables });
    await checkFix('a {{join tags on=", " b', 'a {{join tags on=", " b}}', { variables, only: ['unclosed-tag'] });
    await checkFix('a {{{name b', 'a {{{name}}} b', { variables });
  });
  test('an unclosed tag hides nothing else', async () => {
    await checkMarked(
      `
{{#plan}}{{email{{/plan}}
         ^^^^^^^ unclosed-tag
{{name} and {{ #plan}}x{{/plan}}
^^^^^^^ half-closed-tag
            ^^^^ blank-before-sigil
`,
      { variables },
    );
  });

  test('half-closed-tag', async () => {
    await checkMarked(
      `
Hello {{name}, welcome
      ^^^^^^^ half-closed-tag
`,
      { variables },
    );
    await checkFix('Hello {{name}, welcome', 'Hello {{name}}, welcome', { variables });
    await checkFix('{ "a": "{{name}" }', '{ "a": "{{name}}" }', { variables });
    await checkFix('{ "a": "{{{name}}" }', '{ "a": "{{{name}}}" }', { variables });
  });

  test('empty-tag', async () => {
    await checkMarked(
      `
a {{}} b {{!}} c
  ^^^^ empty-tag
         ^^^^^ empty-tag
`,
      { variables },
    );
    const [empty] = await findIn('a{{ }}b', { variables });
    assert.equal(fixed('a{{ }}b', empty, 'Remove it'), 'ab');
  });

  test('trailing-open-brace', async () => {
    await checkFix('Hello {', 'Hello ', { variables });
    await checkFix('Hello {{', 'Hello ', { variables });
    assert.deepEqual(await findIn('{ "a": 1 }', { variables }), []);
  });

  test('invalid-delimiters', async () => {
    await checkMarked(
      `
{{=<% }}
^^^^^^^^ invalid-delimiters
`,
      { variables },
    );
    assert.deepEqual(await findIn('{{=<% %>=}}<% name %><%={{ }}=%>{{name}}', { variables }), []);
  });

  test('braces-in-comment', async () => {
    await checkMarked(
      `
{{! not {{name}} today }}
^^^^^^^^^^^^^^^^^^^^^^^^^ braces-in-comment
`,
      { variables },
    );
    await checkFix('{{! not {{name}} today }}', '{{! not name today }}', { variables });
  });

  test('unterminated-literal', async () => {
    await checkMarked(
      `
{{it's}}
  ^^^^ unterminated-literal
`,
      only('unterminated-literal'),
    );
  });

  test('single-braces, of a mapped name or where a value belongs', async () => {
    await checkMarked(
      `
Hello {name}, {unknown}
      ^^^^^^ single-braces
`,
      { variables },
    );
    await checkFix('Hello {name}', 'Hello {{name}}', { variables });
    await checkFix('{items.sku}', '{{items.sku}}', only('single-braces'));
    await checkFix(`Hello \${items.sku}`, 'Hello {{items.sku}}', only('single-braces'));
    assert.deepEqual(await findIn('{ "a": {"b": 1} }', { variables, json: true }), []);
  });

  test('single-braces, of the tags of Liquid: outside of a string they break the JSON, and nothing else is said', async () => {
    await checkMarked(
      `
{ {% if name %}"a": 1{% else %}"b": 2{% endif %} }
  ^^^^^^^^^^^^^ single-braces
                     ^^^^^^^^^^ single-braces
                                     ^^^^^^^^^^^ single-braces
`,
      { variables, json: true },
    );
    const text = '{ "a": "{% unless plan %}x{% endunless %}{% for tag in tags %}y{% endfor %}", "b": }';
    const findings = await findIn(text, { variables, json: true });
    assert.deepEqual(
      findings.map(({ code, severity, fixes }) => [code, severity, fixes?.[0]?.title]),
      [
        ['single-braces', 'warning', 'Change to {{^plan}}'],
        ['single-braces', 'warning', 'Change to {{/plan}}'],
        ['single-braces', 'warning', 'Change to {{#tags}}'],
        ['single-braces', 'warning', 'Change to {{/tags}}'],
        ['invalid-json', 'error', undefined],
      ],
    );
    const [asks] = await findIn('{% if plan == "pro" %}', { variables });
    assert.deepEqual(asks?.fixes ?? [], []);
    assert.match(asks!.message, /sections are written/);
    assert.deepEqual(await findIn('{% %} {%', { variables }), []);
  });

  test('extra-braces', async () => {
    await checkMarked(
      `
{{{{name}}}} {{na}me}} {{{#plan}}}x{{/plan}}
^^^^^^^^^^^^ extra-braces
             ^^^^^^^^^ extra-braces
                       ^^^^^^^^^^^ extra-braces
`,
      { variables },
    );
    await checkFix('{{{{name}}}}', '{{name}}', { variables });
    await checkFix('{{{#plan}}}x{{/plan}}', '{{#plan}}x{{/plan}}', { variables });
    assert.deepEqual(await findIn('{{{name}}}', { variables }), []);
  });

  test('blank-before-sigil', async () => {
    await checkMarked(
      `
{{ #plan}}x{{ /plan}}
^^^^ blank-before-sigil
           ^^^^ blank-before-sigil
`,
      { variables },
    );
    await checkFix('{{ #plan}}x{{/plan}}', '{{#plan}}x{{/plan}}', { variables });
    await checkFix('{{#plan}}x{{ /plan}}', '{{#plan}}x{{/plan}}', { variables });
  });

  test('brace-touching-tag', async () => {
    await checkMarked(
      `
{"a":{{{#plan}}"b":1{{/plan}}}}
     ^^^^^^^^^^ brace-touching-tag
`,
      { variables },
    );
    await checkFix('{"a":{{{#plan}}"b":1{{/plan}}}}', '{"a":{ {{#plan}}"b":1{{/plan}}}}', { variables });
  });

  test('missing-partial', async () => {
    await checkMarked(
      `
{{>footer}}{{>line}}{{+line}}x{{/line}}
   ^^^^^^ missing-partial
`,
      { variables },
    );
    await checkFix('{{>lien}}{{+line}}x{{/line}}', '{{>line}}{{+line}}x{{/line}}', { variables });
  });

  test('template-error', async () => {
    await checkMarked(
      `
{{+a}}x{{/a}}{{+a}}y{{/a}}
             ^^^^^^ template-error
`,
      { variables },
    );
  });
});

suite('braces: sections', () => {
  test('unclosed-section', async () => {
    await checkMarked(
      `
{{#plan}}Plan: {{plan}}
^^^^^^^^^ unclosed-section
`,
      { variables },
    );
  });

  test('the missing end goes where the section most likely ends', async () => {
    const fix = async (text: string) => fixed(text, (await findIn(text, { variables }))[0]);
    assert.equal(await fix('{{#plan}}Plan: {{plan}}\nHello'), '{{#plan}}Plan: {{plan}}{{/plan}}\nHello');
    assert.equal(await fix('{{#if plan}}x'), '{{#if plan}}x{{/if}}');
    assert.equal(await fix('{"a": "{{#plan}}yes", "b": 1}'), '{"a": "{{#plan}}yes{{/plan}}", "b": 1}');
    assert.equal(
      await fix('{"a": 1{{#plan}}, "b": {"c": "{{plan}}"}}'),
      '{"a": 1{{#plan}}, "b": {"c": "{{plan}}"}{{/plan}}}',
    );
    assert.equal(
      await fix('{\n  {{#plan}}\n  "plan": "{{plan}}",\n  "a": 1\n}'),
      '{\n  {{#plan}}\n  "plan": "{{plan}}",\n  {{/plan}}\n  "a": 1\n}',
    );
    assert.equal(
      await fix('{\r\n  {{#plan}}\r\n  "plan": "{{plan}}",\r\n  "a": 1\r\n}'),
      '{\r\n  {{#plan}}\r\n  "plan": "{{plan}}",\r\n  {{/plan}}\r\n  "a": 1\r\n}',
    );
    assert.equal(await fix('{{#tags}}{{#plan}}x{{/tags}}'), '{{#tags}}{{#plan}}x{{/plan}}{{/tags}}');
  });

  test('unopened-section-end', async () => {
    await checkMarked(
      `
Hello{{/plan}}
     ^^^^^^^^^ unopened-section-end
`,
      { variables },
    );
    await checkFix('Hello{{/plan}}', 'Hello', { variables });
  });

  test('mismatched-section-end', async () => {
    await checkMarked(
      `
{{#plan}}x{{/plam}}
          ^^^^^^^^^ mismatched-section-end
`,
      { variables },
    );
    const findings = await findIn('{{#plan}}x{{/plam}}', { variables });
    assert.equal(fixed('{{#plan}}x{{/plam}}', findings[0], 'Change to {{/plan}}'), '{{#plan}}x{{/plan}}');
    await checkMarked(
      `
{{#if plan}}x{{/if plan}}
                ^^^^^^^ mismatched-section-end
`,
      { variables },
    );
    await checkFix('{{#if plan}}x{{/if plan}}', '{{#if plan}}x{{/if}}', { variables });
  });

  test('unknown-check', async () => {
    await checkMarked(
      `
{{! check-disable-next-line empty-tags }} {{! check-disable-next-line }}
                            ^^^^^^^^^^ unknown-check
                                              ^^^^^^^^^^^^^^^^^^^^^^^ unknown-check
`,
      { variables },
    );
    await checkFix('{{! check-disable-next-line empty-tags }}', '{{! check-disable-next-line empty-tag }}', {
      variables,
    });
  });
  test('silenced by a comment, or set to another severity', async () => {
    const text = '{{! check-disable-next-line empty-tag, unclosed-tag }}\na {{}}\nb {{}}';
    assert.deepEqual(
      (await findIn(text, { variables })).map(({ range }) => range.start),
      [text.lastIndexOf('{{}}')],
    );
    assert.deepEqual(await findIn('{{}}', { severities: { 'empty-tag': 'off' } }), []);
    assert.equal((await findIn('{{}}', { severities: { 'empty-tag': 'hint' } }))[0]!.severity, 'hint');
  });
});
