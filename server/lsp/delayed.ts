/** Does something once, a little after it was last asked for, however often it was asked for before. */
export class Delayed {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How long the work took the last time, in milliseconds. */
  #took = 0;

  /** `least` and `most`: milliseconds to wait; slow work waits longer, so that typing stays smooth. */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly least: number,
    private readonly most: number,
  ) {}

  ask(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#do(), Math.min(this.most, Math.max(this.least, this.#took / 2)));
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #do(): Promise<void> {
    const started = performance.now();
    await this.work();
    this.#took = performance.now() - started;
  }
}
