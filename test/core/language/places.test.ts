import assert from 'node:assert/strict';
import type { Project } from '../../../server/core/action/project';
import {
  actionDefinition,
  actionReferences,
  definition,
  highlights,
  linkedNames,
  type Place,
  references,
} from '../../../server/core/language';
import { atCursor, drawn, sampleAction, sampleBody, sampleProject } from '../../support/cursor';

/** What stands at places: `a.webhook.json: email`. */
function shown(project: Project, places: readonly Place[]): readonly string[] {
  return places.map(({ path, range }) => {
    const template = [...project.templates.values()].find(each => each.path === path);
    const text = path === project.path ? project.text : (template?.text ?? '');
    return `${path.split('/').at(-1)}: ${text.slice(range.start, range.end)}`;
  });
}

async function inBody(marked: string) {
  const { text, offset } = atCursor(marked);
  return { document: await sampleBody(text), offset, text };
}

async function inAction(marked: string, body = '') {
  const { text, offset } = atCursor(marked);
  return { project: await sampleProject(body, { '/a/a.webhook.json': text }), offset };
}

/** No place in an event is asked for here. */
const noText = () => undefined;

suite('highlights', () => {
  const check = async (marked: string, expected: string) => {
    const { document, offset, text } = await inBody(marked);
    assert.equal(drawn(text, highlights(document, offset)), expected);
  };
  test('the two names of a section', () => check('{{#it|ems}}{{sku}}{{/items}}', '{{#[items]}}{{sku}}{{/[items]}}'));
  test('the two names of a helper section', () =>
    check('{{#if vip}}{{em|ail}}{{email}}{{/if}}', '{{#if vip}}{{[email]}}{{[email]}}{{/if}}'));
  test('a helper at its end', () => check('{{#if vip}}{{/i|f}}', '{{#[if] vip}}{{/[if]}}'));
  test('the same name of another list is another thing', () =>
    check('{{#items}}{{s|ku}}{{sku}}{{/items}}{{sku}}', '{{#items}}{{[sku]}}{{[sku]}}{{/items}}{{sku}}'));
  test('a part: where it is defined, its end, and what includes it', () =>
    check(
      '{{>ro|w}}{{include "row"}}{{>auth}}{{+row}}x{{/row}}',
      '{{>[row]}}{{include "[row]"}}{{>auth}}{{+[row]}}x{{/[row]}}',
    ));
  test('nothing in text', () => check('ema|il {{email}}', 'email {{email}}'));
});

suite('linked editing', () => {
  const check = async (marked: string, expected: string) => {
    const { document, offset, text } = await inBody(marked);
    assert.equal(drawn(text, linkedNames(document, offset)), expected);
  };
  test('from the start', () => check('{{#us|ers}}{{/users}}', '{{#[users]}}{{/[users]}}'));
  test('from the end', () => check('{{^users}}{{/users|}}', '{{^[users]}}{{/[users]}}'));
  test('a helper without its arguments', () => check('{{#e|ach users}}{{/each}}', '{{#[each] users}}{{/[each]}}'));
  test('not on the arguments', () => check('{{#each us|ers}}{{/each}}', '{{#each users}}{{/each}}'));
  test('not where the end is short', () => check('{{#e|ach users}}{{/e}}', '{{#each users}}{{/e}}'));
  test('of a part and of a block', async () => {
    await check('{{+ro|w}}x{{/row}}', '{{+[row]}}x{{/[row]}}');
    await check('{{$title}}x{{/tit|le}}', '{{$[title]}}x{{/[title]}}');
  });
  test('not without an end', () => check('{{#us|ers}}', '{{#users}}'));
});

suite('definition', () => {
  const check = async (marked: string, expected: readonly string[]) => {
    const { document, offset } = await inBody(marked);
    assert.deepEqual(shown(document.project!, definition(document, offset)), expected);
  };
  test('a variable leads to the attribute in its row', () => check('{{em|ail}}', ['a.webhook.json: customer_email']));
  test('one with fixed text, to itself in its row', () => check('{{chan|nel}}', ['a.webhook.json: channel']));
  test('a list of objects has several rows', () =>
    check('{{#it|ems}}{{/items}}', ['a.webhook.json: item_sku', 'a.webhook.json: item_price']));
  test('a member', () => check('{{#items}}{{s|ku}}{{/items}}', ['a.webhook.json: item_sku']));
  test('a section end', () => check('{{#items}}{{/it|ems}}', ['body.json.trimou: items']));
  test('a partial', () => check('{{>au|th}}', ['auth.trimou: ']));
  test('a partial that is not there', () => check('{{>no|ne}}', []));
  test('a part, which hides a template of its name', async () => {
    const { document, offset, text } = await inBody('{{>au|th}} {{+auth}}x{{/auth}}');
    const [place, ...more] = definition(document, offset);
    assert.deepEqual([place?.path, place?.range.start, more.length], [document.path, text.indexOf('+') + 1, 0]);
  });
  test('nothing for what is not mapped', () => check('{{nobo|dy}}', []));

  test('a template, from the action', async () => {
    const { project, offset } = await inAction(sampleAction.replace('{{body}}', '{{bo|dy}}'), 'x');
    assert.deepEqual(shown(project, actionDefinition({ project }, offset, noText)), ['body.json.trimou: ']);
  });
  test('an attribute, from the action', async () => {
    const { project, offset } = await inAction(sampleAction.replace('order_total', 'order_|total'));
    const [place] = actionDefinition({ project }, offset, noText);
    assert.equal(place?.range.start, project.text.lastIndexOf('order_total'));
  });
});

suite('references', () => {
  test('all uses and the mapping', async () => {
    const { document, offset } = await inBody('{{em|ail}} {{#if email}}{{/if}}');
    assert.deepEqual(shown(document.project!, references(document, offset, true)), [
      'a.webhook.json: email',
      'body.json.trimou: email',
      'body.json.trimou: email',
    ]);
  });
  test('from the mapping', async () => {
    const { project, offset } = await inAction(
      sampleAction.replace('"to": "items.sku"', '"to": "items.s|ku"'),
      '{{#items}}{{sku}}{{/items}}{{sku}}',
    );
    assert.deepEqual(shown(project, actionReferences({ project }, offset, false, noText)), ['body.json.trimou: sku']);
  });
  test('of a template, from a partial', async () => {
    const { document, offset } = await inBody('{{>au|th}} {{include "auth"}}');
    assert.deepEqual(shown(document.project!, references(document, offset, true)), [
      'a.webhook.json: auth',
      'a.webhook.json: auth',
      'body.json.trimou: auth',
      'body.json.trimou: auth',
    ]);
  });
  test('of a part, within its template', async () => {
    const { document, offset } = await inBody('{{>row}}{{include "row"}}{{+ro|w}}{{/row}}');
    assert.deepEqual(references(document, offset, false).length, 2);
    assert.deepEqual(references(document, offset, true).length, 3);
  });
  test('of a template name, within the action', async () => {
    const { project, offset } = await inAction(sampleAction.replace('{{body}}', '{{bo|dy}}'));
    assert.deepEqual(shown(project, actionReferences({ project }, offset, true, noText)), [
      'a.webhook.json: body',
      'a.webhook.json: body',
    ]);
  });
});
