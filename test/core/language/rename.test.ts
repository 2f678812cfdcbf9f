import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import { actionTarget, type Renaming, rename, templateTarget } from '../../../server/core/language';
import { edited } from '../../../server/core/language/rename/edits';
import { parse } from '../../../server/core/template/parse';
import { atCursor, everyHelper, sampleAction } from '../../support/cursor';
import { memoryFiles } from '../../support/files';

type Files = Readonly<Record<string, string>>;

const plain: Files = {
  '/a/a.webhook.json': sampleAction,
  '/a/auth.trimou': 'Bearer {{access_token}}',
  '/a/body.json.trimou': '',
  '/a/events/full.event.json': '{"customer_email": "ann@example.com", "order_total": 1}',
};

/** Renames what stands at the `|` of one of the files; the other files of the action are as in the sample. */
async function renaming(files: Files, newName: string, otherActions: readonly string[] = []) {
  const path = Object.keys(files).find(name => files[name]!.includes('|'))!;
  const { text, offset } = atCursor(files[path]!);
  const disk: Files = { ...plain, ...files, [path]: text };
  const load = (action: string) => loadProject(action, memoryFiles(disk), { profile: everyHelper });
  const project = await load('/a/a.webhook.json');
  const others = await Promise.all(otherActions.map(load));
  const target = targetAt(project, path, offset);
  assert.ok(target, 'nothing to rename');
  const result =
    target.kind === 'refused' ? target : rename(target, newName, { project, others, textOf: name => disk[name] });
  return { disk, target, result };
}

function targetAt(project: Project, path: string, offset: number) {
  if (path === project.path) return actionTarget({ project }, offset);
  const template = [...project.templates.values()].find(each => each.path === path)!;
  const { text = '', json } = template;
  const tree = parse(text, everyHelper);
  return templateTarget({ path, text, tree, json, profile: everyHelper, project }, offset);
}

/** Asserts the texts of the files that change, and that no other does. */
async function check(files: Files, newName: string, expected: Files, others: readonly string[] = []): Promise<void> {
  const { disk, result } = await renaming(files, newName, others);
  assert.equal(result.kind, 'edits', JSON.stringify(result));
  const { edits } = result as Renaming & { kind: 'edits' };
  const changed = Object.fromEntries(
    [...new Set(edits.map(({ path }) => path))].map(path => [
      path,
      edited(
        disk[path]!,
        edits.filter(edit => edit.path === path),
      ),
    ]),
  );
  assert.deepEqual(changed, expected);
}

async function refuses(files: Files, newName: string, reason: RegExp, others: readonly string[] = []): Promise<void> {
  const { result } = await renaming(files, newName, others);
  assert.equal(result.kind, 'refused');
  assert.match((result as { message: string }).message, reason);
}

const body = (text: string): Files => ({ '/a/body.json.trimou': text });
const action = (from: string, to: string): Files => ({ '/a/a.webhook.json': sampleAction.replace(from, to) });
const inAction = (from: string, to: string): Files => ({ '/a/a.webhook.json': sampleAction.replaceAll(from, to) });

