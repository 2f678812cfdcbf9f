import assert from 'node:assert/strict';
import { parseAction } from '../../../server/core/action/parse';
import { actionLinks, type DocumentLink, templateLinks, workspaceSymbols } from '../../../server/core/language';
import { sampleAction, sampleBody, sampleProject } from '../../support/cursor';

const shown = (text: string, links: readonly DocumentLink[]) =>
  links.map(({ range, path }) => `${text.slice(range.start, range.end)} → ${path}`);

suite('document links', () => {
  test('templates, attribute types and events of an action', async () => {
    const text = sampleAction
      .replace(/"attributes": \{[\s\S]*\n\}/, '"attributes": "../types.json",\n  "events": "events/*"\n}')
      .replace('"body.json.trimou"', '"none.trimou"');
    const project = await sampleProject('', { '/a/a.webhook.json': text, '/types.json': '{}' });
    assert.deepEqual(shown(text, actionLinks({ project, event: project.events[0]! })), [
      'auth.trimou → /a/auth.trimou',
      '../types.json → /types.json',
      'events/* → /a/events/full.event.json',
    ]);
  });
  test('partials', async () => {
    const text = '{{>auth}} {{>none}} {{include "auth"}}';
    assert.deepEqual(shown(text, templateLinks(await sampleBody(text))), [
      'auth → /a/auth.trimou',
      'auth → /a/auth.trimou',
    ]);
  });
});

suite('workspace symbols', () => {
  const { action } = parseAction(sampleAction);
  const found = (query: string) => workspaceSymbols(action, query).map(({ kind, name }) => `${kind} ${name}`);

  test('all without a query', () => assert.equal(found('').length, 1 + 2 + 11));
  test('letters in their order', () => {
    assert.deepEqual(found('ITsk'), ['variable items.sku']);
    assert.deepEqual(found('create'), ['action Create user']);
    assert.deepEqual(found('bo'), ['template body']);
  });
  test('none of a broken action', () => assert.deepEqual(workspaceSymbols(parseAction('{"action": [').action, ''), []));
});
