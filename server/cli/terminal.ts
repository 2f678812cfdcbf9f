import type { Clock } from '../http/wait';
import type { Progress } from './progress';

/** What a command gets from the process that runs it. */
export interface Terminal {
  /** Standard input to its end. */
  stdin(): Promise<string>;
  /** Writes to standard output, as it is. */
  out(text: string): void;
  /** Writes a line to standard error. */
  problem(text: string): void;
  /** Shows a line that the next one replaces, where a person is looking; an empty one takes it away. */
  readonly progress: Progress;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here, and shown paths are relative to it. */
  readonly cwd: string;
  /** Aborts on Ctrl+C. */
  readonly signal: AbortSignal;
  readonly colours: boolean;
  /** Milliseconds since 1970. */
  now(): number;
  uuid(): string;
  /** The clock for waits; the real one by default. */
  readonly clock?: Clock;
}

/**
 * 0: success. 1: findings, or an answer that is no success. 2: the command was not understood, or its input unreadable.
 */
export type ExitCode = 0 | 1 | 2;
