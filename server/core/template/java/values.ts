/**
 * The values a template sees. Trimou runs on Java, and prints, compares and iterates Java's objects. Here texts,
 * booleans and null are JavaScript's own; everything else is tagged with its Java kind.
 */
export type JavaValue = null | boolean | string | JavaObject;

export type JavaObject =
  | JavaNumber
  | JavaCharacter
  | JavaDate
  | JavaMap
  | JavaList
  | JavaSet
  | JavaArray
  | JavaEntry
  | JavaIteration
  | JavaFlow
  | JavaIterator
  | JavaOpaque;

export type JavaNumber =
  | { readonly kind: 'integer' | 'short' | 'byte'; readonly value: number }
  | { readonly kind: 'long'; readonly value: bigint }
  | { readonly kind: 'double' | 'float'; readonly value: number };

interface JavaCharacter {
  readonly kind: 'character';
  readonly value: string;
}

/** A date; it prints as an instant in UTC, which is what Tealium's documentation shows. */
export interface JavaDate {
  readonly kind: 'date';
  readonly ms: number;
}

/** A map with text keys, in the order in which Java's map gives its entries. */
export interface JavaMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, JavaValue>;
}

export interface JavaList {
  readonly kind: 'list';
  readonly items: readonly JavaValue[];
}

/** A set, or a view of a map (`keySet`, `values`, `entrySet`): it can be iterated, but its elements have no index. */
export interface JavaSet {
  readonly kind: 'set';
  readonly items: readonly JavaValue[];
}

export interface JavaArray {
  readonly kind: 'array';
  /** As Java prints the class: `[Ljava.lang.Object;`, `[B`, `[C`. */
  readonly className: string;
  readonly items: readonly JavaValue[];
}

interface JavaEntry {
  readonly kind: 'entry';
  readonly key: JavaValue;
  readonly value: JavaValue;
}

/** What Trimou knows of the turn of a loop; it is a context object of its own. */
export interface JavaIteration {
  readonly kind: 'iteration';
  /** 1-based. */
  readonly index: number;
  readonly size: number;
  readonly alias: string | null;
  readonly value: JavaValue;
}

/** What `choose` and `switch` push as context object; `when`, `case` and the like change it. */
export interface JavaFlow {
  readonly kind: 'flow';
  readonly up: JavaValue;
  terminated: boolean;
  fallThrough: boolean;
}

/** A `java.util.Iterator`: it can be walked once. */
export interface JavaIterator {
  readonly kind: 'iterator';
  readonly items: readonly JavaValue[];
  next: number;
}

/** Any other Java object: only what it prints matters. */
interface JavaOpaque {
  readonly kind: 'opaque';
  readonly text: string;
}

export const double = (value: number): JavaNumber => ({ kind: 'double', value });
export const integer = (value: number): JavaNumber => ({ kind: 'integer', value });
export const long = (value: bigint | number): JavaNumber => ({ kind: 'long', value: BigInt(value) });
/** @param ms milliseconds since 1970 */
export const date = (ms: number): JavaDate => ({ kind: 'date', ms });
export const list = (items: readonly JavaValue[]): JavaList => ({ kind: 'list', items });
/** Equal elements count once, the first of them. */
export const set = (items: readonly JavaValue[]): JavaSet => ({ kind: 'set', items: distinct(items) });
export const map = (entries: ReadonlyMap<string, JavaValue> | Iterable<readonly [string, JavaValue]>): JavaMap => ({
  kind: 'map',
  entries: entries instanceof Map ? entries : new Map(entries),
});

export function isNumber(value: JavaValue): value is JavaNumber {
  if (value === null || typeof value !== 'object') return false;
  switch (value.kind) {
    case 'integer':
    case 'long':
    case 'double':
    case 'short':
    case 'byte':
    case 'float':
      return true;
    default:
      return false;
  }
}

/** The elements of what Java can iterate (collections and arrays); undefined for everything else. */
export function elementsOf(value: JavaValue): readonly JavaValue[] | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  return value.kind === 'list' || value.kind === 'set' || value.kind === 'array' ? value.items : undefined;
}

/** The number as JavaScript has it; a Long beyond 2^53 loses its last digits, as Java's `doubleValue` does. */
export function numberOf(value: JavaNumber): number {
  return Number(value.value);
}

function distinct(items: readonly JavaValue[]): readonly JavaValue[] {
  const texts = new Set<JavaValue>();
  const others: JavaValue[] = [];
  return items.filter(item => {
    if (item === null || typeof item !== 'object') return texts.has(item) ? false : texts.add(item) !== undefined;
    if (others.some(other => equals(other, item))) return false;
    others.push(item);
    return true;
  });
}

/** Java's `equals`: an Integer never equals a Long or a Double, whatever their value. */
export function equals(one: JavaValue, other: JavaValue): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  switch (one.kind) {
    case 'double':
    case 'float':
      // By their bits: NaN equals itself, and 0.0 is not -0.0.
      return other.kind === one.kind && Object.is(one.value, other.value);
    case 'integer':
    case 'short':
    case 'byte':
    case 'long':
    case 'character':
      return other.kind === one.kind && one.value === other.value;
    case 'date':
      return other.kind === 'date' && one.ms === other.ms;
    case 'list':
      return (
        other.kind === 'list' &&
        one.items.length === other.items.length &&
        one.items.every((item, index) => equals(item, other.items[index]!))
      );
    case 'set':
      return (
        other.kind === 'set' &&
        one.items.length === other.items.length &&
        one.items.every(item => other.items.some(candidate => equals(item, candidate)))
      );
    case 'map':
      return other.kind === 'map' && equalEntries(one.entries, other.entries);
    case 'entry':
      return other.kind === 'entry' && equals(one.key, other.key) && equals(one.value, other.value);
    default:
      return false;
  }
}

function equalEntries(one: ReadonlyMap<string, JavaValue>, other: ReadonlyMap<string, JavaValue>): boolean {
  if (one.size !== other.size) return false;
  for (const [key, value] of one) {
    const candidate = other.get(key);
    if (candidate === undefined || !equals(value, candidate)) return false;
  }
  return true;
}
