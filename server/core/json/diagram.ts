/**
 * Sets of events as decision diagrams: an event is one choice for each cell (each thing that can differ from event to
 * event), and a diagram asks the cells one after the other whether the event is in the set. Equal sets are the same
 * object, so when the ways on both sides of a condition meet again, the set is as small as before it. The newest cell
 * is asked first: what a template asks last is then separated in one step from everything it asked before, which keeps
 * many independent conditions cheap.
 */

import { keptIn } from '../template/kept';

/** Something that can differ from event to event, with `size` choices. The cell with the highest `index` is asked first. */
export interface Cell {
  readonly index: number;
  readonly size: number;
}

export interface Diagram {
  readonly id: number;
  /** Absent in `none` and `all`. */
  readonly cell: Cell | undefined;
  /** The diagram that remains after each choice. */
  readonly next: readonly Diagram[];
  /** How many cells are asked at most. */
  readonly depth: number;
}

/** The sets of one analysis. */
export interface Diagrams {
  readonly none: Diagram;
  readonly all: Diagram;
  /** The events whose choice for `cell` is among `choices`. */
  readonly where: (cell: Cell, choices: readonly number[]) => Diagram;
  readonly and: (a: Diagram, b: Diagram) => Diagram;
  readonly or: (a: Diagram, b: Diagram) => Diagram;
  /** The events of `a` that are not in `b`. */
  readonly minus: (a: Diagram, b: Diagram) => Diagram;
}

/** Thrown when an analysis grows beyond its budget; caught where the analysis starts. */
export class BudgetExceeded extends Error {}

/** How deep a diagram may be: operations recurse once for each cell. */
const maxDepth = 1000;

/** An empty collection of sets. `budget` bounds the sets and the steps spent on them. */
export function diagrams(budget: number): Diagrams {
  const none: Diagram = { id: 0, cell: undefined, next: [], depth: 0 };
  const all: Diagram = { id: 1, cell: undefined, next: [], depth: 0 };
  const known = new Map<Cell, Map<number | string, Diagram>>();
  let count = 2;
  let steps = 0;

  const knownOf = (cell: Cell) => keptIn(known, cell, noDiagrams);

  const node = (cell: Cell, next: readonly Diagram[]): Diagram => {
    const first = next[0]!;
    let isTrivial = true;
    let depth = 0;
    let bits = cell.size < 31 ? 0 : -1;
    for (let choice = 0; choice < next.length; choice++) {
      const child = next[choice]!;
      if (child !== first) isTrivial = false;
      if (child.depth > depth) depth = child.depth;
      if (child.id > 1) bits = -1;
      else if (bits !== -1 && child.id === 1) bits |= 1 << choice;
    }
    if (isTrivial) return first;
    const own = knownOf(cell);
    // Most sets are about one cell; then the choices are kept as the bits of a number.
    const key = bits === -1 ? keyOf(next) : bits;
    const same = own.get(key);
    if (same) return same;
    if (depth >= maxDepth) throw new BudgetExceeded();
    const fresh: Diagram = { id: count++, cell, next, depth: depth + 1 };
    own.set(key, fresh);
    return fresh;
  };

  /** Applies an operation choice by choice; `decide` gives the result where one of the two sets is trivial. */
  const operation = (decide: (a: Diagram, b: Diagram) => Diagram | undefined) => {
    const results = memory();
    const apply = (a: Diagram, b: Diagram): Diagram => {
      const earlier = results.get(a, b);
      if (earlier) return earlier;
      if (++steps > budget) throw new BudgetExceeded();
      const cell = !b.cell || (a.cell && a.cell.index >= b.cell.index) ? a.cell! : b.cell;
      const next: Diagram[] = [];
      let left: Diagram | undefined;
      let right: Diagram | undefined;
      let result = none;
      for (let choice = 0; choice < cell.size; choice++) {
        const nextLeft = a.cell === cell ? a.next[choice]! : a;
        const nextRight = b.cell === cell ? b.next[choice]! : b;
        // Neighbouring choices mostly lead to the same sets.
        if (nextLeft !== left || nextRight !== right) {
          left = nextLeft;
          right = nextRight;
          result = decide(left, right) ?? apply(left, right);
        }
        next.push(result);
      }
      const whole = node(cell, next);
      results.set(a, b, whole);
      return whole;
    };
    return (a: Diagram, b: Diagram): Diagram => decide(a, b) ?? apply(a, b);
  };

  return {
    none,
    all,
    where: (cell, choices) => {
      if (cell.size < 31) {
        let bits = 0;
        for (const choice of choices) bits |= 1 << choice;
        const same = knownOf(cell).get(bits);
        if (same) return same;
      }
      const next: Diagram[] = new Array(cell.size).fill(none);
      for (const choice of choices) next[choice] = all;
      return node(cell, next);
    },
    and: operation((a, b) => {
      if (a === none || b === all || a === b) return a;
      return a === all || b === none ? b : undefined;
    }),
    or: operation((a, b) => {
      if (a === all || b === none || a === b) return a;
      return a === none || b === all ? b : undefined;
    }),
    minus: operation((a, b) => {
      if (b === none || a === none) return a;
      return b === all || a === b ? none : undefined;
    }),
  };
}

