import { t } from '@vscode/l10n';
import type { Plan, PlannedRequest } from '../action/plan';
import type { Match } from '../action/stream';
import { maskTokens } from '../check/action/token-in-file';
import { jsonProblem } from '../preview/jsonProblem';
import { mediaType } from '../tealium/form';
import type { Range } from '../text/range';
import type { Expectation, ExpectedValue, Matcher } from './expectation';
import { valueAt } from './jsonPath';

/** What came of an event. */
export interface Observed {
  readonly match: Match;
  readonly plan: Plan;
  /** Absent when nothing was sent: then status and response are not judged. */
  readonly answer?: Answer;
}

export type Answer =
  | { readonly kind: 'response'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** One thing that did not come as expected. */
export interface Deviation {
  readonly message: string;
  /** The expectation in the event's file. */
  readonly range: Range;
  /** For comparing: what was expected and what came, as JSON where they are values. */
  readonly expected?: string;
  readonly actual?: string;
}

/** Everything that did not come as expected, in the order of the file; empty when all did. */
export function evaluate(expectation: Expectation, { match, plan, answer }: Observed): readonly Deviation[] {
  const deviations = [
    ...streamDeviations(expectation, match),
    ...validDeviations(expectation, plan),
    ...valueDeviations(expectation.body, plannedBody(plan), t('the body of the request')),
    ...(answer ? answerDeviations(expectation, answer) : []),
  ];
  return deviations.sort((one, other) => one.range.start - other.range.start);
}

function streamDeviations({ stream }: Expectation, match: Match): readonly Deviation[] {
  const matched = match.kind === 'matched';
  if (!stream || stream.value === matched) return [];
  const reasons = match.kind === 'matched' ? [] : match.failed.map(({ expected }) => t`it wants ${expected}`);
  const message = matched
    ? t('The stream takes this event.')
    : t`The stream does not take this event: ${reasons.join(t(', or '))}.`;
  return [compared(stream.range, message, stream.value, matched)];
}

function validDeviations({ valid }: Expectation, plan: Plan): readonly Deviation[] {
  if (!valid) return [];
  const problem = plan.kind === 'failed' ? plan.message : bodyProblem(plan.request);
  if (valid.value === (problem === undefined)) return [];
  return [compared(valid.range, problem ?? t('The request is valid.'), valid.value, problem === undefined)];
}

/** Why the body is not what its content type says; undefined when it is. */
export function bodyProblem({ headers, body }: PlannedRequest): string | undefined {
  const [, type = ''] = headers.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  if (body === undefined || !/[/+]json$/.test(mediaType(type))) return undefined;
  const problem = jsonProblem(body, { start: 0, end: body.length });
  if (!problem) return undefined;
  const line = body.slice(0, problem.range.start).split('\n').length;
  return t`The body is not valid JSON in line ${line}: ${problem.message}`;
}

type Body = { readonly json: unknown } | { readonly problem: string };

function plannedBody(plan: Plan): Body {
  if (plan.kind === 'failed') return { problem: plan.message };
  return readBody(plan.request.body, t('The body of the request'));
}

function readBody(body: string | undefined, name: string): Body {
  if (!body) return { problem: t`${name} is empty.` };
  try {
    return { json: JSON.parse(body) };
  } catch {
    // Where it breaks is reported under `valid`.
    return { problem: t`${name} is not JSON.` };
  }
}

function answerDeviations({ status, response }: Expectation, answer: Answer): readonly Deviation[] {
  if (answer.kind === 'failed') {
    const first = status?.range ?? response[0]?.range;
    return first ? [{ range: first, message: answer.detail }] : [];
  }
  const wrong = status && status.value !== answer.status;
  return [
    ...(wrong ? [compared(status.range, statusMessage(status.value, answer), status.value, answer.status)] : []),
    ...valueDeviations(response, readBody(answer.body, t('The body of the answer')), t('the answer')),
  ];
}

function statusMessage(expected: number, { status, body }: Answer & { kind: 'response' }): string {
  const said = status >= 400 ? ` ${body.slice(0, 500)}` : '';
  return t`The status is ${status}, not ${expected}.` + said;
}

function valueDeviations(values: readonly ExpectedValue[], body: Body, where: string): readonly Deviation[] {
  const [first] = values;
  if (!first) return [];
  if ('problem' in body) return [{ range: first.range, message: body.problem }];
  return values.flatMap(({ name, path, matcher, range }) => {
    const actual = valueAt(body.json, path);
    const message = mismatch(matcher, actual, t`${name} in ${where}`);
    if (message === undefined) return [];
    if (matcher.kind === 'equals') return [compared(range, message, matcher.value, actual)];
    return [{ range, message, ...(actual !== undefined && { actual: text(actual) }) }];
  });
}

/** Why a value is not what is wanted; undefined when it is. */
function mismatch(matcher: Matcher, actual: unknown, name: string): string | undefined {
  switch (matcher.kind) {
    case 'equals':
      if (actual === undefined) return t`There is no ${name}.`;
      return same(matcher.value, actual) ? undefined : difference(name, text(matcher.value), text(actual));
    case 'exists':
      if (matcher.exists === (actual !== undefined)) return undefined;
      return matcher.exists ? t`There is no ${name}.` : t`There is a ${name}.`;
    case 'matches':
      if (typeof actual !== 'string') return t`${name} is no text.`;
      return new RegExp(matcher.pattern, 'u').test(actual.slice(0, longestSearched))
        ? undefined
        : t`${name} does not match ${matcher.pattern}.`;
  }
}

function difference(name: string, expected: string, actual: string): string {
  const short = (value: string) => value.length <= 60 && !value.includes('\n');
  return short(expected) && short(actual) ? t`${name} is ${actual}, not ${expected}.` : t`${name} differs.`;
}

/** In UTF-16 units: a pattern is not tried on longer texts, so that trying it ends. */
const longestSearched = 10_000;

/** Whether two values of JSON are the same; the order of members does not count. */
function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(name => Object.hasOwn(other, name) && same(one[name as never], other[name as never]))
  );
}

function compared(range: Range, message: string, expected: unknown, actual: unknown): Deviation {
  return { range, message, expected: text(expected), ...(actual !== undefined && { actual: text(actual) }) };
}

function text(value: unknown): string {
  return maskTokens(JSON.stringify(value, null, 2));
}
