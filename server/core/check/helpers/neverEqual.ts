import { t } from '@vscode/l10n';
import { isNumber, type JavaValue } from '../../template/java/values';
import type { Argument, Call } from '../../template/tree';
import type { Fix } from '../finding';
import { type Reported, replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { describeShape, memberOf, type Shape } from '../variables/shapes';

/** Two arguments of different kinds: mostly a variable and a literal. */
interface Comparison {
  readonly variable: Argument;
  readonly shape: Shape;
  readonly literal: Argument;
  readonly compared: Shape;
}

/** What to report of two values that are never equal. */
export function neverEqual(
  call: Call,
  { variable, shape, literal, compared }: Comparison,
  subject: TemplateSubject,
): Reported {
  return {
    code: 'helper-type',
    range: literal.range,
    message: [
      neverAlike(call, capital(describeShape(shape)), describeShape(compared)),
      ...advice(shape, literal, subject),
    ].join(' '),
    fixes: comparable(subject, variable, literal, shape),
  };
}

function neverAlike({ name }: Call, one: string, other: string): string {
  return name.text === 'isEq'
    ? t`${one} and ${other} are never equal, so this never renders.`
    : t`${one} and ${other} are never equal, so this always renders.`;
}

function advice(shape: Shape, literal: Argument, { profile }: TemplateSubject): readonly string[] {
  const { value } = shape;
  if (typeof value === 'string' && literal.kind === 'integer') return [t`Compare with the text "${literal.value}".`];
  if (typeof value === 'boolean') return [t('Compare with true or false, without quotes.')];
  if (!isNumber(value)) return [];
  const text = literalText(literal) ?? '';
  if (value.kind !== 'double')
    return [t`Write it as \`${wholeNumber(isWhole(text) ? text : '5', value)}\`, without quotes.`];
  const whole = memberOf(shape, 'toInteger', profile);
  if (whole.kind !== 'found') return [];
  return [
    t`Compare the \`.toInteger\` of the number with a whole number such as \`${wholeNumber(isWhole(text) ? text : '5', whole.shape.value)}\`, without quotes.`,
  ];
}

/** A whole number as a literal of the kind that the value is of: Java's `equals` tells a Long from an Integer. */
function wholeNumber(text: string, value: JavaValue): string {
  return typeof value === 'object' && value?.kind === 'long' ? `${text}L` : text;
}

function isWhole(text: string): boolean {
  return /^[-+]?\d{1,9}$/.test(text);
}

function comparable({ path, profile }: TemplateSubject, variable: Argument, literal: Argument, shape: Shape): Fix[] {
  const { start, end } = literal.range;
  const text = literalText(literal);
  if (variable.kind !== 'path' || text === undefined) return [];
  const fix = (title: string, ...edits: Fix['edits'][number][]): Fix[] => [{ title, edits, preferred: true }];
  if (typeof shape.value === 'string') return fix(t`Compare with "${text}"`, replace(path, start, end, `"${text}"`));
  if (typeof shape.value === 'boolean' && /^(true|false)$/.test(text)) {
    return fix(t`Compare with ${text}`, replace(path, start, end, text));
  }
  if (!isNumber(shape.value) || !isWhole(text)) return [];
  if (shape.value.kind !== 'double') {
    const written = wholeNumber(text, shape.value);
    return fix(t`Compare with ${written}`, replace(path, start, end, written));
  }
  const whole = memberOf(shape, 'toInteger', profile);
  if (whole.kind !== 'found') return [];
  return fix(
    t('Compare the whole number'),
    replace(path, variable.range.end, variable.range.end, '.toInteger'),
    replace(path, start, end, wholeNumber(text, whole.shape.value)),
  );
}

function literalText(literal: Argument): string | undefined {
  switch (literal.kind) {
    case 'string':
    case 'boolean':
    case 'integer':
    case 'long':
      return String(literal.value);
    default:
      return undefined;
  }
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}
