import { hashCode } from './hash';
import { printed } from './print';
import {
  double,
  elementsOf,
  integer,
  type JavaArray,
  type JavaIterator,
  type JavaNumber,
  type JavaObject,
  type JavaValue,
  long,
} from './values';

/** Java throws inside a method that a template called. */
export class ReflectionFailure extends Error {}

type Member = (value: never) => JavaValue;

/**
 * What Trimou's reflection finds on a value: public methods without parameters, by their own name or as properties, and public
 * fields. Undefined where there is no such member. (Source: Java SE 8 documentation of the classes.)
 */
export function reflect(value: JavaValue, name: string): JavaValue | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return members.string.get(name)?.(value as never);
  if (typeof value === 'boolean') return members.boolean.get(name)?.(value as never);
  return (members[value.kind as keyof typeof members] as ReadonlyMap<string, Member> | undefined)?.get(name)?.(
    value as never,
  );
}

/** Whether any Java object has a member of this name. */
export function isMemberName(name: string): boolean {
  return memberNames.has(name);
}

function table<T>(own: Record<string, (value: T) => JavaValue>): ReadonlyMap<string, (value: T) => JavaValue> {
  const entries = new Map<string, (value: T) => JavaValue>();
  for (const [method, call] of Object.entries(own)) {
    const property = propertyOf(method);
    if (property !== undefined && !entries.has(property)) entries.set(property, call);
  }
  for (const [method, call] of Object.entries(own)) entries.set(method, call);
  return entries;
}

/** `getBytes` is the property `bytes`, `isNaN` is `naN`; a name of two capitals stays as it is. */
function propertyOf(method: string): string | undefined {
  const match = /^(?:get|is)(.+)$/.exec(method);
  if (!match) return undefined;
  const rest = match[1]!;
  return /^[A-Z]{2}/.test(rest) ? rest : rest[0]!.toLowerCase() + rest.slice(1);
}

function toStringOf(value: JavaValue): JavaValue {
  return printed(value);
}

function hashOf(value: JavaValue): JavaValue {
  return integer(hashCode(value));
}

const common = { toString: toStringOf, hashCode: hashOf };

const number = {
  ...common,
  intValue: (value: JavaNumber) => integer(toInt(value)),
  longValue: (value: JavaNumber) => long(toLong(value)),
  doubleValue: (value: JavaNumber) => double(Number(value.value)),
  floatValue: (value: JavaNumber): JavaValue => ({ kind: 'float', value: Math.fround(Number(value.value)) }),
  byteValue: (value: JavaNumber): JavaValue => ({ kind: 'byte', value: (toInt(value) << 24) >> 24 }),
  shortValue: (value: JavaNumber): JavaValue => ({ kind: 'short', value: (toInt(value) << 16) >> 16 }),
};

const collection = {
  ...common,
  size: (value: JavaObject) => integer(elementsOf(value)!.length),
  isEmpty: (value: JavaObject) => elementsOf(value)!.length === 0,
  iterator: (value: JavaObject): JavaValue => ({ kind: 'iterator', items: elementsOf(value)!, next: 0 }),
  toArray: (value: JavaObject): JavaValue => objects(elementsOf(value)!),
  clone: (value: JavaObject): JavaValue => value,
};

const opaque = (text: string) => (): JavaValue => ({ kind: 'opaque', text });

