import type { FailureReason, Outcome } from '../protocol';

export type Failed = Extract<Outcome, { kind: 'failed' }>;

/** A failed send. `detail` is a plain sentence for the person who sends: what happened, and what to do next. */
export function failed(reason: FailureReason, detail: string): Failed {
  return { kind: 'failed', reason, detail };
}
