// Sending every event of a file.
import type { ReplayCounts, ReplayGroup } from '../core/replay/standing';
import type { SendAnswer } from './send';

export interface ReplayParams {
  /** Made up by the editor, to identify progress and pauses of this replay. */
  readonly id: string;
  readonly action: string;
  /** The file of events, one a line. */
  readonly events: string;
  /** Absent in a dry run, which sends nothing and writes nothing. */
  readonly target?: 'sandbox' | 'intercom';
  /** What to do with the results of an earlier replay; absent: nothing is sent, and the answer has their counts. */
  readonly previous?: 'resume' | 'restart';
  /** What is sent again after an earlier replay. */
  readonly retry?: readonly ('failed' | 'uncertain')[];
  /** Send although the checks found errors, and also events whose body would be refused. */
  readonly anyway?: boolean;
  /** How many events are under way at once. */
  readonly concurrency?: number;
}

export interface PauseReplayParams {
  readonly id: string;
  readonly paused: boolean;
}

export interface ReplayProgress {
  readonly id?: string;
  readonly counts: ReplayCounts;
  /** Of all events, as a share of 1. */
  readonly done: number;
  readonly paused: boolean;
  /** Events a second, and milliseconds left, once they can be told. */
  readonly perSecond?: number;
  readonly msLeft?: number;
  /** Milliseconds until the rate limit lets it go on. */
  readonly heldMs?: number;
}

export type ReplayEnd =
  | { readonly kind: 'ended'; readonly summary: ReplaySummary }
  /** There are results of an earlier replay: what they hold and, if it cannot be resumed, why. */
  | { readonly kind: 'exists'; readonly results: string; readonly counts: ReplayCounts; readonly other?: string }
  | { readonly kind: 'refused'; readonly message: string };

export type ReplayAnswer = ReplayEnd | Extract<SendAnswer, { readonly kind: 'findings' }>;

export interface ReplaySummary {
  /** `stopped`: it could not go on, and `reason` says why. */
  readonly end: 'finished' | 'cancelled' | 'stopped';
  readonly reason?: string;
  readonly action: string;
  /** The name of the file of events. */
  readonly events: string;
  /** `sandbox`, `intercom`, or an origin. */
  readonly target: string;
  readonly dryRun: boolean;
  /** Including those of earlier runs that were resumed. */
  readonly counts: ReplayCounts;
  /** How many events an earlier run had done with, and how many this one handled. */
  readonly doneBefore: number;
  readonly handled: number;
  /** Milliseconds that this run took. */
  readonly ms: number;
  /** What was not sent, or failed, or was answered with a note of the sandbox, by reason; the largest first. */
  readonly groups: readonly ReplayGroup[];
  /** The results file; absent where none was written. */
  readonly results?: string;
}
