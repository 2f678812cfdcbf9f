import { t } from '@vscode/l10n';
/**
 * What became of an event. `ready`: a dry run found nothing wrong with it. `failed`: an answer that is no success, or
 * it never left.
 * `uncertain`: it was sent and no answer tells whether it was carried out.
 */
export type ReplayOutcome = 'sent' | 'ready' | 'skipped' | 'invalid' | 'failed' | 'uncertain';

export type ReplayCounts = Readonly<Record<ReplayOutcome, number>>;

/**
 * One line of a results file. `sending` is written before an event leaves, so that after a crash it is known what was on
 * its way; `limited`: it was refused by the rate limit and is sent once more later.
 */
export interface ReplayResult {
  /** In the file of events, from 1. */
  readonly line: number;
  /** A hash of the event's text. */
  readonly event: string;
  readonly outcome: ReplayOutcome | 'sending' | 'limited';
  /** When it was sent, ISO 8601. */
  readonly at?: string;
  readonly status?: number;
  /** Why there is no answer: `timeout`, `refused`… */
  readonly reason?: string;
  /** Milliseconds. */
  readonly ms?: number;
  readonly requestId?: string;
  /** Intercom's, or that of a finding. */
  readonly code?: string;
  readonly message?: string;
  /** Where it went wrong: `body.json.trimou:4:12`. */
  readonly place?: string;
}

/** The first line of a results file; one more for each time the replay was resumed. */
export interface ReplayRun {
  readonly replay: 1;
  /** ISO 8601. */
  readonly started: string;
  readonly action: string;
  readonly events: string;
  /** `sandbox`, `intercom`, or an origin. */
  readonly target: string;
  /** A hash of the action with all that a request is made of. */
  readonly plan: string;
  readonly dryRun?: true;
}

/** Events that ended in the same way for the same reason. */
export interface ReplayGroup {
  readonly outcome: ReplayOutcome;
  readonly status?: number;
  readonly code?: string;
  readonly text: string;
  readonly place?: string;
  readonly count: number;
  /** The first of them. */
  readonly lines: readonly number[];
}

/** Whether an event is to be sent: `changed` when another text was sent from this line before. */
export type Verdict = 'open' | 'done' | 'changed';

interface Entry {
  readonly event: string;
  readonly outcome: ReplayOutcome | 'sending';
  readonly plan: string;
  readonly group: Group | undefined;
}

type Group = { -readonly [Key in keyof ReplayGroup]: ReplayGroup[Key] } & { lines: number[] };

const mostGroups = 200;
const linesShown = 5;

/** How a replay stands: what is done, counted, and grouped by reason. Of this run only what is under way is held. */
export class Standing {
  readonly #counts: Record<ReplayOutcome, number> = {
    ...{ sent: 0, ready: 0, skipped: 0, invalid: 0, failed: 0, uncertain: 0 },
  };
  readonly #entries = new Map<number, Entry>();
  readonly #groups = new Map<string, Group>();
  #run: ReplayRun | undefined;

  get counts(): ReplayCounts {
    return { ...this.#counts };
  }

  /** The newest run that was recalled. */
  get run(): ReplayRun | undefined {
    return this.#run;
  }

  /** Those that failed, are invalid, are uncertain or were skipped, or have an answer to be explained; the largest first. */
  get groups(): readonly ReplayGroup[] {
    const groups = [...this.#groups.values()].filter(({ count }) => count > 0);
    return groups
      .sort((one, other) => other.count - one.count)
      .map(group => ({ ...group, lines: [...group.lines].sort((one, other) => one - other) }));
  }

  /** Takes a line from a results file; false if it is not such a line, but half of one after a crash. */
  recall(text: string): boolean {
    const read = readLine(text);
    if (!read) return false;
    if ('replay' in read) this.#run = read;
    else this.#take(read, true);
    return true;
  }

  /** Takes what has just become of an event. */
  record(result: ReplayResult): void {
    this.#take(result, false);
  }

  /** The events that were on their way when an earlier run broke off. */
  get underWay(): readonly Pick<ReplayResult, 'line' | 'event'>[] {
    return [...this.#entries].flatMap(([line, { event, outcome }]) => (outcome === 'sending' ? [{ line, event }] : []));
  }

  /**
   * What to do with a line, given what is known of it. What was decided without sending is decided again if the action
   * has changed since.
   * @param retry outcomes that count as open
   */
  verdictOn(line: number, event: string, plan: string, retry: readonly ReplayOutcome[]): Verdict {
    const entry = this.#entries.get(line);
    if (!entry) return 'open';
    const left = entry.outcome === 'sent' || entry.outcome === 'uncertain' || entry.outcome === 'sending';
    if (entry.event !== event) return left ? 'changed' : 'open';
    if (entry.outcome !== 'sending' && retry.includes(entry.outcome)) return 'open';
    return !left && entry.outcome !== 'failed' && entry.plan !== plan ? 'open' : 'done';
  }

  #take(result: ReplayResult, keep: boolean): void {
    const { line, event, outcome } = result;
    const before = this.#entries.get(line);
    if (before && before.outcome !== 'sending') {
      this.#counts[before.outcome]--;
      if (before.group) {
        before.group.count--;
        before.group.lines = before.group.lines.filter(other => other !== line);
      }
    }
    this.#entries.delete(line);
    if (outcome === 'limited') return;
    if (outcome !== 'sending') this.#counts[outcome]++;
    const group = outcome === 'sending' ? undefined : this.#groupOf({ ...result, outcome });
    if (keep || outcome === 'sending') this.#entries.set(line, { event, outcome, plan: this.#run?.plan ?? '', group });
  }

  #groupOf(result: ReplayResult & { outcome: ReplayOutcome }) {
    const { line, outcome, status, code, message, reason } = result;
    if ((outcome === 'sent' && message === undefined) || outcome === 'ready') return undefined;
    // The place in an event's own line differs from event to event.
    const place = code === 'invalid-event' ? undefined : result.place;
    const text = message ?? reason ?? '';
    const key = [outcome, status, code, text, place].join('\n');
    const full = this.#groups.size >= mostGroups && !this.#groups.has(key);
    const group = this.#groups.get(full ? outcome : key) ?? {
      ...{ outcome, text: full ? t('For other reasons.') : text, count: 0, lines: [] },
      ...(!full && { ...(status && { status }), ...(code && { code }), ...(place && { place }) }),
    };
    this.#groups.set(full ? outcome : key, group);
    group.count++;
    if (group.lines.length < linesShown) group.lines.push(line);
    return group;
  }
}

const outcomes: readonly string[] = [
  ...['sent', 'ready', 'skipped', 'invalid', 'failed', 'uncertain', 'sending', 'limited'],
];

function readLine(text: string): ReplayResult | ReplayRun | undefined {
  let json: Partial<ReplayResult & ReplayRun> | null;
  try {
    json = JSON.parse(text);
  } catch {
    // Half a line, after a crash.
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  if (json.replay === 1 && typeof json.plan === 'string' && typeof json.target === 'string') return json as ReplayRun;
  const isResult = Number.isSafeInteger(json.line) && typeof json.event === 'string';
  return isResult && outcomes.includes(json.outcome ?? '') ? (json as ReplayResult) : undefined;
}
