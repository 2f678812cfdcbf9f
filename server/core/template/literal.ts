import { integer, type JavaValue, long } from './java/values';
import type { Literal } from './tree';

/** The value that a literal has for the engine: a whole number is an Integer, with `L` a Long. */
export function valueOfLiteral(literal: Literal): JavaValue {
  switch (literal.kind) {
    case 'integer':
      return integer(literal.value);
    case 'long':
      return long(literal.value);
    default:
      return literal.value;
  }
}
