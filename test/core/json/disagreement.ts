import type { AttributeType } from '../../../server/core/action/model';
import { dataOf } from '../../../server/core/json/data';
import type { Variable } from '../../../server/core/json/events';
import { identities } from '../../../server/core/json/identities';
import { prove } from '../../../server/core/json/prove';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';
import type { Template } from '../../../server/core/template/tree';

/** How many events are tried with one template, at most. */
const MAX_EVENTS = 800;

export type Variables = ReadonlyMap<string, Variable>;
type Event = Readonly<Record<string, unknown>>;

/**
 * Where the proof of a body and renders of many events disagree; undefined where they agree.
 * @param random which of the many events are tried, where not all of them can be
 */
export function disagreement(source: string, variables: Variables, random: number): string | undefined {
  const tree = parse(source, tealiumProfile);
  if (tree.problems.length > 0) return undefined;
  const proof = prove(tree, { profile: tealiumProfile, variables });
  for (const { shown, level } of proof.findings) {
    const counterexample = shown.plain;
    if (!breaks(tree, counterexample, variables)) return `${level} without evidence: ${JSON.stringify(counterexample)}`;
  }
  if (proof.limited !== undefined) {
    return proof.limited === 'a tag prints the whole event' ? undefined : `gave up: ${proof.limited}`;
  }
  for (const level of ['plain', 'hostile'] as const) {
    if (proof[level] === 'unsafe') continue;
    const event = firstBreaking(tree, source, variables, level === 'hostile', random);
    if (event) return `missed, ${level}: ${JSON.stringify(event)}`;
  }
  return undefined;
}

function breaks(tree: Template, event: Event, variables: Variables): boolean {
  const options = { profile: tealiumProfile, now: 1_700_000_000_000, uuid: () => 'u' };
  const result = render({ name: 'main', tree }, dataOf(variables, event, tealiumProfile), options);
  if (result.kind === 'failed') return true;
  try {
    JSON.parse(result.text);
    return false;
  } catch {
    // That it does not parse is the answer.
    return true;
  }
}

/** Values chosen without looking at those that the proof tries. */
const texts = ['Grace', '', '7', '007', 'a b', 'x-y', 'true', '[1]', 'é', '1.0'];
const hostileTexts = ['a"b', 'a\\', 'a\nb', '\t', '"', '\\u00', '["x"]'];
const numbers = [3, 0, -2.5, 1e7, 4.5e22, 0.25, 1, 9_999_999_999];

function valuesOf({ type, optional }: Variable, source: string, hostile: boolean): readonly unknown[] {
  const named = [...source.matchAll(/"([^"{}\\]{1,12})"\}\}/g)].map(match => match[1]!);
  const namedNumbers = [...source.matchAll(/ (-?\d+(?:\.\d+)?)\}\}/g)].map(match => Number(match[1]));
  const own = [...texts, ...named, ...(hostile ? hostileTexts : [])];
  const scalars: Partial<Record<AttributeType, readonly unknown[]>> = {
    string: own,
    number: [...numbers, ...namedNumbers],
    boolean: [true, false],
    badge: [true],
    date: [1_700_000_000_000, Date.UTC(2001, 0, 1)],
    tally: [
      { P: 2 },
      {},
      { P: 0 },
      { P: 2, Q: 0 },
      { P: 0, Q: 2 },
      { Shirts: 1e9, Q: 0.5, R: -1 },
      ...(hostile ? [{ 'a"b': 1 }] : []),
    ],
    any: [...own, ...numbers, true, false, ['x', 'y'], [], { P: 'q' }],
    'array of strings': listsOf(own),
    'set of strings': listsOf(own).map(list => [...new Set(list)]),
    'array of numbers': listsOf([...numbers, ...namedNumbers]),
    'array of booleans': listsOf([true, false]),
  };
  const values = scalars[type]!;
  return optional || type === 'badge' ? [undefined, ...values] : values;
}

function listsOf<T>(values: readonly T[]): readonly (readonly T[])[] {
  const [first, second] = values;
  return [
    [],
    ...values.map(value => [value]),
    ...values.flatMap(value => [
      [value, first!],
      [second!, value],
    ]),
    ...values.map((value, index) => [value, first!, values[(index + 1) % values.length]!]),
    [first!, second!, first!, second!],
  ];
}

/** The first event that breaks: out of all combinations if they are few, or else of a choice of them. */
function firstBreaking(
  tree: Template,
  source: string,
  variables: Variables,
  hostile: boolean,
  random: number,
): Event | undefined {
  const used = [...variables].filter(([name]) => source.includes(name.split('.')[0]!));
  const columns = used.map(([name, variable]) => [name, valuesOf(variable, source, hostile)] as const);
  const total = columns.reduce((product, [, values]) => product * values.length, 1);
  let state = random * 2 + 1;
  const next = (count: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const count = Math.min(total, MAX_EVENTS);
  for (let number = 0; number < count; number++) {
    let rest = number;
    const event: Record<string, unknown> = {};
    for (const [name, values] of columns) {
      const place = total <= MAX_EVENTS ? rest % values.length : next(values.length);
      rest = Math.floor(rest / values.length);
      event[name] = values[place];
    }
    unite(event, variables);
    evenOut(event, variables);
    if (breaks(tree, event, variables)) return event;
  }
  return undefined;
}

/** Gives variables of one attribute the same value. */
function unite(event: Record<string, unknown>, variables: Variables): void {
  const values = new Map<string, unknown>();
  for (const [name, { attribute = name }] of variables) {
    if (!(name in event)) continue;
    if (values.has(attribute)) event[name] = values.get(attribute);
    else values.set(attribute, event[name]);
  }
}

/** Lists of one group, and what is the same list elsewhere, have equal lengths. */
function evenOut(event: Record<string, unknown>, variables: Variables): void {
  const { lengthIdOf } = identities(variables);
  const lists = Object.entries(event).flatMap(([name, value]) =>
    Array.isArray(value) && variables.get(name)!.type !== 'any'
      ? [[name, lengthIdOf(name.split('.')[0]!), value] as const]
      : [],
  );
  for (const [name, id, value] of lists) {
    const lengths = lists.flatMap(([, other, { length }]) => (other === id ? [length] : []));
    event[name] = value.slice(0, Math.min(...lengths));
  }
}
