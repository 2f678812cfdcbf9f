import { t } from '@vscode/l10n';
import { equals, isNumber, type JavaValue } from '../../template/java/values';
import { valueOfLiteral } from '../../template/literal';
import type { Argument, Call } from '../../template/tree';
import type { Fix } from '../finding';
import { type Report, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import type { NameUse } from '../variables/names';
import { describeShape, memberOf, type Shape, shapeOfValue } from '../variables/shapes';
import { operatorIn } from './operator';

/** Properties and helpers on values they are not for, and comparisons that can never be true. */
export const helperType: TemplateRule = {
  cards: [
    {
      code: 'helper-type',
      severity: 'error',
      group: 'Helpers',
      summary: 'A helper is used on a type that it is not for.',
    },
  ],
  check(subject, report) {
    for (const use of subject.names) {
      wrongSuffix(use, subject, report);
      doubledSuffix(use, subject, report);
    }
    const calls = new Set<Call>();
    for (const { call } of subject.names) if (call) calls.add(call);
    for (const call of calls) {
      if (operatorIn(call, subject.text)) continue;
      if (call.name.text === 'isEq' || call.name.text === 'isNotEq') neverEqual(subject, call, report);
      else wrongSubject(subject, call, report);
    }
  },
};

function wrongSuffix({ path, meaning }: NameUse, { profile }: TemplateSubject, report: Report): void {
  if (meaning.kind !== 'no-member' || !meaning.suffix) return;
  const part = path.parts[meaning.at]!;
  const types = profile.suffixTable.get(part.text)?.appliesTo ?? [];
  report({
    code: 'helper-type',
    range: part,
    message: t`\`.${part.text}\` is for ${inWords(types)}; this is ${describeShape(meaning.shape)}, so nothing is printed.`,
  });
}

/** `{{name.toJson.toJson}}`: what is escaped already is escaped once more. */
function doubledSuffix({ path: { parts }, meaning }: NameUse, subject: TemplateSubject, report: Report): void {
  if (meaning.kind !== 'found') return;
  const again = parts.find((part, index) => index > 1 && part.text === parts[index - 1]!.text);
  if (!again || !subject.profile.suffixTable.has(again.text)) return;
  report({
    code: 'helper-type',
    severity: 'warning',
    range: again,
    message: t`\`.${again.text}\` stands here twice: the second one changes what the first one printed.`,
    fixes: [
      {
        title: t('Remove the second one'),
        edits: [replace(subject.path, again.start - 1, again.end, '')],
        preferred: true,
      },
    ],
  });
}

/** The first value of a helper that is made for other types: `formatDate` of a text. */
function wrongSubject(subject: TemplateSubject, call: Call, report: Report): void {
  const helper = subject.profile.helperTable.get(call.name.text);
  const [first] = call.parameters;
  const shape = first && shapeOf(first, subject);
  if (!helper || !first || !shape?.type || shape.type === 'any' || shape.type === 'tally') return;
  if (helper.appliesTo.length === 0 || helper.appliesTo.includes('any') || helper.appliesTo.includes(shape.type))
    return;
  report({
    code: 'helper-type',
    range: first.range,
    message: t`\`${helper.name}\` is for ${inWords(helper.appliesTo)}; this is ${describeShape(shape)}.`,
  });
}

/** Java compares kinds as well as values: a text never equals a number, nor 1 the Double 1.0. */
function neverEqual(subject: TemplateSubject, call: Call, report: Report): void {
  const [left, right] = call.parameters;
  if (!left || !right) return;
  const [one, other] = [shapeOf(left, subject), shapeOf(right, subject)];
  if (!one || !other || one.value === null || other.value === null || sameKind(one.value, other.value)) return;
  const [variable, literal] = left.kind === 'path' ? [left, right] : [right, left];
  const [shape, compared] = left.kind === 'path' ? [one, other] : [other, one];
  report({
    code: 'helper-type',
    range: literal.range,
    message: [
      neverAlike(call, capital(describeShape(shape)), describeShape(compared)),
      ...advice(shape, literal, subject),
    ].join(' '),
    fixes: comparable(subject, variable, literal, shape),
  });
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

function shapeOf(argument: Argument, { useOf }: TemplateSubject): Shape | undefined {
  switch (argument.kind) {
    case 'list':
      return undefined;
    case 'path': {
      const meaning = useOf(argument)?.meaning;
      return meaning?.kind === 'found' ? meaning.shape : undefined;
    }
    default:
      return shapeOfValue(valueOfLiteral(argument));
  }
}

/** Whether Java's `equals` can be true between two kinds of values. */
function sameKind(one: JavaValue, other: JavaValue): boolean {
  if (equals(one, other)) return true;
  return kindOf(one) === kindOf(other);
}

/** Java's kinds, of which Integer and Long are two; which of them Tealium's whole numbers are is a setting of the profile. */
function kindOf(value: JavaValue): string {
  return value === null || typeof value !== 'object' ? typeof value : value.kind;
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}

function inWords(types: readonly string[]): string {
  const plural = types.map(type =>
    /^(array|set)/.test(type) ? type.replace(/^(array|set)/, '$1s') : type === 'tally' ? 'tallies' : `${type}s`,
  );
  return plural.length > 1
    ? `${plural.slice(0, -1).join(', ')}${t(' and ')}${plural.at(-1)}`
    : (plural[0] ?? t('other types'));
}
