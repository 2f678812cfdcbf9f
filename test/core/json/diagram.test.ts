import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  BudgetExceeded,
  type Cell,
  cheapest,
  type Diagram,
  type Diagrams,
  diagrams,
} from '../../../server/core/json/diagram';

const cells: readonly Cell[] = [
  { index: 0, size: 2 },
  { index: 1, size: 3 },
  { index: 2, size: 4 },
];
const events = [0, 1].flatMap(a => [0, 1, 2].flatMap(b => [0, 1, 2, 3].map(c => [a, b, c])));

/** A set as a formula: what it is in the diagrams, and which events are in it. */
type Formula =
  | { readonly kind: 'where'; readonly cell: number; readonly choices: readonly number[] }
  | { readonly kind: 'and' | 'or' | 'minus'; readonly a: Formula; readonly b: Formula };

const { formula } = fc.letrec<{ formula: Formula }>(tie => ({
  formula: fc.oneof(
    { maxDepth: 5 },
    fc.record({ cell: fc.nat(2), bits: fc.nat(15) }).map(
      ({ cell, bits }): Formula => ({
        kind: 'where',
        cell,
        choices: [0, 1, 2, 3].filter(choice => choice < cells[cell]!.size && bits & (1 << choice)),
      }),
    ),
    fc.record({
      kind: fc.constantFrom('and', 'or', 'minus'),
      a: tie('formula'),
      b: tie('formula'),
    }) as fc.Arbitrary<Formula>,
  ),
}));

function build(formula: Formula, sets: Diagrams): Diagram {
  if (formula.kind === 'where') return sets.where(cells[formula.cell]!, formula.choices);
  return sets[formula.kind](build(formula.a, sets), build(formula.b, sets));
}

function holds(formula: Formula, event: readonly number[]): boolean {
  switch (formula.kind) {
    case 'where':
      return formula.choices.includes(event[formula.cell]!);
    case 'and':
      return holds(formula.a, event) && holds(formula.b, event);
    case 'or':
      return holds(formula.a, event) || holds(formula.b, event);
    case 'minus':
      return holds(formula.a, event) && !holds(formula.b, event);
  }
}

function isIn(diagram: Diagram, event: readonly number[]): boolean {
  let rest = diagram;
  while (rest.cell) rest = rest.next[event[rest.cell.index]!]!;
  return rest.id === 1;
}

suite('sets of events', () => {
  test('hold the events that the formula allows', () => {
    fc.assert(
      fc.property(formula, one => {
        const set = build(one, diagrams(100_000));
        for (const event of events) assert.equal(isIn(set, event), holds(one, event));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('equal sets are the same object', () => {
    fc.assert(
      fc.property(formula, formula, (one, other) => {
        const sets = diagrams(100_000);
        const equal = events.every(event => holds(one, event) === holds(other, event));
        assert.equal(build(one, sets) === build(other, sets), equal);
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  test('the cheapest event is in the set, and none is cheaper', () => {
    const price = (_: Cell, choice: number) => choice;
    fc.assert(
      fc.property(formula, one => {
        const choices = cheapest(build(one, diagrams(100_000)), price);
        const inside = events.filter(event => holds(one, event));
        if (!choices) return assert.equal(inside.length, 0);
        const event = cells.map(cell => choices.get(cell) ?? 0);
        const cost = (of: readonly number[]) => of.reduce((sum, choice) => sum + choice, 0);
        assert.ok(holds(one, event));
        assert.equal(cost(event), Math.min(...inside.map(cost)));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  test('an event that costs too much is none', () => {
    const sets = diagrams(100);
    const price = (_: Cell, choice: number) => (choice === 1 ? Number.POSITIVE_INFINITY : choice);
    assert.equal(cheapest(sets.where(cells[0]!, [1]), price), undefined);
  });

  test('many independent choices that meet again cost nothing', () => {
    const sets = diagrams(100_000);
    let now = sets.all;
    for (let index = 0; index < 2000; index++) {
      const there = sets.where({ index, size: 2 }, [1]);
      now = sets.or(sets.and(now, there), sets.minus(now, there));
    }
    assert.equal(now, sets.all);
  });

  test('what grows beyond the budget stops', () => {
    const sets = diagrams(10);
    const all = Array.from({ length: 20 }, (_, index) => sets.where({ index, size: 2 }, [1]));
    assert.throws(() => all.reduce(sets.or), BudgetExceeded);
  });
});
