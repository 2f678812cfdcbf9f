import type { JavaValue } from '../template/java/values';
import type { Node } from '../template/tree';
import { type Scope, scopeOf } from './scope';
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
 * From so many loops inside each other on, lists of three or more are left to the loops around: what goes wrong between
 * elements goes wrong between two of them.
 */
const DEEP = 3;

/** Walks a body once an element. Turn by turn all lengths are walked together; the shorter lists drop out after their last. */
export function loop(
  walk: Walk,
  body: readonly Node[],
  list: Elements,
  now: Situations,
  at: Place,
  options: LoopOptions = plain,
): Situations {
  const { sets } = walk;
  const where = (test: (length: number) => boolean) => {
    const choices = indices(list.lengths, length => test(length ?? 0));
    if (choices.length === list.lengths.length) return sets.all;
    return list.cell && choices.length > 0 ? sets.where(list.cell, choices) : sets.none;
  };
  const done: Collected = [];
  let going = now;
  const lengths = list.lengths.map(length => length ?? 0);
  const longest = at.loops >= DEEP && lengths.includes(2) ? 2 : Math.max(...lengths);
  for (let index = 0; index < longest; index++) {
    addAll(
      done,
      restrict(
        going,
        where(length => length <= index),
        sets,
      ),
      sets,
    );
    const longer = where(length => length > index);
    going = restrict(going, longer, sets);
    if (going.length === 0) return done;
    const inside = { ...at, loops: at.loops + 1, scope: turn(walk, list, index, at.scope, options) };
    const walked = (situations: Situations) => walk.nodes(body, situations, inside);
    going = at.loops > 0 ? walk.apart(going, longer, walked) : walked(going);
  }
  addAll(
    done,
    restrict(
      going,
      where(length => length <= longest),
      sets,
    ),
    sets,
  );
  return done;
}

/** The metadata, then the element: the two context objects that a turn of a loop pushes. */
function turn(walk: Walk, list: Elements, index: number, outer: Scope, { alias, omitMeta }: LoopOptions): Scope {
  const plainLoop = alias === null && !omitMeta;
  const turns = outer.turns.get(list) ?? [];
  if (plainLoop && turns[index]) return turns[index];
  const element = list.item(index);
  if (omitMeta) return scopeOf(element, outer);
  const value = alias === null ? null : walk.values.token(element);
  const values = alias === null ? iterations(list.lengths, index) : metadata(list.lengths, index, alias, value);
  const scope = scopeOf(element, scopeOf({ kind: 'by-choice', cell: list.cell, values }, outer));
  if (plainLoop) {
    turns[index] = scope;
    outer.turns.set(list, turns);
  }
  return scope;
}

const known = new WeakMap<readonly (number | null)[], JavaValue[][]>();

/** The metadata of a turn for each length: the same for all lists that can have these lengths. */
function iterations(lengths: Elements['lengths'], index: number): readonly JavaValue[] {
  const turns = known.get(lengths) ?? [];
  known.set(lengths, turns);
  turns[index] ??= metadata(lengths, index, null, null);
  return turns[index];
}

function metadata(lengths: Elements['lengths'], index: number, alias: string | null, value: JavaValue): JavaValue[] {
  return lengths.map(size =>
    size === null || size <= index ? null : { kind: 'iteration', index: index + 1, size, alias, value },
  );
}
