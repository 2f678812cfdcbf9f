/** Header names with values, in any case, as they came. */
export type AnswerHeaders = readonly (readonly [name: string, value: string])[];

/** What an answer says about the calls that are left. What is missing or unreadable is left out. */
export interface RateLimit {
  /** Calls that the window allows. */
  readonly limit?: number;
  /** Calls that are left in it. */
  readonly remaining?: number;
  /** Milliseconds from the answer to the next window; never less than 0. */
  readonly resetMs?: number;
}

/**
 * Reads `X-RateLimit-Limit`, `-Remaining` and `-Reset`. The last is a UNIX time in seconds by Intercom's clock, so it
 * is compared with the `Date` of the answer, or without one with `nowMs`, our own clock (milliseconds since 1970).
 * Source: REST reference, rate limiting.
 */
export function rateLimitOf(headers: AnswerHeaders, nowMs: number): RateLimit {
  const limit = wholeNumber(headers, 'x-ratelimit-limit');
  const remaining = wholeNumber(headers, 'x-ratelimit-remaining');
  const reset = wholeNumber(headers, 'x-ratelimit-reset');
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(reset !== undefined && { resetMs: Math.max(0, reset * 1000 - serverTime(headers, nowMs)) }),
  };
}

/**
 * How long an answer asks to wait before the next call, in milliseconds: until the next window where no call is left, as
 * long as `Retry-After` says, or the longer of the two. Undefined when it asks for nothing.
 */
export function askedWaitMs(headers: AnswerHeaders, nowMs: number): number | undefined {
  const { remaining, resetMs } = rateLimitOf(headers, nowMs);
  const waits = [
    retryAfterMs(headers, nowMs),
    // A 429 may come without a count of the calls left, but then too the window is used up.
    remaining === undefined || remaining === 0 ? resetMs : undefined,
  ].filter(wait => wait !== undefined);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

/** `Retry-After` counts seconds or names a moment (RFC 9110, 10.2.3). */
function retryAfterMs(headers: AnswerHeaders, nowMs: number): number | undefined {
  const value = header(headers, 'retry-after');
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - serverTime(headers, nowMs));
}

function serverTime(headers: AnswerHeaders, nowMs: number): number {
  const date = Date.parse(header(headers, 'date') ?? '');
  return Number.isNaN(date) ? nowMs : date;
}

function wholeNumber(headers: AnswerHeaders, name: string): number | undefined {
  const value = header(headers, name);
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

function header(headers: AnswerHeaders, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim();
}
