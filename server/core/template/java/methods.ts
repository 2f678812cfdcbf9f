import { hashCode } from './hash';
import { printed } from './print';
import { ReflectionFailure, reflect, toLong } from './reflect';
import { double, elementsOf, equals, integer, isNumber, type JavaValue, long } from './values';

export type Method = (target: never, ...parameters: readonly JavaValue[]) => JavaValue;

/** The type of a parameter: a text, a character sequence, an `int`, a `double`, a `long`, a `char`, a collection, or anything. */
type Type = 'text' | 'sequence' | 'bool' | 'int' | 'long' | 'double' | 'char' | 'collection' | 'map' | 'object';

type Row = readonly [name: string, types: readonly Type[], method: Method];

/**
 * The public methods of a value that have the name and take these arguments without any conversion, as Trimou's `invoke` looks
 * for them (source: Java SE 8 documentation). Those that change the value are left out: a template's data does not change.
 */
export function methodsOf(target: JavaValue, name: string, parameters: readonly JavaValue[]): readonly Method[] {
  if (parameters.length === 0) {
    // A method without parameters is found by its own name, never as a property.
    const value = /^(?:[A-Z]|clone$)/.test(name) ? undefined : reflect(target, name);
    const isMethod = value !== undefined && (!reflectsAsProperty(target, name) || name === 'isEmpty');
    return isMethod ? [() => value] : [];
  }
  const rows = typeof target === 'string' ? textMethods : rowsOf(target);
  return matching(rows, name, parameters);
}

/** Whether a method is found under a name only after a `get` or `is` is put before it. */
function reflectsAsProperty(target: JavaValue, name: string): boolean {
  const capital = name[0]!.toUpperCase() + name.slice(1);
  return reflect(target, `get${capital}`) !== undefined || reflect(target, `is${capital}`) !== undefined;
}

function rowsOf(target: JavaValue): readonly Row[] {
  if (target === null || typeof target !== 'object') return objectMethods;
  switch (target.kind) {
    case 'map':
      return mapMethods;
    case 'list':
      return listMethods;
    case 'set':
      return collectionMethods;
    default:
      return isNumber(target) ? numberMethods : objectMethods;
  }
}

function fits(type: Type, value: JavaValue): boolean {
  switch (type) {
    case 'object':
      return true;
    case 'text':
    case 'sequence':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'collection':
      return elementsOf(value) !== undefined && (value as { kind: string }).kind !== 'array';
    default: {
      const kinds = { int: 'integer', long: 'long', double: 'double', char: 'character', map: 'map' };
      return value !== null && typeof value === 'object' && value.kind === kinds[type];
    }
  }
}

/** The static methods of a class, as `methodsOf`; undefined for a class that is not known here. */
export function staticMethodsOf(
  className: string,
  name: string,
  parameters: readonly JavaValue[],
): readonly Method[] | undefined {
  const rows = Object.hasOwn(staticMethods, className) ? staticMethods[className] : undefined;
  return rows && matching(rows, name, parameters);
}

function matching(rows: readonly Row[], name: string, parameters: readonly JavaValue[]): readonly Method[] {
  return rows
    .filter(([method, types]) => method === name && types.length === parameters.length)
    .filter(([, types]) => types.every((type, index) => fits(type, parameters[index]!)))
    .map(([, , method]) => method);
}

const objectMethods: readonly Row[] = [['equals', ['object'], (target: JavaValue, other) => equals(target, other!)]];