suite('renaming a variable', () => {
  test('its tags and its mapping', () =>
    check(body('{{em|ail}} email {{email.toJson}} {{#if email}}{{/if}} {{! email }}'), 'mail', {
      ...inAction('"to": "email"', '"to": "mail"'),
      ...body('{{mail}} email {{mail.toJson}} {{#if mail}}{{/if}} {{! email }}'),
    }));
  test('sections with their ends', () =>
    check(body('{{#email}}x{{/em|ail}}{{^email}}{{/email}}'), 'mail', {
      ...inAction('"to": "email"', '"to": "mail"'),
      ...body('{{#mail}}x{{/mail}}{{^mail}}{{/mail}}'),
    }));
  test('from the mapping, in all templates', () =>
    check(
      { ...action('"to": "email"', '"to": "em|ail"'), ...body('{{{email}}}'), '/a/auth.trimou': '{{&email}}' },
      'mail',
      { ...inAction('"to": "email"', '"to": "mail"'), ...body('{{{mail}}}'), '/a/auth.trimou': '{{&mail}}' },
    ));
  test('a list of objects', () =>
    check(body('{{#it|ems}}{{sku}}{{items.0.sku}}{{/items}}{{#each items as="i"}}{{i.sku}}{{/each}}'), 'goods', {
      ...inAction('"to": "items.', '"to": "goods.'),
      ...body('{{#goods}}{{sku}}{{goods.0.sku}}{{/goods}}{{#each goods as="i"}}{{i.sku}}{{/each}}'),
    }));
  test('a member of a list of objects', () =>
    check(body('{{#items}}{{s|ku}}{{#sku}}{{/sku}}{{/items}}{{items.0.sku}}{{sku}}'), 'code', {
      ...inAction('"to": "items.sku"', '"to": "items.code"'),
      ...body('{{#items}}{{code}}{{#code}}{{/code}}{{/items}}{{items.0.code}}{{sku}}'),
    }));
  test('a member from its mapping', () =>
    check({ ...action('items.sku', 'items.s|ku'), ...body('{{#items}}{{sku}}{{/items}}') }, 'code', {
      ...inAction('"to": "items.sku"', '"to": "items.code"'),
      ...body('{{#items}}{{code}}{{/items}}'),
    }));
  test('a list from its mapping', () =>
    check({ ...action('items.sku', 'it|ems.sku'), ...body('') }, 'goods', inAction('"to": "items.', '"to": "goods.')));
  test('the same name of another thing stays', () =>
    check(body('{{em|ail}}{{#set email=total}}{{email}}{{/set}}'), 'mail', {
      ...inAction('"to": "email"', '"to": "mail"'),
      ...body('{{mail}}{{#set email=total}}{{email}}{{/set}}'),
    }));
  test('an attribute of the same name stays', () =>
    check(
      {
        '/a/a.webhook.json':
          '{"action": {"templateVariables": [{"attribute": "x", "to": "|x"}], "templates": {"b": "b.trimou"}}}',
        '/a/b.trimou': '{{x}}',
      },
      'y',
      {
        '/a/a.webhook.json':
          '{"action": {"templateVariables": [{"attribute": "x", "to": "y"}], "templates": {"b": "b.trimou"}}}',
        '/a/b.trimou': '{{y}}',
      },
    ));
  test('a name that is written with escapes', () =>
    check({ '/a/a.webhook.json': '{"action": {"templateVariables": [{"text": "", "to": "\\u0061b|c"}]}}' }, 'x', {
      '/a/a.webhook.json': '{"action": {"templateVariables": [{"text": "", "to": "x"}]}}',
    }));
  test('half-typed text around it', () =>
    check(body('{{em|ail}} {{#if email'), 'mail', {
      ...inAction('"to": "email"', '"to": "mail"'),
      ...body('{{mail}} {{#if mail'),
    }));

  suite('is refused', () => {
    const cases: [string, string, RegExp][] = [
      ['{{em|ail}}', 'total', /There is a variable `total` already/],
      ['{{em|ail}}', 'items', /There is a variable `items` already/],
      ['{{#items}}{{s|ku}}{{/items}}', 'price', /variable `items.price` already/],
      ['{{em|ail}}', 'each', /`each` is a helper/],
      ['{{em|ail}}', 'this', /meaning of its own/],
      ['{{em|ail}}', 'iter', /meaning of its own/],
      ['{{em|ail}}', 'empty', /engine itself answers/],
      ['{{em|ail}}', 'e mail', /begins with a letter/],
      ['{{em|ail}}', '', /begins with a letter/],
      ['{{em|ail}}', '1st', /begins with a letter/],
      ['{{em|ail}}', '{{mail}}', /begins with a letter/],
      ['{{em|ail}}', 'user.email', /list of objects/],
      ['{{#items}}{{em|ail}}{{/items}}', 'sku', /In body.json.trimou `sku` means something else/],
      ['{{#items}}{{s|ku}}{{email}}{{/items}}', 'email', /In body.json.trimou `email` means something else/],
      ['{{em|ail}} {{mail}}', 'mail', /`mail` means something else/],
      ['{{#channel}}{{em|ail}}{{/channel}}', 'bytes', /engine itself answers to `bytes`/],
      ['{{#items}}{{iter.in|dex}}{{/items}}', 'x', /about its turn/],
      ['{{#ea|ch items}}{{/each}}', 'x', /belongs to the template engine/],
      ['{{#each items}}{{/ea|ch}}', 'x', /belongs to the template engine/],
      ['{{total.to|Integer}}', 'x', /belongs to the template engine/],
      ['{{join plans o|n=","}}', 'x', /belongs to the template engine/],
      ['{{nobo|dy}}', 'x', /not mapped/],
      ['{{#each items as="i"}}{{i|}}{{/each}}', 'x', /not from a mapping/],
    ];
    for (const [text, name, reason] of cases)
      test(`${text} to ${name || 'nothing'}`, () => refuses(body(text), name, reason));
    test('a secret', () => refuses(action('"intercom"', '"inter|com"'), 'x', /Set Access Token/));
  });
});

