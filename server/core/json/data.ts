import { typedValue } from '../action/values';
import { listOfObjects, type Member } from '../action/variables';
import { type JavaMap, type JavaValue, map } from '../template/java/values';
import type { Profile } from '../template/profile';
import type { Variable } from './events';

/**
 * What a template sees of an event given as a counterexample: variable names (dotted ones too) to plain JSON, dates in
 * milliseconds. A variable without a value is left out.
 */
export function dataOf(
  variables: ReadonlyMap<string, Variable>,
  event: Readonly<Record<string, unknown>>,
  profile: Profile,
): JavaMap {
  const values = new Map<string, JavaValue>();
  const groups = new Map<string, Map<string, Member>>();
  for (const [name, { type }] of variables) {
    const value = typedValue(event[name], type, profile.numbers);
    if (value === null) continue;
    const dot = name.indexOf('.');
    if (dot === -1) {
      values.set(name, value);
      continue;
    }
    const prefix = name.slice(0, dot);
    const isList = typeof value === 'object' && (value.kind === 'list' || value.kind === 'set') && type !== 'any';
    const members = groups.get(prefix) ?? new Map<string, Member>();
    groups.set(prefix, members.set(name.slice(dot + 1), { value, spread: isList ? value.items : undefined }));
  }
  for (const [name, members] of groups) values.set(name, listOfObjects(members));
  return map(values);
}
