import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, nodeFiles } from '../../server/files.node';
import { inFolder } from './command';

const tree = Object.fromEntries(
  ['x/1.json', 'x/2.json', 'x/10.jsonl', 'x/.hidden.json', 'x/y/3.json', 'x/y/z/4.json', 'x/.git/5.json'].map(name => [
    name,
    '{}',
  ]),
);

suite('files of the disk', () => {
  const globs: [string, string[]][] = [
    ['x/*', ['x/1.json', 'x/10.jsonl', 'x/2.json']],
    ['./x/*.json', ['x/1.json', 'x/2.json']],
    ['x/?.json', ['x/1.json', 'x/2.json']],
    ['x/**/*.json', ['x/1.json', 'x/2.json', 'x/y/3.json', 'x/y/z/4.json']],
    ['x/**', ['x/1.json', 'x/10.jsonl', 'x/2.json', 'x/y/3.json', 'x/y/z/4.json']],
    ['**/z/*', ['x/y/z/4.json']],
    ['*/y/*', ['x/y/3.json']],
    ['x/y/../*.jsonl', ['x/10.jsonl']],
    ['x/1.json', ['x/1.json']],
    ['x/.*', ['x/.hidden.json']],
    ['x', []],
    ['nowhere/*', []],
    ['x/(1).json', []],
    ['', []],
  ];
  for (const [glob, expected] of globs) {
    test(`glob ${JSON.stringify(glob)}`, () =>
      inFolder(async ({ path }) => {
        const found = await nodeFiles.list(`${path}/a.webhook.json`, glob);
        assert.deepEqual(
          found,
          expected.map(name => `${path}/${name}`),
        );
      }, tree));
  }

  test('a glob that leaves the folder', () =>
    inFolder(async ({ path }) => {
      const found = await nodeFiles.list(`${path}/x/y/a.webhook.json`, '../*.jsonl');
      assert.deepEqual(found, [`${path}/x/10.jsonl`]);
    }, tree));

  test('links to folders are not followed, so a loop ends', () =>
    inFolder(async ({ path }) => {
      symlinkSync(path, join(path, 'x', 'loop'));
      assert.equal((await filesBelow(path, name => name === '4.json')).length, 1);
    }, tree));

  test('reading the beginning: whole lines only', () =>
    inFolder(
      async ({ path }) => {
        const read = (most: number) => nodeFiles.read(`${path}/june.events.jsonl`, most);
        assert.deepEqual(await Promise.all([3, 12, 21, 22].map(read)), [
          '',
          '{"ë":1}\n',
          '{"ë":1}\n',
          '{"ë":1}\n{"ä":22}\n',
        ]);
      },
      { 'june.events.jsonl': '\uFEFF{"ë":1}\n{"ä":22}\n' },
    ));

  test('reading: text without its byte order mark; nothing for what is missing or no file', () =>
    inFolder(
      async ({ path }) => {
        assert.equal(await nodeFiles.read(`${path}/bom.json`), '{"ë":1}');
        for (const name of ['nowhere', 'x', 'x/1.json/2'])
          assert.equal(await nodeFiles.read(`${path}/${name}`), undefined, name);
        assert.equal(await nodeFiles.read('/dev/zero'), undefined);
      },
      { ...tree, 'bom.json': '\uFEFF{"ë":1}' },
    ));

  test('resolving', () => {
    assert.equal(nodeFiles.resolve('/a/b/c.webhook.json', 'd/e.trimou'), '/a/b/d/e.trimou');
    assert.equal(nodeFiles.resolve('/a/b/c.webhook.json', '../attributes.json'), '/a/attributes.json');
  });
});
