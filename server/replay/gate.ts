/** Where a replay waits: while it is paused, and until the rate limit lets it go on. */
export class Gate {
  #paused = false;
  #until = 0;
  readonly #waiting = new Set<() => void>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  get paused(): boolean {
    return this.#paused;
  }

  /** When the rate limit lets it go on, in milliseconds since 1970; undefined if it can go on now. */
  get heldUntil(): number | undefined {
    return this.#until > this.now() ? this.#until : undefined;
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Closes the gate until a moment, in milliseconds since 1970. */
  hold(until: number): void {
    this.#until = Math.max(this.#until, until);
  }

  /** Resolves when the way is free, or when `signal` aborts. */
  async pass(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (this.#paused || this.heldUntil !== undefined)) await this.#wait(signal);
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = this.#paused ? undefined : setTimeout(wake, Math.max(1, this.#until - this.now()));
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
