import type { SampleEvent } from '../action/events';
import type { AttributeType } from '../action/model';
import type { Project, TemplateVariable } from '../action/project';
import { variableValues } from '../action/variables';

/** What a value is, in Tealium's words where it has some. */
export type ValueType =
  | AttributeType
  | 'list of objects'
  | 'object'
  | 'list'
  | 'entries'
  | 'entry'
  | 'loop'
  | 'integer';

/** What is known of a value: its type, what it holds, and what it is in the chosen event (undefined when absent there). */
export interface Shape {
  readonly type: ValueType;
  readonly value?: unknown;
  /** The names after a dot, and inside a section over it. */
  readonly members?: ReadonlyMap<string, Name>;
  /** The elements that a loop over it goes through; values are those of the first. */
  readonly element?: Shape;
}

/** A name that a tag can use at some place. */
export interface Name extends Shape {
  readonly name: string;
  readonly origin: 'variable' | 'member' | 'loop' | 'alias';
  readonly optional: boolean;
  /** The rows that map it; several for a list of objects built from dotted names. */
  readonly variables: readonly TemplateVariable[];
}

/**
 * The names that the mappings of an action give to its templates, with their values in an event. Dotted names
 * (`items.sku`, `items.price`) are one list of objects (Tealium, template variables).
 */
export function mappedNames(project: Project, event: SampleEvent | undefined): ReadonlyMap<string, Name> {
  const known = namesOf.get(project.variables);
  if (known && known.event === event && known.profile === project.profile) return known.names;
  const names = makeNames(project, event);
  namesOf.set(project.variables, { event, profile: project.profile, names });
  return names;
}

/**
 * Kept while somebody types in a template, since every question needs them; a changed action has a new map of
 * variables.
 */
const namesOf = new WeakMap<Project['variables'], Names>();

interface Names {
  readonly event: SampleEvent | undefined;
  readonly profile: Project['profile'];
  readonly names: ReadonlyMap<string, Name>;
}

function makeNames(project: Project, event: SampleEvent | undefined): ReadonlyMap<string, Name> {
  const groups = new Map<string, TemplateVariable[]>();
  for (const variable of project.variables.values()) {
    const first = variable.name.split('.', 1)[0]!;
    groups.set(first, [...(groups.get(first) ?? []), variable]);
  }
  const values = variableValues(project, event ?? { attributes: new Map() }).json;
  return new Map([...groups].map(([name, variables]) => [name, nameOf(name, variables, values[name])]));
}

/** What a row's `to` stands for: `email`, or the member `sku` for `items.sku`. */
export function mappedName(project: Project, event: SampleEvent | undefined, to: string): Name | undefined {
  const [first, ...rest] = to.split('.');
  const name = mappedNames(project, event).get(first!);
  return rest.length > 0 ? name?.element?.members?.get(rest.join('.')) : name;
}

/** Whether two names mean the same thing of an action, wherever they are used. */
export function isSame(a: Name, b: Name): boolean {
  if (a.name !== b.name || a.variables.length === 0 || a.variables.length !== b.variables.length) return false;
  return a.variables.every((variable, index) => variable === b.variables[index]);
}

function nameOf(name: string, variables: readonly TemplateVariable[], value: unknown): Name {
  const plain = variables.find(variable => variable.name === name);
  if (plain) {
    const shape = shapeOf(plain.type, isSecret(plain) ? undefined : value);
    return { ...shape, name, origin: 'variable', optional: plain.optional, variables: [plain] };
  }
  const first = Array.isArray(value) ? (value[0] as Readonly<Record<string, unknown>> | undefined) : undefined;
  const members = new Map<string, Name>();
  for (const variable of variables) {
    const { type, optional } = variable;
    const member = variable.name.slice(name.length + 1);
    const shown = isSecret(variable) ? undefined : first?.[member];
    const shape = shapeOf(elementType(type), shown);
    members.set(member, { ...shape, name: member, origin: 'member', optional, variables: [variable] });
  }
  const optional = variables.every(variable => variable.optional);
  const element: Shape = { type: 'object', value: first, members };
  return { type: 'list of objects', value, element, name, origin: 'variable', optional, variables };
}

/** The value of a secret is never shown, and its placeholder is of no use to anybody. */
export function isSecret({ mapping }: TemplateVariable): boolean {
  return mapping.source?.kind === 'secret';
}

/** Tealium spreads arrays over the objects of a list, and repeats everything else in each. */
function elementType(type: AttributeType): AttributeType {
  switch (type) {
    case 'array of strings':
    case 'set of strings':
      return 'string';
    case 'array of numbers':
      return 'number';
    case 'array of booleans':
      return 'boolean';
    default:
      return type;
  }
}

/** What an attribute of a type holds. */
export function shapeOf(type: AttributeType, value?: unknown): Shape {
  const first = Array.isArray(value) ? value[0] : undefined;
  switch (type) {
    case 'array of strings':
    case 'set of strings':
      return { type, value, element: { type: 'string', value: first } };
    case 'array of numbers':
      return { type, value, element: { type: 'number', value: first } };
    case 'array of booleans':
      return { type, value, element: { type: 'boolean', value: first } };
    case 'tally':
      return { type, value, members: tallyMembers(value) };
    case 'any':
      return Array.isArray(value) ? { type, value, element: { type: 'any', value: first } } : { type, value };
    case 'string':
    case 'number':
    case 'boolean':
    case 'date':
    case 'badge':
      return { type, value };
  }
}

/** `tally.entrySet` is the documented way to walk a tally; its entries have a key and a value. */
function tallyMembers(value: unknown): ReadonlyMap<string, Name> {
  const [key, count] = typeof value === 'object' && value !== null ? (Object.entries(value)[0] ?? []) : [];
  const members = new Map<string, Name>([
    ['key', member('key', { type: 'string', value: key })],
    ['value', member('value', { type: 'number', value: count })],
  ]);
  const entry: Shape = { type: 'entry', members };
  return new Map([['entrySet', member('entrySet', { type: 'entries', element: entry })]]);
}

function member(name: string, shape: Shape): Name {
  return { ...shape, name, origin: 'member', optional: false, variables: [] };
}

/** The metadata of a loop (semantics of the engine: 1-based `index`, 0-based `position`). */
export const loopMetadata: Name = {
  name: 'iter',
  origin: 'loop',
  type: 'loop',
  optional: false,
  variables: [],
  members: new Map(
    (
      [
        ['index', 'integer', 1],
        ['position', 'integer', 0],
        ['hasNext', 'boolean', undefined],
        ['isFirst', 'boolean', true],
        ['isLast', 'boolean', undefined],
        ['isOdd', 'boolean', true],
        ['isEven', 'boolean', false],
        ['indexParity', 'string', 'odd'],
      ] as const
    ).map(([name, type, value]) => [name, { name, origin: 'loop', type, value, optional: false, variables: [] }]),
  ),
};
