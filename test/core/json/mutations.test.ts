import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Variable } from '../../../server/core/json/events';
import { readCases } from '../../support/jsonsafe';
import { disagreement } from './disagreement';
import { mutations } from './mutations';

/** More runs than a test has time for: `PROOF_RUNS=50000 npx mocha …`, with another seed each time by `PROOF_SEED`. */
const runs = Number(process.env.PROOF_RUNS ?? 400);
const seed = Number(process.env.PROOF_SEED ?? 20_260_101);

const cases = readCases(readFileSync(join(__dirname, '../../data/jsonsafe.jsonl'), 'utf8'));

suite('the proof against trying events, of changed templates of each family', () => {
  test('nothing is missed, and every finding breaks', () => {
    fc.assert(
      fc.property(fc.nat(cases.length - 1), mutations, fc.nat(1023), (index, change, flips) => {
        const one = cases[index]!;
        const variables = new Map<string, Variable>(
          one.variables.map(({ name, type, optional }, place) => [
            name,
            { type, optional: (flips >> place) & 1 && type !== 'badge' ? !optional : optional },
          ]),
        );
        const names = [...new Set([...variables.keys()].map(name => name.split('.')[0]!)), 'this'];
        const source = change(one.template, names);
        assert.equal(disagreement(source, variables, flips), undefined, source);
      }),
      { numRuns: runs, seed },
    );
  }).timeout(0);
});
