import { t } from '@vscode/l10n';
import type { JsonPath } from '../../intercom/fieldAt';
import { comparesWith, isSearchOperator, listOperators, searchLimits } from '../../intercom/searchQuery';
import { literalOf, type OutlineObject, type OutlineValue } from '../../json/outline';
import type { Report } from '../rule';
import { checkLength } from './length';

interface Filter {
  readonly object: OutlineObject;
  /** `['query']`, or that of a filter within a group: `['query', 'value', 0]`. */
  readonly path: JsonPath;
  readonly report: Report;
}

/** Whether the value of a filter fits its operator: after AND and OR a list of filters, else something to compare with. */
export function checkFilter({ object, path, report }: Filter): void {
  const operators = valuesOf(object, 'operator').map(value => (value.kind === 'string' ? literalOf(value) : undefined));
  const values = valuesOf(object, 'value');
  const isJoin = (operator: string | undefined) => (searchLimits.joins as readonly unknown[]).includes(operator);
  // A tag may print either.
  if (operators.length === 0 || operators.includes(undefined)) return;
  if (operators.every(isJoin)) {
    for (const value of values) checkGroup(value, report);
    const depth = path.filter(step => typeof step === 'number').length;
    if (depth >= searchLimits.depth)
      wrong(object, t`Groups of filters nest at most ${searchLimits.depth} deep.`, report);
  } else if (!operators.some(isJoin)) {
    for (const value of values.flatMap(value => (value.kind === 'list' ? value.items : [value])))
      if (value.kind === 'object')
        wrong(value, t('A filter compares with plain values, or with a list of them.'), report);
    if (operators.every(operator => listOperators.includes(operator!)))
      for (const value of values)
        if (isPlain(value))
          wrong(value, t('`IN` and `NIN` compare with a list of values: put it in brackets.'), report);
    checkOperators(object, report);
  }
}

/** There are fewer ways to compare moments than texts and numbers. */
function checkOperators(object: OutlineObject, report: Report): void {
  const [field, ...others] = textsOf(object, 'field');
  if (field === undefined || others.length > 0) return;
  for (const { range, text } of textsOf(object, 'operator')) {
    if (!isSearchOperator(text) || comparesWith(text, field.text)) continue;
    report({
      code: 'invalid-enum-value',
      range: { start: range.start + 1, end: range.end - 1 },
      message: t`\`${field.text}\` is a moment, which counts by the day: compare it with \`=\`, \`<\` or \`>\`.`,
    });
  }
}

function textsOf(object: OutlineObject, name: string) {
  return valuesOf(object, name).flatMap(value => {
    const text = value.kind === 'string' ? literalOf(value) : undefined;
    return text === undefined ? [] : [{ range: value.range, text }];
  });
}

function checkGroup(value: OutlineValue, report: Report): void {
  if (value.kind === 'list') {
    checkLength(value, searchLimits.filters, report);
    for (const item of value.items)
      if (item.kind === 'list' || isPlain(item)) wrong(item, t('AND and OR join filters.'), report);
  } else if (value.kind === 'object' || isPlain(value)) wrong(value, t('AND and OR join a list of filters.'), report);
}

/** Whether it is written out rather than printed by a tag. */
function isPlain(value: OutlineValue): boolean {
  return value.kind === 'string' || (value.kind === 'bare' && literalOf(value) !== undefined);
}

function valuesOf({ members }: OutlineObject, name: string): readonly OutlineValue[] {
  return members.filter(({ key }) => key === name).flatMap(({ values }) => values);
}

function wrong(value: OutlineValue, message: string, report: Report): void {
  const { start, end } = value.range;
  report({
    code: 'wrong-field-type',
    range: { start, end: value.kind === 'object' ? start + 1 : end },
    message,
  });
}
