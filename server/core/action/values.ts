import { eventStringLimit } from '../tealium/attributes';
import type { AttributeType } from './model';

/** A value with the type its attribute gives it. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'date'; readonly ms: number }
  | { readonly kind: 'list' | 'set'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: 'null' };

/**
 * What an attribute of that type makes of a JSON value of an event; undefined when it comes to no value: null, a text for a
 * number. Numbers and dates may come as texts, as they do from a data layer; dates are milliseconds or ISO 8601; texts are
 * cut at 1,500 characters (Tealium, "About attributes"). A badge is true or absent.
 */
export function typedValue(json: unknown, type: AttributeType): Value | undefined {
  if (json === null || json === undefined) return undefined;
  switch (type) {
    case 'string':
      return textOf(json);
    case 'number':
      return numberOf(json);
    case 'boolean':
      return booleanOf(json);
    case 'badge':
      return json === true || json === 'true' ? { kind: 'boolean', boolean: true } : undefined;
    case 'date':
      return dateOf(json);
    case 'array of strings':
      return { kind: 'list', items: elements(json, textOf) };
    case 'array of numbers':
      return { kind: 'list', items: elements(json, numberOf) };
    case 'array of booleans':
      return { kind: 'list', items: elements(json, booleanOf) };
    case 'set of strings':
      return { kind: 'set', items: distinct(elements(json, textOf)) };
    case 'tally':
      return tallyOf(json);
    case 'any':
      return anyOf(json);
  }
}

/** As it stands in "Template Variables JSON": a date as ISO 8601, a set as a list. */
export function valueAsJson(value: Value): unknown {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return value.number;
    case 'boolean':
      return value.boolean;
    case 'date':
      return new Date(value.ms).toISOString();
    case 'list':
    case 'set':
      return value.items.map(valueAsJson);
    case 'object':
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, valueAsJson(entry)]));
    case 'null':
      return null;
  }
}

function textOf(json: unknown): Value | undefined {
  if (json === null || json === undefined) return undefined;
  const text = typeof json === 'object' ? JSON.stringify(json) : String(json);
  return { kind: 'text', text: text.slice(0, eventStringLimit) };
}

function numberOf(json: unknown): Value | undefined {
  const number = typeof json === 'string' && json.trim() !== '' ? Number(json) : json;
  return typeof number === 'number' && Number.isFinite(number) ? { kind: 'number', number } : undefined;
}

function booleanOf(json: unknown): Value | undefined {
  if (json === true || json === 'true') return { kind: 'boolean', boolean: true };
  if (json === false || json === 'false') return { kind: 'boolean', boolean: false };
  return undefined;
}

/** The span of time that JavaScript's dates cover, in milliseconds around 1970. */
const dateLimit = 8.64e15;

function dateOf(json: unknown): Value | undefined {
  const number = numberOf(json);
  const ms = number?.kind === 'number' ? number.number : typeof json === 'string' ? Date.parse(json) : Number.NaN;
  return Math.abs(ms) <= dateLimit ? { kind: 'date', ms: Math.trunc(ms) } : undefined;
}

/** A single value where a list is expected is a list of one. Elements that do not fit are left out. */
function elements(json: unknown, read: (element: unknown) => Value | undefined): Value[] {
  return (Array.isArray(json) ? json : [json]).flatMap(element => read(element) ?? []);
}

function distinct(items: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const key = item.kind === 'text' ? item.text : '';
    return !seen.has(key) && seen.add(key);
  });
}

function tallyOf(json: unknown): Value | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const entries = new Map<string, Value>();
  for (const [name, count] of Object.entries(json)) {
    const number = numberOf(count);
    if (number) entries.set(name, number);
  }
  return { kind: 'object', entries };
}

function anyOf(json: unknown): Value {
  if (json === null || json === undefined) return { kind: 'null' };
  if (typeof json === 'string') return textOf(json)!;
  if (typeof json === 'number') return { kind: 'number', number: json };
  if (typeof json === 'boolean') return { kind: 'boolean', boolean: json };
  if (Array.isArray(json)) return { kind: 'list', items: json.map(anyOf) };
  return { kind: 'object', entries: new Map(Object.entries(json).map(([name, value]) => [name, anyOf(value)])) };
}