suite('renaming a template', () => {
  test('where the action and other templates name it', () =>
    check(
      { ...action('{{auth}}', 'X {{ au|th }}'), ...body('{{>auth}} {{> auth }} {{include "auth"}} auth') },
      'head',
      {
        '/a/a.webhook.json': sampleAction.replace('{{auth}}', 'X {{ head }}').replace('"auth":', '"head":'),
        ...body('{{>head}} {{> head }} {{include "head"}} auth'),
      },
    ));
  test('from a partial', () =>
    check(body('{{>au|th}}'), 'head', {
      '/a/a.webhook.json': sampleAction.replace('{{auth}}', '{{head}}').replace('"auth":', '"head":'),
      ...body('{{>head}}'),
    }));
  test('from its entry', async () => {
    const { target } = await renaming(action('"auth":', '"au|th":'), 'head');
    assert.equal(target.kind, 'template');
  });
  test('refused when the name is taken', () =>
    refuses(body('{{>au|th}}'), 'body', /There is a template `body` already/));
  test('refused for braces and blanks', async () => {
    for (const name of ['{{head}}', 'two words', '', '#x'])
      await refuses(body('{{>au|th}}'), name, /no name for a template/);
  });
  test('refused for one that is not there', () => refuses(body('{{>no|ne}}'), 'x', /no template `none`/));
});

suite('renaming a part', () => {
  const text = (name: string) =>
    `{{>${name}}} {{include "${name}"}}{{>auth}}{{+${name}}}{{email}}{{/${name}}}{{+z}}{{/z}}`;

  test('where it is defined, its end, and what includes it', async () => {
    await check(body(text('row').replace('row', 'ro|w')), 'line', body(text('line')));
    await check(body(text('row').replace('{{+row', '{{+|row')), 'line', body(text('line')));
    await check(body(text('row').replace('{{/row', '{{/r|ow')), 'line', body(text('line')));
  });
  test('one of the name of a template, which stays', () =>
    check(
      { ...body('{{>au|th}}{{+auth}}{{/auth}}'), '/a/auth.trimou': '{{>auth}}' },
      'line',
      body('{{>line}}{{+line}}{{/line}}'),
    ));
  test('refused when the name is taken, or hides a template', async () => {
    await refuses(body(text('row').replace('row', 'ro|w')), 'z', /part `z` already/);
    await refuses(body(text('row').replace('row', 'ro|w')), 'auth', /`auth` means something else/);
    await refuses(body(text('row').replace('row', 'ro|w')), '{{x}}', /no name for a template/);
  });
});

