import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, readCases } from '../../support/jsonsafe';

/** Labelled by some 1.3 million renders of the real engine; reading the file is the exception to "no disk in core tests". */
const cases = readCases(readFileSync(join(__dirname, '../../data/jsonsafe.jsonl'), 'utf8')).filter(
  one => !one.contested,
);

suite('the proof agrees with labels made by real renders', () => {
  for (const family of new Set(cases.map(one => one.family))) {
    test(family, () => {
      const results = cases.filter(one => one.family === family).map(compare);
      const wrong = results.filter(result => !result.agrees);
      assert.deepEqual(
        wrong.map(({ id, proof }) => `${id} said ${proof.plain} ${proof.hostile}`),
        [],
      );
      const unsure = results.filter(({ proof }) => proof.unconfirmed > 0 || proof.limited !== undefined);
      assert.deepEqual(
        unsure.map(({ id }) => id),
        [],
      );
    });
  }
});
