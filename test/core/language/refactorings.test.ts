import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import { type Places, refactorings } from '../../../server/core/language';
import { edited } from '../../../server/core/language/rename/edits';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfileWith } from '../../../server/core/template/profiles';
import { sampleAction } from '../../support/cursor';
import { memoryFiles } from '../../support/files';

const path = '/a/body.json.trimou';
const places: Places = { resolve: relative => `/a/${relative}`, exists: file => file === '/a/taken_template.trimou' };

/** What is offered for what stands between two `|` of the body, or at one, with the texts of the files afterwards. */
async function offered(marked: string, { partials = false, auth = 'Bearer {{access_token}}' } = {}) {
  const [before = '', within = '', after] = marked.split('|');
  const text = before + within + (after ?? '');
  const range = { start: before.length, end: before.length + (after === undefined ? 0 : within.length) };
  const disk: Record<string, string> = {
    '/a/a.webhook.json': sampleAction,
    '/a/auth.trimou': auth,
    [path]: text,
    '/a/events/full.event.json':
      '{"customer_email": "a@b.c", "order_total": 1, "is_vip": true, "item_sku": ["x", "y"]}',
  };
  const profile = tealiumProfileWith({ partials });
  const project = await loadProject('/a/a.webhook.json', memoryFiles(disk), { profile });
  const document = { path, text, tree: parse(text, profile), json: true, profile, project };
  return refactorings(document, range, places).map(({ title, edits, creates }) => ({
    title,
    body: edited(
      text,
      edits.filter(edit => edit.path === path),
    ),
    action: edited(
      sampleAction,
      edits.filter(edit => edit.path === '/a/a.webhook.json'),
    ),
    ...(creates && { creates }),
  }));
}

const titles = async (marked: string, options = {}) => (await offered(marked, options)).map(({ title }) => title);

suite('extracting a part', () => {
  test('a piece of a line', async () => {
    const [part] = await offered('{"a": |{{#vip}}1{{/vip}}{{^vip}}0{{/vip}}|, "b": 2}');
    assert.equal(part?.title, 'Extract to part vip_part of this template');
    assert.equal(
      part?.body,
      '{"a": {{>vip_part}}, "b": 2}{{+vip_part}}{{#vip}}1{{/vip}}{{^vip}}0{{/vip}}{{/vip_part}}',
    );
  });
  test('whole lines, without their indentation', async () => {
    const [part] = await offered(
      '{\r\n|  {{#email}}\r\n  "mail": "{{email.toJson}}",\r\n  {{/email}}\r\n|  "b": 2\r\n}\r\n',
    );
    assert.equal(
      part?.body,
      '{\r\n  {{>email_part}}\r\n  "b": 2\r\n}\r\n' +
        '{{+email_part}}\r\n{{#email}}\r\n"mail": "{{email.toJson}}",\r\n{{/email}}\r\n{{/email_part}}',
    );
  });
  test('what uses names of a loop around it', async () => {
    const [part, other] = await offered(
      '[{{#items}}|{"sku": "{{sku.toJson}}"}|{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}]',
      { partials: true },
    );
    assert.equal(part?.title, 'Extract to part sku_part of this template');
    assert.equal(other, undefined);
  });
  test('a name that is taken gets a number', async () =>
    assert.deepEqual(await titles('{"a": |{{total}}|}{{+total_part}}{{/total_part}}'), [
      'Extract to part total_part_2 of this template',
    ]));
  test('text within a string', async () => {
    const [part] = await offered('{"a": "x |{{email.toJson}} y|"}');
    assert.equal(part?.body, '{"a": "x {{>email_part}}"}{{+email_part}}{{email.toJson}} y{{/email_part}}');
  });

  suite('is not offered', () => {
    const cases: Readonly<Record<string, string>> = {
      'nothing is selected': '{"a": {{total}}||}',
      'white space is selected': '{"a":|  |{{total}}}',
      'a tag is cut': '{"a": {{to|tal}}|}',
      'a section is cut': '{"a": |{{#vip}}1|{{/vip}}}',
      'the template is broken': '{"a": |{{total}}|, {{#vip}} }',
      'delimiters change': '{{=<% %>=}}{"a": |<%total%>|}',
      'a part is selected': '{"a": 1}|{{+x}}{{/x}}|',
      'a helper would encode another line break': '{"a": "{{#escapeJson}}x\n|  {{email}}\n|{{/escapeJson}}"}',
    };
    for (const [what, marked] of Object.entries(cases))
      test(what, async () => assert.deepEqual(await titles(marked), []));
  });
});

