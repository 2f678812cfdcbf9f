import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import { check } from '../../../server/core/check/check';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

const files = {
  'a.webhook.json': JSON.stringify({
    action: {
      source: {
        stream: 'Orders',
        when: [[{ attribute: 'tealium_event', operator: 'equals', value: 'order' }]],
      },
      method: 'POST',
      url: 'http://example.com/',
      bodyData: [{ map: '{{body}}', to: 'Body' }],
      templateVariables: [{ attribute: 'total', to: 'total' }],
      templates: { body: 'body.json.trimou' },
    },
    attributes: { total: 'number' },
  }),
  'body.json.trimou': '{ "total": {{total}} }',
  'events/one.event.json': '{ "tealium_event": "order", "total": 1 }',
};

/** What is found in the form is kept while templates change: it must be the same as what a new check would find. */
suite('checks of an action that changes', () => {
  let project: Project;
  const codes = (state: Project) => check(state).map(({ code }) => code);
  const load = (changed: Partial<typeof files> = {}) =>
    loadProject('a.webhook.json', memoryFiles({ ...files, ...changed }), { profile: tealiumProfile });

  setup(async () => {
    project = await load();
    assert.ok(codes(project).includes('insecure-url'));
    assert.ok(!codes(project).includes('event-attribute'));
  });

  test('a template', () => {
    const body = project.templates.get('body')!;
    const text = '{ "total": {{totl}} }';
    const templates = new Map([['body', { ...body, text, tree: parse(text, tealiumProfile, 'body') }]]);
    const found = codes({ ...project, templates });
    assert.ok(found.includes('unmapped-variable') && found.includes('insecure-url'));
    assert.deepEqual(codes(project), codes(project));
  });

  test('an event, beside the same action', async () => {
    const { events } = await load({ 'events/one.event.json': '{ "tealium_event": "order" }' });
    assert.ok(codes({ ...project, events }).includes('event-attribute'));
    assert.ok(!codes(project).includes('event-attribute'));
  });

  test('the types of attributes, beside the same action', async () => {
    const { attributes } = await load({ 'a.webhook.json': files['a.webhook.json'].replace('"number"', '"boolean"') });
    assert.ok(codes({ ...project, attributes }).includes('event-attribute'));
    assert.ok(!codes(project).includes('event-attribute'));
  });
});
