import { isListType } from './choices';
import type { Variable } from './events';

/** Which variables are one and the same in every event, since they are mapped from one attribute. */
export interface Identities {
  /** The key for its value: the same for variables of one attribute. */
  readonly idOf: (name: string) => string;
  /** The variables with the same value, itself among them. */
  readonly sameAs: (name: string) => readonly string[];
  /** The same for the length of a list or of a list of objects, `name` being the part before the dot. */
  readonly lengthIdOf: (name: string) => string;
}

export function identities(variables: ReadonlyMap<string, Variable>): Identities {
  const byAttribute = new Map<string, string[]>();
  for (const [name, { attribute, fixed }] of variables) {
    if (attribute === undefined || fixed !== undefined) continue;
    const names = byAttribute.get(attribute);
    if (names) names.push(name);
    else byAttribute.set(attribute, [name]);
  }
  const ids = new Map<string, readonly string[]>();
  const lengthIds = new Map<string, string>();
  const lengthIdOf = (name: string): string => {
    let id = name;
    for (let next = lengthIds.get(id); next !== undefined; next = lengthIds.get(id)) id = next;
    return id;
  };
  for (const names of byAttribute.values()) {
    if (names.length < 2) continue;
    for (const name of names) ids.set(name, names);
    if (!isListType(variables.get(names[0]!)!.type)) continue;
    const [first, ...others] = names.map(name => lengthIdOf(name.split('.')[0]!));
    for (const other of others) {
      if (lengthIdOf(other) !== lengthIdOf(first!)) lengthIds.set(lengthIdOf(other), lengthIdOf(first!));
    }
  }
  return {
    idOf: name => ids.get(name)?.[0] ?? name,
    sameAs: name => ids.get(name) ?? [name],
    lengthIdOf,
  };
}
