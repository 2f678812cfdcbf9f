import { elementsOf, isNumber, type JavaValue } from './values';

/**
 * What Trimou's `if` and the like take for false: null, false, an empty text, an empty collection or array, and zero
 * (but not -0.0). A map is always true, even an empty one.
 */
export function isFalsy(value: JavaValue): boolean {
  if (value === null || value === false || value === '') return true;
  if (typeof value !== 'object') return false;
  if (isNumber(value)) return value.kind === 'long' ? value.value === 0n : Object.is(value.value, 0);
  return elementsOf(value)?.length === 0;
}
