import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dataOf } from '../../../server/core/json/data';
import { prove } from '../../../server/core/json/prove';
import { parse } from '../../../server/core/template/parse';
import type { Profile } from '../../../server/core/template/profile';
import { tealiumProfile, tealiumProfileWith, trimouProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';
import type { Template } from '../../../server/core/template/tree';
import { bodies, variables } from './bodies';

/** More runs than a test has time for: `PROOF_RUNS=50000 npx mocha …`, with another seed each time by `PROOF_SEED`. */
const runs = Number(process.env.PROOF_RUNS ?? 400);
const seed = Number(process.env.PROOF_SEED ?? 20_260_101);

/** Values chosen without looking at those that the proof tries. */
const ordinary: Readonly<Record<string, readonly unknown[]>> = {
  s: [undefined, 'Grace', '', '7', 'gold'],
  t: ['Hopper', '', '007', 'gold'],
  n: [undefined, 0, 3, -2.5, 1e7, 4.5e22],
  m: [8, 0, 0.25, -7, 9_999_999_999],
  b: [undefined, true, false],
  c: [true, false],
  v: [undefined, true],
  d: [undefined, 1_700_000_000_000],
  tags: [undefined, [], ['x'], [''], ['x', 'y'], ['', 'y'], ['x', ''], ['x', 'y', 'z'], ['gold']],
  nums: [[], [4], [0], [4, 0], [0, 4], [1e9, -1], [1, 2, 3]],
  flags: [[], [true], [false], [true, false], [false, true], [true, true], [false, false, true]],
  'items.sku': [[], ['q'], [''], ['q', 'r'], ['q', ''], ['q', 'r', 's']],
  'items.price': [undefined, [5, 6, 7], [0, 6, 0], [5, 0, 7], [1e8, -1, 0]],
  unique: [undefined, [], ['x'], [''], ['x', 'y'], ['x', '', 'gold']],
  any: [undefined, 'Grace', '', 'gold', 5, 0, true, false, ['x', 'y'], [], { P: 'q' }],
  tally: [undefined, {}, { P: 2 }, { P: 0 }, { P: 2, Q: 0 }, { P: 0, Q: 2 }, { P: 1e9, Q: 0.5, R: -1 }],
};

const hostile: Readonly<Record<string, readonly unknown[]>> = {
  s: ['a"b', 'a\\', 'a\nb'],
  t: ['a"b', '\\d', '\t'],
  tags: [['a"b'], ['x', '\\']],
  unique: [['a"b']],
  any: ['a"b', ['\\'], { P: 'a"b' }],
  'items.sku': [['a"b'], ['q', '\n']],
  tally: [{ 'a"b': 1 }],
};

const anything = Object.fromEntries(
  Object.entries(ordinary).map(([name, values]) => [name, [...(hostile[name] ?? []), ...values]]),
);

/** How many events are tried with one template, at most. */
const MAX_EVENTS = 1500;

suite('the proof against trying events: nothing is missed, and every finding breaks', () => {
  const agree = (profile: Profile, numRuns: number) => () => {
    fc.assert(
      fc.property(bodies, source => compare(source, profile)),
      { numRuns, seed },
    );
  };
  test('as Tealium renders', agree(tealiumProfile, runs)).timeout(0);
  test('with HTML escaping', agree(tealiumProfileWith({ escapeHtml: true }), runs / 4)).timeout(0);
  test('with whole numbers as Integer', agree(tealiumProfileWith({ numbers: 'natural' }), runs / 4)).timeout(0);
  test('as Trimou renders', agree(trimouProfile, runs / 4)).timeout(0);
});

function compare(source: string, profile: Profile): void {
  const tree = parse(source, profile);
  const proof = prove(tree, { profile, variables });
  // The only thing here that cannot be told variable by variable.
  if (proof.limited !== undefined) assert.equal(proof.limited, 'a tag prints the whole event');
  for (const { shown: proven, level } of proof.findings) {
    const counterexample = proven.plain;
    const shown = JSON.stringify(counterexample);
    assert.ok(breaks(tree, counterexample, profile), `${level} without evidence: ${shown}`);
  }
  if (proof.limited !== undefined) return;
  if (proof.plain === 'safe') {
    assert.deepEqual(firstBreaking(tree, source, ordinary, profile), undefined, 'missed an error');
  }
  if (proof.hostile === 'safe') {
    assert.deepEqual(firstBreaking(tree, source, anything, profile), undefined, 'missed a warning');
  }
}

function breaks(tree: Template, event: Readonly<Record<string, unknown>>, profile: Profile): boolean {
  const options = { profile, now: 0, uuid: () => 'u' };
  const result = render({ name: 'main', tree }, dataOf(variables, event, profile), options);
  if (result.kind === 'failed') return true;
  try {
    JSON.parse(result.text);
    return false;
  } catch {
    // That it does not parse is the answer.
    return true;
  }
}

/** The first event that breaks, out of all combinations of values of the variables named, or as many as there is time for. */
function firstBreaking(
  tree: Template,
  source: string,
  values: Readonly<Record<string, readonly unknown[]>>,
  profile: Profile,
): Record<string, unknown> | undefined {
  const used = Object.keys(values).filter(name => source.includes(name.split('.')[0]!));
  const total = used.reduce((product, name) => product * values[name]!.length, 1);
  const step = total <= MAX_EVENTS ? 1 : Math.floor(total / MAX_EVENTS) | 1;
  for (let number = 0; number < total; number += step) {
    const event = eventNumber(number, used, values);
    if (breaks(tree, event, profile)) return event;
  }
  return undefined;
}

function eventNumber(number: number, used: readonly string[], values: Readonly<Record<string, readonly unknown[]>>) {
  const event: Record<string, unknown> = {};
  let rest = number;
  for (const name of used) {
    const own = values[name]!;
    event[name] = own[rest % own.length];
    rest = Math.floor(rest / own.length);
  }
  // Lists of one group have equal lengths.
  const length = (event['items.sku'] as unknown[] | undefined)?.length ?? 0;
  if (Array.isArray(event['items.price'])) event['items.price'] = event['items.price'].slice(0, length);
  return event;
}
