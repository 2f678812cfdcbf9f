import { double, integer, type JavaValue, list, long, map } from './values';

/**
 * The Java value of a JSON value.
 * @param numbers `double`: every number is a Double. `natural`: whole numbers are Integer or Long where they fit.
 */
export function fromJson(value: unknown, numbers: 'double' | 'natural'): JavaValue {
  return convert(value, numbers, 0);
}

/** Deeper than any event; what lies below is dropped rather than let the stack overflow. */
const deepest = 500;

function convert(value: unknown, numbers: 'double' | 'natural', depth: number): JavaValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return numbers === 'double' ? double(value) : naturalNumber(value);
    case 'bigint':
      return numbers === 'double' ? double(Number(value)) : long(value);
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null || depth > deepest) return null;
  if (Array.isArray(value)) return list(value.map(item => convert(item, numbers, depth + 1)));
  const entries = new Map<string, JavaValue>();
  for (const [key, item] of Object.entries(value)) entries.set(key, convert(item, numbers, depth + 1));
  return map(entries);
}

function naturalNumber(value: number): JavaValue {
  if (!Number.isInteger(value) || Object.is(value, -0)) return double(value);
  if (value >= -2147483648 && value <= 2147483647) return integer(value);
  return value >= -(2 ** 63) && value < 2 ** 63 ? long(BigInt(value)) : double(value);
}
