import { type Operator, operatorNamed } from '../tealium/operators';
import type { SampleEvent } from './events';
import type { Condition } from './model';

/** Whether an event belongs to a stream; when not, the condition that failed in each group, with the value it met. */
export type Match =
  | { readonly kind: 'matched' }
  | { readonly kind: 'not-matched'; readonly failed: readonly FailedCondition[] };

interface FailedCondition {
  readonly condition: Condition;
  /** In words: `tealium_event equals "user_register"`. */
  readonly expected: string;
  /** What the event has there; undefined when it has nothing. */
  readonly found: unknown;
}

/**
 * Whether `event` matches `when` (OR of ANDs). What no single event can decide (funnels, iQ tags, an unknown operator,
 * an invalid regular expression or one that could run for minutes) counts as fulfilled, so that it never raises a false
 * alarm.
 * @param now milliseconds since 1970, for "occurred less than 3 days" ago; without it that counts as undecided too
 */
export function matches(when: Stream | undefined, event: Pick<SampleEvent, 'attributes'>, now?: number): Match {
  if (!when || when.length === 0) return { kind: 'matched' };
  const failed: FailedCondition[] = [];
  for (const group of when) {
    const condition = group.find(each => !holds(each, event.attributes, now));
    if (!condition) return { kind: 'matched' };
    const found = condition.attribute && event.attributes.get(condition.attribute.text);
    failed.push({ condition, expected: inWords(condition), found });
  }
  return { kind: 'not-matched', failed };
}

export type Stream = readonly (readonly Condition[])[];

function inWords({ attribute, operator, value }: Condition): string {
  const words = [attribute?.text, operator?.text, value === undefined ? undefined : JSON.stringify(value)];
  return words.filter(word => word !== undefined).join(' ');
}

function holds(condition: Condition, attributes: ReadonlyMap<string, unknown>, now: number | undefined): boolean {
  const operator = condition.operator && operatorNamed(condition.operator.text);
  if (!operator || !condition.attribute) return true;
  const actual = attributes.get(condition.attribute.text) ?? undefined;
  const answer = decide(operator, actual, condition.value, now);
  return answer === undefined || answer !== (operator.negated ?? false);
}

/** The test of the operator itself, before negation; undefined when it cannot be decided. */
function decide(
  operator: Operator,
  actual: unknown,
  value: Condition['value'],
  now: number | undefined,
): boolean | undefined {
  const fold = (text: unknown) => (operator.ignoreCase ? String(text).toLowerCase() : String(text));
  const wanted = fold(value ?? '');
  const elements = elementsOf(actual).map(fold);
  switch (operator.test) {
    case 'has-element':
      return elements.some(element => sameValue(element, wanted));
    case 'contains':
      return typeof actual === 'object' ? elements.includes(wanted) : elements.some(text => text.includes(wanted));
    case 'contains-part':
      return elements.some(element => element.includes(wanted));
    case 'equals':
      return actual !== undefined && sameValue(fold(actual), wanted);
    case 'starts-with':
      return elements.some(element => element.startsWith(wanted));
    case 'ends-with':
      return elements.some(element => element.endsWith(wanted));
    case 'less':
      return numberOf(actual) < numberOf(value);
    case 'less-or-equal':
      return numberOf(actual) <= numberOf(value);
    case 'greater':
      return numberOf(actual) > numberOf(value);
    case 'greater-or-equal':
      return numberOf(actual) >= numberOf(value);
    case 'assigned':
      return actual !== undefined;
    case 'empty':
      return actual === undefined || actual === '' || (Array.isArray(actual) && actual.length === 0);
    case 'true':
      return fold(actual) === 'true';
    case 'false':
      return fold(actual) === 'false';
    case 'less-ago':
    case 'more-ago': {
      const span = durationOf(value);
      const moment = numberOf(actual);
      if (Number.isNaN(moment)) return false;
      if (span === undefined || now === undefined) return undefined;
      const age = now - moment;
      return operator.test === 'less-ago' ? age < span : age > span;
    }
    case 'regex':
      return actual !== undefined && found(String(value ?? ''), String(actual), operator);
    case 'undecidable':
      return undefined;
  }
}

/** The elements of a list, the names of a tally, or the value itself. */
function elementsOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.keys(value) : [value];
}

/** `12` and `12.0` are the same number, whether they come as numbers or as texts. */
function sameValue(a: string, b: string): boolean {
  return a === b || (isNumeric(a) && isNumeric(b) && Number(a) === Number(b));
}

function isNumeric(text: string): boolean {
  return /^[-+]?\d+(\.\d+)?$/.test(text);
}

/** A number, or a date in milliseconds; NaN, which compares false with everything, for anything else. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return Number.NaN;
  return Number.isNaN(Number(value)) ? Date.parse(value) : Number(value);
}

const units: Readonly<Record<string, number>> = { minute: 60e3, hour: 3600e3, day: 86400e3, week: 604800e3 };

/** `3 days`, `1 hour`; a bare number is days. In milliseconds. */
function durationOf(value: Condition['value']): number | undefined {
  const [, amount, unit = 'day'] =
    /^\s*(\d+(?:\.\d+)?)\s*(minute|hour|day|week)?s?(?:\s+ago)?\s*$/.exec(`${value}`) ?? [];
  return amount === undefined ? undefined : Number(amount) * units[unit]!;
}

/** Whether a value is a span of time. */
export function isDuration(value: Condition['value']): boolean {
  return durationOf(value) !== undefined;
}

function found(pattern: string, text: string, { ignoreCase, multiline }: Operator): boolean | undefined {
  if (mayRunAway(pattern)) return undefined;
  try {
    return new RegExp(pattern, `${ignoreCase ? 'i' : ''}${multiline ? 'm' : ''}`).test(text.slice(0, 1500));
  } catch {
    return undefined; // Java reads it, JavaScript does not: nothing can be said.
  }
}

/**
 * Whether the time that a pattern takes can explode: a repeated group with a repetition or a choice in it, or many open
 * repetitions.
 */
export function mayRunAway(pattern: string): boolean {
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return /\([^()]*[*+{|][^()]*\)[*+{]/.test(plain) || /\)[^()]*\)[*+{]/.test(plain) || plain.split(/[*+]/).length > 4;
}
