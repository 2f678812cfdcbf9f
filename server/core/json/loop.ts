import type { JavaValue } from '../template/java/values';
import type { Node } from '../template/tree';
import type { Scope } from './scope';
import { addAll, type Collected, restrict, type Situations } from './situations';
import { type EventCell, indices, type Unknown } from './unknown';
import type { Place, Walk } from './walk';

/** Something to iterate: its length, by choice of a cell (null: nothing there), and its elements. */
interface Iterable {
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

/** Walks a body once an element. Turn by turn all lengths are walked together; the shorter lists drop out after their last. */
export function loop(
  walk: Walk,
  body: readonly Node[],
  list: Iterable,
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
  const done: Collected = new Map();
  let going = now;
  const longest = Math.max(...list.lengths.map(length => length ?? 0));
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
    going = restrict(
      going,
      where(length => length > index),
      sets,
    );
    if (going.size === 0) return done;
    going = walk.nodes(body, going, { ...at, scope: turn(walk, list, index, at.scope, options) });
  }
  addAll(done, going, sets);
  return done;
}

/** The metadata, then the element: the two context objects that a turn of a loop pushes. */
function turn(walk: Walk, list: Iterable, index: number, outer: Scope, options: LoopOptions): Scope {
  const element = list.item(index);
  if (options.omitMeta) return { value: element, outer };
  const { alias } = options;
  const value = alias === null ? null : walk.values.token(element);
  const values = list.lengths.map((size): JavaValue => {
    if (size === null || size <= index) return null;
    return { kind: 'iteration', index: index + 1, size, alias, value };
  });
  return { value: element, outer: { value: { kind: 'by-choice', cell: list.cell, values }, outer } };
}
