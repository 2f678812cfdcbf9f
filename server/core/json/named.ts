import type { Argument, Call, Expression, Template } from '../template/tree';
import { walk } from '../template/walk';
import { type Named, nothingNamed } from './choices';

export interface NamedValues {
  /** The values named beside a variable. */
  readonly of: (name: string) => Named;
  /** The names beside which any value is named; `*` stands for every variable. */
  readonly names: () => readonly string[];
  /**
   * The texts of the tags, each once and in the order of the template: the order in which a walk asks about the events.
   */
  readonly tags: string;
}

/** Collected for one name. */
interface Found {
  readonly texts: Set<string>;
  readonly numbers: Set<number>;
  readonly separators: Set<string>;
  readonly keys: Set<string>;
  readonly lengths: Set<number>;
  replacement: boolean;
  cut: boolean;
  asList: boolean;
}

/** How many values a template may name for one variable: further ones are not told apart. */
const MAX_NAMED = 100;

/** The same for lengths of lists, and the greatest length that is tried. */
const MAX_LENGTHS = 6;
const MAX_LENGTH = 24;

/** Names for the position of a loop or the size of a list: a number compared with one is a length. */
const COUNTS: ReadonlySet<string> = new Set(['index', 'position', 'size', 'length']);

/** The helpers that cut a text, by the hash keys that say where. */
const CUTTERS: ReadonlySet<string> = new Set(['separator', 'open', 'close']);

/**
 * The values that a template names: literals beside a variable in a helper, separators, keys of a tally. A value that
 * the template can tell apart must be among those the proof tries. Literals beside `this` may concern any variable.
 * @param isKey whether a name after a dot can be a key of a tally, and not a property that the engine has
 */
export function namedIn(templates: Iterable<Template>, isKey: (name: string) => boolean = () => true): NamedValues {
  const tags = new Map<string, Expression>();
  for (const template of templates) {
    walk(template, {
      enter: node => {
        if (node.kind !== 'variable' && node.kind !== 'section') return;
        const { text } = node.tag.content;
        // A tag that was seen before names nothing new.
        if (!tags.has(text)) tags.set(text, node.expression);
      },
    });
  }
  let found: NamedBeside | undefined;
  const beside = () => {
    found ??= namedBeside(tags.values(), isKey);
    return found;
  };
  return {
    tags: [...tags.keys()].join('\0'),
    of: name => beside().of(name),
    names: () => beside().names,
  };
}

/**
 * The values named beside variables. Finding them takes a while, and while somebody types between the tags nobody asks
 * for them.
 */
interface NamedBeside {
  readonly of: NamedValues['of'];
  readonly names: readonly string[];
}

function namedBeside(tags: Iterable<Expression>, isKey: (name: string) => boolean): NamedBeside {
  const found = new Map<string, Found>();
  const about = (name: string): Found => {
    let own = found.get(name);
    if (!own) {
      own = { ...empty(), replacement: false, cut: false, asList: false };
      found.set(name, own);
    }
    return own;
  };
  const path = (parts: readonly { readonly text: string }[]): void => {
    for (let i = 1; i < parts.length; i++) {
      const key = parts[i]!.text;
      const owner = parts[i - 1]!.text;
      if (key === 'toList')
        for (const part of parts.slice(0, i)) about(isThis(part.text) ? ANY : part.text).asList = true;
      if (/^\d{1,2}$/.test(key)) lengthens(about(owner), Number(key) + 1);
      if (isKey(key)) about(owner).keys.add(key);
    }
  };
  for (const expression of tags) {
    if (expression.kind === 'call') call(expression);
    else if (expression.parts.length > 1) path(expression.parts);
  }

  function call(expression: Call): void {
    const names = new Set<string>();
    for (const parameter of expression.parameters) {
      if (parameter.kind !== 'path') continue;
      path(parameter.parts);
      for (const part of parameter.parts) names.add(part.text);
    }
    const nameless = expression.parameters.length === 1 || [...names].some(isThis);
    if (nameless) names.add(ANY);
    const literals = expression.parameters.filter(parameter => parameter.kind !== 'path');
    for (const name of names) {
      for (const literal of literals) literalBeside(about(name), literal);
      for (const { name: key, value } of expression.hash) {
        if (value.kind === 'string' && CUTTERS.has(key.text)) about(name).separators.add(value.value);
      }
    }
    if (/^substring/.test(expression.name.text)) for (const name of [...names, ANY]) about(name).cut = true;
    if ([...names].some(name => COUNTS.has(name))) {
      for (const literal of literals) {
        if (literal.kind !== 'integer' && literal.kind !== 'long') continue;
        const number = Number(literal.value);
        for (const near of [number - 1, number, number + 1]) lengthens(about(ANY), near);
      }
    }
    for (const { name: key, value } of expression.hash) {
      if (key.text !== 'else' || value.kind !== 'string') continue;
      for (const match of value.value.matchAll(/\{([^{}]+)\}/g)) about(match[1]!).replacement = true;
    }
  }

  const any = toNamed(found.get(ANY));
  const names = [...found.keys()];
  const of = (name: string): Named => {
    const own = toNamed(found.get(name.slice(name.lastIndexOf('.') + 1)));
    if (any === nothingNamed) return own;
    return {
      ...own,
      texts: [...own.texts, ...any.texts],
      numbers: [...own.numbers, ...any.numbers],
      lengths: [...new Set([...own.lengths, ...any.lengths])],
      cut: own.cut || any.cut,
      asList: own.asList || any.asList,
    };
  };
  return { of, names };
}

/** All values that a template names for any of these. */
export function allNamed(some: readonly Named[]): Named {
  const united = <T>(of: (one: Named) => readonly T[]): readonly T[] => [...new Set(some.flatMap(of))];
  const all: Named = {
    texts: united(one => one.texts),
    numbers: united(one => one.numbers),
    separators: united(one => one.separators),
    keys: united(one => one.keys),
    lengths: united(one => one.lengths),
    replacement: some.some(one => one.replacement),
    cut: some.some(one => one.cut),
    asList: some.some(one => one.asList),
  };
  return some.every(one => one === nothingNamed) ? nothingNamed : all;
}

/** Stands for every variable. */
export const ANY = '*';

function isThis(name: string): boolean {
  return name === 'this' || name === '.';
}

function literalBeside(own: Found, literal: Argument): void {
  if (literal.kind === 'string') own.texts.add(literal.value);
  else if (literal.kind === 'integer' || literal.kind === 'long') own.numbers.add(Number(literal.value));
  else if (literal.kind === 'list') for (const item of literal.items) literalBeside(own, item);
}

function toNamed(own: Found | undefined): Named {
  if (!own) return nothingNamed;
  const { texts, numbers, separators, keys, lengths, replacement, cut, asList } = own;
  const count = texts.size + numbers.size + separators.size + keys.size + lengths.size;
  if (count === 0 && !replacement && !cut && !asList) return nothingNamed;
  const some = <T>(set: Set<T>, most = MAX_NAMED): readonly T[] => [...set].slice(0, most);
  return {
    texts: some(texts),
    numbers: some(numbers),
    separators: some(separators),
    keys: some(keys),
    lengths: some(lengths, MAX_LENGTHS),
    replacement,
    cut,
    asList,
  };
}

function empty() {
  return {
    texts: new Set<string>(),
    numbers: new Set<number>(),
    separators: new Set<string>(),
    keys: new Set<string>(),
    lengths: new Set<number>(),
  };
}

/** A length at which something changes; the usual ones are tried anyway. */
function lengthens({ lengths }: Found, length: number): void {
  if (length > 3 && length <= MAX_LENGTH) lengths.add(length);
}
