import { type JavaValue, list as javaList, map as javaMap, set as javaSet } from '../template/java/values';
import type { Choice } from './choices';
import type { Cell, Diagram, Diagrams } from './diagram';
import type { Ask, Engine } from './engine';

/** A cell of an event: a variable, the length of a list, or a field of one of its elements. */
export interface EventCell extends Cell {
  /** The name of the variable as it is mapped: `email`, `items.sku`. */
  readonly variable: string;
  readonly role:
    | { readonly kind: 'value' }
    | { readonly kind: 'length' }
    | { readonly kind: 'element'; readonly index: number };
  readonly choices: readonly Choice[];
}

/** A value that is not known before the event is. */
export type Unknown = ByChoice | UnknownList | UnknownObject;

/** A value for each choice of a cell; with no cell there is a single one. Null is what a missing variable is. */
export interface ByChoice {
  readonly kind: 'by-choice';
  readonly cell: EventCell | undefined;
  /** Shared by variables of one kind, so that what is found out about one array serves all of them. */
  readonly values: readonly JavaValue[];
}

/** A list whose length is a cell and whose elements are unknown themselves. A length of null: there is no list. */
export interface UnknownList {
  readonly kind: 'list';
  readonly cell: EventCell | undefined;
  readonly lengths: readonly (number | null)[];
  readonly item: (index: number) => Unknown;
  readonly isSet: boolean;
}

/** An element of a list of objects, or the event itself. */
export interface UnknownObject {
  readonly kind: 'object';
  /** It is the event itself: what depends on all of it cannot be decided variable by variable. */
  readonly isEvent: boolean;
  readonly names: readonly string[];
  /** The cases in which it has the field; undefined when it never has. */
  readonly field: (name: string) => readonly Case<Unknown>[] | undefined;
}

/** What holds for some events. */
export interface Case<T> {
  readonly when: Diagram;
  readonly value: T;
}

/** One of the many values that `when` allows: the one of the events in `example`. */
export interface Sample<T> extends Case<T> {
  readonly example: Diagram;
  readonly hostile: boolean;
}

/** A name stands for the whole event, which no analysis variable by variable can answer. */
export class WholeEvent extends Error {}

export const nothing: ByChoice = { kind: 'by-choice', cell: undefined, values: [null] };

export function constant(value: JavaValue): ByChoice {
  return { kind: 'by-choice', cell: undefined, values: [value] };
}

/** What an analysis asks about unknown values. */
export interface Unknowns {
  /** The events in which the value is there. */
  readonly present: (value: Unknown) => Diagram;
  /** What it answers to a name as a context object, for the events in which it answers. */
  readonly member: (value: Unknown, name: string) => readonly Case<Unknown>[];
  /** What a name after a dot gives, for the events in which it is there. */
  readonly property: (value: Unknown, name: string) => readonly Case<Unknown>[];
  /** Every kind of value it can have, as the engine would see it. The cases cover all events. */
  readonly samples: (value: Unknown) => readonly Sample<JavaValue>[];
  /** The same with lists whose elements are tokens; `meant` tells what a token stands for. */
  readonly shapes: (value: Unknown) => readonly Sample<JavaValue>[];
  readonly meant: (token: JavaValue) => Unknown;
  /** Something that represents the value inside the engine. */
  readonly token: (value: Unknown) => JavaValue;
}

/** Whether everything asked so far could be answered exactly. */
export interface Doubts {
  isExact: boolean;
}