suite('renaming an attribute', () => {
  const event = '/a/events/full.event.json';

  test('in mappings, declarations and events', () =>
    check(
      { ...action('"attribute": "order_total"', '"attribute": "order|_total"'), [event]: '{ "order_total" : 5 }' },
      'sum',
      {
        ...inAction('order_total', 'sum'),
        [event]: '{ "sum" : 5 }',
      },
    ));
  test('in conditions', () => {
    const text = (name: string) =>
      `{"action": {"source": {"when": [[{"attribute": "${name}", "operator": "is assigned"}]]}, "templateVariables": [{"attribute": "x", "to": "x"}]}}`;
    return check({ '/a/a.webhook.json': text('|x'), [event]: '{}' }, 'y', {
      '/a/a.webhook.json': text('y').replace('"attribute": "x"', '"attribute": "y"'),
    });
  });

  const shapes: [string, string, string][] = [
    [
      'a full event',
      '{"data": {"udo": {"order_total": 1, "x": {"order_total": 2}}}}',
      '{"data": {"udo": {"sum": 1, "x": {"order_total": 2}}}}',
    ],
    ['an EventStore row', '{"udo_order_total": 1, "udo_x": 2}', '{"udo_sum": 1, "udo_x": 2}'],
    [
      'a visitor profile',
      '{"metrics": {"order_total": 1}, "current_visit": {}}',
      '{"metrics": {"sum": 1}, "current_visit": {}}',
    ],
    ['a list of badges', '{"badges": ["order_total", "x"]}', '{"badges": ["sum", "x"]}'],
    ['a value that is spelt like it', '{"order_total": 1, "x": ["order_total"]}', '{"sum": 1, "x": ["order_total"]}'],
  ];
  for (const [what, before, after] of shapes) {
    test(`in ${what}`, () =>
      check({ ...action('"attribute": "order_total"', '"attribute": "order|_total"'), [event]: before }, 'sum', {
        ...inAction('order_total', 'sum'),
        [event]: after,
      }));
  }
  test('in each line of many events', () =>
    check(
      {
        ...action('"attribute": "order_total"', '"attribute": "order|_total"'),
        [event]: '{}',
        '/a/events/more.events.jsonl': '{"order_total": 1}\r\n\r\n{"x": 2}\r\n{"order_total": 3}',
      },
      'sum',
      {
        ...inAction('order_total', 'sum'),
        '/a/events/more.events.jsonl': '{"sum": 1}\r\n\r\n{"x": 2}\r\n{"sum": 3}',
      },
    ));
  test('with quotes in the new name', () =>
    check(
      { ...action('"attribute": "order_total"', '"attribute": "order|_total"'), [event]: '{"order_total": 1}' },
      'a "b"',
      {
        ...inAction('order_total', 'a \\"b\\"'),
        [event]: '{"a \\"b\\"": 1}',
      },
    ));
  test('refused when the name is taken', () =>
    refuses(
      action('"attribute": "order_total"', '"attribute": "order|_total"'),
      'customer_email',
      /attribute `customer_email` already/,
    ));
  test('refused for names of Tealium', async () => {
    await refuses(
      action('"attribute": "order_total"', '"attribute": "order|_total"'),
      'tealium_event',
      /Tealium provides/,
    );
    await refuses(action('"attribute": "order_total"', '"attribute": "tealium|_event"'), 'x', /Tealium provides/);
  });
  test('refused for braces', () =>
    refuses(action('"attribute": "order_total"', '"attribute": "order|_total"'), '{{sum}}', /no braces/));
  test('refused where a shape does not allow it', () =>
    refuses(
      {
        ...action('"attribute": "order_total"', '"attribute": "dom.|x"'),
        [event]: '{"data": {"udo": {}, "dom": {"x": 1}}}',
      },
      'sum',
      /The event full gives/,
    ));
});

suite('renaming across actions that share files', () => {
  const second = (variable: string, attribute = 'customer_email') =>
    `{"action": {"templateVariables": [{"attribute": "${attribute}", "to": "${variable}"}, {"attribute": "z", "to": "other"}],
    "templates": {"shared": "body.json.trimou", "own": "own.trimou"}}, "events": "none/*"}`;
  const others = ['/a/b.webhook.json'];

  test('a variable of a shared template', () =>
    check(
      { ...body('{{em|ail}}'), '/a/b.webhook.json': second('email'), '/a/own.trimou': '{{email}}' },
      'mail',
      {
        ...inAction('"to": "email"', '"to": "mail"'),
        ...body('{{mail}}'),
        '/a/b.webhook.json': second('mail'),
        '/a/own.trimou': '{{mail}}',
      },
      others,
    ));
  test('not one that only has the same name', () =>
    check(
      { ...body('{{to|tal}}'), '/a/b.webhook.json': second('email'), '/a/own.trimou': '{{email}}' },
      'sum',
      {
        ...inAction('"to": "total"', '"to": "sum"'),
        ...body('{{sum}}'),
      },
      others,
    ));
  test('refused where the name is taken in the other action', () =>
    refuses(
      { ...body('{{em|ail}}'), '/a/b.webhook.json': second('email'), '/a/own.trimou': '' },
      'other',
      /`other` already. \(in b.webhook.json\)/,
      others,
    ));
  test('an attribute of a shared file of types', () => {
    const types = (name: string) => `{"${name}": "number", "z": "string"}`;
    const first = (name: string) =>
      `{"action": {"templateVariables": [{"attribute": "${name}", "to": "x"}]}, "attributes": "../types.json"}`;
    const another = (name: string) =>
      `{"action": {"templateVariables": [{"attribute": "${name}", "to": "q"}]}, "attributes": "../types.json", "events": "none/*"}`;
    return check(
      { '/a/a.webhook.json': first('n|n'), '/types.json': types('nn'), '/a/b.webhook.json': another('nn') },
      'number',
      { '/a/a.webhook.json': first('number'), '/types.json': types('number'), '/a/b.webhook.json': another('number') },
      others,
    );
  });
});
