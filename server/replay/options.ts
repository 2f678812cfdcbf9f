import type { SampleEvent } from '../core/action/events';
import type { Project } from '../core/action/project';
import type { ReplayProgress, SendReport } from '../protocol';
import type { Gate } from './gate';

export interface ReplayOptions {
  readonly project: Project;
  /** The file of events, one a line. */
  readonly events: string;
  /** Where the results are written; beside the events by default. A dry run writes none by default. */
  readonly results?: string | undefined;
  /** What to do with the results of an earlier replay; absent: nothing is sent if there are any. */
  readonly previous?: 'resume' | 'restart' | undefined;
  /** What is sent again after an earlier replay. */
  readonly retry?: readonly ('failed' | 'uncertain')[] | undefined;
  /** Send also events whose body is no JSON or would be refused. */
  readonly anyway?: boolean | undefined;
  /** `sandbox`, `intercom`, or an origin. */
  readonly target: string;
  /** Sends one event; absent in a dry run. Never throws for what a user or a network can cause. */
  readonly send?: ((project: Project, event: SampleEvent, signal: AbortSignal) => Promise<SendReport>) | undefined;
  /** How many events are under way at once. */
  readonly concurrency?: number | undefined;
  /** Aborting sends nothing more; what is under way is given `graceMs`, then its sockets are closed. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly graceMs?: number | undefined;
  /** Pauses it. */
  readonly gate?: Gate | undefined;
  /** Told several times a second, and at the end. */
  readonly onProgress?: ((progress: ReplayProgress) => void) | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid: () => string;
}

/**
 * With answers after 50 ms each, this many at once stay just below Intercom's 1,666 in ten seconds, which the whole
 * workspace shares.
 */
export const defaultConcurrency = 8;
export const mostConcurrency = 64;
