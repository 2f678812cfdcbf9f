import type { Clock } from '../../server/http/wait';

/** A clock on which waits are over at once. It keeps what was slept; `during` is called in the middle of each sleep. */
export function fakeClock(during: (now: number) => void = () => {}): Clock & { readonly slept: number[] } {
  let now = 1_700_000_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      during(now);
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
