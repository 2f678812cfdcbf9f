import type { Outcome, SendReport } from '../../server/protocol';
import { type Explained, explained } from './explanations';
import { type Fact, facts } from './facts';
import { type RemedyAction, remedyFor } from './failures';
import { duration, placeName, shortClock, weight } from './format';
import type { Entry } from './history';
import { type Piece, prettyJson } from './json';
import type { TextName } from './texts';

/** How many characters of a text the panel shows; the whole of it opens as a document. */
const SHOWN = 100_000;
/** Of each line of the trace, of which there may be many. */
const SHOWN_OF_TRACE = 20_000;

/** A line of the history. */
export interface ListItem {
  readonly id: string;
  readonly selected: boolean;
  readonly tone: Tone;
  readonly badge: string;
  readonly action: string;
  readonly event: string;
  readonly target: string;
  readonly time: string;
  readonly took: string;
  /** All of it in one sentence, for a screen reader. */
  readonly label: string;
}

/** How it went: shown in words and in colour. */
type Tone = 'success' | 'redirect' | 'client-error' | 'server-error' | 'failed';

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
  readonly response?: {
    readonly body: TextBlock;
    readonly headers: readonly Header[];
    readonly headerCount: number;
  };
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly Header[];
    readonly body?: TextBlock;
  };
  readonly trace: readonly TextBlock[];
}

interface Failure {
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly button?: { readonly does: RemedyAction; readonly label: string };
  /** Where to mend it, in words: `body_template.json.trimou, line 4`. */
  readonly place?: string;
}

interface Header {
  readonly name: string;
  readonly value: string;
}

interface TextBlock {
  readonly title: string;
  readonly name: TextName;
  readonly pieces: readonly Piece[];
  readonly empty: boolean;
  /** Why this is not all of it, or why there is nothing. */
  readonly note?: string;
}

export function listItem(entry: Entry, selected: boolean): ListItem {
  const { report } = entry;
  const { tone, badge, status } = statusOf(report.outcome);
  const target = targetName(report.target);
  const took = report.outcome.kind === 'response' ? duration(report.outcome.ms) : '';
  const time = shortClock(report.at);
  const label = [status, report.action.name, `event ${report.event.name}`, target, time, took]
    .filter(Boolean)
    .join(', ');
  const { action, event } = { action: report.action.name, event: report.event.name };
  return { id: entry.id, selected, tone, badge, action, event, target, time, took, label };
}

export function details(entry: Entry): Details {
  const { report } = entry;
  const { outcome, request } = report;
  const { tone, status } = statusOf(outcome);
  const explanations = explained(report);
  const cutNote = entry.cut ? 'Cut when it was put into the history.' : undefined;
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
      url: request.url,
      headers: headers(request.headers),
      ...(request.body === undefined ? {} : { body: block('Body', 'request-body', request.body, cutNote) }),
    },
    trace: report.trace.map((line, at) => block(line.title, `trace-${at}`, line.text, cutNote, SHOWN_OF_TRACE)),
    ...(outcome.kind === 'response'
      ? {
          response: {
            body: answer(outcome, cutNote),
            headers: headers(outcome.headers),
            headerCount: outcome.headers.length,
          },
        }
      : { failure: failure(outcome, report.target) }),
  };
}

/** What the screen reader says when an answer has come. */
export function announcement(entry: Entry): string {
  const { outcome, action, event, explanations = [] } = entry.report;
  const titles = explanations.map(({ title }) => ` ${title}.`).join('');
  return `${statusOf(outcome).status}. ${action.name}, event ${event.name}.${titles}`;
}

function statusOf(outcome: Outcome): { tone: Tone; badge: string; status: string } {
  if (outcome.kind === 'failed') return { tone: 'failed', badge: 'Failed', status: 'Failed' };
  const { status, statusText } = outcome;
  const tone = status < 300 ? 'success' : status < 400 ? 'redirect' : status < 500 ? 'client-error' : 'server-error';
  return { tone, badge: String(status), status: `${status} ${statusText}`.trim() };
}

function failure(outcome: Outcome & { kind: 'failed' }, target: SendReport['target']): Failure {
  const { title, remedy, button } = remedyFor(outcome.reason, target);
  return {
    title,
    remedy,
    detail: outcome.detail.slice(0, SHOWN),
    ...(button ? { button } : {}),
    ...(outcome.place ? { place: placeName(outcome.place) } : {}),
  };
}

function answer(outcome: Outcome & { kind: 'response' }, cutNote: string | undefined): TextBlock {
  const note =
    cutNote ??
    (outcome.truncated ? 'The answer was longer than is read; the rest was left unread.' : undefined) ??
    (outcome.body || outcome.status !== 202 ? undefined : 'No body: this is how Intercom accepts an event.');
  return block('Body', 'response-body', outcome.body, note ?? (outcome.body ? undefined : 'The answer has no body.'));
}

function block(title: string, name: TextName, text: string, cutNote?: string, shown = SHOWN): TextBlock {
  const pretty = prettyJson(text, shown);
  const pieces = pretty?.pieces ?? (text ? [{ text: text.slice(0, shown) }] : []);
  const notAll = pretty ? pretty.cut : text.length > shown;
  const partNote = notAll ? `The first part of ${weight(text)}. Open it as a document to see all.` : undefined;
  const note = [partNote, cutNote].filter(Boolean).join(' ');
  return { title, name, pieces, empty: pieces.length === 0, ...(note ? { note } : {}) };
}

function headers(pairs: readonly (readonly [string, string])[]): readonly Header[] {
  return pairs.map(([name, value]) => ({ name, value: value.slice(0, SHOWN) }));
}

function targetName(target: SendReport['target']): string {
  return target === 'sandbox' ? 'Sandbox' : 'Intercom';
}
