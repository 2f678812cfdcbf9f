import assert from 'node:assert/strict';
import {
  actionCodeLenses,
  type CodeLens,
  codeLenses,
  eventsCodeLenses,
  refusalOf,
} from '../../../server/core/language';
import { sampleAction, sampleBody, sampleProject } from '../../support/cursor';

const stream = (conditions: string) =>
  sampleAction.replace('"method"', `"source": { "stream": "S", "when": ${conditions} },\n    "method"`);
const events = { '/a/events/second.event.json': '{ "customer_email": "bob@example.com", "order_total": 3 }' };
const isAnn = '[{ "attribute": "customer_email", "operator": "starts with", "value": "ann" }]';
const isLarge = '[{ "attribute": "order_total", "operator": "greater than", "value": 100 }]';

suite('code lenses', () => {
  test('of a body template, with the event', async () => {
    const titles = codeLenses(await sampleBody('{}')).map(({ title }) => title);
    assert.deepEqual(titles, ['Send', 'Preview', 'Event: full']);
  });

  test('none on another template, nor on one of no action', async () => {
    const document = await sampleBody('{}');
    assert.deepEqual(codeLenses({ ...document, path: '/a/auth.trimou' }), []);
    const { project: _, ...loose } = document;
    assert.deepEqual(codeLenses(loose), []);
  });

  test('of an action, marked', async () => {
    await lenses(
      stream(`[${isAnn}]`),
      events,
      `{
  "action": {
   ^^^^^^ Send | Preview
    "name": "Create user",
    "source": { "stream": "S", "when": [${isAnn}] },
     ^^^^^^ 1 of 2 Events Match`,
    );
  });

  test('of an action with a file of many events, and of that file', async () => {
    const path = '/a/events/week.events.jsonl';
    const lines = '{ "customer_email": "ann@example.com" }\n{ "customer_email": "bob@example.com" }\n\n{}\n';
    const files = { '/a/a.webhook.json': stream(`[${isAnn}]`), [path]: lines };
    const project = await sampleProject('{}', files);
    const shown = (lenses: readonly CodeLens[]) => lenses.map(({ title, does }) => `${title} ${does}`);
    assert.deepEqual(shown(actionCodeLenses({ project }, 0)), [
      'Send send',
      'Preview preview',
      'Replay Events… replay',
      '2 of 4 Events Match select-event',
    ]);
    assert.deepEqual(shown(eventsCodeLenses({ project }, path, 0)), [
      'Replay Events… replay',
      '1 of 3 Events Match select-event',
    ]);
    assert.deepEqual(eventsCodeLenses({ project }, '/a/events/full.event.json', 0), []);
  });

  test('of an action that is half typed', async () => {
    await lenses('{ "action": { "name": ', {}, '{ "action": { "name": \n   ^^^^^^ Send | Preview | 1 Event');
    await lenses('{', {}, '{');
    await lenses('', {}, '');
  });

  for (const [files, conditions, title] of [
    [{ '/a/events/full.event.json': 'not JSON' }, `[${isAnn}]`, 'No Sample Event'],
    [{}, '[]', '1 Event'],
    [events, '[[]]', '2 Events'],
    [{}, `[${isLarge}]`, '0 of 1 Event Matches'],
    [events, `[${isAnn}, ${isLarge}]`, '1 of 2 Events Match'],
  ] as const) {
    test(`${title} under ${conditions}`, async () => {
      const project = await sampleProject('{}', { '/a/a.webhook.json': stream(conditions), ...files });
      assert.equal(actionCodeLenses({ project }, 0).at(-1)?.title, title);
    });
  }
});

suite('the verdict of a stream', () => {
  test('names the condition that fails in each group, and what the event has', async () => {
    const files = { '/a/a.webhook.json': stream(`[${isAnn}, ${isLarge}]`), ...events };
    const project = await sampleProject('{}', files);
    assert.deepEqual(
      project.events.map(event => refusalOf(project, event, 0)),
      [
        undefined,
        'customer_email starts with "ann", but it has "bob@example.com"; or order_total greater than 100, but it has 3',
      ],
    );
  });

  test('an attribute that is not there, and a token that must not be shown', async () => {
    const files = {
      '/a/a.webhook.json': stream('[[{ "attribute": "key", "operator": "equals", "value": "x" }]]'),
      '/a/events/full.event.json': '{}',
      '/a/events/token.event.json': '{ "key": "Bearer not-a-real-token-0000" }',
    };
    const project = await sampleProject('{}', files);
    assert.deepEqual(
      project.events.map(event => refusalOf(project, event, 0)),
      ['key equals "x", but it has nothing', 'key equals "x", but it has a token'],
    );
  });
});

/** The first lines of an action with its lenses drawn under what they stand above. */
async function lenses(text: string, files: Record<string, string>, expected: string): Promise<void> {
  const project = await sampleProject('{}', { '/a/a.webhook.json': text, ...files });
  const found = actionCodeLenses({ project }, 0);
  const drawn: string[] = [];
  let start = 0;
  for (const line of text.split('\n').slice(0, 4)) {
    drawn.push(line);
    const here = found.filter(({ range }) => range.start >= start && range.start <= start + line.length);
    if (here[0]) {
      const { range } = here[0];
      const mark = ' '.repeat(range.start - start) + '^'.repeat(range.end - range.start);
      drawn.push(`${mark} ${here.map(({ title }) => title).join(' | ')}`);
    }
    start += line.length + 1;
  }
  assert.equal(drawn.join('\n'), expected);
}
