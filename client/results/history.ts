import type { Explanation, SendReport } from '../../server/protocol';
import { weight } from './format';

/** A send that is remembered. */
export interface Entry {
  readonly id: string;
  readonly report: SendReport;
  /** The weight of the whole answer, in words: its body may be cut. */
  readonly size?: string;
  /** Set when long texts were cut to save room. */
  readonly cut?: boolean;
}

/**
 * How much is remembered, in characters. Half of `total` is for whole texts, the newest first; then texts are cut to
 * `text` characters each.
 */
export interface Budget {
  readonly entries: number;
  readonly total: number;
  readonly text: number;
}

/** While the window is open. */
export const inMemory: Budget = { entries: 50, total: 50_000_000, text: 20_000 };
/** In the workspace's storage, which VS Code reads at every start. */
export const onDisk: Budget = { entries: 50, total: 1_000_000, text: 20_000 };

/** The history with one more send in front, within the budget. */
export function remember(history: readonly Entry[], report: SendReport): readonly Entry[] {
  const same = history.filter(entry => entry.report.at === report.at).length;
  const size = report.outcome.kind === 'response' ? { size: weight(report.outcome.body) } : {};
  return within([{ id: `${report.at}-${same}`, report, ...size }, ...history], inMemory);
}

/** The newest entries that fit; what is too long is cut first, and dropped where even that is not enough. */
export function within(history: readonly Entry[], budget: Budget): readonly Entry[] {
  const kept: Entry[] = [];
  let total = 0;
  for (const entry of history.slice(0, budget.entries)) {
    const fits = total + sizeOf(entry.report) <= budget.total / 2 || sizeOf(entry.report) <= budget.text;
    const candidate = fits ? entry : cut(entry, budget.text);
    total += sizeOf(candidate.report);
    if (total > budget.total) break;
    kept.push(candidate);
  }
  return kept;
}

/**
 * The history that an earlier window stored, perhaps with another version of the extension: entries that cannot be read
 * are left out.
 */
export function restored(stored: unknown): readonly Entry[] {
  return Array.isArray(stored) ? stored.filter(isEntry) : [];
}

function cut(entry: Entry, limit: number): Entry {
  const { request, outcome, trace, explanations } = entry.report;
  const shorter = (text: string) => (text.length > limit ? text.slice(0, limit) : text);
  const report: SendReport = {
    ...entry.report,
    request: {
      ...request,
      url: shorter(request.url),
      headers: shorterPairs(request.headers, limit),
      ...(request.body === undefined ? {} : { body: shorter(request.body) }),
    },
    outcome:
      outcome.kind === 'response'
        ? { ...outcome, body: shorter(outcome.body), headers: shorterPairs(outcome.headers, limit) }
        : { ...outcome, detail: shorter(outcome.detail) },
    trace: trace.map(line => ({ ...line, text: shorter(line.text) })),
    ...(explanations && { explanations: firstOf(explanations, limit, sizeOfExplanation) }),
  };
  return sizeOf(report) < sizeOf(entry.report) ? { ...entry, report, cut: true } : entry;
}

type Pairs = readonly (readonly [string, string])[];

function shorterPairs(pairs: Pairs, limit: number): Pairs {
  return firstOf(pairs, limit, ([name, value]) => name.length + value.length);
}

/** The first of some things that fit together into a limit. */
function firstOf<Thing>(things: readonly Thing[], limit: number, size: (thing: Thing) => number): readonly Thing[] {
  let left = limit;
  const end = things.findIndex(thing => {
    left -= size(thing);
    return left < 0;
  });
  return end < 0 ? things : things.slice(0, end);
}

function sizeOfExplanation(explanation: Explanation): number {
  return JSON.stringify(explanation).length;
}

function sizeOf(report: SendReport): number {
  const { request, outcome, trace, explanations = [] } = report;
  const pairs = (list: Pairs) => list.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  const answer = outcome.kind === 'response' ? outcome.body.length + pairs(outcome.headers) : outcome.detail.length;
  const lines = trace.reduce((sum, line) => sum + line.text.length, 0);
  const words = explanations.reduce((sum, explanation) => sum + sizeOfExplanation(explanation), 0);
  return request.url.length + (request.body?.length ?? 0) + pairs(request.headers) + answer + lines + words;
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  const report = entry?.report as Partial<SendReport> | undefined;
  return (
    typeof entry?.id === 'string' &&
    ['string', 'undefined'].includes(typeof entry.size) &&
    typeof report?.at === 'number' &&
    typeof report.action?.name === 'string' &&
    typeof report.event?.name === 'string' &&
    typeof report.request?.url === 'string' &&
    Array.isArray(report.request.headers) &&
    Array.isArray(report.trace) &&
    (report.earlier === undefined || Array.isArray(report.earlier)) &&
    (report.explanations === undefined || isExplanations(report.explanations)) &&
    (report.outcome?.kind === 'failed' ||
      (report.outcome?.kind === 'response' &&
        typeof report.outcome.body === 'string' &&
        Array.isArray(report.outcome.headers)))
  );
}

function isExplanations(value: unknown): boolean {
  const isExplanation = (item: Partial<Explanation> | null) =>
    typeof item?.title === 'string' && typeof item.meaning === 'string' && Array.isArray(item.fixes);
  return Array.isArray(value) && value.every(isExplanation);
}