const textMethods: readonly Row[] = [
  ['equals', ['object'], (text: string, other) => text === other],
  ['equalsIgnoreCase', ['text'], (text: string, other) => text.toLowerCase() === textOf(other).toLowerCase()],
  ['contentEquals', ['sequence'], (text: string, other) => text === other],
  ['compareTo', ['text'], (text: string, other) => integer(compared(text, textOf(other)))],
  [
    'compareToIgnoreCase',
    ['text'],
    (text: string, other) => integer(compared(text.toLowerCase(), textOf(other).toLowerCase())),
  ],
  ['concat', ['text'], (text: string, other) => text + textOf(other)],
  ['contains', ['sequence'], (text: string, other) => text.includes(textOf(other))],
  ['startsWith', ['text'], (text: string, other) => text.startsWith(textOf(other))],
  ['startsWith', ['text', 'int'], (text: string, other, from) => text.startsWith(textOf(other), intOf(from))],
  ['endsWith', ['text'], (text: string, other) => text.endsWith(textOf(other))],
  ['indexOf', ['text'], (text: string, other) => integer(text.indexOf(textOf(other)))],
  ['indexOf', ['int'], (text: string, code) => integer(text.indexOf(String.fromCodePoint(intOf(code))))],
  ['indexOf', ['text', 'int'], (text: string, other, from) => integer(text.indexOf(textOf(other), intOf(from)))],
  ['lastIndexOf', ['text'], (text: string, other) => integer(text.lastIndexOf(textOf(other)))],
  [
    'lastIndexOf',
    ['text', 'int'],
    (text: string, other, from) => integer(text.lastIndexOf(textOf(other), intOf(from))),
  ],
  ['charAt', ['int'], (text: string, at) => ({ kind: 'character', value: within(text, intOf(at), intOf(at) + 1) })],
  ['codePointAt', ['int'], (text: string, at) => integer(codePoint(text, intOf(at)))],
  ['substring', ['int'], (text: string, from) => within(text, intOf(from), text.length)],
  ['substring', ['int', 'int'], (text: string, from, to) => within(text, intOf(from), intOf(to))],
  ['subSequence', ['int', 'int'], (text: string, from, to) => within(text, intOf(from), intOf(to))],
  ['replace', ['sequence', 'sequence'], (text: string, old, by) => text.split(textOf(old)).join(textOf(by))],
  ['replaceAll', ['text', 'text'], (text: string, pattern, by) => text.replace(patternOf(pattern, 'g'), textOf(by))],
  ['replaceFirst', ['text', 'text'], (text: string, pattern, by) => text.replace(patternOf(pattern, ''), textOf(by))],
  [
    'matches',
    ['text'],
    (text: string, pattern) => new RegExp(`^(?:${patternOf(pattern, '').source})$`, 'u').test(text),
  ],
  ['split', ['text'], (text: string, pattern) => texts(split(text, patternOf(pattern, 'g')))],
];

const collectionMethods: readonly Row[] = [
  ...objectMethods,
  ['contains', ['object'], (target: JavaValue, value) => elementsOf(target)!.some(item => equals(item, value!))],
  [
    'containsAll',
    ['collection'],
    (target: JavaValue, values) =>
      elementsOf(values!)!.every(value => elementsOf(target)!.some(item => equals(item, value))),
  ],
];

const listMethods: readonly Row[] = [
  ...collectionMethods,
  ['get', ['int'], (target: JavaValue, index) => element(elementsOf(target)!, intOf(index))],
  [
    'indexOf',
    ['object'],
    (target: JavaValue, value) => integer(elementsOf(target)!.findIndex(item => equals(item, value!))),
  ],
  ['lastIndexOf', ['object'], (target: JavaValue, value) => integer(lastIndex(elementsOf(target)!, value!))],
  [
    'subList',
    ['int', 'int'],
    (target: JavaValue, from, to) => {
      const items = elementsOf(target)!;
      if (intOf(from) < 0 || intOf(to) > items.length || intOf(from) > intOf(to)) throw outOfBounds();
      return { kind: 'list', items: items.slice(intOf(from), intOf(to)) };
    },
  ],
  [
    'listIterator',
    ['int'],
    (target: JavaValue, from) => ({ kind: 'iterator', items: elementsOf(target)!, next: intOf(from) }),
  ],
];

const mapMethods: readonly Row[] = [
  ...objectMethods,
  ['get', ['object'], (target: Extract<JavaValue, { kind: 'map' }>, key) => entryValue(target, key!)],
  [
    'getOrDefault',
    ['object', 'object'],
    (target: Extract<JavaValue, { kind: 'map' }>, key, other) =>
      has(target, key!) ? entryValue(target, key!) : other!,
  ],
  ['containsKey', ['object'], (target: Extract<JavaValue, { kind: 'map' }>, key) => has(target, key!)],
  [
    'containsValue',
    ['object'],
    (target: Extract<JavaValue, { kind: 'map' }>, value) =>
      [...target.entries.values()].some(item => equals(item, value!)),
  ],
];

const numberMethods: readonly Row[] = [
  ...objectMethods,
  ...(['int', 'long', 'double'] as const).map(
    (type): Row => ['compareTo', [type], (target: JavaValue, other) => integer(comparedNumbers(target, other!))],
  ),
];

function lastIndex(items: readonly JavaValue[], value: JavaValue): number {
  let index = items.length - 1;
  while (index >= 0 && !equals(items[index]!, value)) index--;
  return index;
}

function has(target: Extract<JavaValue, { kind: 'map' }>, key: JavaValue): boolean {
  return typeof key === 'string' && target.entries.has(key);
}

function entryValue(target: Extract<JavaValue, { kind: 'map' }>, key: JavaValue): JavaValue {
  return typeof key === 'string' ? (target.entries.get(key) ?? null) : null;
}

function textOf(value: JavaValue | undefined): string {
  return value as string;
}

function intOf(value: JavaValue | undefined): number {
  return (value as { value: number }).value;
}

function outOfBounds(): ReflectionFailure {
  return new ReflectionFailure('java.lang.IndexOutOfBoundsException');
}

function within(text: string, from: number, to: number): string {
  if (from < 0 || to > text.length || from > to) throw outOfBounds();
  return text.slice(from, to);
}

