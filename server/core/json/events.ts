import type { AttributeType } from '../action/model';
import type { JavaValue } from '../template/java/values';
import { keptIn } from '../template/kept';
import {
  absent,
  type Choice,
  elementChoices,
  isListType,
  type Lengths,
  lengthsOf,
  type Named,
  nothingNamed,
  scalarChoices,
  usualLengths,
} from './choices';
import type { Diagram, Diagrams } from './diagram';
import type { Engine } from './engine';
import { identities } from './identities';
import { united } from './named';
import { ordinaryElement, ordinaryScalar } from './ordinary';
import {
  type ByChoice,
  type Case,
  constant,
  type EventCell,
  indices,
  type Unknown,
  type UnknownList,
  type UnknownObject,
} from './unknown';

/** What is known of a template variable. */
export interface Variable {
  readonly type: AttributeType;
  readonly optional: boolean;
  /** The text that it is in every event. */
  readonly fixed?: string;
  /** What it is mapped from: variables of one attribute have one value. */
  readonly attribute?: string;
}

/** An event that inherits most of its values; undefined stands for a missing value. */
export type EventView = Readonly<Record<string, unknown>>;

/** The same as a plain object without what is missing. */
export function plainEvent(view: EventView): Record<string, unknown> {
  const present: Record<string, unknown> = {};
  const own = Object.keys(view);
  // Going through inherited names with `in` is slow.
  const inherited = Object.keys(Object.getPrototypeOf(view)).filter(name => !Object.hasOwn(view, name));
  for (const name of [...own, ...inherited]) if (view[name] !== undefined) present[name] = view[name];
  return present;
}

/** All possible events, as far as the analysis has asked about them. */
export interface Events {
  /** The template variables of an event. */
  readonly root: UnknownObject;
  /**
   * The event with these choices and the first choice everywhere else: variable names to plain JSON. Its own properties are what
   * the choices say, and it inherits the rest from the event with the first choice everywhere, which is the same object each time.
   */
  readonly event: (choices: ReadonlyMap<EventCell, number>) => EventView;
  /** The variables with the same value as this one, itself among them. */
  readonly sameAs: (name: string) => readonly string[];
}

