import { clock, count, duration, moment, weight } from './format';
import type { Entry } from './history';

export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** The figures of a send: time, size, when, and how many calls Intercom still allows. */
export function facts({ report: { at, outcome }, size }: Entry): readonly Fact[] {
  const sent = { label: 'Sent', text: moment(at) };
  if (outcome.kind === 'failed') return [sent];
  const found = [
    { label: 'Time', text: duration(outcome.ms) },
    { label: 'Size', text: `${size ?? weight(outcome.body)}${outcome.truncated ? ', cut off' : ''}` },
  ];
  found.push(sent);
  const rate = rateLimit(outcome.headers);
  if (rate) found.push({ label: 'Rate limit', text: rate });
  return found;
}

/** Intercom's `X-RateLimit-*`: calls allowed in the window, calls left, and the Unix second of its end. */
function rateLimit(pairs: readonly (readonly [string, string])[]): string | undefined {
  const value = (wanted: string) => {
    const text = pairs.find(([name]) => name.toLowerCase() === wanted)?.[1];
    return text && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
  };
  const left = value('x-ratelimit-remaining');
  const limit = value('x-ratelimit-limit');
  const reset = value('x-ratelimit-reset');
  if (left === undefined) return undefined;
  const of = limit === undefined ? '' : ` of ${count(limit)}`;
  return `${count(left)}${of} left${reset ? `, new at ${clock(reset * 1_000)}` : ''}`;
}
