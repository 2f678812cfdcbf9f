import type { JavaValue } from '../template/java/values';
import { keptIn } from '../template/kept';
import type { Node } from '../template/tree';
import type { Diagrams } from './diagram';
import { type Scope, scopeOf, type Turns } from './scope';
import { addAll, type Collected, restrict, type Situations } from './situations';
import { type EventCell, indices, type Unknown } from './unknown';
import type { Place, Walk } from './walk';

/** Something to iterate: its length, by choice of a cell (null: nothing there), and its elements. */
export interface Elements {
  readonly cell: EventCell | undefined;
  readonly lengths: readonly (number | null)[];
  readonly item: (index: number) => Unknown;
}

interface LoopOptions {
  /** Another name for the element. */
  readonly alias: string | null;
  /** Whether there is no loop metadata. */
  readonly omitMeta: boolean;
}

const plain: LoopOptions = { alias: null, omitMeta: false };

/**
 * In loops nested this deep, lists of three or more elements are left to the outer loops: what goes wrong between
 * elements goes wrong between two of them.
 */
const deepLoops = 3;

/**
 * Walks a body once for each element. All lengths are walked together, turn by turn; shorter lists drop out after their
 * last element.
 */
export function loop(
  walk: Walk,
  body: readonly Node[],
  list: Elements,
  now: Situations,
  at: Place,
  options: LoopOptions = plain,
): Situations {
  const { sets } = walk;
  const turns = turnsOf(list, at.scope);
  const longest = at.loops >= deepLoops && list.lengths.includes(2) ? 2 : turns.longest;
  const done: Collected = [];
  let going = now;
  for (let index = 0; ; index++) {
    turns.events[index] ??= eventsOf(list, index, sets);
    const { within, without } = turns.events[index]!;
    addAll(done, restrict(going, without, sets), sets);
    if (index === longest) return done;
    going = restrict(going, within, sets);
    if (going.length === 0) return done;
    const inside = { ...at, loops: at.loops + 1, scope: turn(walk, list, index, at.scope, options) };
    const walked = (situations: Situations) => walk.nodes(body, situations, inside);
    going = at.loops > 0 ? walk.apart(going, within, walked) : walked(going);
  }
}

/** The events that reach a turn, and those whose list ends before it. */
function eventsOf({ cell, lengths }: Elements, index: number, sets: Diagrams): Turns['events'][number] {
  const where = (test: (length: number) => boolean) => {
    const choices = indices(lengths, length => test(length ?? 0));
    if (choices.length === lengths.length) return sets.all;
    return cell && choices.length > 0 ? sets.where(cell, choices) : sets.none;
  };
  return { within: where(length => length > index), without: where(length => length <= index) };
}

/** The metadata, then the element: the two context objects that a turn of a loop pushes. */
function turn(walk: Walk, list: Elements, index: number, outer: Scope, { alias, omitMeta }: LoopOptions): Scope {
  const plainLoop = alias === null && !omitMeta;
  const { scopes } = turnsOf(list, outer);
  const earlier = plainLoop && scopes[index];
  if (earlier) return earlier;
  const element = list.item(index);
  if (omitMeta) return scopeOf(element, outer);
  const value = alias === null ? null : walk.values.token(element);
  const values = alias === null ? iterations(list.lengths, index) : metadata(list.lengths, index, alias, value);
  const scope = scopeOf(element, scopeOf({ kind: 'by-choice', cell: list.cell, values }, outer));
  if (plainLoop) scopes[index] = scope;
  return scope;
}

function noTurns({ lengths }: Elements): Turns {
  return { longest: Math.max(...lengths.map(length => length ?? 0)), scopes: [], events: [] };
}

/** What is known of the turns of a loop over a list within a scope. */
function turnsOf(list: Elements, outer: Scope): Turns {
  return keptIn(outer.turns, list, noTurns);
}

const known = new WeakMap<readonly (number | null)[], JavaValue[][]>();

/** The metadata of a turn for each length: the same for all lists that can have these lengths. */
function iterations(lengths: Elements['lengths'], index: number): readonly JavaValue[] {
  const turns = keptIn(known, lengths, () => []);
  turns[index] ??= metadata(lengths, index, null, null);
  return turns[index];
}

function metadata(lengths: Elements['lengths'], index: number, alias: string | null, value: JavaValue): JavaValue[] {
  return lengths.map(size =>
    size === null || size <= index ? null : { kind: 'iteration', index: index + 1, size, alias, value },
  );
}
