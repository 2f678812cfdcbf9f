import * as l10n from '@vscode/l10n';
import type { SendReport, Timing } from '../../server/protocol';
import { duration } from './format';

/** Where the time of a send went: its steps, one after the other. */
export interface TimingTable {
  readonly steps: readonly TimingStep[];
  readonly total?: string;
  /** What the steps do not say. */
  readonly note?: string;
  /** A sentence about each try before this one. */
  readonly tries: readonly string[];
}

type Steps = Omit<TimingTable, 'tries'>;
type Outcome = SendReport['outcome'];

interface TimingStep {
  readonly label: string;
  readonly text: string;
  /** Where its bar begins and how long it is, as shares of the whole: 0 to 1. */
  readonly from: string;
  readonly share: string;
}

export function timingTable({ outcome, earlier = [] }: SendReport): TimingTable {
  const tries = earlier.map(({ status, ms, waitedMs }, at) =>
    l10n.t(
      'Try {0} was answered with {1} after {2}; {3} later came the next.',
      at + 1,
      status,
      duration(ms),
      duration(waitedMs),
    ),
  );
  return { ...(outcome.timing ? timed(outcome, outcome.timing) : untimed(outcome)), tries };
}

function timed(outcome: Outcome, timing: Timing): Steps {
  const known = stepsOf(
    timing,
    outcome.kind === 'response' ? l10n.t('Reading the answer') : l10n.t('Until it broke off'),
  );
  const whole = Math.max(timing.totalMs, 0.1);
  let passed = 0;
  const steps = known.map(([label, ms]) => {
    const from = Math.min(passed / whole, 1);
    passed += ms;
    return { label, text: duration(ms), from: from.toFixed(4), share: Math.min(ms / whole, 1 - from).toFixed(4) };
  });
  const note = timing.reusedConnection
    ? l10n.t('The connection of an earlier send was still open: no lookup, no connecting.')
    : undefined;
  return { steps, total: duration(timing.totalMs), ...(note && { note }) };
}

function stepsOf(timing: Timing, rest: string): readonly (readonly [string, number])[] {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timing;
  const left = totalMs - [dnsMs, connectMs, tlsMs, firstByteMs].reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
  const steps = [
    [l10n.t('DNS lookup'), dnsMs],
    [l10n.t('Connecting'), connectMs],
    ['TLS', tlsMs],
    [l10n.t('First byte'), firstByteMs],
    [rest, left >= 0.05 ? left : undefined],
  ] as const;
  return steps.flatMap(([label, ms]) => (ms === undefined ? [] : [[label, ms] as const]));
}

function untimed(outcome: Outcome): Steps {
  return outcome.kind === 'response'
    ? { steps: [], total: duration(outcome.ms), note: l10n.t('Where the time went was not recorded for this send.') }
    : { steps: [], note: l10n.t('Nothing was timed: no connection was started.') };
}
