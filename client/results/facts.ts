import * as l10n from '@vscode/l10n';
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
  const sent = { label: l10n.t('Sent'), text: moment(at) };
  if (outcome.kind === 'failed') {
    return outcome.timing ? [{ label: l10n.t('Time'), text: duration(outcome.timing.totalMs) }, sent] : [sent];
  }
  const weighed = size ?? weight(outcome.body);
  const known = [
    { label: l10n.t('Time'), text: duration(outcome.ms) },
    { label: l10n.t('Size'), text: outcome.truncated ? l10n.t('{0}, cut off', weighed) : weighed },
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
  const isLow = left < (limit ?? 10) / 10;
  const calls =
    limit === undefined
      ? l10n.t('{0} calls left', count(left))
      : l10n.t('{0} of {1} calls left', count(left), count(limit));
  const text = isLow && reset ? l10n.t('{0}, new at {1}', calls, clock(reset * 1_000)) : calls;
  return { label: l10n.t('Rate limit'), text, isLow };
}