suite('extracting a template', () => {
  test('a new file, its entry and the tag', async () => {
    const [template] = await offered('{\n  "a": 1,\n|  "total": {{total}}|\n}\n', { partials: true });
    assert.equal(template?.title, 'Extract to template total_template');
    assert.equal(template?.body, '{\n  "a": 1,\n  {{>total_template}}\n}\n');
    assert.deepEqual(template?.creates, { path: '/a/total_template.trimou', text: '"total": {{total}}\n' });
    const { action, ...others } = JSON.parse(sampleAction);
    const templates = { ...action.templates, total_template: 'total_template.trimou' };
    assert.deepEqual(JSON.parse(template!.action), { action: { ...action, templates }, ...others });
  });
  test('a file that is there gets another name', async () =>
    assert.match((await titles('{"taken": {{total}}, |"taken": 1|}', { partials: true }))[0]!, /taken_template_2/));
  test('not where templates cannot include each other', async () =>
    assert.deepEqual(await titles('{"a": |{{total}}|}'), ['Extract to part total_part of this template']));
});

suite('inlining', () => {
  test('a part that is included once goes', async () => {
    const [inline] = await offered('{"a": {{>p|art}}}{{+part}}{{total}}{{/part}}');
    assert.equal(inline?.title, 'Inline part part');
    assert.equal(inline?.body, '{"a": {{total}}}');
  });
  test('a part that is included twice stays', async () => {
    const [inline] = await offered('[{{>p|art}}, {{>part}}]{{+part}}{{total}}{{/part}}');
    assert.equal(inline?.body, '[{{total}}, {{>part}}]{{+part}}{{total}}{{/part}}');
  });
  test('another template, indented like its tag', async () => {
    const auth = '{{#vip}}\n"a": 1,\n{{/vip}}\n';
    const [inline] = await offered('{\n  {{>au|th}}\n  "b": 2\n}', { partials: true, auth });
    assert.equal(inline?.title, 'Inline template auth');
    assert.equal(inline?.body, '{\n  {{#vip}}\n  "a": 1,\n  {{/vip}}\n  "b": 2\n}');
  });
  test('what was extracted comes back', async () => {
    const text = '{\n  "a": 1,\n  {{#email}}\n  "mail": "{{email.toJson}}",\n  {{/email}}\n  "b": 2\n}\n';
    const [part] = await offered(
      text.replace('  {{#email}}', '|  {{#email}}').replace('{{/email}}\n', '{{/email}}\n|'),
    );
    const [inline] = await offered(part!.body.replace('{{>email', '{{>em|ail'));
    assert.equal(inline?.body, text);
  });
  suite('is not offered', () => {
    const cases: Readonly<Record<string, string>> = {
      'for another template where none can be included': '{"a": {{>au|th}}}',
      'for what is not there': '{"a": {{>no|ne}}}',
      'for a variable': '{"a": {{to|tal}}}',
      'for a part that includes itself': '{"a": {{>p|art}}}{{+part}}{{#vip}}{{>part}}{{/vip}}{{/part}}',
      'in text': '{"a|": 1}',
    };
    for (const [what, marked] of Object.entries(cases))
      test(what, async () => assert.deepEqual(await titles(marked), []));
  });
});
