import assert from 'node:assert/strict';
import { type FormatOptions, format, indentOnType } from '../../../server/core/language';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { atCursor, sampleBody } from '../../support/cursor';

const two: FormatOptions = { tabSize: 2, insertSpaces: true };

async function formatted(text: string, options = two): Promise<string> {
  const edits = format(await sampleBody(text), options);
  return [...edits].reverse().reduce((result, { range, text: replacement }) => {
    return result.slice(0, range.start) + replacement + result.slice(range.end);
  }, text);
}

async function check(text: string, expected: string, options = two): Promise<void> {
  assert.equal(await formatted(text, options), expected);
  assert.equal(await formatted(expected, options), expected, 'formatting twice is formatting once');
}

const unchanged = (text: string) => check(text, text);

suite('formatting', () => {
  test('indentation', () => check('{\n"a": 1,\n      "b": [\n1\n]\n}\n', '{\n  "a": 1,\n  "b": [\n    1\n  ]\n}\n'));
  test('blanks between tokens', () => check('{"a":1 ,"b" :[ 1,2 ],"c":{ }}', '{ "a": 1, "b": [1, 2], "c": {} }'));
  test('a bracket broken anywhere is broken everywhere', () =>
    check('{ "a": {"x": 1,\n"y": 2}, "b": [1, 2] }', '{\n  "a": {\n    "x": 1,\n    "y": 2\n  },\n  "b": [1, 2]\n}'));
  test('a line that is too long', () => {
    const long = 'x'.repeat(50);
    return check(`{"a": "${long}", "b": {"c": "${long}"}}`, `{\n  "a": "${long}",\n  "b": { "c": "${long}" }\n}`);
  });
  test('section tags alone on their lines stay alone', () =>
    check(
      '{\n"a": 1,\n    {{#email}}\n"b": "{{email}}",\n    {{/email}}\n"c": 2\n}',
      '{\n  "a": 1,\n  {{#email}}\n  "b": "{{email}}",\n  {{/email}}\n  "c": 2\n}',
    ));
  test('sections within a line stay there', () =>
    check(
      '{\n"a":{{#vip}}true{{/vip}}{{^vip}}false{{/vip}},\n"b":1}',
      '{\n  "a": {{#vip}}true{{/vip}}{{^vip}}false{{/vip}},\n  "b": 1\n}',
    ));
  test('a member in a section of its own line', () =>
    check(
      '{\n"a": 1, {{#email}}"b": "{{email}}",{{/email}} "c": 2\n}',
      '{\n  "a": 1,\n  {{#email}}"b": "{{email}}",{{/email}}\n  "c": 2\n}',
    ));
  test('a loop', () =>
    check(
      '[{{#items}}{"sku": "{{sku}}",\n"price":{{price}}}{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}]',
      '[\n  {{#items}}{\n    "sku": "{{sku}}",\n    "price": {{price}}\n  }{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}\n]',
    ));
  test('a comma before each member of a section', () =>
    check(
      '{\n"a": 1\n{{#email}}\n,   "b": 2\n{{/email}}\n}',
      '{\n  "a": 1\n  {{#email}}\n  , "b": 2\n  {{/email}}\n}',
    ));
  test('a comma goes up to what it follows', () => check('{\n"a": 1\n, "b": 2\n}', '{\n  "a": 1,\n  "b": 2\n}'));
  test('a value goes up to its name', () => check('{\n"a":\n1,\n"b":\n{}\n}', '{\n  "a": 1,\n  "b": {}\n}'));
  test('comments stay where they are', () =>
    check(
      '{\n{{! of the\n   contact }}\n"a": 1,   {{! one }}\n"b": 2\n}',
      '{\n  {{! of the\n   contact }}\n  "a": 1, {{! one }}\n  "b": 2\n}',
    ));
  test('parts stay as they are', () =>
    check('{\n"a": {{>p}}\n}\n{{+p}}\n  1 ,2\n{{/p}}', '{\n  "a": {{>p}}\n}\n{{+p}}\n  1 ,2\n{{/p}}'));
  test('one blank line is kept', () => check('{\n\n"a": 1,\n\n\n\n"b": 2\n\n}', '{\n  "a": 1,\n\n  "b": 2\n}'));
  test('blanks at the ends of lines go', () => check('{  \n  "a": 1  \n}  \n\n', '{\n  "a": 1\n}\n'));
  test('carriage returns are kept', () => check('{\r\n"a": 1\r\n}\r\n', '{\r\n  "a": 1\r\n}\r\n'));
  test('tabs', () => check('{\n"a": [\n1\n]\n}', '{\n\t"a": [\n\t\t1\n\t]\n}', { tabSize: 4, insertSpaces: false }));
  test('four blanks', () => check('{\n"a": 1\n}', '{\n    "a": 1\n}', { tabSize: 4, insertSpaces: true }));
  test('braces of JSON do not touch those of tags', () =>
    check('{"a": { {{#vip}}"b": {{total}}{{/vip}} }}', '{ "a": { {{#vip}}"b": {{total}}{{/vip}} } }'));
  test('strings are left alone', () =>
    unchanged('{\n  "a{{#vip}} : {  {{/vip}}": "x  {{#items}}  {{sku}} , {{/items}}",\n  "b": "\\"{ "\n}'));
  test('what a helper encodes is left alone', () =>
    unchanged('{\n  "a": "{{#escapeJson}}\n  {{email}}\n    {{/escapeJson}}"\n}'));
  test('the delimiters that a template sets', () =>
    check(
      '{{=<% %>=}}\n{\n"a": <% total %>,\n"b": "<%email%>"\n}',
      '{{=<% %>=}}\n{\n  "a": <% total %>,\n  "b": "<%email%>"\n}',
    ));

  suite('leaves alone', () => {
    for (const [what, text] of Object.entries({
      'an unclosed tag': '{\n"a": {{total\n}',
      'an unclosed section': '{\n{{#vip}}\n"a": 1\n}',
      'an unknown section end': '{\n"a": 1\n{{/vip}}\n}',
      'a missing bracket': '{\n"a": [1\n}',
      'a missing quote': '{\n"a": "x,\n"b": 1\n}',
      'a missing comma': '{\n"a": 1   "b": 2\n}',
      'a bracket opened in a section and closed elsewhere': '{{#vip}}  { "a": 1,{{/vip}}{{^vip}}{{/vip}} }',
      'a quote in a section': '{   "a": {{#email}}"{{/email}}x  y{{#email}}"{{/email}} }',
      'plain text': 'Hello   {{email}},\n   [yes]  {{channel}}',
      'text with brackets': 'total   :   [ {{total}} euro ]',
      'an empty file': '',
      'white space': '  \n ',
    })) {
      test(what, () => unchanged(text));
    }
    test('templates that are no JSON', async () => {
      const document = { ...(await sampleBody('{\n"a": 1\n}')), json: false };
      assert.deepEqual(format(document, two), []);
    });
    test('what a partial would print differently', async () => {
      const text = '{ "a": 1,\n{{>part}}\n}';
      const document = await sampleBody(text);
      const source = '"b": "{{#escapeJson}}x\ny{{/escapeJson}}"\n';
      const { project } = document;
      const part = {
        ...project!.templates.get('auth')!,
        name: 'part',
        text: source,
        tree: parse(source, tealiumProfile),
      };
      const templates = new Map([...project!.templates, ['part', part]]);
      assert.deepEqual(format({ ...document, project: { ...project!, templates } }, two), []);
    });
  });

  suite('of a range', () => {
    const ranged = async (marked: string, expected: string) => {
      const [before = '', within = '', after = ''] = marked.split('|');
      const text = before + within + after;
      const range = { start: before.length, end: before.length + within.length };
      const edits = format(await sampleBody(text), two, range);
      const result = [...edits].reverse().reduce((all, edit) => {
        return all.slice(0, edit.range.start) + edit.text + all.slice(edit.range.end);
      }, text);
      assert.equal(result, expected);
    };
    test('only the lines that it touches', () =>
      ranged('{\n"a": 1,\n"b": |2,\n"c"|: 3,\n"d": 4\n}', '{\n"a": 1,\n  "b": 2,\n  "c": 3,\n  "d": 4\n}'));
    test('an empty one is its line', () => ranged('{\n"a": 1,\n"b"|| :2\n}', '{\n"a": 1,\n  "b": 2\n}'));
  });
});

