import type { OutlineList, OutlineObject, OutlinePlace } from './outline';

/** The names and indexes that lead from the root to an object or a list; undefined where a tag is part of a name. */
export function pathTo(
  { parents }: OutlinePlace,
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
