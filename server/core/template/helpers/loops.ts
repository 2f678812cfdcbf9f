import { RenderFailure } from '../failure';
import { inHashOrder } from '../java/hash';
import { printed } from '../java/print';
import { reflect } from '../java/reflect';
import { isFalsy } from '../java/truth';
import { elementsOf, type JavaValue, map } from '../java/values';
import { hashArgument, hashInteger, hashText, integerOf, invalidOptions, textOf } from './arguments';
import { type Body, type Helper, type HelperCall, skip } from './helper';

export const loopHelpers: readonly Helper[] = [
  {
    name: 'each',
    kind: 'section',
    origin: 'trimou built in',
    documentedByTealium: true,
    parameters: [
      {
        name: 'list',
        help: 'What to go through: an array, a set, or `tally.entrySet`.',
        optional: true,
        variadic: true,
      },
    ],
    hash: [
      { name: 'as', help: 'A name for the current item.' },
      { name: 'apply', help: '"skipIfNull", "skipIf:property", "skipUnless:property" or "map:property".' },
      { name: 'omitMeta', help: 'true: `iter` is not available inside.', values: ['true', 'false'] },
    ],
    appliesTo: ['array of strings', 'array of numbers', 'array of booleans', 'set of strings', 'any'],
    prints: 'body',
    help: 'Renders the section for each item. Inside, `{{.}}` is the item, and `iter.index` (from 1), `iter.hasNext`, `iter.isFirst` and `iter.isLast` tell where the loop is. For a tally: `{{#each tally.entrySet}}{{key}} {{value}}{{/each}}`.',
    example: {
      template: '{{#each tags}}{{.}}{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}',
      data: '{"tags":["a","b"]}',
      output: 'a,b',
    },
    javaClass: 'org.trimou.handlebars.EachHelper',
    enter: each,
  },
  {
    name: 'with',
    kind: 'section',
    origin: 'trimou built in',
    documentedByTealium: false,
    parameters: [{ name: 'value', help: 'The value that becomes the context.' }],
    hash: [],
    appliesTo: ['any'],
    prints: 'body',
    help: 'Renders the section with the value as context, so that its properties need no prefix; nothing if it is missing.',
    example: { template: '{{#with company}}{{name}}{{/with}}', data: '{"company":{"name":"Acme"}}', output: 'Acme' },
    javaClass: 'org.trimou.handlebars.WithHelper',
    enter: ({ parameters: [context = null] }) => (context === null ? skip : { kind: 'with', context }),
  },
  {
    name: 'repeat',
    kind: 'section',
    origin: 'trimou extra',
    documentedByTealium: false,
    parameters: [],
    requiredHashEntries: 1,
    hash: [
      { name: 'times', help: 'How often.' },
      { name: 'while', help: 'A variable; the section is repeated as long as it is not false or empty.' },
      { name: 'limit', help: 'How often at most with `while`; more is an error.' },
    ],
    appliesTo: ['number'],
    prints: 'body',
    help: 'Renders the section several times. There is no `iter` inside.',
    example: { template: '{{#repeat times=3}}x{{/repeat}}', data: '{}', output: 'xxx' },
    javaClass: 'org.trimou.handlebars.RepeatHelper',
    validate: call => {
      const times = hashArgument(call, 'times');
      if (!times) {
        return hashArgument(call, 'while')
          ? undefined
          : { message: "Either 'times' or 'while' hash entry is expected" };
      }
      if (times.kind === 'path' || times.kind === 'list' || times.kind === 'integer') return undefined;
      const text = String(times.value);
      if (isInteger(text)) return undefined;
      return { message: `java.lang.NumberFormatException: For input string: "${text}"`, bare: true };
    },
    enter: repeat,
  },
  {
    name: 'set',
    kind: 'section',
    origin: 'trimou extra',
    documentedByTealium: false,
    parameters: [],
    requiredHashEntries: 1,
    hash: [],
    appliesTo: ['any'],
    prints: 'body',
    help: 'Gives names to values inside the section: each `name=value` is a variable there.',
    example: { template: '{{#set first=tags.0}}{{first}}{{/set}}', data: '{"tags":["a"]}', output: 'a' },
    javaClass: 'org.trimou.handlebars.SetHelper',
    enter: ({ hash }) => {
      const names = inHashOrder([...hash.keys()]);
      return { kind: 'with', context: map(names.map(name => [name, hash.get(name)!] as const)) };
    },
  },
];

