import { eventStringLimit } from '../tealium/attributes';
import {
  date,
  double,
  integer,
  isNumber,
  type JavaValue,
  list,
  long,
  map,
  numberOf,
  set,
} from '../template/java/values';
import type { Profile } from '../template/profile';
import type { AttributeType } from './model';

type Numbers = Profile['numbers'];

/**
 * The Java value that a JSON value of an event becomes in an attribute of that type; null where it becomes none, such
 * as a text in a number. Numbers and dates may come as texts, as they do from a data layer; dates are milliseconds or
 * ISO 8601; texts are cut at 1,500 characters (Tealium, "About attributes"). A badge is true or absent.
 * @param numbers what numbers become: Tealium's are Doubles
 */
export function typedValue(json: unknown, type: AttributeType, numbers: Numbers = 'double'): JavaValue {
  if (json === null || json === undefined) return null;
  switch (type) {
    case 'string':
      return textOf(json);
    case 'number':
      return numberFrom(json, numbers);
    case 'boolean':
      return booleanOf(json);
    case 'badge':
      return json === true || json === 'true' ? true : null;
    case 'date':
      return dateOf(json);
    case 'array of strings':
      return list(elements(json, textOf));
    case 'array of numbers':
      return list(elements(json, element => numberFrom(element, numbers)));
    case 'array of booleans':
      return list(elements(json, booleanOf));
    case 'set of strings':
      return set(elements(json, textOf));
    case 'tally':
      return tallyOf(json, numbers);
    case 'any':
      return anyOf(json, numbers);
  }
}

/** As it stands in "Template Variables JSON": a date as ISO 8601, a set as a list. */
export function valueAsJson(value: JavaValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isNumber(value)) return numberOf(value);
  switch (value.kind) {
    case 'date':
      return new Date(value.ms).toISOString();
    case 'list':
    case 'set':
      return value.items.map(valueAsJson);
    case 'map':
      return Object.fromEntries([...value.entries].map(([name, entry]) => [name, valueAsJson(entry)]));
    default:
      return undefined; // A template variable holds no other Java object.
  }
}

function textOf(json: unknown): JavaValue {
  if (json === null || json === undefined) return null;
  const text = typeof json === 'object' ? JSON.stringify(json) : String(json);
  return text.slice(0, eventStringLimit);
}

function numberFrom(json: unknown, numbers: Numbers): JavaValue {
  const number = finite(json);
  if (number === undefined) return null;
  if (numbers === 'double' || !Number.isSafeInteger(number)) return double(number);
  return number === (number | 0) ? integer(number) : long(number);
}

function finite(json: unknown): number | undefined {
  const number = typeof json === 'string' && json.trim() !== '' ? Number(json) : json;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function booleanOf(json: unknown): JavaValue {
  if (json === true || json === 'true') return true;
  return json === false || json === 'false' ? false : null;
}

/** The span of time that JavaScript's dates cover, in milliseconds around 1970. */
const dateLimit = 8.64e15;

function dateOf(json: unknown): JavaValue {
  const ms = finite(json) ?? (typeof json === 'string' ? Date.parse(json) : Number.NaN);
  return Math.abs(ms) <= dateLimit ? date(Math.trunc(ms)) : null;
}

/** A single value where a list is expected is a list of one. Elements that do not fit are left out. */
function elements(json: unknown, read: (element: unknown) => JavaValue): JavaValue[] {
  return (Array.isArray(json) ? json : [json]).map(read).filter(element => element !== null);
}

function tallyOf(json: unknown, numbers: Numbers): JavaValue {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  return map(
    Object.entries(json)
      .map(([name, count]): [string, JavaValue] => [name, numberFrom(count, numbers)])
      .filter(([, count]) => count !== null),
  );
}

function anyOf(json: unknown, numbers: Numbers): JavaValue {
  if (json === null || json === undefined) return null;
  if (typeof json === 'number') return numberFrom(json, numbers);
  if (typeof json === 'boolean') return json;
  if (typeof json !== 'object') return textOf(json);
  if (Array.isArray(json)) return list(json.map(element => anyOf(element, numbers)));
  return map(Object.entries(json).map(([name, value]): [string, JavaValue] => [name, anyOf(value, numbers)]));
}
