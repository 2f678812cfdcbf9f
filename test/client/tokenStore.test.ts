import assert from 'node:assert/strict';
import { TokenStore } from '../../client/tokenStore';

/** What an editor keeps: one storage for all windows, and a memory for each workspace. */
function editor() {
  const stored = new Map<string, string>();
  const globalState = memory();
  const secrets = {
    get: async (key: string) => stored.get(key),
    store: async (key: string, value: string) => void stored.set(key, value),
    delete: async (key: string) => void stored.delete(key),
  };
  return {
    stored,
    open: (workspace?: string, workspaceState = memory()) =>
      new TokenStore({ secrets, globalState, workspaceState, workspace }),
    memories: () => JSON.stringify(globalState.values),
  };
}

function memory() {
  const values: Record<string, unknown> = {};
  return {
    values,
    get: <T>(key: string, otherwise?: T) => (values[key] ?? otherwise) as T,
    update: async (key: string, value: unknown) => {
      values[key] = value;
    },
  };
}

const forAll = { name: 'intercom', scope: 'all' } as const;
const forHere = { name: 'intercom', scope: 'workspace' } as const;

suite('where tokens are kept', () => {
  test('for all workspaces', async () => {
    const { open } = editor();
    await open('file:///a').set(forAll, ' made-up-1\n');
    assert.equal(await open('file:///b').get('intercom'), 'made-up-1');
    assert.equal(await open().get('intercom'), 'made-up-1');
    assert.equal(await open().get('other'), undefined);
  });

  test('the one of the workspace goes before that of all, and is known nowhere else', async () => {
    const { open } = editor();
    const here = open('file:///a');
    await here.set(forAll, 'made-up-all');
    await here.set(forHere, 'made-up-here');
    assert.equal(await here.get('intercom'), 'made-up-here');
    assert.equal(await open('file:///b').get('intercom'), 'made-up-all');
    assert.deepEqual(here.list(), [forHere, forAll]);
    assert.deepEqual(open('file:///b').list(), [forAll]);
  });

  test('cleared: the other one stays', async () => {
    const { open, stored } = editor();
    const here = open('file:///a');
    await here.set(forAll, 'made-up-all');
    await here.set(forHere, 'made-up-here');
    await here.clear(forHere);
    assert.equal(await here.get('intercom'), 'made-up-all');
    await here.clear(forAll);
    assert.deepEqual([here.list(), stored.size], [[], 0]);
  });

  test('set twice is one token, with the last value', async () => {
    const { open } = editor();
    const here = open('file:///a');
    await here.set(forAll, 'made-up-1');
    await here.set(forAll, 'made-up-2');
    assert.deepEqual([await here.get('intercom'), here.list()], ['made-up-2', [forAll]]);
  });

  test('the memory beside the storage holds names, never values', async () => {
    const { open, memories } = editor();
    const own = memory();
    const here = open('file:///a', own);
    await here.set(forAll, 'made-up-all');
    await here.set(forHere, 'made-up-here');
    const kept = memories() + JSON.stringify(own.values);
    assert.ok(kept.includes('intercom') && !kept.includes('made-up'), kept);
  });

  test('without a folder there is no workspace to set one for', () => {
    assert.equal(editor().open().hasWorkspace, false);
    assert.equal(editor().open('file:///a').hasWorkspace, true);
  });
});
