import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { analysisOf } from '../../../server/core/json/analysis';
import { engineOf } from '../../../server/core/json/engine';
import type { Variable } from '../../../server/core/json/events';
import { findingsOf } from '../../../server/core/json/findings';
import { namedIn } from '../../../server/core/json/named';
import { type Try, trying } from '../../../server/core/json/try';
import { WholeEvent } from '../../../server/core/json/unknown';
import { walkAll } from '../../../server/core/json/walk';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile as profile } from '../../../server/core/template/profiles';
import { readCases } from '../../support/jsonsafe';
import { bodies, variables } from './bodies';
import { mutations } from './mutations';

/** More runs than a test has time for: `PROOF_RUNS=50000 npx mocha …`, with another seed each time by `PROOF_SEED`. */
const numRuns = Number(process.env.PROOF_RUNS ?? 400);
const seed = Number(process.env.PROOF_SEED ?? 20_260_104);

const cases = readCases(readFileSync(join(__dirname, '../../data/jsonsafe.jsonl'), 'utf8'));

/** What is found, by the analysis alone where it is exact, and by renders in any case; undefined where it gives up. */
function findingsBy(text: string, known: ReadonlyMap<string, Variable>, attemptOf = trying) {
  const tree = parse(text, profile);
  if (tree.problems.length > 0) return undefined;
  const engine = engineOf(profile);
  const analysis = analysisOf(profile, known, namedIn([tree], known, engine).of);
  const { sets, events, doubts } = analysis;
  try {
    const troubles = walkAll(tree, analysis, new Map());
    const means = { template: tree, variables: known, engine, sets, events };
    const attempt = attemptOf(tree, known, profile, new Map());
    const found = (isExact: boolean) => findingsOf(troubles, { ...means, attempt, doubts: { isExact } });
    return { foreseen: () => found(doubts.isExact), rendered: () => found(false) };
  } catch (error) {
    if (error instanceof WholeEvent) return undefined;
    throw error;
  }
}

function agree(text: string, known: ReadonlyMap<string, Variable>): void {
  const found = findingsBy(text, known);
  if (!found) return;
  const told = ({ findings, unconfirmed }: ReturnType<typeof findingsOf>) => ({
    unconfirmed,
    findings: findings.map(({ shown, ...finding }) => ({ ...finding, event: shown.plain, evidence: shown.evidence })),
  });
  assert.deepEqual(told(found.foreseen()), told(found.rendered()), text);
}

suite('what the analysis foresees is what renders show', () => {
  test('of all kinds of bodies', () => {
    fc.assert(
      fc.property(bodies, text => agree(text, variables)),
      { numRuns, seed },
    );
  }).timeout(0);

  test('of many mistakes in one body', () => {
    const members = fc.array(bodies, { minLength: 3, maxLength: 14 });
    const whole = (list: readonly string[]) => `{${list.map((body, index) => `"k${index}": ${body}`).join(',\n  ')}}`;
    fc.assert(
      fc.property(members, list => agree(whole(list), variables)),
      { numRuns: numRuns / 4, seed },
    );
  }).timeout(0);

  test('of changed templates of each family', () => {
    fc.assert(
      fc.property(fc.nat(cases.length - 1), mutations, (index, change) => {
        const one = cases[index]!;
        const own = new Map(one.variables.map(({ name, type, optional }) => [name, { type, optional }]));
        agree(change(one.template, [...new Set([...own.keys()].map(name => name.split('.')[0]!)), 'this']), own);
      }),
      { numRuns, seed },
    );
  }).timeout(0);

  const never: Try = () => assert.fail('rendered');
  const told = (text: string) => findingsBy(text, variables, () => never)!;

  test('so that mistakes of single values need no render', () => {
    const mistakes = [
      '{"a": {{n}}, "b": "{{t}}", "c": {{t}}}',
      '{"a": {{#n}}{{n}}{{/n}}, "b": [{{#s}}"{{s.toJson}}",{{/s}} 1]}',
      '{"a": [1] "b": 1, "tags": ["{{#tags}}{{this.toJson}}{{/tags}}"]}',
    ];
    for (const text of mistakes) assert.notEqual(told(text).foreseen().findings.length, 0, text);
  });

  test('and those of lists, block helpers and brackets do', () => {
    const mistakes = [
      '{"a": [{{#tags}}"{{this.toJson}}"{{/tags}}]}',
      '{"a": {{#escapeJson}}"{{t}}"{{/escapeJson}}}',
      '{"a": [{{n}}}',
      '{"a": {{size}}, "b": {{n}}}',
    ];
    for (const text of mistakes) assert.throws(() => told(text).foreseen(), /rendered/, text);
  });
});
