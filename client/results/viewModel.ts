import * as l10n from '@vscode/l10n';
import type { Outcome, SendReport } from '../../server/protocol';
import { block, type TextBlock, traceBlock } from './block';
import { type Explained, explained } from './explanations';
import { type Fact, facts } from './facts';
import { type RemedyAction, remedyFor } from './failures';
import { placeName } from './format';
import type { Entry } from './history';
import { statusOf, type Tone, targetName } from './status';
import { type TimingTable, timingTable } from './timing';

/** What the panel shows of one send. */
export interface Details {
  readonly id: string;
  readonly tone: Tone;
  readonly status: string;
  readonly action: string;
  readonly event: string;
  readonly target: string;
  readonly facts: readonly Fact[];
  readonly failure?: Failure;
  /** What is wrong with an answer that is no success. */
  readonly explanations: readonly Explained[];
  readonly hasExplanations: boolean;
  readonly response?: Exchanged;
  readonly request: Exchanged & { readonly method: string; readonly url: string };
  readonly trace: readonly TextBlock[];
  readonly timing: TimingTable;
}

/** Body and headers of a request or an answer. */
interface Exchanged {
  readonly body: TextBlock;
  readonly headers: readonly Header[];
  readonly headerCount: number;
}

interface Failure {
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly button?: { readonly does: RemedyAction; readonly label: string };
  /** Where to mend it, in words: `body_template.json.trimou, line 4`. */
  readonly place?: string;
  readonly hasButtons: boolean;
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** Of a header or a message: more is never shown. */
const shownLimit = 20_000;

export function details(entry: Entry): Details {
  const { report } = entry;
  const { outcome, request } = report;
  const { tone, status } = statusOf(outcome);
  const explanations = explained(report);
  const cutNote = entry.cut ? l10n.t('Cut when it was put into the history.') : undefined;
  const sent = request.body ?? '';
  return {
    id: entry.id,
    tone,
    status,
    action: report.action.name,
    event: report.event.name,
    target: targetName(report.target),
    facts: facts(entry),
    explanations,
    hasExplanations: explanations.length > 0,
    request: {
      method: request.method,
      url: request.url.slice(0, shownLimit),
      body: block(
        l10n.t('Body'),
        'request-body',
        sent,
        cutNote ?? (sent ? undefined : l10n.t('The request has no body.')),
      ),
      ...headers(request.headers),
    },
    trace: report.trace.map((line, at) => traceBlock(line.title, `trace-${at}`, line.text, cutNote)),
    timing: timingTable(report),
    ...(outcome.kind === 'response'
      ? { response: { body: answer(outcome, cutNote), ...headers(outcome.headers) } }
      : { failure: failure(outcome, report.target) }),
  };
}

/** What the screen reader says when an answer has come. */
export function announcement(entry: Entry): string {
  const { outcome, action, event, explanations = [] } = entry.report;
  const titles = explanations.map(({ title }) => ` ${title}.`).join('');
  const { status } = statusOf(outcome);
  const why = outcome.kind === 'failed' ? ` ${outcome.detail}` : '';
  return `${l10n.t('{0}. {1}, event {2}.', status, action.name, event.name)}${titles}${why}`;
}

function failure(outcome: Outcome & { kind: 'failed' }, target: SendReport['target']): Failure {
  const { title, remedy, button } = remedyFor(outcome.reason, target);
  return {
    title,
    remedy,
    detail: outcome.detail.slice(0, shownLimit),
    ...(button ? { button } : {}),
    ...(outcome.place ? { place: placeName(outcome.place) } : {}),
    hasButtons: Boolean(button ?? outcome.place),
  };
}

function answer(outcome: Outcome & { kind: 'response' }, cutNote: string | undefined): TextBlock {
  const note =
    cutNote ??
    (outcome.truncated ? l10n.t('The answer was too long; the rest was not read.') : undefined) ??
    (outcome.body || outcome.status !== 202 ? undefined : l10n.t('No body: this is how Intercom accepts an event.'));
  return block(
    l10n.t('Body'),
    'response-body',
    outcome.body,
    note ?? (outcome.body ? undefined : l10n.t('The answer has no body.')),
  );
}

function headers(pairs: readonly (readonly [string, string])[]): Pick<Exchanged, 'headers' | 'headerCount'> {
  return {
    headers: pairs.map(([name, value]) => ({ name, value: value.slice(0, shownLimit) })),
    headerCount: pairs.length,
  };
}
