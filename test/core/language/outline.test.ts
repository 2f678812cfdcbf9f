import assert from 'node:assert/strict';
import {
  actionSemanticTokens,
  documentSymbols,
  folds,
  semanticTokens,
  type TemplateSymbol,
} from '../../../server/core/language';
import { drawn, sampleAction, sampleBody, sampleProject } from '../../support/cursor';

suite('outline', () => {
  const names = ({ name, children }: TemplateSymbol): unknown =>
    children.length > 0 ? [name, children.map(names)] : name;

  test('sections within sections', async () => {
    const document = await sampleBody('{{#items}}{{sku}}{{#if vip}}{{^total}}{{/total}}{{/if}}{{/items}}{{#us');
    assert.deepEqual(documentSymbols(document).map(names), [['#items', [['#if vip', ['^total']]]], '#us']);
  });
  test('a section that is not closed', async () => {
    assert.deepEqual(documentSymbols(await sampleBody('{{#items}} x')).map(names), ['#items']);
  });
  test('the fields of a body, with the sections they stand in', async () => {
    const text =
      '{"name": "{{email}}", {{#vip}}"tags": [{"id": 1}], {{/vip}}"total": {{#total}}{{total}}{{/total}}{{^total}}0{{/total}}, "{{email}}": 1';
    const symbols = documentSymbols(await sampleBody(text));
    assert.deepEqual(symbols.map(names), ['name', ['#vip', [['tags', ['id']]]], ['total', ['#total', '^total']]]);
    const [name, vip] = symbols;
    assert.deepEqual(
      [name?.kind, vip?.children[0]?.kind, vip?.children[0]?.children[0]?.kind],
      ['string', 'list', 'value'],
    );
    assert.equal(text.slice(name!.range.start, name!.range.end), 'name": "{{email}}"');
  });
  test('no fields where the template is not JSON', async () => {
    assert.deepEqual(documentSymbols({ ...(await sampleBody('{"name": 1}')), json: false }), []);
  });
  test('a section that goes beyond its object stands beside it', async () => {
    const text = '{"a": {"b": 1 {{#vip}} }, "c": 2 {{/vip}} }';
    assert.deepEqual(documentSymbols(await sampleBody(text)).map(names), [
      ['a', ['b']],
      ['#vip', ['c']],
    ]);
  });
  test('the selection lies within the range', async () => {
    const [symbol] = documentSymbols(await sampleBody(' {{# items }} {{/items}}'));
    assert.deepEqual([symbol?.range, symbol?.selection.start], [{ start: 1, end: 24 }, 5]);
  });
});

suite('folding', () => {
  test('sections and comments', async () => {
    const text = '{{#items}}\n{{sku}}\n{{/items}}\n{{! a\nb }}';
    const found = folds(await sampleBody(text));
    assert.deepEqual(
      found.map(({ range, kind }) => [kind, text.slice(range.start, range.end)]),
      [
        ['section', '{{#items}}\n{{sku}}\n'],
        ['comment', '{{! a\nb }}'],
      ],
    );
  });
  test('the objects and lists of a body, whatever sections they stand in', async () => {
    const text = '{ "a": [\n1\n],\n{{#vip}}\n"b": {\n"c": "{"\n},\n{{/vip}}\n"d": { ';
    const found = folds(await sampleBody(text)).filter(({ kind }) => kind === 'bracket');
    assert.deepEqual(found.map(({ range }) => text.slice(range.start, range.end)).sort(), ['[\n1\n', '{\n"c": "{"\n']);
    assert.deepEqual(folds({ ...(await sampleBody('{\n}')), json: false }), []);
  });
  test('nothing without an end', async () => assert.deepEqual(folds(await sampleBody('{{#items}}\n')), []));
});

suite('semantic tokens', () => {
  const check = async (text: string, kinds: string, expected: string) => {
    const tokens = semanticTokens(await sampleBody(text));
    assert.equal(
      drawn(
        text,
        tokens.map(({ range }) => range),
      ),
      expected,
    );
    assert.equal(tokens.map(({ kind }) => kind).join(' '), kinds);
  };
  test('variables, suffixes and what is not mapped', () =>
    check('{{email.toJson}} {{nobody.x}}', 'variable method unknown', '{{[email].[toJson]}} {{[nobody].x}}'));
  test('loops', () =>
    check(
      '{{#items}}{{sku}}{{iter.index}}{{/items}}',
      'variable property loop loop variable',
      '{{#[items]}}{{[sku]}}{{[iter].[index]}}{{/[items]}}',
    ));
  test('helpers and their arguments', () =>
    check('{{#if vip}}{{/if}}', 'function variable function', '{{#[if] [vip]}}{{/[if]}}'));
  test('templates and parts', () =>
    check(
      '{{>auth}}{{>row}}{{+row}}{{/row}}',
      'template template template template',
      '{{>[auth]}}{{>[row]}}{{+[row]}}{{/[row]}}',
    ));
  test('templates in an action, those that are there and those that are not', async () => {
    const text = sampleAction.replace('"{{body}}"', '"{{body}}{{nobody}}"');
    const project = await sampleProject('', { '/a/a.webhook.json': text });
    const tokens = actionSemanticTokens({ project });
    assert.deepEqual(
      tokens.map(({ range, kind }) => `${text.slice(range.start - 2, range.end)} ${kind}`),
      ['{{auth template', '{{body template', '{{nobody unknown'],
    );
  });
  test('nothing in comments and text', () => check('{{! email}} email', '', '{{! email}} email'));
});
