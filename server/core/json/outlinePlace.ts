import type { Outline, OutlineList, OutlineObject, OutlineStep } from './outline';

/** The state of the reading at an offset, given the text before it; undefined before anything is read. */
export function stepAt({ steps }: Outline, offset: number): OutlineStep | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.at <= offset) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1];
}

/** The names and indexes that lead from the root to an object or a list; undefined where a tag is part of a name. */
export function pathTo(
  { parents }: Outline,
  container: OutlineObject | OutlineList,
): readonly (string | number)[] | undefined {
  const path: (string | number)[] = [];
  for (let parent = parents.get(container); parent; parent = parents.get(parent.container)) {
    const step = parent.kind === 'item' ? parent.index : parent.member.key;
    if (step === undefined) return undefined;
    path.unshift(step);
  }
  return path;
}
