import { fromJson } from '../java/json';
import { printed, printedDate } from '../java/print';
import { toLong } from '../java/reflect';
import { double, elementsOf, integer, isNumber, type JavaNumber, type JavaValue, long, numberOf } from '../java/values';
import { escapeJson } from './encode';
import type { Suffix } from './helper';

const shared = { kind: 'suffix', origin: 'tealium', documentedByTealium: true, parameters: [], hash: [] } as const;

/**
 * What Tealium offers after a dot (source: Tealium, template help functions).
 * @param integers the Java type of whole numbers, which matters to `isEq`: an assumption
 */
export function tealiumSuffixes(integers: 'long' | 'integer'): readonly Suffix[] {
  const whole = (value: bigint): JavaNumber =>
    integers === 'long' ? long(value) : integer(Number(BigInt.asIntN(32, value)));
  return [
    {
      ...shared,
      name: 'toJson',
      appliesTo: ['any'],
      prints: 'json',
      help: 'Prints lists and tallies as JSON. A text is escaped for use between quotes, which it does not bring along: write `"{{name.toJson}}"`.',
      example: { template: '{{tags.toJson}}', data: '{"tags":["a","b"]}', output: '["a","b"]' },
      apply: toJson,
    },
    {
      ...shared,
      name: 'toInteger',
      appliesTo: ['number'],
      prints: 'integer',
      help: 'The number without its fraction: `1` instead of `1.0`.',
      example: { template: '{{n.toInteger}}', data: '{"n":19.5}', output: '19' },
      apply: value => (isNumber(value) ? whole(toLong(value)) : null),
    },
    {
      ...shared,
      name: 'castIntegers',
      appliesTo: ['tally', 'array of numbers'],
      prints: 'list',
      help: 'The same list or tally with all numbers without their fractions.',
      example: { template: '{{sizes.castIntegers.toJson}}', data: '{"sizes":[1,2.5]}', output: '[1,2]' },
      apply: value => castIntegers(value, number => whole(toLong(number))),
    },
    {
      ...shared,
      name: 'sum',
      appliesTo: ['tally', 'array of numbers'],
      prints: 'number',
      help: 'The sum of all numbers of a list or a tally. It is a decimal number: `6.0`.',
      example: { template: '{{sizes.sum}}', data: '{"sizes":[1,2,3]}', output: '6.0' },
      apply: sum,
    },
    {
      ...shared,
      name: 'toList',
      appliesTo: ['string'],
      prints: 'list',
      help: 'Reads a text that holds a JSON array as a list.',
      example: { template: '{{sizes.toList.sum}}', data: '{"sizes":"[1,2,3]"}', output: '6.0' },
      apply: toList,
    },
    {
      ...shared,
      name: 'toTimestamp',
      appliesTo: ['date'],
      prints: 'integer',
      help: 'The date in seconds since 1970, which is what Intercom expects.',
      example: { template: '{{d.toTimestamp}}', data: '{"d":{"$date":1600128000000}}', output: '1600128000' },
      apply: value => (isDate(value) ? long(Math.floor(value.ms / 1000)) : null),
    },
    {
      ...shared,
      name: 'toTimestampMs',
      appliesTo: ['date'],
      prints: 'integer',
      help: 'The date in milliseconds since 1970. For Intercom use `toTimestamp`.',
      example: { template: '{{d.toTimestampMs}}', data: '{"d":{"$date":1600128000000}}', output: '1600128000000' },
      apply: value => (isDate(value) ? long(Math.trunc(value.ms)) : null),
    },
  ];
}

function isDate(value: JavaValue): value is Extract<JavaValue, { kind: 'date' }> {
  return value !== null && typeof value === 'object' && value.kind === 'date';
}

/** Texts and dates are printed without quotes, everything else as JSON. */
function toJson(value: JavaValue): JavaValue {
  if (value === null) return null;
  if (typeof value === 'string') return escapeJson(value);
  return isDate(value) ? printedDate(value.ms) : json(value);
}

function json(value: JavaValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (isNumber(value)) return printed(value);
  if (value.kind === 'map') {
    return `{${[...value.entries].map(([key, item]) => `${quoted(key)}:${json(item)}`).join(',')}}`;
  }
  if (value.kind === 'entry') return `{${quoted(printed(value.key))}:${json(value.value)}}`;
  const items = elementsOf(value);
  return items ? `[${items.map(json).join(',')}]` : quoted(printed(value));
}

function quoted(text: string): string {
  return `"${escapeJson(text)}"`;
}

function castIntegers(value: JavaValue, cast: (number: JavaNumber) => JavaValue): JavaValue {
  if (value === null || typeof value !== 'object') return null;
  const item = (each: JavaValue): JavaValue => (isNumber(each) ? cast(each) : each);
  if (value.kind === 'list' || value.kind === 'set') return { kind: value.kind, items: value.items.map(item) };
  if (value.kind !== 'map') return null;
  return { kind: 'map', entries: new Map([...value.entries].map(([key, each]) => [key, item(each)] as const)) };
}

/** Texts that are numbers count as well, since lists made of JSON often hold such. */
function sum(value: JavaValue): JavaValue {
  const isMap = value !== null && typeof value === 'object' && value.kind === 'map';
  const items = isMap ? [...value.entries.values()] : elementsOf(value);
  if (!items) return null;
  let total = 0;
  for (const item of items) {
    if (isNumber(item)) total += numberOf(item);
    else if (typeof item === 'string' && item.trim() !== '' && Number.isFinite(Number(item))) total += Number(item);
  }
  return double(total);
}

function toList(value: JavaValue): JavaValue {
  if (typeof value !== 'string') return elementsOf(value) ? value : null;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? fromJson(parsed, 'double') : null;
  } catch {
    // The text is not JSON, so it has no such property.
    return null;
  }
}
