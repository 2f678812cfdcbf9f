import { t } from '@vscode/l10n';
import { equals, type JavaValue } from '../../template/java/values';
import { valueOfLiteral } from '../../template/literal';
import type { Argument, Call } from '../../template/tree';
import { type Report, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import type { NameUse } from '../variables/names';
import { describeShape, type Shape, shapeOfValue } from '../variables/shapes';
import { neverEqual } from './neverEqual';
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
      if (call.name.text === 'isEq' || call.name.text === 'isNotEq') comparison(subject, call, report);
      else wrongSubject(subject, call, report);
    }
  },
};

/** What prints a whole number, by the type of the attribute. */
const wholeNumbers: Readonly<Record<string, string>> = { date: 'toTimestamp', number: 'toInteger' };

function wrongSuffix({ path, meaning }: NameUse, { profile, path: file }: TemplateSubject, report: Report): void {
  if (meaning.kind !== 'no-member' || !meaning.suffix) return;
  const part = path.parts[meaning.at]!;
  const types = profile.suffixTable.get(part.text)?.appliesTo ?? [];
  const right = wholeNumbers[meaning.shape.type ?? ''];
  report({
    code: 'helper-type',
    range: part,
    message: t`\`.${part.text}\` is for ${inWords(types)}; this is ${describeShape(meaning.shape)}, so nothing is printed.`,
    fixes: [
      right === undefined || !part.text.startsWith('to')
        ? undefined
        : {
            title: t`Print it with .${right}`,
            edits: [replace(file, part.start, part.end, right)],
            preferred: true,
          },
    ],
  });
}

/** `{{name.toJson.toJson}}`: escaped text is escaped again. */
function doubledSuffix({ path: { parts }, meaning }: NameUse, subject: TemplateSubject, report: Report): void {
  if (meaning.kind !== 'found') return;
  const again = parts.find((part, index) => index > 1 && part.text === parts[index - 1]!.text);
  if (!again || !subject.profile.suffixTable.has(again.text)) return;
  report({
    code: 'helper-type',
    severity: 'warning',
    range: again,
    message: t`\`.${again.text}\` is here twice: the second one changes what the first one printed.`,
    fixes: [
      {
        title: t('Remove the second one'),
        edits: [replace(subject.path, again.start - 1, again.end, '')],
        preferred: true,
      },
    ],
  });
}

/** A helper whose first argument is of a type that it is not made for: `formatDate` of a text. */
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
function comparison(subject: TemplateSubject, call: Call, report: Report): void {
  const [left, right] = call.parameters;
  if (!left || !right) return;
  const [one, other] = [shapeOf(left, subject), shapeOf(right, subject)];
  if (!one || !other || one.value === null || other.value === null || sameKind(one.value, other.value)) return;
  if (left.kind === 'path')
    report(neverEqual(call, { variable: left, shape: one, literal: right, compared: other }, subject));
  else report(neverEqual(call, { variable: right, shape: other, literal: left, compared: one }, subject));
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

function inWords(types: readonly string[]): string {
  const plural = types.map(type =>
    /^(array|set)/.test(type) ? type.replace(/^(array|set)/, '$1s') : type === 'tally' ? 'tallies' : `${type}s`,
  );
  return plural.length > 1
    ? `${plural.slice(0, -1).join(', ')}${t(' and ')}${plural.at(-1)}`
    : (plural[0] ?? t('other types'));
}