function isInteger(text: string): boolean {
  try {
    integerOf(text);
    return true;
  } catch {
    // The text is no Integer; the caller says so in its own words.
    return false;
  }
}

/** Several lists are one loop. Anything but a list is an error; among several arguments, it is left out. */
function each(call: HelperCall): Body {
  const { parameters } = call;
  let omitMeta = isTrue(call);
  const sources = parameters.length === 0 ? [call.peek()] : parameters.filter(parameter => parameter !== null);
  if (parameters.length === 1 && sources.length === 0) return skip;
  omitMeta ||= sources.some(source => isIterator(source));
  const items: JavaValue[] = [];
  for (const source of sources) {
    const found = itemsOf(source);
    if (found) items.push(...found);
    else if (parameters.length < 2 || omitMeta) {
      throw invalidOptions(`${printed(source)} is nor an Iterable nor an array [${call.describe()}]`);
    }
  }
  if (items.length === 0) return skip;
  const alias = hashText(call, 'as') ?? null;
  const change = functionOf(call);
  if (!change) return { kind: 'each', items, size: items.length, alias, omitMeta };
  const kept: JavaValue[] = [];
  const numbers: number[] = [];
  items.forEach((item, index) => {
    const changed = change(item);
    if (changed === undefined) return;
    kept.push(changed);
    numbers.push(index + 1);
  });
  return { kind: 'each', items: kept, size: items.length, numbers, alias, omitMeta };
}

function isTrue(call: HelperCall): boolean {
  return hashText(call, 'omitMeta')?.toLowerCase() === 'true';
}

function isIterator(value: JavaValue): boolean {
  return value !== null && typeof value === 'object' && value.kind === 'iterator';
}

function itemsOf(value: JavaValue): readonly JavaValue[] | undefined {
  if (value !== null && typeof value === 'object' && value.kind === 'iterator') {
    const rest = value.items.slice(value.next);
    value.next = value.items.length;
    return rest;
  }
  return elementsOf(value);
}

/** What `apply` makes of an item; undefined leaves it out. Properties are found by reflection, so keys of a map are not. */
function functionOf(call: HelperCall): ((item: JavaValue) => JavaValue | undefined) | undefined {
  const text = hashText(call, 'apply');
  if (text === undefined) return undefined;
  if (text === 'skipIfNull') return item => (item === null ? undefined : item);
  const colon = text.indexOf(':');
  const path = text
    .slice(colon + 1)
    .split('.')
    .filter(part => part !== '');
  switch (text.slice(0, colon + 1)) {
    case 'skipIf:':
      return item => (isFalsy(member(item, path)) ? item : undefined);
    case 'skipUnless:':
      return item => (isFalsy(member(item, path)) ? undefined : item);
    case 'map:':
      return item => member(item, path);
    default:
      throw invalidOptions(`${text} is not a valid function [${call.describe()}]`);
  }
}

function member(item: JavaValue, path: readonly string[]): JavaValue {
  let value = item;
  for (const part of path) value = reflect(value, part) ?? null;
  return value;
}

function repeat(call: HelperCall): Body {
  const times = hashInteger(call, 'times');
  if (times !== undefined) {
    let left = times;
    return { kind: 'repeat', again: () => left-- > 0 };
  }
  const condition = call.hash.get('while');
  if (condition === undefined || condition === null) return skip;
  const written = hashArgument(call.definition, 'while')!;
  const key = written.kind === 'path' ? written.text : textOf(condition);
  let value = written.kind === 'path' ? condition : call.lookUp(key);
  const limit = hashInteger(call, 'limit') ?? 2147483647;
  let turns = 0;
  return {
    kind: 'repeat',
    again: () => {
      if (turns > 0) {
        if (turns > limit) throw new RenderFailure('RENDER_GENERIC_ERROR', 'Iteration limit exceeded');
        value = call.lookUp(key);
      }
      turns++;
      return !isFalsy(value);
    },
  };
}
