import * as l10n from '@vscode/l10n';
import type { ReplayProgress, ReplaySummary } from '../../server/protocol';
import { count, tenths } from '../results/format';

type Counts = ReplaySummary['counts'];

/** What each outcome is called, in the order in which they are shown. */
export const outcomeNames = (): readonly (readonly [keyof Counts, string])[] => [
  ['sent', l10n.t('sent')],
  ['ready', l10n.t('ready')],
  ['skipped', l10n.t('skipped by the stream')],
  ['invalid', l10n.t('invalid')],
  ['failed', l10n.t('failed')],
  ['uncertain', l10n.t('uncertain')],
];

/** `1,200 sent, 30 skipped by the stream, 2 failed`. */
export function countsInWords(counts: Counts): string {
  const parts = outcomeNames().flatMap(([outcome, name]) =>
    counts[outcome] > 0 ? [`${count(counts[outcome])} ${name}`] : [],
  );
  return parts.length > 0 ? parts.join(', ') : l10n.t('no event yet');
}

/** How far a replay is, in one line. */
export function progressInWords({ counts, paused, perSecond, msLeft, heldMs }: ReplayProgress): string {
  return [
    ...(paused ? [l10n.t('paused')] : []),
    countsInWords(counts),
    ...(heldMs !== undefined && !paused ? [l10n.t('rate limit, on in {0} s', Math.ceil(heldMs / 1000))] : []),
    ...(perSecond !== undefined ? [l10n.t('{0} a second', count(Math.round(perSecond)))] : []),
    ...(msLeft !== undefined ? [l10n.t('{0} left', span(msLeft))] : []),
  ].join(' · ');
}

/** `12 s`, `4 min`, `2.5 h`; rounded up, because nobody minds being surprised by an early end. */
export function span(ms: number): string {
  if (ms < 60_000) return `${Math.ceil(ms / 1000)} s`;
  return ms < 5_400_000 ? `${Math.ceil(ms / 60_000)} min` : `${tenths(ms / 3_600_000)} h`;
}

/** `the sandbox`, `Intercom`. */
export function targetInWords({ target, dryRun }: Pick<ReplaySummary, 'target' | 'dryRun'>): string {
  if (dryRun) return l10n.t('nowhere, as a dry run');
  return target === 'intercom' ? l10n.t('to Intercom') : l10n.t('to the sandbox');
}
