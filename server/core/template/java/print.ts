import { type Digits, digitsOfDouble, digitsOfFloat } from './digits';
import type { JavaObject, JavaValue } from './values';

/**
 * Java's `toString()`; null prints `null`, as it does inside of a list.
 * @param separator what stands between the items of lists and maps
 */
export function printed(value: JavaValue, separator = ', '): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return printedObject(value, separator);
}

function printedObject(value: JavaObject, separator: string): string {
  switch (value.kind) {
    case 'integer':
    case 'short':
    case 'byte':
    case 'long':
    case 'character':
      return String(value.value);
    case 'double':
      return printedDouble(value.value);
    case 'float':
      return printedFloat(value.value);
    case 'date':
      return printedDate(value.ms);
    case 'map':
      return printedMap(value.entries, separator);
    case 'list':
    case 'set':
      return `[${value.items.map(item => printed(item, separator)).join(separator)}]`;
    case 'entry':
      return `${printed(value.key)}=${printed(value.value)}`;
    case 'opaque':
      return value.text;
    // These print their class and an address; the address is another one in every run.
    case 'array':
      return `${value.className}@0`;
    case 'iteration':
      return 'org.trimou.engine.segment.ImmutableIterationMeta@0';
    case 'flow':
      return 'org.trimou.handlebars.Flow@0';
    case 'iterator':
      return 'java.util.ArrayList$Itr@0';
  }
}

function printedMap(entries: ReadonlyMap<string, JavaValue>, separator: string): string {
  const parts: string[] = [];
  for (const [key, value] of entries) parts.push(`${key}=${printed(value, separator)}`);
  return `{${parts.join(separator)}}`;
}

/** `Double.toString` of Java up to version 18 (later ones print fewer digits of some numbers). */
export function printedDouble(value: number): string {
  if (Number.isInteger(value) && value < 1e7 && value > -1e7) return Object.is(value, -0) ? '-0.0' : `${value}.0`;
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    // With up to 15 digits both languages print the same: the only decimal of that length that reads as this number.
    const text = String(value);
    if (text.length <= 16) return text;
  }
  return withSign(value, laidOut(digitsOfDouble(size, true)));
}

/** `Float.toString` of Java up to version 18. */
export function printedFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  return withSign(value, laidOut(digitsOfFloat(Math.abs(value), true)));
}

/** A date as Tealium's documentation shows it: an instant in UTC with milliseconds. */
export function printedDate(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? 'Invalid date' : date.toISOString();
}

function withSign(value: number, text: string): string {
  return value < 0 ? `-${text}` : text;
}

/** Plain from 0.001 up to 10,000,000, scientific outside. */
function laidOut({ digits, exponent }: Digits): string {
  if (exponent > 0 && exponent < 8) {
    const whole = digits.slice(0, exponent).padEnd(exponent, '0');
    return `${whole}.${digits.slice(exponent) || '0'}`;
  }
  if (exponent <= 0 && exponent > -3) return `0.${'0'.repeat(-exponent)}${digits}`;
  return `${digits[0]}.${digits.slice(1) || '0'}E${exponent - 1}`;
}