suite('indentation while typing', () => {
  const typed = async (marked: string, expected: string, options = two) => {
    const { text, offset } = atCursor(marked);
    const [edit] = indentOnType(await sampleBody(text), offset, options);
    const result = edit ? text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end) : text;
    assert.equal(result, expected);
  };
  test('a new line in an object', () => typed('{\n|', '{\n  '));
  test('a new line that the editor indented too far', () => typed('{\n  "a": 1,\n    |', '{\n  "a": 1,\n  '));
  test('a new line after a section tag', () =>
    typed('{\n  {{#vip}}\n|\n  {{/vip}}\n}', '{\n  {{#vip}}\n  \n  {{/vip}}\n}'));
  test('a new line before a bracket', () => typed('{\n  "a": [\n    1\n|]\n}', '{\n  "a": [\n    1\n  ]\n}'));
  test('the bracket that ends a list', () => typed('{\n  "a": [\n    1\n    ]|', '{\n  "a": [\n    1\n  ]'));
  test('the brace that ends an object', () => typed('{\n  "a": 1\n  }|', '{\n  "a": 1\n}'));
  test('tabs', () => typed('{\n"a": [\n|', '{\n"a": [\n\t\t', { tabSize: 4, insertSpaces: false }));
  test('not the braces of a tag', () => typed('{\n"a": {{total}}|', '{\n"a": {{total}}'));
  test('not within a text', () => typed('{\n"a": "x\n|', '{\n"a": "x\n'));
  test('not where brackets are unclear', () => typed('{ ]\n|', '{ ]\n'));
});
