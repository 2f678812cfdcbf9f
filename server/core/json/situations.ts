import type { State } from './automaton';
import type { Diagram, Diagrams } from './diagram';

/** One place where the reader can be, and for which events. */
interface Situation {
  readonly state: State;
  readonly when: Diagram;
}

/** Where the reader can be: mostly one place, rarely more than a handful, each listed once. */
export type Situations = readonly Situation[];

/** Situations that are being collected. */
export type Collected = Situation[];

/** One place, for some events. */
export function single(state: State, when: Diagram): Situations {
  return [{ state, when }];
}

export function add(situations: Collected, state: State, when: Diagram, sets: Diagrams): void {
  if (when === sets.none) return;
  for (let index = 0; index < situations.length; index++) {
    const situation = situations[index]!;
    if (situation.state !== state) continue;
    const both = sets.or(situation.when, when);
    if (both !== situation.when) situations[index] = { state, when: both };
    return;
  }
  situations.push({ state, when });
}

export function addAll(situations: Collected, more: Situations, sets: Diagrams): void {
  if (situations.length === 0) situations.push(...more);
  else for (const { state, when } of more) add(situations, state, when, sets);
}

/** The situations of those events only. */
export function restrict(situations: Situations, events: Diagram, sets: Diagrams): Situations {
  if (events === sets.all) return situations;
  const found: Collected = [];
  for (const situation of situations) {
    const both = sets.and(situation.when, events);
    if (both === situation.when) found.push(situation);
    else if (both !== sets.none) found.push({ state: situation.state, when: both });
  }
  return found;
}