const members = {
  string: table<string>({
    ...common,
    length: value => integer(value.length),
    isEmpty: value => value.length === 0,
    toUpperCase: value => value.toUpperCase(),
    toLowerCase: value => value.toLowerCase(),
    trim: value => value.replace(/^[\0-\x20]+|[\0-\x20]+$/g, ''),
    intern: value => value,
    getBytes: value => bytes(value),
    toCharArray: value => characters(value),
    chars: opaque('java.util.stream.IntPipeline$Head@0'),
    codePoints: opaque('java.util.stream.IntPipeline$Head@0'),
    CASE_INSENSITIVE_ORDER: opaque('java.lang.String$CaseInsensitiveComparator@0'),
  }),
  boolean: table<boolean>({
    ...common,
    booleanValue: value => value,
    TRUE: () => true,
    FALSE: () => false,
    TYPE: opaque('boolean'),
  }),
  integer: table<JavaNumber>({
    ...number,
    MIN_VALUE: () => integer(-2147483648),
    MAX_VALUE: () => integer(2147483647),
    SIZE: () => integer(32),
    BYTES: () => integer(4),
    TYPE: opaque('int'),
  }),
  long: table<JavaNumber>({
    ...number,
    MIN_VALUE: () => long(-(2n ** 63n)),
    MAX_VALUE: () => long(2n ** 63n - 1n),
    SIZE: () => integer(64),
    BYTES: () => integer(8),
    TYPE: opaque('long'),
  }),
  double: table<JavaNumber>({
    ...number,
    isNaN: value => Number.isNaN(value.value),
    isInfinite: value => Math.abs(Number(value.value)) === Number.POSITIVE_INFINITY,
    POSITIVE_INFINITY: () => double(Number.POSITIVE_INFINITY),
    NEGATIVE_INFINITY: () => double(Number.NEGATIVE_INFINITY),
    NaN: () => double(Number.NaN),
    MAX_VALUE: () => double(Number.MAX_VALUE),
    MIN_NORMAL: () => double(2 ** -1022),
    MIN_VALUE: () => double(Number.MIN_VALUE),
    MAX_EXPONENT: () => integer(1023),
    MIN_EXPONENT: () => integer(-1022),
    SIZE: () => integer(64),
    BYTES: () => integer(8),
    TYPE: opaque('double'),
  }),
  float: table<JavaNumber>({
    ...number,
    isNaN: value => Number.isNaN(value.value),
    isInfinite: value => Math.abs(Number(value.value)) === Number.POSITIVE_INFINITY,
    SIZE: () => integer(32),
    BYTES: () => integer(4),
    TYPE: opaque('float'),
  }),
  short: table<JavaNumber>({ ...number, SIZE: () => integer(16), BYTES: () => integer(2), TYPE: opaque('short') }),
  byte: table<JavaNumber>({ ...number, SIZE: () => integer(8), BYTES: () => integer(1), TYPE: opaque('byte') }),
  character: table<Extract<JavaObject, { kind: 'character' }>>({ ...common, charValue: value => value }),
  date: table<Extract<JavaObject, { kind: 'date' }>>({
    ...common,
    getTime: value => long(Math.trunc(value.ms)),
    clone: value => value,
  }),
  map: table<Extract<JavaObject, { kind: 'map' }>>({
    ...common,
    size: value => integer(value.entries.size),
    isEmpty: value => value.entries.size === 0,
    keySet: value => ({ kind: 'set', items: [...value.entries.keys()] }),
    values: value => ({ kind: 'set', items: [...value.entries.values()] }),
    entrySet: value => ({ kind: 'set', items: [...value.entries].map(([key, item]) => entryOf(key, item)) }),
    clone: value => value,
  }),
  list: table<JavaObject>({
    ...collection,
    listIterator: collection.iterator,
    stream: opaque('java.util.stream.ReferencePipeline$Head@0'),
    parallelStream: opaque('java.util.stream.ReferencePipeline$Head@0'),
    spliterator: opaque('java.util.ArrayList$ArrayListSpliterator@0'),
  }),
  set: table<JavaObject>({
    ...collection,
    stream: opaque('java.util.stream.ReferencePipeline$Head@0'),
    parallelStream: opaque('java.util.stream.ReferencePipeline$Head@0'),
    spliterator: opaque('java.util.Spliterators$IteratorSpliterator@0'),
  }),
  array: new Map([['length', (value: JavaArray) => integer(value.items.length)]]),
  entry: table<Extract<JavaObject, { kind: 'entry' }>>({
    ...common,
    getKey: value => value.key,
    getValue: value => value.value,
  }),
  iteration: table<Extract<JavaObject, { kind: 'iteration' }>>({
    getIndex: value => integer(value.index),
    getPosition: value => integer(value.index - 1),
    hasNext: value => value.index < value.size,
    isFirst: value => value.index === 1,
    isLast: value => value.index === value.size,
    isOdd: value => value.index % 2 !== 0,
    isEven: value => value.index % 2 === 0,
    getIndexParity: value => (value.index % 2 === 0 ? 'even' : 'odd'),
    getValue: value => value.value,
    getValueAlias: value => value.alias,
  }),
  flow: table<Extract<JavaObject, { kind: 'flow' }>>({ up: value => value.up }),
  iterator: table<JavaIterator>({
    hasNext: value => value.next < value.items.length,
    next: value => {
      if (value.next >= value.items.length) throw new ReflectionFailure('java.util.NoSuchElementException');
      return value.items[value.next++]!;
    },
  }),
};

const memberNames: ReadonlySet<string> = new Set(Object.values(members).flatMap(own => [...own.keys()]));

/** `intValue`: a Double is cut off at the range of an int, a Long keeps its lowest 32 bits. */
export function toInt(value: JavaNumber): number {
  if (value.kind === 'long') return Number(BigInt.asIntN(32, value.value));
  if (Number.isNaN(value.value)) return 0;
  return Math.max(-2147483648, Math.min(2147483647, Math.trunc(value.value))) | 0;
}

/** `longValue`: a Double is cut off at the range of a long. */
export function toLong(value: JavaNumber): bigint {
  if (value.kind === 'long') return value.value;
  if (Number.isNaN(value.value)) return 0n;
  if (value.value >= 2 ** 63) return 2n ** 63n - 1n;
  if (value.value <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value.value));
}

function entryOf(key: JavaValue, value: JavaValue): JavaValue {
  return { kind: 'entry', key, value };
}

function objects(items: readonly JavaValue[]): JavaValue {
  return { kind: 'array', className: '[Ljava.lang.Object;', items };
}

function bytes(text: string): JavaValue {
  const items = utf8(text).map((value): JavaValue => ({ kind: 'byte', value: (value << 24) >> 24 }));
  return { kind: 'array', className: '[B', items };
}

function characters(text: string): JavaValue {
  const items = text.split('').map((value): JavaValue => ({ kind: 'character', value }));
  return { kind: 'array', className: '[C', items };
}

/** The bytes of a text in UTF-8; an unpaired surrogate is `?`, as Java's encoder writes it. */
export function utf8(text: string): number[] {
  const found: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) found.push(code);
    else if (code < 0x800) found.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code >= 0xd800 && code <= 0xdfff) found.push(0x3f);
    else if (code < 0x10000) found.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else found.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return found;
}
