import type { Range } from '../text/range';

export type ProofCode =
  | 'unquoted-string'
  | 'number-format'
  | 'collection-without-to-json'
  | 'to-json-unquoted'
  | 'unescaped-string'
  | 'maybe-missing-value'
  | 'badge-never-false'
  | 'trailing-comma'
  | 'missing-comma'
  | 'comma-on-one-branch'
  | 'unbalanced-json'
  | 'invalid-json'
  | 'duplicate-key'
  | 'html-escaped'
  | 'helper-type'
  | 'helper-arguments'
  | 'missing-partial';

/** What was done wrong, where, and what a fix needs to know. */
export interface Explanation {
  readonly code: ProofCode;
  readonly range: Range;
  /** What is wrong and what would be right, in one or two sentences. */
  readonly message: string;
  readonly variable?: string;
  readonly remedy?: Remedy;
  /** The mistake of another kind that this comes from, and that should be reported instead. */
  readonly causedBy?: Cause;
}

export type Cause =
  | 'else-tag'
  | 'inverted-helper'
  | 'blank-before-sigil'
  | 'single-braces'
  | 'unmapped-variable'
  | 'unknown-property';

/** What would put it right; ranges are of the template. */
export type Remedy =
  /** Quotes around the tag; `escape` where its text needs `.toJson` as well. */
  | { readonly kind: 'quote'; readonly tag: Range; readonly escape: boolean }
  | { readonly kind: 'unquote'; readonly tag: Range }
  | { readonly kind: 'to-json'; readonly tag: Range }
  | { readonly kind: 'to-integer'; readonly tag: Range }
  /** Three braces instead of two. */
  | { readonly kind: 'raw'; readonly tag: Range }
  /** Something to print where nothing is printed: after `node`, for the events without the variable. */
  | { readonly kind: 'fallback'; readonly node: Range; readonly text: 'null' | 'true' | 'false' | '[]' | '""' }
  | { readonly kind: 'remove'; readonly range: Range }
  /** `orAt`: another place for it, where the first one is under a condition of its own. */
  | { readonly kind: 'insert'; readonly at: number; readonly text: string; readonly orAt?: number }
  | { readonly kind: 'replace'; readonly range: Range; readonly text: string }
  /** The comma belongs inside the section, or outside it. */
  | { readonly kind: 'move-comma'; readonly comma: Range; readonly section: Range }
  /** A comma between the elements of a loop, and nowhere else in it. */
  | { readonly kind: 'separate'; readonly loop: Range }
  /** The section should ask once for the whole list (`{{#if list}}`) and not repeat for every element. */
  | { readonly kind: 'ask-once'; readonly section: Range }
  /** Square brackets around the loop. */
  | { readonly kind: 'wrap'; readonly loop: Range }
  /** Nothing in the template: the attribute of a variable needs a type. */
  | { readonly kind: 'declare-type'; readonly variable: string };
