import type { SendReport } from '../protocol';

/** A replay stops after this many failures in a row, if the next event would fail in the same way. */
const mostInVain = 10;

/** Counts sends that failed for a reason that the next event will meet as well: a missing server, a refused token. */
export class InVain {
  #inARow = 0;

  /** Why the replay stops after this send, if it does. */
  after({ outcome }: SendReport): string | undefined {
    const inVain =
      outcome.kind === 'response'
        ? [401, 403, 429].includes(outcome.status)
        : !['cancelled', 'plan'].includes(outcome.reason);
    this.#inARow = inVain ? this.#inARow + 1 : 0;
    if (this.#inARow < mostInVain) return undefined;
    const why = outcome.kind === 'response' ? `the answer was ${outcome.status}.` : outcome.detail;
    return `${this.#inARow} events in a row failed: ${why}`;
  }
}
