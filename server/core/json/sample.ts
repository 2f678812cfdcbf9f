import { absent, type Choice, elementChoices, isListType, type Named, scalarChoices, usualLengths } from './choices';
import { groupsOf, type Variable } from './events';
import { identities } from './identities';
import { ordinaryElement, ordinaryScalar } from './ordinary';

/** An event made up to find out what a template does with it. */
export interface SampleEvent {
  readonly event: Readonly<Record<string, unknown>>;
  readonly hostile: boolean;
}

/** What one variable, or one group of dotted names, can be. */
type Alternatives = readonly { readonly values: Readonly<Record<string, unknown>>; readonly hostile: boolean }[];

/**
 * Events at the boundaries: one with everything there and one with everything optional absent, each with one variable
 * changed at a time, and then `mixed` events in which all variables take turns.
 */
export function* boundaryEvents(
  variables: ReadonlyMap<string, Variable>,
  named: (name: string) => Named,
  mixed: number,
): Generator<SampleEvent> {
  const { sameAs } = identities(variables);
  const repeated = [...variables.keys()].filter(name => sameAs(name)[0] !== name);
  for (const { event, hostile } of eventsOf(variables, named, mixed)) {
    const values: Record<string, unknown> = { ...event };
    for (const name of repeated) {
      const value = values[sameAs(name)[0]!];
      if (value === undefined) delete values[name];
      else values[name] = value;
    }
    yield { event: values, hostile };
  }
}

/** The same, ignoring that variables may have the same attribute. */
function* eventsOf(
  variables: ReadonlyMap<string, Variable>,
  named: (name: string) => Named,
  mixed: number,
): Generator<SampleEvent> {
  const columns = [...unitsOf(variables, named)];
  const first: SampleEvent[] = columns.map(column => ({ event: column[0]!.values, hostile: false }));
  const last: SampleEvent[] = columns.map(column => {
    const { values, hostile } = column.find(one => Object.keys(one.values).length === 0) ?? column[0]!;
    return { event: values, hostile };
  });
  for (const base of [first, last]) {
    yield merged(base);
    for (const [index, column] of columns.entries()) {
      for (const { values, hostile } of column.slice(1)) {
        yield merged(base.map((one, place) => (place === index ? { event: values, hostile } : one)));
      }
    }
  }
  // A fixed sequence, with no period that matters here, so that the same template always gets the same answer.
  let seed = 1;
  const random = (count: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
  const edges = columns.map(column => column.filter((one, index) => index === 0 || isEdge(one)));
  for (let count = 0; count < mixed; count++) {
    yield merged(
      columns.map((column, index) => {
        const all = random(3) > 0 ? edges[index]! : column;
        const some = count % 4 === 3 ? all : all.filter(one => !one.hostile);
        const { values, hostile } = some[random(some.length)]!;
        return { event: values, hostile };
      }),
    );
  }
}

/** Whether it is missing, or as empty as possible. */
function isEdge({ values }: Alternatives[number]): boolean {
  return Object.values(values).every(value => !value || (Array.isArray(value) && value.length === 0));
}

function merged(parts: readonly SampleEvent[]): SampleEvent {
  return { event: Object.assign({}, ...parts.map(part => part.event)), hostile: parts.some(part => part.hostile) };
}

function* unitsOf(variables: ReadonlyMap<string, Variable>, named: (name: string) => Named): Generator<Alternatives> {
  for (const [name, variable] of variables) {
    if (!name.includes('.')) yield alternatives([[name, variable]], named);
  }
  for (const [prefix, fields] of groupsOf(variables)) {
    yield alternatives(
      [...fields].map(([field, variable]) => [`${prefix}.${field}`, variable] as const),
      named,
    );
  }
}

/** Lists of one group have equal lengths, so they change together; all else changes one at a time. */
function alternatives(members: readonly (readonly [string, Variable])[], named: (name: string) => Named): Alternatives {
  const found: { values: Record<string, unknown>; hostile: boolean }[] = [];
  const at = (length: number): Record<string, unknown> =>
    Object.fromEntries(members.map(([name, variable]) => [name, ordinary(variable, length)]));
  const add = (values: Record<string, unknown>, choice: Choice): void => {
    found.push({ values: without(values), hostile: choice.hostile });
  };
  const hasList = members.some(([, { type }]) => isListType(type));
  for (const length of hasList ? [2, ...usualLengths.filter(one => one !== 2)] : [1]) add(at(length), absent);
  for (const [name, variable] of members) {
    if (variable.optional) add({ ...at(2), [name]: undefined }, absent);
    const scalars = scalarsOf(name, variable, named);
    for (const choice of scalars) add({ ...at(2), [name]: choice.json }, choice);
    for (const index of [0, 1]) {
      for (const choice of elementChoices(variable.type, index, named(name)) ?? []) {
        for (const length of index === 0 ? [1, 2] : [2]) {
          const list = ordinary(variable, length) as unknown[];
          add({ ...at(length), [name]: list.map((one, place) => (place === index ? choice.json : one)) }, choice);
        }
      }
    }
  }
  if (members.every(([, { optional }]) => optional)) found.push({ values: {}, hostile: false });
  return found;
}

function scalarsOf(name: string, { type, fixed }: Variable, named: (name: string) => Named): readonly Choice[] {
  return fixed === undefined
    ? scalarChoices(type, named(name))
    : [{ json: fixed, hostile: false, words: 'has a value' }];
}

function ordinary({ type, fixed }: Variable, length: number): unknown {
  if (isListType(type)) return Array.from({ length }, (_, index) => ordinaryElement(type, index).json);
  return fixed === undefined ? ordinaryScalar(type)?.json : fixed;
}

function without(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
