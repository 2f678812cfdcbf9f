import type { SendReport } from '../protocol';

/** After so many failures in a row that the next event would meet as well, a replay stops. */
const mostInVain = 10;

/** Counts them: a server that is not there, or a token that is refused, will be so for the next event as well. */
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
