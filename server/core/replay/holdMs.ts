import { type AnswerHeaders, askedWaitMs, rateLimitOf } from '../intercom/rateLimit';

/** The window of Intercom's limit (REST reference, rate limiting): how long to wait if the answer does not say. */
const windowMs = 10_000;
const shortestMs = 100;
/** No longer wait is taken, since it may come from a mistake or a wrong clock: then the server is asked again. */
const longestMs = 60_000;

/**
 * How long nothing more should be sent after an answer, in milliseconds; undefined when nothing stands against it. An
 * answer of 429 asks for a wait; any other does if the calls that are left are taken by those under way.
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
