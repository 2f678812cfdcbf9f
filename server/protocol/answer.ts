// What an answer means, and what can be done about it.
import type { Explanation as CoreExplanation } from '../core/intercom/explainAnswer';
import type { Place } from './place';

/** One error of an answer, in our words. */
export interface Explanation extends Omit<CoreExplanation, 'fix'> {
  /**
   * The place in the template that wrote the field, or the opening brace of the object that lacks it; for an error
   * about no field, the part of the action that it concerns.
   */
  readonly place?: Place;
  /** What can be done at a click, the likely one first. */
  readonly fixes: readonly AnswerFix[];
}

/**
 * `set-header` edits the action: maps the value to the header. `move-to-contacts` edits the action and its body template:
 * from POST /users of 1.x to POST /contacts of 2.x. `update-contact` edits nothing: it sends the same body once more.
 */
export type AnswerFix = { readonly title: string } & (
  | { readonly kind: 'set-header'; readonly name: string; readonly value: string }
  | { readonly kind: 'move-to-contacts' }
  | ({ readonly kind: 'update-contact' } & Instead)
);

/** What a request is sent as, once, instead of what its action says. */
export interface Instead {
  readonly method: 'PUT';
  readonly path: string;
}

export interface FixAnswerParams {
  readonly action: string;
  readonly fix: AnswerFix;
}

/** `nothing`: the action already is as the fix would make it. `refused`: the editor did not take the edits. */
export interface FixAnswer {
  readonly kind: 'edited' | 'nothing' | 'refused';
}