const noDiagrams = () => new Map<number | string, Diagram>();

/** Results of an operation by both sets: a table that grows with the work, in which a newer result may take the place of an older one. */
function memory() {
  let size = 512;
  let count = 0;
  let lefts = new Int32Array(size);
  let rights = new Int32Array(size);
  let results: (Diagram | undefined)[] = new Array(size);
  const slot = (a: Diagram, b: Diagram): number =>
    (Math.imul(a.id, 0x9e3779b1) ^ Math.imul(b.id, 0x85ebca6b)) & (size - 1);
  return {
    get: (a: Diagram, b: Diagram): Diagram | undefined => {
      const place = slot(a, b);
      return lefts[place] === a.id && rights[place] === b.id ? results[place] : undefined;
    },
    set: (a: Diagram, b: Diagram, result: Diagram): void => {
      if (++count > size) {
        size *= 4;
        count = 0;
        lefts = new Int32Array(size);
        rights = new Int32Array(size);
        results = new Array(size);
      }
      const place = slot(a, b);
      lefts[place] = a.id;
      rights[place] = b.id;
      results[place] = result;
    },
  };
}

function keyOf(next: readonly Diagram[]): string {
  let key = '';
  for (const child of next) key += `,${child.id}`;
  return key;
}

/**
 * An event of the set, as its choices in the cells that matter: the one with the lowest sum of prices. The price of a
 * cell's first choice should be 0, since a cell that does not matter has that. Undefined when every event of the set
 * costs `Infinity`.
 */
export function cheapest<C extends Cell>(
  set: Diagram,
  price: (cell: C, choice: number) => number,
): ReadonlyMap<C, number> | undefined {
  const best = new Map<Diagram, { readonly price: number; readonly choice: number }>();
  const visit = (diagram: Diagram): number => {
    if (!diagram.cell) return diagram.id === 1 ? 0 : Number.POSITIVE_INFINITY;
    const known = best.get(diagram);
    if (known) return known.price;
    let found = { price: Number.POSITIVE_INFINITY, choice: 0 };
    for (let choice = 0; choice < diagram.cell.size; choice++) {
      const own = price(diagram.cell as C, choice);
      if (own >= found.price) continue;
      const total = own + visit(diagram.next[choice]!);
      if (total < found.price) found = { price: total, choice };
    }
    best.set(diagram, found);
    return found.price;
  };
  if (visit(set) === Number.POSITIVE_INFINITY) return undefined;
  const choices = new Map<C, number>();
  for (let diagram = set; diagram.cell; ) {
    const { choice } = best.get(diagram)!;
    choices.set(diagram.cell as C, choice);
    diagram = diagram.next[choice]!;
  }
  return choices;
}
