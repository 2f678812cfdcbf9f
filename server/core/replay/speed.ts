/** How far a replay is, at one moment. */
interface Mark {
  /** Milliseconds, of any clock. */
  readonly at: number;
  readonly bytes: number;
  readonly events: number;
}

/** Three windows of Intercom's rate limit, in milliseconds: a shorter look back would see only the rush or only the wait. */
const lookBack = 30_000;
const markEvery = 500;

/** Estimates the speed of a replay and the time it has left, from what was done in the last half minute. */
export class Speed {
  #marks: Mark[] = [];

  /** @param total the bytes of all events */
  constructor(private readonly total: number) {}

  /** Notes how far the replay is; `at` must never go back. */
  mark(at: number, bytes: number, events: number): void {
    const last = this.#marks.at(-1);
    if (last && at - last.at < markEvery) return;
    this.#marks.push({ at, bytes, events });
    while (this.#marks[1] && at - this.#marks[1].at >= lookBack) this.#marks.shift();
  }

  /** Forgets the past, because there was a pause. */
  restart(): void {
    this.#marks = [];
  }

  /** Events a second, and milliseconds left; undefined while too little has been done to tell. */
  estimate(now: Mark): { readonly perSecond: number; readonly msLeft: number } | undefined {
    const first = this.#marks[0];
    if (!first || now.at - first.at < 2 * markEvery) return undefined;
    const ms = now.at - first.at;
    const bytes = now.bytes - first.bytes;
    if (bytes <= 0) return undefined;
    const left = Math.max(0, this.total - now.bytes);
    return { perSecond: ((now.events - first.events) * 1000) / ms, msLeft: (left * ms) / bytes };
  }
}
