import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

suite('the dependencies', () => {
  test('each has its reason in ARCHITECTURE.md, and none is named there that is gone', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const [, section = ''] = readFileSync('ARCHITECTURE.md', 'utf8').split('\n## Dependencies\n');
    const rows = section.split('\n').filter(line => line.startsWith('| `'));
    const named = rows.flatMap(row => [...row.split('|')[1]!.matchAll(/`(.+?)`/g)].map(([, name]) => name));
    assert.deepEqual(named.sort(), Object.keys({ ...dependencies, ...devDependencies }).sort());
  });
});
