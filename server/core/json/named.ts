import type { Argument, Call, Template } from '../template/tree';
import { walk } from '../template/walk';
import { type Named, nothingNamed } from './choices';

/** Collected for one name. */
interface Found {
  readonly texts: Set<string>;
  readonly numbers: Set<number>;
  readonly separators: Set<string>;
  readonly keys: Set<string>;
  replacement: boolean;
}

/** How many values a template may name for one variable; more would only repeat what the first ones show. */
const MAX_NAMED = 8;

/** The helpers that cut a text, by the hash keys that say where. */
const CUTTERS: ReadonlySet<string> = new Set(['separator', 'open', 'close']);

/**
 * The values that a template names: literals beside a variable in a helper, separators, keys behind a tally. A value that the
 * template can tell apart must be among those the proof tries. Literals beside `this` may concern any variable.
 * @param isKey whether a name behind a dot can be a key of a tally, and is no property of the engine's
 */
export function namedIn(
  templates: Iterable<Template>,
  isKey: (name: string) => boolean = () => true,
): (name: string) => Named {
  const found = new Map<string, Found>();
  const about = (name: string): Found => {
    let own = found.get(name);
    if (!own) {
      own = { texts: new Set(), numbers: new Set(), separators: new Set(), keys: new Set(), replacement: false };
      found.set(name, own);
    }
    return own;
  };
  const path = (parts: readonly { readonly text: string }[]): void => {
    for (let i = 1; i < parts.length; i++) {
      const key = parts[i]!.text;
      if (isKey(key)) about(parts[i - 1]!.text).keys.add(key);
    }
  };
  for (const template of templates) {
    walk(template, {
      enter: node => {
        if (node.kind !== 'variable' && node.kind !== 'section') return;
        if (node.expression.kind === 'path') path(node.expression.parts);
        else call(node.expression);
      },
    });
  }

  function call(expression: Call): void {
    const names = new Set<string>();
    for (const parameter of expression.parameters) {
      if (parameter.kind !== 'path') continue;
      path(parameter.parts);
      for (const part of parameter.parts) names.add(part.text);
    }
    const nameless = expression.parameters.length === 1 || names.has('this') || names.has('.');
    if (nameless) names.add(ANY);
    const literals = expression.parameters.filter(parameter => parameter.kind !== 'path');
    for (const name of names) {
      for (const literal of literals) literalBeside(about(name), literal);
      for (const { name: key, value } of expression.hash) {
        if (value.kind === 'string' && CUTTERS.has(key.text)) about(name).separators.add(value.value);
      }
    }
    for (const { name: key, value } of expression.hash) {
      if (key.text !== 'else' || value.kind !== 'string') continue;
      for (const match of value.value.matchAll(/\{([^{}]+)\}/g)) about(match[1]!).replacement = true;
    }
  }

  const any = toNamed(found.get(ANY));
  if (found.size === 0) return () => nothingNamed;
  return name => {
    const own = toNamed(found.get(name.slice(name.lastIndexOf('.') + 1)));
    if (any === nothingNamed) return own;
    return { ...own, texts: [...own.texts, ...any.texts], numbers: [...own.numbers, ...any.numbers] };
  };
}

/** Stands for every variable. */
const ANY = '*';

function literalBeside(own: Found, literal: Argument): void {
  if (literal.kind === 'string') own.texts.add(literal.value);
  else if (literal.kind === 'integer' || literal.kind === 'long') own.numbers.add(Number(literal.value));
  else if (literal.kind === 'list') for (const item of literal.items) literalBeside(own, item);
}

function toNamed(own: Found | undefined): Named {
  if (!own) return nothingNamed;
  const { texts, numbers, separators, keys, replacement } = own;
  if (texts.size + numbers.size + separators.size + keys.size === 0 && !replacement) return nothingNamed;
  const some = <T>(set: Set<T>): readonly T[] => [...set].slice(0, MAX_NAMED);
  return { texts: some(texts), numbers: some(numbers), separators: some(separators), keys: some(keys), replacement };
}
