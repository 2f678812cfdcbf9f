import assert from 'node:assert/strict';
import { checkScopes, tokenize } from './support/scopes';

const template = (picture: string) => checkScopes('source.trimou', picture);
const json = (picture: string) => checkScopes('source.json-trimou', picture);

suite('the grammar of templates', () => {
  test('a variable with a property and a suffix', () =>
    template(`
Hello {{customer.name.toJson}} and
^^^^^ -meta.embedded
      ^^ punctuation.definition.template-expression.begin
        ^^^^^^^^ variable.other.readwrite
                ^ punctuation.accessor
                 ^^^^ variable.other.property
                      ^^^^^^ support.function.suffix
                            ^^ punctuation.definition.template-expression.end
                              ^^^^ -meta.embedded
`));

  test('sections, inverted sections and their ends', () =>
    template(`
{{#items}}{{.}}{{/items}}{{^items}}none{{/items}}
  ^ keyword.control.section
   ^^^^^ variable.other.readwrite
            ^ variable.language
                 ^ keyword.control.section
                  ^^^^^ variable.other.readwrite
                           ^ keyword.control.section
                                   ^^^^ -meta.embedded
`));

  test('helper calls with literals and hash keys', () =>
    template(`
{{#isEq plan "pro" 12 true}}{{formatDate born pattern='yyyy-MM'}}
   ^^^^ support.function.helper
        ^^^^ variable.other.readwrite
             ^^^^^ string.quoted
                   ^^ constant.numeric.integer
                      ^^^^ constant.language.boolean
                              ^^^^^^^^^^ support.function.helper
                                         ^^^^ variable.other
                                              ^^^^^^^ variable.parameter
                                                     ^ keyword.operator.assignment
                                                      ^^^^^^^^^ string.quoted
                                                               ^^ punctuation.definition.template-expression.end
`));

  test('what stands first is never a literal', () =>
    template(`
{{true}} {{12}} {{if x}} {{ifx}} {{items.0}}
  ^^^^ variable.other -constant
           ^^ variable.other -constant
                  ^^ keyword.control.helper
                           ^^^ variable.other -keyword
                                         ^ variable.other.property -constant
`));

  test('the loop and this', () =>
    template(`
{{#each items}}{{this.sku}}{{#iter.hasNext}},{{/iter.hasNext}}{{iterator}}{{/each}}
   ^^^^ keyword.control.helper
                 ^^^^ variable.language
                              ^^^^ variable.language
                                   ^^^^^^^ variable.other.property
                                                ^^^^ variable.language
                                                                ^^^^^^^^ variable.other.readwrite -variable.language
                                                                             ^^^^ keyword.control.helper
`));

  test('three braces, ampersand, and braces beside them', () =>
    template(`
{{{raw.toJson}}} {{&raw}} {{{x}}}}
^^^ punctuation.definition.template-expression.begin
   ^^^ variable.other
             ^^^ punctuation.definition.template-expression.end
                   ^ keyword.operator.unescaped
                    ^^^ variable.other
                                 ^ -meta.embedded
`));

  test('partials, inheritance and nested templates', () =>
    template(`
{{>header}}{{<base}}{{$title}}x{{/title}}{{/base}}{{+row}}{{/row}}
  ^ keyword.control.template
   ^^^^^^ entity.name.section
             ^ keyword.control.template
                      ^ keyword.control.template
                       ^^^^^ entity.name.section
                              ^ -meta.embedded
                                                    ^ keyword.control.template
`));

  test('set delimiters', () =>
    template(`
{{=<% %>=}} text
  ^ keyword.operator.delimiters
   ^^ constant.other.delimiter
      ^^ constant.other.delimiter
        ^ keyword.operator.delimiters
         ^^ punctuation.definition.template-expression.end
            ^^^^ -meta.embedded
`));

  test('a comment over several lines ends at the first closing braces', () =>
    template(`
{{! the name
^^^^^^^^^^^^ comment.block
of {{x}} there }}
^^^^^^^^ comment.block
         ^^^^^ -comment
`));

  test('a list literal', () =>
    template(`
{{#each [a, 1, "b"]}}
        ^ punctuation.definition.list
         ^ variable.other
            ^ constant.numeric
               ^^^ string.quoted
                  ^ punctuation.definition.list
`));

  test('a tag left open colours no more than its line', () =>
    template(`
Hello {{name and {{email}}
                 ^^ punctuation.definition.template-expression.begin
                   ^^^^^ variable.other
Hello {{name
next line
^^^^^^^^^ -meta.embedded
{{formatDate d pattern="yy
next line
^^^^^^^^^ -meta.embedded -string
`));
});

