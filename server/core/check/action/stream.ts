import { t } from '@vscode/l10n';
import { keyPlace, valuePlace } from '../../action/eventKeys';
import type { SampleEvent } from '../../action/events';
import type { Condition } from '../../action/model';
import type { ActionForm } from '../../action/project';
import { isDuration, type Match, matches } from '../../action/stream';
import { type Operator, operatorNamed, operators } from '../../tealium/operators';
import { nearest } from '../../text/nearest';
import type { Range, Span } from '../../text/range';
import type { Fix } from '../finding';
import { type FormRule, type Reported, replace } from '../rule';
import { setText } from './formEdits';
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
      if (mistake?.severity !== 'warning' && mistake) doubtful.add(condition);
      if (!project.attributes.has(condition.attribute?.text ?? '')) doubtful.add(condition);
    }
    const wanted = project.events.filter(({ expect }) => expect?.stream?.value !== false);
    // A sample was recorded some time ago, so the present time must not decide.
    const outside = wanted.map(event => ({ event, match: matches(project.action.when, event) }));
    const common = commonFailure(outside.map(({ match }) => match));
    if (common && !doubtful.has(common.condition)) {
      report(noneMatches(common, project));
      return;
    }
    // A file of many events may hold those of other streams: it is reported once, and only if it holds none of this
    // one.
    const told = new Set(outside.filter(({ match }) => match.kind === 'matched').map(({ event }) => event.path));
    for (const { event, match } of outside) {
      const isOfMany = event.line !== undefined && !event.expect;
      if (match.kind === 'matched' || (isOfMany && told.has(event.path))) continue;
      const [first] = match.failed;
      if (!first || match.failed.some(({ condition }) => doubtful.has(condition))) continue;
      const { attribute } = first.condition;
      const name = attribute?.text ?? '';
      const misspelt = misspeltIn(event, name, project);
      if (isOfMany) told.add(event.path);
      report({
        code: 'event-not-in-stream',
        path: event.path,
        range: misspelt?.key ?? valuePlace(event, name),
        message:
          (isOfMany ? `${t('None of the events read from this file starts the action.')} ` : '') +
          outsideStream(match)! +
          (misspelt ? ` ${t`Did you mean \`${name}\`?`}` : ''),
        fixes: [misspelt?.fix],
        related: attribute ? [{ path: project.path, range: first.condition.range, message: t('The condition') }] : [],
      });
    }
  },
};

interface CommonFailure {
  readonly condition: Condition;
  readonly expected: string;
  /** The values that the events have there. */
  readonly found: readonly unknown[];
}

/**
 * The one condition that none of several events fulfils although each has a value there: most likely the condition is
 * wrong.
 */
function commonFailure(all: readonly Match[]): CommonFailure | undefined {
  const failures = all.flatMap(match => (match.kind === 'matched' || match.failed.length > 1 ? [] : match.failed));
  const [first] = failures;
  if (!first || failures.length < 2 || failures.length < all.length) return undefined;
  if (failures.some(({ condition, found }) => condition !== first.condition || found === undefined)) return undefined;
  return { condition: first.condition, expected: first.expected, found: failures.map(({ found }) => found) };
}

function noneMatches({ condition, expected, found }: CommonFailure, { path }: ActionForm): Reported {
  const range = condition.valueRange ?? condition.range;
  const values = [...new Set(found)];
  const near = nearest(
    String(condition.value),
    values.filter(value => typeof value === 'string'),
  );
  return {
    code: 'event-not-in-stream',
    range,
    message: t`No sample event starts the action: the stream wants ${expected}, and they have ${values.slice(0, 3).map(shown).join(', ')} there.`,
    fixes: [
      near && condition.valueRange
        ? {
            title: t`Change to ${near}`,
            edits: [replace(path, range.start, range.end, JSON.stringify(near))],
            preferred: true,
          }
        : undefined,
    ],
  };
}

/** The attribute of an event whose name is nearly that of one it lacks, and that is not known otherwise. */
export function misspeltIn(
  event: SampleEvent,
  name: string,
  project: ActionForm,
): { readonly key: Range; readonly fix: Fix } | undefined {
  if (event.attributes.has(name)) return undefined;
  const { attributesFile, action } = project;
  const known = new Set([...action.attributes, ...(attributesFile?.declared ?? [])].map(each => each.name.text));
  const near = nearest(
    name,
    [...event.attributes.keys()].filter(each => !known.has(each)),
  );
  const key = near === undefined ? undefined : keyPlace(event, near);
  if (!key) return undefined;
  const written = key.text.replace(near!, () => name);
  return {
    key,
    fix: { title: t`Change to ${written}`, edits: [replace(event.path, key.start, key.end, written)], preferred: true },
  };
}

/** That an event does not belong to the stream, and why; undefined when it does. */
export function outsideStream(match: Match): string | undefined {
  if (match.kind === 'matched') return undefined;
  const [first, ...others] = match.failed;
  const found = shown(first?.found);
  const why = t`This event does not start the action: the stream wants ${`${first?.expected}`}, and it has ${found} there.`;
  return others.length > 0 ? `${why} ${t('None of the other groups fits either.')}` : why;
}

/** A value as a message may show it: shortened, and never a token. */
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
  if (value !== undefined) return valueMistake(condition, operator, project);
  if (operator.value === 'none') return undefined;
  const opening = { start: range.start, end: range.start + 1 };
  return { code, range: opening, message: t`\`${name.text}\` needs a value to compare with.` };
}

/** What is wrong with what a condition compares with. */
function valueMistake(
  { value, valueRange, operator: name, range: whole }: Condition,
  { value: wanted, test }: Operator,
  project: ActionForm,
): Reported | undefined {
  const code = 'unknown-operator';
  const range = valueRange ?? whole;
  if (wanted === 'none') {
    const message = t`\`${name?.text ?? ''}\` compares with nothing, so this value does not count: remove it.`;
    return { code, severity: 'warning', range, message };
  }
  if (wanted === 'number' && !isNumeric(value)) {
    return { code, range, message: t`\`${name?.text ?? ''}\` compares with a number, such as 10.` };
  }
  if (wanted === 'duration' && !isDuration(value)) {
    return { code, range, message: t`\`${name?.text ?? ''}\` takes a time such as "3 days" or "1 hour".` };
  }
  const slashes = test === 'regex' ? /^\/(.+)\/[a-z]*$/.exec(String(value)) : null;
  if (!slashes) return undefined;
  return {
    code,
    range,
    message: t('A pattern has no slashes around it: here they are characters to be found.'),
    fixes: [
      {
        title: t('Remove the slashes'),
        edits: [replace(project.path, range.start, range.end, JSON.stringify(slashes[1]))],
        preferred: true,
      },
    ],
  };
}

/** A number, or a moment in words, which dates are compared with. */
function isNumeric(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    !(Number.isNaN(Number(value)) && Number.isNaN(Date.parse(value)))
  );
}

/** Tealium's operators by those of programming languages, and by other names that people use. */
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
  is: 'equals',
  'is not': 'does not equal',
  'not equals': 'does not equal',
  'not equal': 'does not equal',
  exists: 'is assigned',
  'is defined': 'is assigned',
  'is populated': 'is assigned',
  'not exists': 'is not assigned',
  includes: 'contains',
  regex: 'matches regex',
};

function unknownOperator(project: ActionForm, name: Span): Reported {
  const names = operators.map(each => each.name);
  const near = signs[name.text.trim().toLowerCase()] ?? nearest(name.text, names);
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
