import { typedValue } from '../action/values';
import { listOfObjects, type Member } from '../action/variables';
import { type JavaMap, type JavaValue, map } from '../template/java/values';
import type { Profile } from '../template/profile';
import type { Variable } from './events';

/** A value of an event, and what a template sees of it. */
export interface KnownValue {
  readonly json: unknown;
  readonly value: JavaValue;
}

/**
 * What a template sees of an event given as a counterexample: variable names (dotted ones too) to plain JSON, dates in
 * milliseconds. A variable without a value is left out.
 * @param known what the values of the event before came to: most are the same in the next one
 */
export function dataOf(
  variables: ReadonlyMap<string, Variable>,
  event: Readonly<Record<string, unknown>>,
  profile: Profile,
  known: Map<string, KnownValue> = new Map(),
): JavaMap {
  const values = new Map<string, JavaValue>();
  const groups = new Map<string, Map<string, Member>>();
  for (const [name, { type }] of variables) {
    const json = event[name];
    if (json === undefined) continue;
    let same = known.get(name);
    if (same?.json !== json) {
      same = { json, value: typedValue(json, type, profile.numbers) };
      known.set(name, same);
    }
    const { value } = same!;
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
