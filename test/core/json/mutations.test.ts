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
        const variables = variablesOf(one, flips);
        const names = [...new Set([...variables.keys()].map(name => name.split('.')[0]!)), 'this'];
        const source = change(one.template, names);
        assert.equal(disagreement(source, variables, flips), undefined, source);
      }),
      { numRuns: runs, seed },
    );
  }).timeout(0);
});

/** The variables of a case, some optional that were not and the other way round, and now and then all of a type from one attribute. */
function variablesOf({ variables }: (typeof cases)[number], flips: number): ReadonlyMap<string, Variable> {
  const isOneAttribute = flips >> 8 === 3;
  const optionals = new Map<string, boolean>();
  return new Map(
    variables.map(({ name, type, optional }, place) => {
      const flipped = (flips >> place) & 1 && type !== 'badge' ? !optional : optional;
      const known = isOneAttribute ? (optionals.get(type) ?? flipped) : flipped;
      optionals.set(type, known);
      return [name, { type, optional: known, attribute: isOneAttribute ? type : name }];
    }),
  );
}