/** The events of `variables`; cells come into being when the template first asks, which is the order that diagrams rest on. */
export function eventsOf(
  variables: ReadonlyMap<string, Variable>,
  named: (name: string) => Named,
  sets: Diagrams,
  engine: Engine,
): Events {
  const cells = new Map<string, EventCell>();
  const shared = keptIn(kindsBy, engine, () => new Map<string, Kinds>());
  const special = new Map<string, Kinds>();
  const groups = groupsOf(variables);
  const { idOf, sameAs, lengthIdOf } = identities(variables);
  const namedOf = (name: string): Named => {
    const others = sameAs(name);
    return others.length > 1 ? united(others.map(named)) : named(name);
  };

  const cell = (key: string, variable: string, role: EventCell['role'], choices: readonly Choice[]): EventCell => {
    return keptIn(cells, key, () => ({ index: cells.size, size: choices.length, variable, role, choices }));
  };

  /** The kinds of a value, shared between all variables of which the template asks the same. */
  const kinds = (type: AttributeType, index: number, name: string, optional: boolean): Kinds => {
    const own = relevant(namedOf(name), type);
    const isCommon = own === nothingNamed;
    const key = isCommon ? `${type} ${index} ${optional}` : `${type} ${index} ${optional} ${JSON.stringify(own)}`;
    return keptIn(isCommon ? shared : special, key, () => {
      const choices = (index === -1 ? scalarChoices(type, own) : elementChoices(type, index, own)) ?? [];
      const all = optional ? [absent, ...choices] : choices;
      const single = index === -1 ? type : elementType(type);
      return {
        choices: all,
        values: all.map(one => (one.json === undefined ? null : engine.value(one.json, single))),
      };
    });
  };

  /** The values named in the template that a value of this type can have. */
  const relevant = (own: Named, type: AttributeType): Named => {
    if (own === nothingNamed || type === 'any') return own;
    const isText = type === 'string' || type === 'array of strings' || type === 'set of strings';
    const isNumber = type === 'number' || type === 'array of numbers';
    if (isText) return united([{ ...own, numbers: [], keys: [], fields: [], lengths: [] }]);
    if (isNumber) return united([{ ...nothingNamed, numbers: own.numbers }]);
    if (type !== 'tally') return nothingNamed;
    const keys = [...own.keys, ...own.fields].filter(key => !engine.isProperty(key));
    return united([{ ...nothingNamed, keys, lengths: own.lengths, uses: own.uses.filter(use => use === 'cut') }]);
  };

  const scalar = (name: string, variable: Variable): ByChoice => {
    if (variable.fixed !== undefined) return constant(engine.value(variable.fixed, variable.type));
    const kind = kinds(variable.type, -1, name, variable.optional);
    return { kind: 'by-choice', cell: cell(idOf(name), name, { kind: 'value' }, kind.choices), values: kind.values };
  };

  const element = (name: string, type: AttributeType, index: number): ByChoice => {
    const kind = kinds(type, index, name, false);
    const own = cell(`${idOf(name)}[${index}]`, name, { kind: 'element', index }, kind.choices);
    return { kind: 'by-choice', cell: own, values: kind.values };
  };

  const length = (name: string, { choices }: Lengths): EventCell =>
    cell(`${lengthIdOf(name)}[]`, name, { kind: 'length' }, choices);

  const list = (name: string, variable: Variable, lengths = lengthsFor(name, variable.optional)): UnknownList => ({
    kind: 'list',
    cell: length(name, lengths),
    lengths: lengths.counts,
    item: remembered(index => element(name, variable.type, index)),
    isSet: variable.type === 'set of strings',
  });

  /** One object for each list, since much is remembered by it. */
  const ownLengths = new Map<string, Lengths>();
  const lengthsFor = (name: string, optional: boolean): Lengths => {
    return keptIn(ownLengths, `${lengthIdOf(name)} ${optional}`, () => lengthsOf(namedOf(name), optional));
  };

  const isList = ({ type }: Variable): boolean => isListType(type);

  /** Whether a field of a list of objects is there: all its elements have it, or none. */
  const presence = (name: string): EventCell =>
    cell(`${idOf(name)}?`, name, { kind: 'value' }, [absent, { json: true, hostile: false, words: 'has a value' }]);

  const plain = (name: string, variable: Variable): readonly Case<Unknown>[] => {
    if (!isList(variable)) return [{ when: sets.all, value: scalar(name, variable) }];
    // For the same list in a list of objects, its length and its presence are separate questions.
    if (!variable.optional || !isInGroup(name)) return [{ when: sets.all, value: list(name, variable) }];
    return [{ when: sets.where(presence(name), [1]), value: list(name, variable, lengthsFor(name, false)) }];
  };

  const isInGroup = (name: string): boolean => sameAs(name).some(other => other.includes('.'));

  const group = (name: string, fields: ReadonlyMap<string, Variable>): readonly Case<Unknown>[] => {
    const lengths = lengthsFor(name, false);
    const own = length(name, lengths);
    const arrays = [...fields].filter(([, variable]) => isList(variable));
    const others = [...fields].filter(([, variable]) => !isList(variable));
    const has = ([field, variable]: readonly [string, Variable]): Diagram => {
      const full = `${name}.${field}`;
      if (!variable.optional) return sets.all;
      if (isList(variable)) return sets.where(presence(full), [1]);
      const { cell: own, values } = scalar(full, variable);
      return sets.where(
        own!,
        indices(values, value => value !== null),
      );
    };
    const anyOf = (list: readonly (readonly [string, Variable])[]) =>
      list.reduce((set, one) => sets.or(set, has(one)), sets.none);
    const item = remembered((index: number): UnknownObject => {
      const found = new Map<string, readonly Case<Unknown>[]>();
      return {
        kind: 'object',
        isEvent: false,
        names: [...fields.keys()],
        field: field => {
          const variable = fields.get(field);
          if (!variable) return undefined;
          return keptIn(found, field, () => {
            const full = `${name}.${field}`;
            const value = isList(variable) ? element(full, variable.type, index) : scalar(full, variable);
            const when = isList(variable) ? has([field, variable]) : sets.all;
            return [{ when, value }];
          });
        },
      };
    });
    const value: UnknownList = {
      kind: 'list',
      cell: own,
      lengths: lengths.counts,
      item,
      isSet: false,
    };
    // Without any list there is one object, made of the single values.
    const single: UnknownList = { ...value, cell: undefined, lengths: [1] };
    const spread = anyOf(arrays);
    const cases = [
      { when: spread, value },
      { when: sets.minus(anyOf(others), spread), value: single },
    ];
    return cases.filter(({ when }) => when !== sets.none);
  };

  const roots = new Map<string, readonly Case<Unknown>[]>();
  const names = [...new Set([...groups.keys(), ...[...variables.keys()].filter(name => !name.includes('.'))])];
  const root: UnknownObject = {
    kind: 'object',
    isEvent: true,
    names,
    field: name => {
      const fields = groups.get(name);
      const variable = variables.get(name);
      if (!fields && !variable) return undefined;
      return keptIn(roots, name, () => (fields ? group(name, fields) : plain(name, variable!)));
    },
  };

  const valueIn = (name: string, variable: Variable, choices: ReadonlyMap<EventCell, number>): unknown => {
    const chosen = (key: string): Choice | undefined => {
      const own = cells.get(key);
      return own?.choices[choices.get(own) ?? 0];
    };
    const prefix = name.includes('.') ? name.slice(0, name.indexOf('.')) : undefined;
    if (!isList(variable)) {
      const fallback = variable.optional ? absent : ordinaryScalar(variable.type);
      return variable.fixed === undefined ? (chosen(idOf(name)) ?? fallback ?? absent).json : variable.fixed;
    }
    const isApart = prefix !== undefined || isInGroup(name);
    if (isApart && variable.optional && (chosen(`${idOf(name)}?`) ?? absent).json === undefined) return undefined;
    const count =
      chosen(`${lengthIdOf(prefix ?? name)}[]`) ?? (variable.optional && !isApart ? absent : { json: usualLengths[0] });
    if (count.json === undefined) return undefined;
    return Array.from(
      { length: count.json as number },
      (_, index) => (chosen(`${idOf(name)}[${index}]`) ?? ordinaryElement(variable.type, index)).json,
    );
  };

  const valuesIn = (names: Iterable<string>, choices: ReadonlyMap<EventCell, number>): Record<string, unknown> => {
    const values: Record<string, unknown> = {};
    for (const name of names) values[name] = valueIn(name, variables.get(name)!, choices);
    return values;
  };

  /**
   * The variables that change with a cell of this name: for the length of a list of objects, all its fields and
   * whatever has the same length.
   */
  const membersOf = (name: string): readonly string[] => {
    const variable = variables.get(name);
    if (variable && !isList(variable)) return [name];
    if (!byLength) {
      byLength = new Map();
      for (const other of variables.keys()) {
        const id = lengthIdOf(other.split('.')[0]!);
        byLength.set(id, [...(byLength.get(id) ?? []), other]);
      }
    }
    return byLength.get(lengthIdOf(name.split('.')[0]!)) ?? [];
  };
  let byLength: Map<string, string[]> | undefined;

  let usual: Record<string, unknown> | undefined;
  const event = (choices: ReadonlyMap<EventCell, number>): EventView => {
    usual ??= valuesIn(variables.keys(), new Map());
    const changed = new Set<string>();
    for (const { variable } of choices.keys()) {
      for (const name of membersOf(variable)) for (const same of sameAs(name)) changed.add(same);
    }
    return Object.assign(Object.create(usual), valuesIn(changed, choices));
  };

  return { root, event, sameAs };
}

/** The kinds of a value and, as the engine sees them, the values. */
interface Kinds {
  readonly choices: readonly Choice[];
  readonly values: readonly JavaValue[];
}

/** Kinds that depend on nothing named in a template are the same in every analysis. */
const kindsBy = new WeakMap<Engine, Map<string, Kinds>>();

/** The variables with dotted names, by the name before the dot: each group is a list of objects. */
export function groupsOf(variables: ReadonlyMap<string, Variable>): ReadonlyMap<string, ReadonlyMap<string, Variable>> {
  const groups = new Map<string, Map<string, Variable>>();
  for (const [name, variable] of variables) {
    const dot = name.indexOf('.');
    if (dot === -1) continue;
    const prefix = name.slice(0, dot);
    if (!groups.has(prefix)) groups.set(prefix, new Map());
    groups.get(prefix)!.set(name.slice(dot + 1), variable);
  }
  return groups;
}

function elementType(type: AttributeType): AttributeType {
  return type === 'array of numbers' ? 'number' : type === 'array of booleans' ? 'boolean' : 'string';
}

function remembered<T>(make: (index: number) => T): (index: number) => T {
  const known: T[] = [];
  return index => (known[index] ??= make(index));
}
