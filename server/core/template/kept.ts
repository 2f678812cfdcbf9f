import type { Template } from './tree';

/**
 * Works something out for a tree when it is first asked for, and keeps it with the tree. (A WeakMap that is older than
 * its keys holds on to everything they reference until the whole heap is collected, which took a fifth of the time of a
 * check.)
 */
export function keptWith<T>(find: (tree: Template) => T): (tree: Template) => T {
  const key = Symbol('kept');
  return (tree: Template & { readonly [key]?: T }): T => {
    const known = tree[key];
    if (known !== undefined) return known;
    const found = find(tree);
    Object.defineProperty(tree, key, { value: found });
    return found;
  };
}

/** What a map has for a key, made when it is first asked for. */
export function keptIn<K, V>(
  known: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: (key: K) => V,
): V {
  let found = known.get(key);
  if (found === undefined) {
    found = make(key);
    known.set(key, found);
  }
  return found;
}