function codePoint(text: string, at: number): number {
  const code = at < 0 ? undefined : text.codePointAt(at);
  if (code === undefined) throw outOfBounds();
  return code;
}

function element(items: readonly JavaValue[], index: number): JavaValue {
  const item = items[index];
  if (item === undefined) throw outOfBounds();
  return item;
}

/** `String.compareTo`: the difference of the first characters that differ, else of the lengths. */
function compared(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const difference = one.charCodeAt(at) - other.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function comparedNumbers(one: JavaValue, other: JavaValue): number {
  if (!isNumber(one) || !isNumber(other) || one.kind !== other.kind) throw new ReflectionFailure('ClassCastException');
  if (one.value === other.value)
    return Object.is(one.value, other.value) ? 0 : hashCode(one) < hashCode(other) ? -1 : 1;
  return one.value < other.value ? -1 : 1;
}

/** Java's regular expressions are JavaScript's as far as templates use them. */
function patternOf(value: JavaValue | undefined, flags: string): RegExp {
  try {
    return new RegExp(textOf(value), `${flags}u`);
  } catch {
    throw new ReflectionFailure('java.util.regex.PatternSyntaxException');
  }
}

/** `String.split`: empty texts at the end are dropped, one at the beginning only where the match there is empty. */
function split(text: string, pattern: RegExp): readonly string[] {
  const parts = text.split(new RegExp(pattern.source, 'u'));
  while (parts.length > 1 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}

function texts(items: readonly string[]): JavaValue {
  return { kind: 'array', className: '[Ljava.lang.String;', items };
}

function numeric(
  type: 'int' | 'long' | 'double',
  name: string,
  compute: (...numbers: number[]) => number,
  count: number,
): Row {
  const types = Array.from({ length: count }, () => type);
  const method = (_target: never, ...parameters: readonly JavaValue[]): JavaValue => {
    const value = compute(...parameters.map(parameter => Number((parameter as { value: number | bigint }).value)));
    return type === 'double' ? double(value) : type === 'long' ? long(BigInt(value)) : integer(value | 0);
  };
  return [name, types, method];
}

/** `Integer.parseInt` and its kin: whole numbers in a range. */
function parsed(text: JavaValue | undefined, bits: 32 | 64): bigint {
  const digits = /^[+-]?\d{1,40}$/.test(textOf(text)) ? BigInt(textOf(text).replace('+', '')) : undefined;
  if (digits === undefined || BigInt.asIntN(bits, digits) !== digits) {
    throw new ReflectionFailure('java.lang.NumberFormatException');
  }
  return digits;
}

const staticMethods: Readonly<Record<string, readonly Row[]>> = {
  'java.lang.Math': [
    ...(['int', 'long', 'double'] as const).flatMap(type => [
      numeric(type, 'abs', Math.abs, 1),
      numeric(type, 'max', Math.max, 2),
      numeric(type, 'min', Math.min, 2),
    ]),
    ...(['floor', 'ceil', 'sqrt'] as const).map(name => numeric('double', name, Math[name], 1)),
    numeric('double', 'pow', Math.pow, 2),
    ['round', ['double'], (_: never, value) => long(toLong(double(Math.floor(intOf(value) + 0.5))))],
  ],
  'java.lang.Integer': [
    ['parseInt', ['text'], (_: never, text) => integer(Number(parsed(text, 32)))],
    ['valueOf', ['text'], (_: never, text) => integer(Number(parsed(text, 32)))],
    ['valueOf', ['int'], (_: never, value) => value!],
    ['toString', ['int'], (_: never, value) => printed(value!)],
    ['toHexString', ['int'], (_: never, value) => (intOf(value) >>> 0).toString(16)],
    ['toBinaryString', ['int'], (_: never, value) => (intOf(value) >>> 0).toString(2)],
  ],
  'java.lang.Long': [
    ['parseLong', ['text'], (_: never, text) => long(parsed(text, 64))],
    ['valueOf', ['text'], (_: never, text) => long(parsed(text, 64))],
    ['valueOf', ['long'], (_: never, value) => value!],
    ['toString', ['long'], (_: never, value) => printed(value!)],
  ],
  'java.lang.Boolean': [['parseBoolean', ['text'], (_: never, text) => textOf(text).toLowerCase() === 'true']],
  'java.lang.String': [
    ['valueOf', ['object'], (_: never, value) => printed(value!)],
    ['valueOf', ['int'], (_: never, value) => printed(value!)],
    ['valueOf', ['long'], (_: never, value) => printed(value!)],
    ['valueOf', ['double'], (_: never, value) => printed(value!)],
    ['valueOf', ['char'], (_: never, value) => printed(value!)],
    ['valueOf', ['bool'], (_: never, value) => printed(value!)],
    [
      'join',
      ['sequence', 'collection'],
      (_: never, by, items) =>
        elementsOf(items!)!
          .map(item => printed(item))
          .join(textOf(by)),
    ],
  ],
};
