import { javaException, RenderFailure } from '../failure';
import { printed } from '../java/print';
import { isNumber, type JavaValue } from '../java/values';
import type { Argument, Call } from '../tree';
import type { HelperCall } from './helper';

/** The text of a value that must be there; Java fails where it is null. */
export function textOf(value: JavaValue | undefined): string {
  if (value === null || value === undefined)
    throw javaException('NullPointerException', 'Cannot invoke "Object.toString()"');
  return typeof value === 'string' ? value : printed(value);
}

/** The text of a hash entry; undefined when it is absent or null. */
export function hashText(call: HelperCall, name: string): string | undefined {
  const value = call.hash.get(name);
  return value === undefined || value === null ? undefined : textOf(value);
}

/** A whole number out of a hash entry, as `Integer.valueOf` reads its text; undefined when it is absent or null. */
export function hashInteger(call: HelperCall, name: string): number | undefined {
  const value = call.hash.get(name);
  if (value === undefined || value === null) return undefined;
  if (isNumber(value) && value.kind === 'integer') return value.value;
  return integerOf(textOf(value));
}

/** `Integer.valueOf(text)`. */
export function integerOf(text: string): number {
  const value = /^[+-]?\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= -2147483648 && value <= 2147483647)) {
    throw javaException('NumberFormatException', `For input string: "${text.slice(0, 40)}"`);
  }
  return value;
}

/** What Trimou throws when the arguments of a helper make no sense. `namesLine`: whether its message names the line. */
export function invalidOptions(message: string): RenderFailure {
  return new RenderFailure('RENDER_HELPER_INVALID_OPTIONS', message, true);
}

/** The argument of a hash entry; of several with one name, the last counts. */
export function hashArgument(call: Call, name: string): Argument | undefined {
  let found: Argument | undefined;
  for (const entry of call.hash) if (entry.name.text === name) found = entry.value;
  return found;
}
