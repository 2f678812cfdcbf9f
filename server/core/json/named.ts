import type { JavaValue } from '../template/java/values';
import { keptIn } from '../template/kept';
import type { Argument, Call, Expression, Template } from '../template/tree';
import { pathsOf, walk } from '../template/walk';
import { type Named, nothingNamed } from './choices';
import type { Engine } from './engine';
import type { Variable } from './events';

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
type Found = { readonly [K in keyof Named]: Set<Named[K][number]> };

/** How many values a template may name for one variable: further ones are not told apart. */
const maxNamed = 100;

/** The same for lengths of lists, and the greatest length that is tried. */
const maxLengths = 6;
const maxLength = 24;

/** Names for the position of a loop or the size of a list: a number compared with one is a length. */
const countNames: ReadonlySet<string> = new Set(['index', 'position', 'size', 'length']);

/** The helpers that cut a text, by the hash keys that say where. */
const cutterKeys: ReadonlySet<string> = new Set(['separator', 'open', 'close']);

/** A tag, and the variables around it that the event gives keys: tallies, objects. */
interface Said {
  readonly expression: Expression;
  readonly around: readonly string[];
}

/**
<<<<<<< HEAD
 * The values that a template names: literals beside a variable in a helper, separators, keys of a tally. A value that
 * the template can tell apart must be among those the proof tries. Literals beside `this` may concern any variable.
 * @param isKey whether a name after a dot can be a key of a tally, and not a property that the engine has
=======
 * The values that a template names: literals beside a variable in a helper, separators, keys of a tally or an object. A value that
 * the template can tell apart must be among those the proof tries. Literals beside `this` may concern any variable.
 */
export function namedIn(
  templates: Iterable<Template>,
  variables: ReadonlyMap<string, Variable>,
  engine: Engine,
): NamedValues {
  const tags = new Map<string, Said>();
  const withKeys = (expression: Expression): readonly string[] =>
    pathsOf(expression)
      .map(({ text }) => text)
      .filter(name => /tally|any/.test(variables.get(name)?.type ?? ''));
  for (const template of templates) {
    const around: string[] = [];
    walk(template, {
      enter: node => {
        if (node.kind !== 'variable' && node.kind !== 'section') return;
        const { tag, expression } = node;
        const text = [tag.content.text, ...around].join(' in ');
        // A tag that was seen before names nothing new.
        if (!tags.has(text)) tags.set(text, { expression, around: [...around] });
        if (node.kind === 'section') around.push(...withKeys(expression));
      },
      leave: node => {
        if (node.kind === 'section') around.length -= withKeys(node.expression).length;
      },
    });
  }
  let found: NamedBeside | undefined;
  const beside = () => {
    found ??= namedBeside(tags.values(), variables, engine);
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

function namedBeside(tags: Iterable<Said>, variables: ReadonlyMap<string, Variable>, engine: Engine): NamedBeside {
  const { isProperty } = engine;
  const found = new Map<string, Found>();
  const about = (name: string): Found => keptIn(found, name, () => eachList(() => new Set<never>()));
  const path = (parts: readonly { readonly text: string }[]): void => {
    for (let i = 1; i < parts.length; i++) {
      const key = parts[i]!.text;
      if (/^\d{1,2}$/.test(key)) lengthens(about(parts[i - 1]!.text), Number(key) + 1);
      if (key === 'toList')
        for (const { text } of parts.slice(0, i)) about(isThis(text) ? anyName : text).uses.add('list');
      if (!isProperty(key)) about(parts[i - 1]!.text).keys.add(key);
    }
  };
  for (const { expression, around } of tags) {
    if (expression.kind === 'call') call(expression);
    else if (expression.parts.length > 1) path(expression.parts);
    for (const { parts } of around.length > 0 ? pathsOf(expression) : []) {
      const names = parts.map(({ text }) => text).filter(name => !isThis(name));
      // What is a variable, or a name of the loop's, means that.
      if (variables.has(names[0]!) || engine.member(turn, names[0]!) !== null) continue;
      for (const owner of around) for (const name of names) if (!isProperty(name)) about(owner).fields.add(name);
    }
  }

  function call(expression: Call): void {
    const names = new Set<string>();
    for (const parameter of expression.parameters) {
      if (parameter.kind !== 'path') continue;
      path(parameter.parts);
      for (const part of parameter.parts) names.add(part.text);
    }
    const nameless = expression.parameters.length === 1 || [...names].some(isThis);
    if (nameless) names.add(anyName);
    const literals = expression.parameters.filter(parameter => parameter.kind !== 'path');
    for (const name of names) {
      for (const literal of literals) literalBeside(about(name), literal);
      for (const { name: key, value } of expression.hash) {
        if (name !== anyName && value.kind === 'string' && cutterKeys.has(key.text))
          about(name).separators.add(value.value);
      }
    }
    if (/^substring/.test(expression.name.text)) for (const name of [...names, anyName]) about(name).uses.add('cut');
    if ([...names].some(name => countNames.has(name))) {
      for (const literal of literals) {
        if (literal.kind !== 'integer' && literal.kind !== 'long') continue;
        const number = Number(literal.value);
        for (const near of [number - 1, number, number + 1]) lengthens(about(anyName), near);
      }
    }
    for (const { name: key, value } of expression.hash) {
      if (key.text !== 'else' || value.kind !== 'string') continue;
      for (const match of value.value.matchAll(/\{([^{}]+)\}/g)) about(match[1]!).uses.add('replacement');
    }
  }

  const known = new Map<string, Named>();
  const find = (name: string): Named =>
    united([name.slice(name.lastIndexOf('.') + 1), anyName].flatMap(one => toNamed(found.get(one)) ?? []));
  return { of: name => keptIn(known, name, find), names: [...found.keys()] };
}

/** All values that a template names for any of these. */
export function united(some: readonly Named[]): Named {
  const all: Named = eachList(list => [...new Set<never>(some.flatMap(one => one[list] as never[]))]);
  return namedKinds.every(list => all[list].length === 0) ? nothingNamed : all;
}

/** Stands for every variable. */
export const anyName = '*';

/** Some turn of a loop. */
const turn: JavaValue = { kind: 'iteration', index: 1, size: 2, alias: null, value: null };

function isThis(name: string): boolean {
  return name === 'this' || name === '.';
}

function literalBeside(own: Found, literal: Argument): void {
  if (literal.kind === 'string') own.texts.add(literal.value);
  else if (literal.kind === 'integer' || literal.kind === 'long') own.numbers.add(Number(literal.value));
  else if (literal.kind === 'list') for (const item of literal.items) literalBeside(own, item);
}

function toNamed(own: Found | undefined): Named | undefined {
  return own && eachList(list => [...(own[list] as Set<never>)].slice(0, list === 'lengths' ? maxLengths : maxNamed));
}

const namedKinds = Object.keys(nothingNamed) as (keyof Named)[];

function eachList<T>(make: (list: keyof Named) => T): Record<keyof Named, T> {
  return Object.fromEntries(namedKinds.map(list => [list, make(list)])) as Record<keyof Named, T>;
}

/** A length at which something changes; the usual ones are tried anyway. */
function lengthens({ lengths }: Found, length: number): void {
  if (length > 3 && length <= maxLength) lengths.add(length);
}
