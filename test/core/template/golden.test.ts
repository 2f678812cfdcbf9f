import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus, runCase } from '../../tools/corpus';

/** What the real engine (Trimou 2.3.0 on a JVM) answered. Reads a file of 1.5 MB and takes about two seconds. */
suite('Golden corpus', () => {
  const cases = readCorpus(readFileSync(join(__dirname, '../../data/golden.jsonl'), 'utf8'));
  const categories = new Map<string, string[]>();

  for (const each of cases) {
    const category = each.id.replace(/-\d+$/, '');
    const found = runCase(each, 'trimou');
    const failures = categories.get(category) ?? [];
    if (found !== undefined) failures.push(`${each.id}: ${found}`);
    categories.set(category, failures);
  }

  test('is complete', () => assert.equal(cases.length, 4129));

  for (const [category, failures] of categories) {
    test(category, () => assert.deepEqual(failures, []));
  }
});
