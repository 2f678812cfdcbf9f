import type { ReplayProgress, ReplaySummary } from '../../server/protocol';
import { count } from '../results/format';

type Counts = ReplaySummary['counts'];

/** What each outcome is called, in the order in which they are shown. */
export const outcomeNames = [
  ['sent', 'sent'],
  ['ready', 'in order'],
  ['skipped', 'skipped by the stream'],
  ['invalid', 'invalid'],
  ['failed', 'failed'],
  ['uncertain', 'uncertain'],
] as const satisfies readonly (readonly [keyof Counts, string])[];

/** `1,200 sent, 30 skipped by the stream, 2 failed`. */
export function countsInWords(counts: Counts): string {
  const parts = outcomeNames.flatMap(([outcome, name]) =>
    counts[outcome] > 0 ? [`${count(counts[outcome])} ${name}`] : [],
  );
  return parts.length > 0 ? parts.join(', ') : 'no event yet';
}

/** How far a replay is, in one line. */
export function progressInWords({ counts, paused, perSecond, msLeft, heldMs }: ReplayProgress): string {
  return [
    ...(paused ? ['paused'] : []),
    countsInWords(counts),
    ...(heldMs !== undefined && !paused ? [`rate limit, on in ${Math.ceil(heldMs / 1000)} s`] : []),
    ...(perSecond !== undefined ? [`${count(Math.round(perSecond))} a second`] : []),
    ...(msLeft !== undefined ? [`${span(msLeft)} left`] : []),
  ].join(' · ');
}

/** `12 s`, `4 min`, `2.5 h`; rounded up, because nobody minds being surprised by an early end. */
export function span(ms: number): string {
  if (ms < 60_000) return `${Math.ceil(ms / 1000)} s`;
  return ms < 5_400_000 ? `${Math.ceil(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}

/** `the sandbox`, `Intercom`. */
export function targetInWords({ target, dryRun }: Pick<ReplaySummary, 'target' | 'dryRun'>): string {
  if (dryRun) return 'nowhere, as a dry run';
  return target === 'intercom' ? 'to Intercom' : 'to the sandbox';
}
