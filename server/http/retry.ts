import { askedWaitMs } from '../core/intercom/rateLimit';
import type { EarlierTry, Outcome } from '../protocol';
import { realClock, type WaitOptions, wait } from './wait';

/** `asTealium` waits as long as Tealium does, `fast` seconds; both send again after the same answers as Tealium. */
export type RetryMode = 'off' | 'asTealium' | 'fast';

/** Another try, and how long to wait before it, in milliseconds. */
export interface NextTry {
  readonly waitMs: number;
  /** Which try it is; 2 is the first retry. */
  readonly number: number;
  /** How many tries there are at most, including the first. */
  readonly most: number;
}

const minute = 60_000;

/** Milliseconds before each further try. Tealium's are from its documentation of the connectors' runtime. */
const waits: Readonly<Record<RetryMode, readonly number[]>> = {
  off: [],
  asTealium: [1 * minute, 5 * minute, 30 * minute],
  fast: [1000, 2000, 4000],
};

/** The statuses after which Tealium sends again. A time-out is none of them: the request may have been carried out. */
const worthAnotherTry: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** An answer that asks to wait longer than the longest wait of Tealium is final. */
const longestMs = 30 * minute;

/**
 * Whether to send again after an outcome, and when: undefined when the outcome is final. `tries`: how often it was sent
 * so far. If an answer asks for a longer wait by `Retry-After` or `X-RateLimit-Reset`, that is waited for. `nowMs`:
 * milliseconds since 1970.
 */
export function nextTry(mode: RetryMode, outcome: Outcome, tries: number, nowMs: number): NextTry | undefined {
  const planned = waits[mode][tries - 1];
  if (planned === undefined || outcome.kind === 'failed' || !worthAnotherTry.has(outcome.status)) return undefined;
  const waitMs = Math.max(planned, askedWaitMs(outcome.headers, nowMs) ?? 0);
  if (waitMs > longestMs) return undefined;
  return { waitMs, number: tries + 1, most: waits[mode].length + 1 };
}

export interface RetryOptions extends Pick<WaitOptions, 'signal' | 'clock'> {
  readonly retries?: RetryMode | undefined;
  /** Told each second of a wait, in a sentence for the person who waits. */
  readonly waiting?: ((message: string, secondsLeft: number) => void) | undefined;
}

/**
 * Sends once, and again where the answer and the options ask for it. If a wait is cancelled, the answer before it is
 * the outcome.
 */
export async function withRetries(
  send: () => Promise<Outcome>,
  { retries = 'off', signal, waiting, clock = realClock }: RetryOptions,
): Promise<{ readonly outcome: Outcome; readonly earlier: readonly EarlierTry[] }> {
  const earlier: EarlierTry[] = [];
  for (;;) {
    const outcome = await send();
    const next = nextTry(retries, outcome, earlier.length + 1, clock.now());
    if (!next || outcome.kind === 'failed') return { outcome, earlier };
    const tick = (left: number) => waiting?.(countdown(outcome.status, next, left), left);
    if (!(await wait(next.waitMs, { signal, clock, tick }))) return { outcome, earlier };
    earlier.push({ status: outcome.status, ms: outcome.ms, waitedMs: next.waitMs });
  }
}

function countdown(status: number, { number, most }: NextTry, secondsLeft: number): string {
  const minutes = Math.floor(secondsLeft / 60);
  const time = minutes === 0 ? `${secondsLeft} s` : `${minutes}:${String(secondsLeft % 60).padStart(2, '0')} min`;
  return `${status}. Sending again in ${time}, try ${number} of ${most}.`;
}
