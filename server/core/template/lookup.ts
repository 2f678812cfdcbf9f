import { javaException } from './failure';
import type { Suffix } from './helpers/helper';
import { isMemberName, reflect } from './java/reflect';
import type { JavaIteration, JavaValue } from './java/values';
import type { Profile } from './profile';

/** The context objects, innermost first. */
export interface Context {
  readonly value: JavaValue;
  readonly parent: Context | undefined;
  /**
   * The answer to the last name that was searched for through many levels; kept, since the data does not change in a
   * render.
   */
  found: { readonly name: string; readonly value: JavaValue } | undefined;
}

/** A context object on top of others. */
export function contextOf(value: JavaValue, parent: Context | undefined): Context {
  return { value, parent, found: undefined };
}

/** One part of a key, with everything that can be known of it beforehand. */
export interface Part {
  readonly name: string;
  /** The element of a list that it may mean; -1 when it is not a number. */
  readonly index: number;
  /** Whether a Java object may have a method or field of this name. */
  readonly member: boolean;
  readonly suffix: Suffix | undefined;
  /** Whether sets have an index as well. */
  readonly indexedSets: boolean;
  /** Whether only maps can answer it: lists answer numbers, Java classes their members, and every object `this`. */
  readonly plain: boolean;
}

/** A key, ready to be looked up. Every tag and every argument has its own, as in Trimou. */
export interface Key {
  readonly text: string;
  readonly parts: readonly Part[];
  /** The key, if it is a single part that only maps can answer, as most keys are. */
  readonly plain: string | undefined;
}

/**
 * For each key, whether reflection was the first to answer it; from then on Trimou asks reflection first (its resolver
 * hints).
 */
export interface Hints {
  known: Map<Key, boolean> | undefined;
}

/** `known`: the parts of earlier keys, which are also the parts of most later ones. */
export function keyOf(text: string, parts: readonly string[], profile: Profile, known = new Map<string, Part>()): Key {
  const ready = parts.map(name => {
    const part = known.get(name) ?? partOf(name, profile);
    known.set(part.name, part);
    return part;
  });
  const [first] = ready;
  const plain = ready.length === 1 && first!.plain ? first!.name : undefined;
  return { text, parts: ready, plain };
}

function partOf(name: string, { suffixTable, indexedSets }: Profile): Part {
  const index = /^[0-9]{1,10}$/.test(name) ? Number(name) : -1;
  const member = isMemberName(name) || iterationNames.has(name);
  const plain = index === -1 && !member && name !== 'this' && name !== '.';
  return { name: shared(name), index, member, suffix: suffixTable.get(name), indexedSets, plain };
}

/**
 * The same text as the copy that JavaScript keeps of property names. Keys of JSON are such copies too, and two copies
 * are compared without reading them, while a piece of the template's source would be read in every lookup.
 */
function shared(name: string): string {
  const [copy] = Object.keys({ [name]: true });
  return copy!;
}

/**
 * The value of a key: its first part is searched for in all context objects from the innermost outwards, each further
 * part only in the value before it. What is null at one level falls through to the next.
 */
export function lookUp(key: Key, context: Context, hints: Hints | undefined): JavaValue {
  if (key.plain !== undefined) return plain(key.plain, context);
  const { parts } = key;
  const first = parts[0];
  // An empty key leads nowhere; one of dots only has no first part to look for.
  if (first === undefined) return key.text === '' ? null : noParts();
  let value: JavaValue;
  if (first.plain) value = plain(first.name, context);
  else value = first.member && hints ? leadingMember(key, first, context, hints) : leading(first, context);
  for (let index = 1; index < parts.length && value !== null; index++) value = resolve(value, parts[index]!, true);
  return value;
}

/** The same as `leading` for a name that only maps can have, and the names that loops give. */
function plain(name: string, context: Context): JavaValue {
  const { value } = context;
  // Nearly always the innermost object has the name.
  if (value !== null && typeof value === 'object' && value.kind === 'map') {
    const found = value.entries.get(name);
    if (found !== undefined && found !== null) return found;
  }
  return outwards(name, context);
}

