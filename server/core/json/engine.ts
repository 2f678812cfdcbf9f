import type { AttributeType } from '../action/model';
import { typedValue } from '../action/values';
import { escapeHtml } from '../template/escape';
import type { Helper, HelperCall } from '../template/helpers/helper';
import { printed } from '../template/java/print';
import { elementsOf, type JavaValue, map } from '../template/java/values';
import { keptIn } from '../template/kept';
import { contextOf, type Key, keyOf, lookUp } from '../template/lookup';
import type { Profile } from '../template/profile';
import type { Call, SectionNode, VariableNode } from '../template/tree';

/** What the proof asks of the template engine, so that nothing about the engine's values is stated twice. */
export interface Engine {
  /** A value of an event as the template sees it. */
  readonly value: (json: unknown, type: AttributeType) => JavaValue;
  /** What values answer to a name, each its own; undefined when none answers. Remembered by the list of values. */
  readonly answers: (values: readonly JavaValue[], name: string, ask: Ask) => readonly JavaValue[] | undefined;
  /** What values print, each its own. Remembered by the list of values. */
  readonly texts: (values: readonly JavaValue[], escapes: boolean) => readonly string[];
  /** What a context object answers to a name, or null. */
  readonly member: (value: JavaValue, name: string) => JavaValue;
  /** What a name after a dot gives, or null: the same and Tealium's property helpers. */
  readonly property: (value: JavaValue, name: string) => JavaValue;
  /** Whether every map answers to a name after a dot, whatever its keys: `size`, `toJson`. */
  readonly isProperty: (name: string) => boolean;
  readonly print: (value: JavaValue) => string;
  /** Whether `{{x}}` escapes HTML, and how. */
  readonly escapes: boolean;
  readonly escape: (text: string) => string;
  /** What a section makes of values, each its own. Remembered by the list of values. */
  readonly kinds: (values: readonly JavaValue[]) => Kinds;
  /** The elements of an Iterable or array; undefined for anything else. */
  readonly items: (value: JavaValue) => readonly JavaValue[] | undefined;
  readonly helper: (name: string) => Helper | undefined;
  /** A call with these arguments; whatever else a helper may ask for comes from `lookup`. */
  readonly call: (given: {
    readonly definition: Call;
    readonly node: VariableNode | SectionNode;
    readonly parameters: readonly JavaValue[];
    readonly hash: ReadonlyMap<string, JavaValue>;
    readonly lookup: (key: string) => JavaValue;
  }) => HelperCall;
}

/** What a section makes of values: which it skips, renders as they are, pushes, iterates. */
interface Kinds {
  readonly skipped: readonly number[];
  readonly true: readonly number[];
  readonly pushed: readonly number[];
  readonly iterated: readonly number[];
  /** The values for which an inverted section renders: those skipped, and empty lists. */
  readonly empty: readonly number[];
  /** The values that are pushed; null in place of the others. */
  readonly context: readonly JavaValue[];
}

/** A name asked of a context object, or after a dot. */
export type Ask = 'member' | 'property';

/** A moment and an identifier for helpers that print them; which ones does not matter to JSON. */
export const someMoment = 1749081326718;
export const someUuid = '8a9f2c6e-0b1d-4c3f-9e5a-7d6b4c2a1f00';

const engines = new WeakMap<Profile, Engine>();

/** The engine of a profile; what it has found out about values is kept for the next analysis. */
export function engineOf(profile: Profile): Engine {
  return keptIn(engines, profile, createEngine);
}

function createEngine(profile: Profile): Engine {
  const members = new Map<string, Key>();
  const properties = new Map<string, Key>();
  const key = (known: Map<string, Key>, name: string, parts: readonly string[]): Key =>
    keptIn(known, name, () => keyOf(name, parts, profile));
  const answered = { member: new WeakMap(), property: new WeakMap() } as Record<Ask, Remembered<Answers>>;
  const printedTexts: Remembered<readonly string[]> = new WeakMap();
  const escapedTexts: Remembered<readonly string[]> = new WeakMap();
  const member: Engine['member'] = (value, name) =>
    lookUp(key(members, name, [name]), contextOf(value, undefined), undefined);
  const property: Engine['property'] = (value, name) =>
    lookUp(key(properties, name, ['this', name]), contextOf(value, undefined), undefined);
  const kinds: Remembered<Kinds> = new WeakMap();
  const properNames = new Map<string, boolean>();
  return {
    isProperty: name => keptIn(properNames, name, () => property(map([]), name) !== null),
    answers: (values, name, ask) => {
      const own = keptIn(answered[ask], values, noAnswers);
      const known = own.get(name);
      if (known || own.has(name)) return known;
      const of = ask === 'member' ? member : property;
      const found = values.map(value => (value === null ? null : of(value, name)));
      const result = found.every(value => value === null) ? undefined : found;
      own.set(name, result);
      return result;
    },
    kinds: values => keptIn(kinds, values, kindsOf),
    texts: (values, escapes) =>
      escapes ? keptIn(escapedTexts, values, escapedTextsOf) : keptIn(printedTexts, values, printedTextsOf),
    value: (json, type) => typedValue(json, type, profile.numbers),
    member,
    property,
    print: printed,
    escapes: profile.escapeHtml,
    escape: escapeHtml,
    items: elementsOf,
    helper: name => profile.helperTable.get(name),
    call: ({ definition, node, parameters, hash, lookup }) => ({
      definition,
      node,
      parameters,
      hash,
      template: '',
      now: someMoment,
      cache: new Map(),
      peek: () => lookup('.'),
      lookUp: lookup,
      describe: () => '',
      uuid: () => someUuid,
      sourceOf: () => undefined,
    }),
  };
}

type Answers = Map<string, readonly JavaValue[] | undefined>;
type Remembered<T> = WeakMap<readonly JavaValue[], T>;

function kindsOf(values: readonly JavaValue[]): Kinds {
  const of = (test: (value: JavaValue) => boolean): number[] =>
    [...values.keys()].filter(index => test(values[index]!));
  const isSkipped = (value: JavaValue) => value === null || value === false;
  const isPushed = (value: JavaValue) => !isSkipped(value) && value !== true && !elementsOf(value);
  return {
    skipped: of(isSkipped),
    true: of(value => value === true),
    pushed: of(isPushed),
    iterated: of(value => elementsOf(value) !== undefined),
    empty: of(value => isSkipped(value) || elementsOf(value)?.length === 0),
    context: values.map(value => (isPushed(value) ? value : null)),
  };
}

const noAnswers = (): Answers => new Map();
const printedTextsOf = (values: readonly JavaValue[]) => values.map(value => (value === null ? '' : printed(value)));
const escapedTextsOf = (values: readonly JavaValue[]) => printedTextsOf(values).map(escapeHtml);
