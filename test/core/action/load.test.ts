import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

/** The project of an action file `a.webhook.json` with other files beside it. */
function load(action: unknown, files: Record<string, string> = {}) {
  const text = typeof action === 'string' ? action : JSON.stringify(action);
  return loadProject('a/a.webhook.json', memoryFiles({ 'a/a.webhook.json': text, ...files }), {
    profile: tealiumProfile,
  });
}

/** Types of the template variables, optional ones with a question mark. */
async function types(action: unknown, files?: Record<string, string>) {
  const { variables } = await load(action, files);
  return Object.fromEntries([...variables].map(([name, { type, optional }]) => [name, type + (optional ? '?' : '')]));
}

function mapped(...names: string[]) {
  return { templateVariables: names.map(name => ({ attribute: name, to: name })) };
}

suite('loading an action', () => {
  test('templates, events and what is missing', async () => {
    const project = await load(
      {
        action: {
          contentType: 'application/json',
          bodyData: [{ map: '{{body}}', to: 'Body' }],
          templates: {
            auth: 'auth.trimou',
            body: '../shared/body.trimou',
            data: 'data.json.trimou',
            gone: 'gone.trimou',
          },
        },
      },
      {
        'a/auth.trimou': 'Bearer {{x}}',
        'shared/body.trimou': '{}',
        'a/data.json.trimou': '{}',
        'a/events/one.event.json': '{"a":1}',
        'a/events/two.events.jsonl': '{"a":2}\nnot json\n',
        'a/events/README.md': 'Events.',
      },
    );
    assert.deepEqual(
      [...project.templates.values()].map(({ name, path, text, json }) => [name, path, text, json]),
      [
        ['auth', 'a/auth.trimou', 'Bearer {{x}}', false],
        ['body', 'shared/body.trimou', '{}', true],
        ['data', 'a/data.json.trimou', '{}', true],
        ['gone', 'a/gone.trimou', undefined, false],
      ],
    );
    assert.equal(project.templates.get('auth')!.tree!.children.length, 2);
    assert.deepEqual(
      project.events.map(event => event.name),
      ['one', 'two:1'],
    );
    assert.deepEqual(
      project.eventProblems.map(({ path, line }) => [path, line]),
      [['a/events/two.events.jsonl', 2]],
    );
  });

  test('an action file that cannot be read', async () => {
    const project = await loadProject('x.webhook.json', memoryFiles({}), { profile: tealiumProfile });
    assert.match(project.problems[0]!.message, /cannot be read/);
  });

  test('shared attributes; the action has no place for its own beside them', async () => {
    const action = { action: mapped('plan', 'total'), attributes: '../attributes.json' };
    const shared = { 'attributes.json': '{"plan":"string","total":{"type":"number","optional":true}}' };
    assert.deepEqual(await types(action, shared), { plan: 'string', total: 'number?' });
    assert.match((await load(action)).problems[0]!.message, /no file `..\/attributes.json`/);
    const broken = await load(action, { 'attributes.json': '{"plan":"sting"}' });
    assert.match(broken.problems[0]!.message, /In `..\/attributes.json`: .*Did you mean `string`/);
  });
});

suite('the types of attributes', () => {
  const events = (...all: unknown[]) => ({
    'a/events/all.events.jsonl': all.map(event => JSON.stringify(event)).join('\n'),
  });

  test('declared wins, then preloaded, then what events show', async () => {
    const files = events({ plan: 5, tealium_random: 'x', total: 1.5, tealium_event: 'e' });
    const action = { action: mapped('plan', 'tealium_random', 'total'), attributes: { plan: 'string' } };
    assert.deepEqual(await types(action, files), { plan: 'string', tealium_random: 'number', total: 'number' });
  });

  test('missing from one sample, or null in one, is optional', async () => {
    const files = events({ a: 'x', b: 'x', c: 'x' }, { a: 'y', b: null });
    assert.deepEqual(await types({ action: mapped('a', 'b', 'c') }, files), {
      a: 'string',
      b: 'string?',
      c: 'string?',
    });
  });

  test('seen with two types is any; an empty list fits every list', async () => {
    const files = events({ a: 1, b: [1], c: [], d: {}, e: [1, 'x'] }, { a: '1', b: [], c: [], d: {}, e: [] });
    assert.deepEqual(await types({ action: mapped('a', 'b', 'c', 'd', 'e') }, files), {
      a: 'any',
      b: 'array of numbers',
      c: 'array of strings',
      d: 'any',
      e: 'any',
    });
  });

  test('the arrival time is always there, though a sample leaves it out', async () => {
    assert.deepEqual(await types({ action: mapped('tealium_timestamp_epoch') }, events({ a: 1 })), {
      tealium_timestamp_epoch: 'number',
    });
  });

  test('nothing known: an optional text; custom text and secrets are always there; badges never surely', async () => {
    const action = {
      action: {
        templateVariables: [
          ...mapped('nowhere', 'vip').templateVariables,
          { text: 'x', to: 't' },
          { secret: 's', to: 'k' },
        ],
      },
      attributes: { vip: 'badge' },
    };
    assert.deepEqual(await types(action), { nowhere: 'string?', vip: 'badge?', t: 'string', k: 'string' });
  });

  test('a visitor profile states its types', async () => {
    const files = events({ metric_sets: { seen: { a: 1 } }, property_sets: { browsers: ['x'] }, badges: ['VIP'] });
    assert.deepEqual(await types({ action: mapped('seen', 'browsers', 'VIP') }, files), {
      seen: 'tally',
      browsers: 'set of strings',
      VIP: 'badge?',
    });
  });
});

suite('a file with very many events', () => {
  test('gives its first ones as samples', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `{"a":${index}}`).join('\n');
    const files = memoryFiles({ '/w/a.webhook.json': '{"action":{}}', '/w/events/june.events.jsonl': lines });
    const { events } = await loadProject('/w/a.webhook.json', files, { profile: tealiumProfile });
    assert.deepEqual([events.length, events.at(-1)?.line], [1000, 1000]);
  });

  test('what came of a replay is no sample', async () => {
    const line = '{"line":1,"event":"x","outcome":"sent"}';
    const files = memoryFiles({
      '/w/a.webhook.json': '{"action":{}}',
      '/w/events/june.replay.jsonl': line,
      '/w/events/june.replay.2.jsonl': line,
      '/w/events/june.event.json': '{}',
    });
    const { events } = await loadProject('/w/a.webhook.json', files, { profile: tealiumProfile });
    assert.deepEqual(
      events.map(({ name }) => name),
      ['june'],
    );
  });
});