function outwards(name: string, context: Context): JavaValue {
  let levels = 0;
  for (let level: Context | undefined = context; level !== undefined; level = level.parent) {
    const { value } = level;
    if (value !== null && typeof value === 'object') {
      if (value.kind === 'map') {
        const found = value.entries.get(name);
        if (found !== undefined && found !== null) return levels < far ? found : keep(context, name, found);
      } else if (value.kind === 'iteration' && value.alias === name && value.value !== null) {
        return value.value;
      }
    }
    if (++levels >= far && level.found?.name === name) return keep(context, name, level.found.value);
  }
  return levels < far ? null : keep(context, name, null);
}

/**
 * How many context objects are searched before the answer is kept. Without this, thousands of nested sections would be
 * slow.
 */
const far = 32;

function keep(context: Context, name: string, value: JavaValue): JavaValue {
  context.found = { name, value };
  return value;
}

function noParts(): never {
  throw javaException('NoSuchElementException');
}

function leading(part: Part, context: Context): JavaValue {
  for (let level: Context | undefined = context; level !== undefined; level = level.parent) {
    const { value } = level;
    if (value === null) continue;
    const found = resolve(value, part, false);
    if (found !== null) return found;
  }
  return null;
}

/** As `leading`, for names that reflection may answer: the resolver that answered first is asked first from then on. */
function leadingMember(key: Key, part: Part, context: Context, hints: Hints): JavaValue {
  hints.known ??= new Map();
  const hint = hints.known.get(key);
  for (let level: Context | undefined = context; level !== undefined; level = level.parent) {
    const { value } = level;
    if (value === null) continue;
    if (hint) {
      const member = reflected(value, part.name);
      if (member !== null) return member;
    }
    const found = resolve(value, part, false);
    if (found === null) continue;
    if (hint === undefined) hints.known.set(key, !ownValue(value, part));
    return found;
  }
  return null;
}

/** Whether the object itself (and not reflection on it) has the name. */
function ownValue(value: JavaValue, part: Part): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (value.kind === 'map') return (value.entries.get(part.name) ?? null) !== null;
  return value.kind === 'iteration' && iterationValue(value, part.name) !== null;
}

/** The answer of one object to one part: itself, entry of a map, element of a list, member of a Java class. */
function resolve(value: JavaValue, part: Part, suffixes: boolean): JavaValue {
  const { name } = part;
  if (part.plain && value !== null && typeof value === 'object' && value.kind === 'map') {
    const found = value.entries.get(name);
    if (found !== undefined && found !== null) return found;
    return suffixes && part.suffix ? part.suffix.apply(value) : null;
  }
  if (name === 'this' || name === '.') return value;
  if (value !== null && typeof value === 'object') {
    switch (value.kind) {
      case 'map': {
        const found = value.entries.get(name);
        if (found !== undefined && found !== null) return found;
        break;
      }
      case 'list':
      case 'array':
        if (part.index !== -1) return value.items[part.index] ?? null;
        break;
      case 'set':
        if (part.indexedSets && part.index !== -1) return value.items[part.index] ?? null;
        break;
      case 'iteration': {
        const found = iterationValue(value, name);
        if (found !== null) return found;
        break;
      }
      default:
        break;
    }
  }
  if (suffixes && part.suffix) {
    const found = part.suffix.apply(value);
    if (found !== null) return found;
  }
  return part.member ? reflected(value, name) : null;
}

function reflected(value: JavaValue, name: string): JavaValue {
  return reflect(value, name) ?? null;
}

const iterationNames: ReadonlySet<string> = new Set(['iter', 'iterIndex', 'iterHasNext', 'iterIsFirst', 'iterIsLast']);

/** The names a loop answers itself; its members (`index`, `hasNext`…) are found by reflection. */
function iterationValue(iteration: JavaIteration, name: string): JavaValue {
  if (iteration.alias !== null && name === iteration.alias) return iteration.value;
  switch (name) {
    case 'iter':
      return iteration;
    case 'iterIndex':
      return reflect(iteration, 'index') ?? null;
    case 'iterHasNext':
      return reflect(iteration, 'hasNext') ?? null;
    case 'iterIsFirst':
      return reflect(iteration, 'isFirst') ?? null;
    case 'iterIsLast':
      return reflect(iteration, 'isLast') ?? null;
    default:
      return null;
  }
}