export function unknowns(sets: Diagrams, engine: Engine, doubts: Doubts): Unknowns {
  const tokens = new Map<JavaValue, Unknown>();
  const lists = new Map<UnknownList, JavaValue[]>();

  const where = (cell: EventCell | undefined, choices: readonly number[]): Diagram =>
    !cell ? (choices.length > 0 ? sets.all : sets.none) : sets.where(cell, choices);

  const tokenOf = (value: Unknown): JavaValue => {
    const token: JavaValue = { kind: 'opaque', text: '' };
    tokens.set(token, value);
    return token;
  };

  /** The list of a given length, with a token for each element. */
  const listOfTokens = (list: UnknownList, length: number): JavaValue => {
    const items = lists.get(list) ?? [];
    lists.set(list, items);
    while (items.length < length) {
      items.push(tokenOf(list.item(items.length)));
    }
    const shape = collection(list, items.slice(0, length));
    tokens.set(shape, { ...list, cell: undefined, lengths: [length] });
    return shape;
  };

  const shapes = (value: Unknown): readonly Sample<JavaValue>[] => {
    if (value.kind === 'by-choice') return byChoice(value);
    if (value.kind === 'object') {
      return [{ when: sets.all, value: tokenOf(value), example: sets.all, hostile: false }];
    }
    return value.lengths.map((length, choice) => {
      const when = where(value.cell, [choice]);
      return { when, value: length === null ? null : listOfTokens(value, length), example: when, hostile: false };
    });
  };

  const byChoice = (value: ByChoice): readonly Sample<JavaValue>[] =>
    value.values.map((one, choice) => {
      const when = where(value.cell, [choice]);
      return { when, value: one, example: when, hostile: value.cell?.choices[choice]?.hostile ?? false };
    });

  /**
   * All kinds of values for the first element; the others follow it in turn, so that every kind appears in every place
   * without trying all combinations.
   */
  const samples = (value: Unknown): readonly Sample<JavaValue>[] => {
    if (value.kind === 'by-choice') return byChoice(value);
    if (value.kind === 'object') return objectSamples(value);
    const found: Sample<JavaValue>[] = [];
    value.lengths.forEach((length, choice) => {
      const when = where(value.cell, [choice]);
      if (length === null || length === 0) {
        found.push({ when, value: length === null ? null : collection(value, []), example: when, hostile: false });
        return;
      }
      const elements = Array.from({ length }, (_, index) => samples(value.item(index)));
      for (const turn of turns(elements)) {
        const items = turn.map(sample => sample.value);
        const example = turn.reduce((set, sample) => sets.and(set, sample.example), when);
        const { hostile } = turn[0]!;
        found.push({ when: sets.and(when, turn[0]!.when), value: collection(value, items), example, hostile });
      }
    });
    return found;
  };

  const objectSamples = (value: UnknownObject): readonly Sample<JavaValue>[] => {
    const { names } = value;
    doubts.isExact = false;
    const fields = names.map(name =>
      value.field(name)!.flatMap(field =>
        samples(field.value).map(sample => ({
          when: sets.and(field.when, sample.when),
          example: sets.and(field.when, sample.example),
          value: sample.value,
          hostile: sample.hostile,
        })),
      ),
    );
    const row = (turn: readonly Sample<JavaValue>[], varied: number): Sample<JavaValue> => ({
      when: turn[0]!.when,
      example: turn.reduce((set, sample) => sets.and(set, sample.example), sets.all),
      hostile: turn[varied]!.hostile,
      value: javaMap(turn.flatMap((sample, i) => (sample.value === null ? [] : [[names[i]!, sample.value] as const]))),
    });
    const found = turns(fields).map(turn => row(turn, 0));
    // The first field covers all events; what only the others can be are further examples.
    const ordinary = fields.map(
      column => column.find(sample => !sample.hostile && sample.value !== null) ?? column[0]!,
    );
    for (let varied = 1; varied < fields.length; varied++) {
      for (const sample of fields[varied]!) {
        const one = row(
          ordinary.map((usual, place) => (place === varied ? sample : usual)),
          varied,
        );
        if (one.example !== sets.none) found.push({ ...one, when: one.example });
      }
    }
    return found;
  };

  const present = (value: Unknown): Diagram => {
    if (value.kind === 'object') return sets.all;
    const there: readonly unknown[] = value.kind === 'list' ? value.lengths : value.values;
    if (!there.includes(null)) return sets.all;
    return where(
      value.cell,
      indices(there, one => one !== null),
    );
  };

  return {
    present,
    member: (value, name) => answer(value, name, 'member'),
    property: (value, name) => answer(value, name, 'property'),
    samples,
    shapes,
    meant: token => tokens.get(token) ?? constant(token),
    token: tokenOf,
  };

  function answer(value: Unknown, name: string, ask: Ask): readonly Case<Unknown>[] {
    if (value.kind === 'by-choice') {
      const values = engine.answers(value.values, name, ask);
      if (!values) return [];
      const token = tokens.size === 0 ? undefined : values.find(one => tokens.has(one));
      if (token === undefined) return [{ when: sets.all, value: { ...value, values } }];
      return [
        {
          when: where(
            value.cell,
            indices(values, one => one === token),
          ),
          value: tokens.get(token)!,
        },
      ];
    }
    if (value.kind === 'object') {
      const field = value.field(name);
      const isAnswered = engine.answers(emptyMap, name, ask) !== undefined;
      if (isAnswered) doubts.isExact = false;
      if (field) return field;
      if (!isAnswered) return [];
      if (name === 'size' || name === 'isEmpty' || name === 'empty') return bySize(value, name, ask);
      if (value.isEvent) throw new WholeEvent();
    }
    if (value.kind === 'list') {
      if (!value.isSet && /^[0-9]+$/.test(name)) {
        const index = Number(name);
        const long = indices(value.lengths, length => (length ?? 0) > index);
        return long.length === 0 ? [] : [{ when: where(value.cell, long), value: value.item(index) }];
      }
      if (ask === 'member' || name === 'size' || name === 'isEmpty' || name === 'empty') {
        return answerEach(shapes(value), name, ask);
      }
    }
    return answerEach(samples(value), name, ask);
  }

  /** An answer that depends only on how many fields there are. */
  function bySize(value: UnknownObject, name: string, ask: Ask): readonly Case<Unknown>[] {
    let counts = new Map([[0, sets.all]]);
    for (const field of value.names) {
      const there = value
        .field(field)!
        .reduce((set, one) => sets.or(set, sets.and(one.when, present(one.value))), sets.none);
      const next = new Map<number, Diagram>();
      for (const [count, when] of counts) {
        for (const [more, events] of [
          [count, sets.minus(when, there)],
          [count + 1, sets.and(when, there)],
        ] as const) {
          if (events !== sets.none) next.set(more, sets.or(next.get(more) ?? sets.none, events));
        }
      }
      counts = next;
    }
    return [...counts].map(([count, when]) => {
      const entries = Array.from({ length: count }, (_, i) => [`${i}`, true] as const);
      return { when, value: constant(engine[ask](javaMap(entries), name)) };
    });
  }

  function answerEach(cases: readonly Sample<JavaValue>[], name: string, ask: Ask): readonly Case<Unknown>[] {
    const found: Case<Unknown>[] = [];
    for (const one of cases) {
      const answered = one.value === null ? null : engine[ask](one.value, name);
      if (answered !== null) found.push({ when: one.when, value: constant(answered) });
    }
    return found;
  }
}

const emptyMap: readonly JavaValue[] = [javaMap([])];

export function indices<T>(list: readonly T[], test: (one: T) => boolean): number[] {
  const found: number[] = [];
  for (let index = 0; index < list.length; index++) if (test(list[index]!)) found.push(index);
  return found;
}

function collection(unknown: UnknownList, items: readonly JavaValue[]): JavaValue {
  return unknown.isSet ? javaSet(items) : javaList(items);
}

/**
 * As many rows as the first column has samples; row `i` holds sample `i` of it and ordinary ones of the others: in
 * turn, or the first ones beside a hostile sample.
 */
function turns(columns: readonly (readonly Sample<JavaValue>[])[]): readonly Sample<JavaValue>[][] {
  const [first = [], ...others] = columns;
  const ordinary = others.map(column => column.filter(sample => !sample.hostile));
  return first.map((sample, row) => [
    sample,
    ...ordinary.map((column, place) => column[sample.hostile ? 0 : (row + place + 1) % column.length]!),
  ]);
}
