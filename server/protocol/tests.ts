// The tests of a workspace.
import type { EventChoice } from './actions';
import type { Place, Refusal } from './place';

/** An action, with its events that say what to expect. */
export interface TestedAction {
  readonly action: { readonly uri: string; readonly name: string };
  /** `range`: the word `expect` in the event's file. */
  readonly tests: readonly { readonly event: EventChoice; readonly range: Place['range'] }[];
}

export interface RunTestParams {
  readonly action: string;
  readonly event: EventChoice;
  /** Whether an event of which an answer is expected is sent: to a sandbox of its own. */
  readonly send: boolean;
}

/** `ms`: milliseconds. */
export type TestAnswer =
  | { readonly kind: 'passed'; readonly ms: number }
  | { readonly kind: 'failed'; readonly ms: number; readonly deviations: readonly TestDeviation[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  | Refusal;

/** One thing that did not come as expected; no secret is in it. */
export interface TestDeviation {
  readonly message: string;
  readonly place: Place;
  /** Both sides, to be compared line by line: JSON. */
  readonly expected?: string;
  readonly actual?: string;
}
