import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import { check } from '../../../server/core/check/check';
import { tealiumProfileWith } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

type Templates = Readonly<Record<string, string>>;

const attributes = {
  name: 'string',
  plan: { type: 'string', optional: true },
  total: { type: 'number', optional: true },
  tags: 'array of strings',
  sku: 'array of strings',
};

/** What is said of the templates of an action where they may include each other, as `code in template «text»`; `body` is the body. */
async function said(templates: Templates): Promise<readonly string[]> {
  const names = Object.keys(templates);
  const action = {
    action: {
      method: 'POST',
      url: 'https://example.com/hook',
      contentType: 'application/json',
      bodyData: [{ map: '{{body}}', to: 'Body' }],
      templateVariables: Object.keys(attributes).map(name => ({
        attribute: name,
        to: name === 'sku' ? 'items.sku' : name,
      })),
      templates: Object.fromEntries(names.map(name => [name, `${name}.json.trimou`])),
    },
    attributes,
  };
  const files: Record<string, string> = { 'a.webhook.json': JSON.stringify(action) };
  for (const name of names) files[`${name}.json.trimou`] = templates[name]!;
  const profile = tealiumProfileWith({ partials: true });
  const project = await loadProject('a.webhook.json', memoryFiles(files), { profile });
  return check(project)
    .filter(({ path }) => path.endsWith('.trimou'))
    .map(
      ({ code, path, range: { start, end } }) => `${code} in ${path.split('.')[0]} «${files[path]!.slice(start, end)}»`,
    );
}

function says(name: string, templates: Templates, ...expected: readonly string[]): void {
  test(name, async () => assert.deepEqual(await said(templates), expected));
}

suite('templates that include each other', () => {
  says('a value', { body: '{"a": {{>part}}}', part: '"{{name.toJson}}"' });
  says('members', { body: '{ {{>part}} "z": 1 }', part: '{{#plan}}"plan": "{{plan.toJson}}",{{/plan}}' });
  says('an element of a loop, which uses what the loop has', {
    body: '[{{#items}}{{>item}}{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}]',
    item: '{ "sku": "{{sku.toJson}}", "turn": {{iter.index}} }',
  });
  says('a base with a block', { body: '{{<base}}{{$x}}1{{/x}}{{/base}}', base: '{"a": {{$x}}2{{/x}}}' });
  says(
    'elements without commas',
    { body: '[{{#items}}{{>item}}{{/items}}]', item: '"{{sku.toJson}}"' },
    'missing-comma in body «{{>item}}»',
  );
  says('one that is not there', { body: '{"a": {{>nope}}}' }, 'missing-partial in body «nope»');
  says('text without quotes', { body: '{"a": {{>part}}}', part: '{{name}}' }, 'unquoted-string in body «{{>part}}»');
  says('text as it is', { body: '{"a": "{{>part}}"}', part: '{{name}}' }, 'unescaped-string in body «{{>part}}»');
  says('nothing at times', { body: '{"a": {{>part}}}', part: '{{total}}' }, 'maybe-missing-value in body «{{>part}}»');
  says('one that is broken', { body: '{"a": {{>part}}}', part: '{{#name}' }, 'half-closed-tag in part «{{#name}»');
  says(
    'one that includes one that is broken',
    { body: '{"a": {{>one}}}', one: '[{{>two}}]', two: '{{name' },
    'unclosed-tag in two «{{name»',
  );
});

suite('templates that include each other without end', () => {
  says('itself', { body: '{"a": {{>body}}}' }, 'template-error in body «body»');
  says(
    'itself, under a condition',
    { body: '{"a": {{#plan}}{{>body}}{{/plan}}{{^plan}}1{{/plan}}}' },
    'template-error in body «body»',
  );
  says('itself, in a loop', { body: '[{{#tags}}{{>body}}{{/tags}}]' }, 'template-error in body «body»');
  says(
    'one that includes the first one',
    { body: '{"a": {{>one}}}', one: '[{{>two}}]', two: '{{#plan}}{{>one}}{{/plan}}{{^plan}}1{{/plan}}' },
    'template-error in two «one»',
  );
  says('as a base', { body: '{{<base}}{{/base}}', base: '{{<body}}{{/body}}' }, 'template-error in base «body»');
});

suite('templates inside each other that are too many', () => {
  const chain = (length: number, link: (next: string) => string): Templates => {
    const names = Array.from({ length }, (_, index) => `p${index}`);
    const links = names.map((name, index) => [name, index < length - 1 ? link(`{{>p${index + 1}}}`) : '1']);
    return { body: '[{{>p0}}]', ...Object.fromEntries(links) };
  };
  says(
    'a long chain: what gives up says so',
    chain(300, next => next),
    'analysis-limited in body «[»',
  );
  says(
    'twice as many each time',
    chain(24, next => `${next},${next}`),
    'analysis-limited in body «[»',
    'invalid-json in body «[»',
  );
  says('the same one 5,000 times', { body: `[${'{{>part}},'.repeat(5000)}1]`, part: '"{{name.toJson}}"' });
}).timeout(30_000);
