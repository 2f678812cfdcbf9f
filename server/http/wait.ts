import { setTimeout as sleep } from 'node:timers/promises';

/** Time as a wait needs it; that of tests passes at once. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends after that many milliseconds, or rejects as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

export const realClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told at the start and at each full second how many seconds are left, for a countdown. */
  readonly tick?: ((secondsLeft: number) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Waits that many milliseconds, and tells each second how many are left. True when the wait came to its end, false when
 * it was cancelled. A computer that was asleep meanwhile does not wait longer.
 */
export async function wait(ms: number, { signal, tick, clock = realClock }: WaitOptions = {}): Promise<boolean> {
  const end = clock.now() + ms;
  for (let left = ms; left > 0; left = end - clock.now()) {
    const seconds = Math.ceil(left / 1000);
    tick?.(seconds);
    try {
      await clock.sleep(left - (seconds - 1) * 1000, signal);
    } catch (error) {
      if (signal?.aborted) return false;
      throw error;
    }
  }
  return !signal?.aborted;
}
