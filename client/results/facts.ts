import { clock, count, duration, moment, weight } from './format';
import type { Entry } from './history';

export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Worth a second look. */
  readonly isLow?: boolean;
}

/** The figures of a send: time, size, how many calls Intercom still allows, when. */
export function facts({ report: { at, outcome }, size }: Entry): readonly Fact[] {
  const sent = { label: 'Sent', text: moment(at) };
  if (outcome.kind === 'failed') {
    return outcome.timing ? [{ label: 'Time', text: duration(outcome.timing.totalMs) }, sent] : [sent];
  }
  const known = [
    { label: 'Time', text: duration(outcome.ms) },
    { label: 'Size', text: `${size ?? weight(outcome.body)}${outcome.truncated ? ', cut off' : ''}` },
  ];
  const rate = rateLimit(outcome.headers);
  if (!rate) return [...known, sent];
  return rate.isLow ? [rate, ...known, sent] : [...known, rate, sent];
}

/** Intercom's `X-RateLimit-*`: calls allowed in the window, calls left, and the Unix second of its end. */
function rateLimit(pairs: readonly (readonly [string, string])[]): Fact | undefined {
  const value = (wanted: string) => {
    const text = pairs.find(([name]) => name.toLowerCase() === wanted)?.[1];
    return text && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
  };
  const left = value('x-ratelimit-remaining');
  const limit = value('x-ratelimit-limit');
  const reset = value('x-ratelimit-reset');
  if (left === undefined) return undefined;
  const of = limit === undefined ? '' : ` of ${count(limit)}`;
  const isLow = left < (limit ?? 10) / 10;
  const renewal = isLow && reset ? `, new at ${clock(reset * 1_000)}` : '';
  return { label: 'Rate limit', text: `${count(left)}${of} calls left${renewal}`, isLow };
}
