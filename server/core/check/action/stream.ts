import { t } from '@vscode/l10n';
import type { Condition } from '../../action/model';
import type { ActionForm } from '../../action/project';
import { type Match, matches } from '../../action/stream';
import { operatorNamed, operators } from '../../tealium/operators';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/range';
import type { FormRule, Reported } from '../rule';
import { setText } from './form-edits';
import { tokensIn } from './token-in-file';

/** The conditions of the stream, and the sample events that should fulfil them. */
export const stream: FormRule = {
  cards: [
    {
      code: 'unknown-operator',
      severity: 'error',
      group: 'Action',
      summary: 'A condition has an operator that Tealium does not have, or not for this type.',
    },
    {
      code: 'event-not-in-stream',
      severity: 'warning',
      group: 'Action',
      summary: 'A sample event would never start the action.',
    },
  ],
  check(project, report) {
    const doubtful = new Set<Condition>();
    for (const condition of (project.action.when ?? []).flat()) {
      const mistake = operatorMistake(project, condition);
      if (mistake) report(mistake);
      if (mistake || !project.attributes.has(condition.attribute?.text ?? '')) doubtful.add(condition);
    }
    for (const event of project.events) {
      if (event.expect?.stream?.value === false) continue;
      // A sample was recorded some time ago: what the clock says now is not what it said then.
      const match = matches(project.action.when, event);
      if (match.kind === 'matched') continue;
      const [first] = match.failed;
      if (!first || match.failed.some(({ condition }) => doubtful.has(condition))) continue;
      const { attribute } = first.condition;
      report({
        code: 'event-not-in-stream',
        path: event.path,
        range: { start: event.range.start, end: Math.min(event.range.start + 1, event.range.end) },
        message: outsideStream(match)!,
        related: attribute ? [{ path: project.path, range: first.condition.range, message: t('The condition') }] : [],
      });
    }
  },
};

/** That an event does not belong to the stream, and why; undefined when it does. */
export function outsideStream(match: Match): string | undefined {
  if (match.kind === 'matched') return undefined;
  const [first, ...others] = match.failed;
  const found = shown(first?.found);
  const why = t`This event does not start the action: the stream wants ${`${first?.expected}`}, and it has ${found} there.`;
  return others.length > 0 ? `${why} ${t('None of the other groups fits either.')}` : why;
}

/** A value as a message may show it: short, and never a token. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  if (text === 'null') return t('nothing');
  return tokensIn(text).length > 0 ? t('a token') : text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** What is wrong with a condition's operator. */
function operatorMistake(project: ActionForm, condition: Condition): Reported | undefined {
  const { operator: name, attribute, value, range } = condition;
  if (!name) return undefined;
  const operator = operatorNamed(name.text);
  if (!operator) return unknownOperator(project, name);
  const code = 'unknown-operator';
  const type = attribute && project.attributes.get(attribute.text)?.type;
  if (type && type !== 'any' && !operator.on.includes(type)) {
    const fitting = operators.filter(({ on }) => on.includes(type)).map(each => `\`${each.name}\``);
    const message = t`\`${name.text}\` is not for a ${type}. It takes ${fitting.slice(0, 6).join(', ')}.`;
    return { code, range: name, message };
  }
  if (operator.value === 'none' || value !== undefined) return undefined;
  const opening = { start: range.start, end: range.start + 1 };
  return { code, range: opening, message: t`\`${name.text}\` needs a value to compare with.` };
}

/** What the operators of programming languages mean. */
const signs: Readonly<Record<string, string>> = {
  '=': 'equals',
  '==': 'equals',
  '===': 'equals',
  '!=': 'does not equal',
  '!==': 'does not equal',
  '<>': 'does not equal',
  '<': 'less than',
  '<=': 'less than or equal to',
  '>': 'greater than',
  '>=': 'greater than or equal to',
};

function unknownOperator(project: ActionForm, name: Span): Reported {
  const names = operators.map(each => each.name);
  const near = signs[name.text.trim()] ?? nearest(name.text, names);
  const advice = near
    ? t`Did you mean \`${near}\`?`
    : t('Name it as Tealium does, for example `equals`, `contains`, `greater than`, `is assigned`, `matches regex`.');
  return {
    code: 'unknown-operator',
    range: name,
    message: t`Tealium has no operator \`${name.text}\`. ${advice}`,
    fixes: [near ? { title: t`Change to ${near}`, edits: [setText(project, name, near)], preferred: true } : undefined],
  };
}
