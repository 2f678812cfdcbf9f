import { type JavaMap, type JavaValue, list, map } from '../template/java/values';
import type { SampleEvent } from './events';
import type { AttributeType, MappingSource } from './model';
import type { Project } from './project';
import { secretPlaceholder } from './secrets';
import { typedValue, valueAsJson } from './values';

/** The template variables of one event: `data` for the engine, `json` as Trace shows them ("Template Variables JSON"). */
export interface VariableValues {
  readonly data: JavaMap;
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * What the templates see of `event`. A variable without a value is left out. Dotted names make a list of objects:
 * object i takes element i of every list mapped under the prefix, and a single value is repeated in every object.
 * Source: Tealium, "Template variables". Only the first dot counts (Tealium: one level).
 * @param secrets the value of a secret by name; without it the placeholder stands in its place
 */
export function variableValues(
  project: Project,
  event: Pick<SampleEvent, 'attributes'>,
  secrets: (name: string) => string = secretPlaceholder,
): VariableValues {
  const values = new Map<string, JavaValue>();
  const groups = new Map<string, Map<string, Member>>();
  for (const { source, to } of project.action.templateVariables) {
    const name = to?.text;
    const value = source ? mappedValue(project, event, source, secrets) : null;
    if (!name || value === null) continue;
    const dot = name.indexOf('.');
    if (dot < 0) {
      values.set(name, value);
      continue;
    }
    const group = groups.get(name.slice(0, dot)) ?? new Map<string, Member>();
    const spread = source?.kind === 'attribute' && typeOf(project, source) !== 'any' ? elementsOf(value) : undefined;
    groups.set(name.slice(0, dot), group.set(name.slice(dot + 1), { value, spread }));
  }
  for (const [name, members] of groups) values.set(name, listOfObjects(members));
  const json = Object.fromEntries([...values].map(([name, value]) => [name, valueAsJson(value)]));
  return { data: map(values), json };
}

/** What a group has under one name; a value of type `any` is never spread over the objects, list or not. */
export interface Member {
  readonly value: JavaValue;
  readonly spread: readonly JavaValue[] | undefined;
}

function mappedValue(
  project: Project,
  event: Pick<SampleEvent, 'attributes'>,
  source: MappingSource,
  secrets: (name: string) => string,
): JavaValue {
  const text = source.value.text;
  switch (source.kind) {
    case 'map':
    case 'text':
      return text;
    case 'secret':
      return secrets(text);
    case 'attribute':
      return typedValue(event.attributes.get(text), typeOf(project, source), project.profile.numbers);
  }
}

function typeOf(project: Project, source: MappingSource): AttributeType {
  return project.attributes.get(source.value.text)?.type ?? 'string';
}

/** As many objects as the longest list has elements; one when there is no list. */
export function listOfObjects(members: ReadonlyMap<string, Member>): JavaValue {
  const lengths = [...members.values()].flatMap(({ spread }) => spread?.length ?? []);
  const length = lengths.length > 0 ? lengths.reduce((a, b) => Math.max(a, b)) : 1;
  const items = Array.from({ length }, (_, index) => {
    const entries = [...members].map(([name, { value, spread }]): [string, JavaValue] => [
      name,
      spread ? (spread[index] ?? null) : value,
    ]);
    return map(entries.filter(([, value]) => value !== null));
  });
  return list(items);
}

function elementsOf(value: JavaValue): readonly JavaValue[] | undefined {
  return typeof value === 'object' && value !== null && 'items' in value ? value.items : undefined;
}
