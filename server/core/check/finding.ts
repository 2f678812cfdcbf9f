import type { Range } from '../text/range';

/** A replacement in one file, in offsets of its present text. */
export interface Edit {
  readonly path: string;
  readonly range: Range;
  readonly text: string;
}

/** A quick fix: what it does in words, and the edits that do it. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The obvious one: what the keyboard shortcut applies. */
  readonly preferred?: boolean;
  /** It changes nothing but the mistake, so `source.fixAll.intercomWebhook` may apply it without asking. */
  readonly safe?: boolean;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One mistake found: where, what is wrong and what would be right. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  readonly range: Range;
  readonly fixes?: readonly Fix[];
  /** Other places that explain this one, such as the mapping of a variable. */
  readonly related?: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  /** An event that shows it, confirmed by a real render, and starts the action where it can: attribute names to JSON values. Made when asked for. */
  readonly counterexample?: Readonly<Record<string, unknown>>;
  /** The same event as the proof has it, before any render: enough where it is only mentioned. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** The attributes on which it depends, those of the counterexample to show first; absent where it happens in every event. */
  readonly involved?: readonly string[];
  /** A JSON checker reports it as well: one for JSON with comments too, or only one for plain JSON. */
  readonly ofJson?: 'jsonc' | 'json';
  /** Drawn as superfluous (faded) rather than underlined. */
  readonly unnecessary?: boolean;
}
