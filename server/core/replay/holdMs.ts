import { type AnswerHeaders, askedWaitMs, rateLimitOf } from '../intercom/rateLimit';

/** The window of Intercom's limit (REST reference, rate limiting): how long to wait when nobody says. */
const windowMs = 10_000;
const shortestMs = 100;
/** Whoever asks for more, by mistake or by a clock that is wrong, is asked again after this. */
const longestMs = 60_000;

/**
 * How long nothing more should be sent after an answer, in milliseconds; undefined when nothing stands against it. An answer
 * of 429 asks for it; any other when the calls that are left are used up by those under way.
 * @param underWay how many other requests are
 * @param nowMs milliseconds since 1970
 */
export function holdMs(
  { status, headers }: { readonly status: number; readonly headers: AnswerHeaders },
  underWay: number,
  nowMs: number,
): number | undefined {
  const bounded = (ms: number) => Math.min(Math.max(ms, shortestMs), longestMs);
  if (status === 429) return bounded(askedWaitMs(headers, nowMs) ?? windowMs);
  const { remaining, resetMs = 0 } = rateLimitOf(headers, nowMs);
  return remaining === undefined || remaining > underWay || resetMs === 0 ? undefined : bounded(resetMs);
}
