import type { State } from './automaton';
import type { Diagram, Diagrams } from './diagram';

/** Where the reader can be, and for which events. */
export type Situations = ReadonlyMap<State, Diagram>;

/** Situations in the making. */
export type Collected = Map<State, Diagram>;

export function add(situations: Collected, state: State, when: Diagram, sets: Diagrams): void {
  if (when === sets.none) return;
  const before = situations.get(state);
  situations.set(state, before ? sets.or(before, when) : when);
}

export function addAll(situations: Collected, more: Situations, sets: Diagrams): void {
  for (const [state, when] of more) add(situations, state, when, sets);
}

/** The situations of those events only. */
export function restrict(situations: Situations, events: Diagram, sets: Diagrams): Situations {
  if (events === sets.all) return situations;
  const found: Collected = new Map();
  for (const [state, when] of situations) add(found, state, sets.and(when, events), sets);
  return found;
}
