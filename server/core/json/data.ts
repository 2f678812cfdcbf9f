import { typedValue } from '../action/values';
import { listOfObjects, type Member } from '../action/variables';
import { type JavaMap, type JavaValue, map } from '../template/java/values';
import type { Profile } from '../template/profile';
import type { EventView, Variable } from './events';

/**
 * What a template sees of an event given as a counterexample: variable names (dotted ones too) to plain JSON, dates in
 * milliseconds. A variable without a value is left out.
 */
export function dataOf(variables: Variables, event: EventView, profile: Profile): JavaMap {
  return map(valuesOf(variables, event, profile));
}

type Variables = ReadonlyMap<string, Variable>;

/** The same for events that inherit most from a common event, whose values are converted only once. */
export function changingDataOf(variables: Variables, profile: Profile): (event: EventView) => JavaMap {
  const byRoot = new Map<string, [string, Variable][]>();
  for (const entry of variables) {
    const root = rootOf(entry[0]);
    const own = byRoot.get(root);
    if (own) own.push(entry);
    else byRoot.set(root, [entry]);
  }
  let last: { readonly usual: EventView; readonly values: ReadonlyMap<string, JavaValue> } | undefined;
  return event => {
    const usual: EventView = Object.getPrototypeOf(event);
    if (usual === Object.prototype) return dataOf(variables, event, profile);
    if (last?.usual !== usual) last = { usual, values: valuesOf(variables, usual, profile) };
    const inherited = last.values;
    const roots = new Set(Object.keys(event).map(rootOf));
    const changed = valuesOf(
      [...roots].flatMap(root => byRoot.get(root) ?? []),
      event,
      profile,
    );
    const values = new Map(inherited);
    for (const root of roots) {
      const value = changed.get(root);
      if (value === undefined) values.delete(root);
      else values.set(root, value);
    }
    return map(values);
  };
}

/** The name before the dot. */
function rootOf(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? name : name.slice(0, dot);
}

function valuesOf(
  variables: Iterable<readonly [string, Variable]>,
  event: EventView,
  profile: Profile,
): ReadonlyMap<string, JavaValue> {
  const values = new Map<string, JavaValue>();
  const groups = new Map<string, Map<string, Member>>();
  for (const [name, { type }] of variables) {
    if (event[name] === undefined) continue;
    const value = typedValue(event[name], type, profile.numbers);
    if (value === null) continue;
    const prefix = rootOf(name);
    if (prefix === name) {
      values.set(name, value);
      continue;
    }
    const isList = typeof value === 'object' && (value.kind === 'list' || value.kind === 'set') && type !== 'any';
    const members = groups.get(prefix) ?? new Map<string, Member>();
    groups.set(prefix, members.set(name.slice(prefix.length + 1), { value, spread: isList ? value.items : undefined }));
  }
  for (const [name, members] of groups) values.set(name, listOfObjects(members));
  return values;
}
