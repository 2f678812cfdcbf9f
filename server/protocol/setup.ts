// An action as Tealium’s form wants it, and as Tealium shows it.
import type { Place, Refusal } from './place';

export interface SetupParams {
  readonly action: string;
}

export type SetupAnswer =
  | {
      readonly kind: 'sheet';
      readonly action: { readonly uri: string; readonly name: string };
      /** How many errors the checks find in it. */
      readonly errors: number;
      readonly sections: readonly { readonly title: string; readonly items: readonly SetupField[] }[];
    }
  | Refusal;

/** What is filled in at once: a field of the form, or a mapping with its two sides. No secret is in it. */
export interface SetupField {
  /** The same as long as the field is the same, whatever its value. */
  readonly id: string;
  readonly title: string;
  /** Without a value there is nothing to copy, and the hint says what goes there. */
  readonly parts: readonly { readonly label: string; readonly value?: string; readonly hint?: string }[];
  /** Changes with what is to be filled in. */
  readonly digest: string;
  readonly place?: Place;
}

export interface DriftParams {
  readonly action: string;
  /** What was copied out of Tealium. It may hold a token, which no answer repeats. */
  readonly text: string;
  /** The id of the field that it is; worked out if absent. */
  readonly field?: string;
}

export type DriftAnswer =
  | {
      readonly kind: 'compared';
      readonly differences: readonly {
        readonly title: string;
        readonly state: 'same' | 'differs' | 'missing' | 'extra';
        readonly message: string;
        readonly expected?: string;
        readonly actual?: string;
      }[];
    }
  | Refusal;
