/**
 * Processor time of one call in milliseconds, averaged over enough calls to be measured. The time of other processes
 * does not count.
 */
function timeOf(call: () => unknown, calls: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < calls; index++) call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / calls;
}

/** How often to call something so that it takes some twenty milliseconds; finding out also gets it compiled. */
function callsFor(call: () => unknown): number {
  let calls = 1;
  while (timeOf(call, calls) * calls < 200 && calls < 1 << 20) calls *= 2;
  return Math.max(1, calls >> 3);
}

/**
 * Time of `ours` divided by time of `peer`: the median of several runs, in each of which both take turns, so that a machine
 * that is busy with other things slows both down.
 * @param free milliseconds of ours that do not count
 */
export function ratio(ours: () => unknown, peer: () => unknown, runs = 25, free = 0): number {
  const oursCalls = callsFor(ours);
  const peerCalls = callsFor(peer);
  const ratios: number[] = [];
  for (let run = 0; run < runs; run++) ratios.push((timeOf(ours, oursCalls) - free) / timeOf(peer, peerCalls));
  return median(ratios);
}

/** Time for an input of twice the size divided by time for the input; about 2 where time grows with size. */
export function growth(call: (input: string) => unknown, input: (size: number) => string, size: number): number {
  const one = input(size);
  const two = input(size * 2);
  return ratio(
    () => call(two),
    () => call(one),
    5,
  );
}

export function median(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[sorted.length >> 1]!;
}