suite('the grammar of JSON templates', () => {
  test('keys, strings, numbers and words', () =>
    json(String.raw`
{ "name": "Ada \"L\"", "n": -1.5e3, "ok": true, "none": null }
^ punctuation.definition.dictionary.begin
  ^^^^^^ support.type.property-name
        ^ punctuation.separator.dictionary.key-value
          ^^^^^^^^^^^ string.quoted.double -support.type.property-name
               ^^ constant.character.escape
                            ^^^^^^ constant.numeric
                                          ^^^^ constant.language
                                                        ^^^^ constant.language
`));

  test('a hole without quotes leaves the rest alone', () =>
    json(`
{ "n": {{count.toInteger}}, "deep": {"m":{{m}}}, "last": "x" }
         ^^^^^ variable.other.readwrite -string
               ^^^^^^^^^ support.function.suffix
                          ^ punctuation.separator
                            ^^^^^^ support.type.property-name
                                           ^ variable.other
                                              ^ punctuation.definition.dictionary.end -meta.embedded
                                                 ^^^^^^ support.type.property-name
                                                         ^^^ string.quoted.double
`));

  test('three braces after a brace are a raw tag, as in the engine', () =>
    json(`
{"a":{{{x}}}}
     ^^^ punctuation.definition.template-expression.begin
        ^ variable.other
            ^ punctuation.definition.dictionary.end -meta.embedded
`));

  test('tags inside strings', () =>
    json(`
{ "hi": "Dear {{name}}, {{formatDate d pattern="yyyy"}} it is", "b": 1 }
         ^^^^ string.quoted.double
              ^^ meta.embedded punctuation.definition.template-expression
                ^^^^ variable.other
                                               ^^^^^^ string.quoted.trimou
                                                        ^^^^^ string.quoted.double -meta.embedded
                                                                ^^^ support.type.property-name
                                                                     ^ constant.numeric
`));

  test('tags inside keys', () =>
    json(`
{ "{{key}}_{{#a}}x{{/a}}": "v", "{{join l on=":"}}": 2, "{{value}}", "x": 1 }
     ^^^ variable.other support.type.property-name
          ^ support.type.property-name
                           ^^^ string.quoted.double -support.type.property-name
                                   ^^^^ support.function.helper support.type.property-name
                                                     ^ constant.numeric
                                                           ^^^^^ variable.other string.quoted.double
                                                                     ^^^ support.type.property-name
`));

  test('a branch that opens what another closes', () =>
    json(`
{{#a}}{ "x": [ {{/a}}{{^a}}{ "y": [ {{/a}} 1 ] }
        ^^^ support.type.property-name
                             ^^^ support.type.property-name
                                           ^ constant.numeric
                                               ^ punctuation.definition.dictionary.end
`));

  test('a comment over several lines, between members and inside a string', () =>
    json(`
{ {{! the
      ^^^ comment.block
"id" }} "a": "x{{! one
^^^^ comment.block
        ^^^ support.type.property-name
              ^ string.quoted.double
two }}y", "b": 2 }
^^^ comment.block
      ^^ string.quoted.double -comment
          ^^^ support.type.property-name
`));

  test('a text helper carries a string over line breaks and quotes', () =>
    json(`
{ "note": "{{#escapeJson}}a "b" {{#x}}c{{/x}}
             ^ keyword.control.section
              ^^^^^^^^^^ support.function.helper
                          ^^^^^ string.quoted.double
d{{/escapeJson}}", "n": 1 }
^ string.quoted.double
                ^ punctuation.definition.string.end
                   ^^^ support.type.property-name
`));

  test('half-typed text colours no more than its line', () =>
    json(`
{ "a": "{{name,
  "b": {{n, "c": 1,
  ^^^ support.type.property-name
  "d": "open
  "e": 1
  ^^^ support.type.property-name
       ^ constant.numeric
`));

  test('blank before a sigil makes a plain variable', () =>
    json(`
{ "a": {{ #items}}1 }
          ^^^^^^ variable.other -keyword
                  ^ constant.numeric
`));

  test('a line of many braces is coloured in no time', async () => {
    const started = performance.now();
    await tokenize('source.json-trimou', [`{ "a": "${'{{'.repeat(2_000)}`, `{ "${'{{x}}'.repeat(1_000)}": 1 }`]);
    assert.ok(performance.now() - started < 2_000);
  });
});

suite('the grammar of previews', () => {
  test('a message, a request and its secret; the body is left to JSON', () =>
    checkScopes(
      'source.webhook-preview',
      `
# Not rendered: "quotes
^^^^^^^^^^^^^^^^^^^^^^^ comment.line
POST https://api.intercom.io/users
^^^^ keyword.control
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ markup.underline.link
Authorization: Bearer <secret:intercom>
^^^^^^^^^^^^^ support.type.property-name
               ^^^^^^ string.unquoted
                      ^^^^^^^^^^^^^^^^^ constant.language.secret

Accept: application/json
^^^^^^^^^^^^^^^^^^^^^^^^ -support.type.property-name -string.unquoted
<secret:intercom>
^^^^^^^^^^^^^^^^^ constant.language.secret
`,
    ));
});
