import type { Range } from '../../text/range';
import type { TagAtCursor } from '../cursor';

/** Something that can stand at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is replaced: the whole half-typed name, including what is after the cursor. */
  readonly range: Range;
  readonly text: string;
  /** The same with placeholders, for editors that support snippets (`$1`, `${2:name}`, `$0`). */
  readonly snippet?: string;
  /** What changes elsewhere in the text when it is chosen, such as a comma before it. */
  readonly also?: readonly SideEdit[];
  /** What the typed text is compared with, where it is not the label. */
  readonly filter?: string;
  /** Its type, in a few words. */
  readonly type?: string;
  /** Its value in the chosen event, on one line. */
  readonly value?: string;
  /** Smaller ones come first. */
  readonly rank: number;
  /** What items of the same rank are ordered by, where it is not the label. */
  readonly order?: string;
  /** Markdown; asked for only when somebody looks at the item. */
  readonly documentation?: () => string;
}

/** A replacement away from the cursor, in offsets of the text as it is. */
export interface SideEdit {
  readonly range: Range;
  readonly text: string;
}

type CompletionKind =
  | 'variable'
  | 'member'
  | 'loop'
  | 'helper'
  | 'suffix'
  | 'section-end'
  | 'argument'
  | 'template'
  | 'attribute'
  /** The name of a member of a body. */
  | 'field'
  /** One of a fixed set of values. */
  | 'value'
  | 'url'
  | 'file';

/** Where an item goes, and what it must bring along to end the tag. */
export interface Slot {
  readonly range: Range;
  readonly missing: string;
}

/** The place of a word in a tag: an item there closes the tag only if nothing else in the tag follows. */
export function slotOf(word: Range, tag: TagAtCursor): Slot {
  return { range: { start: word.start, end: word.end }, missing: word.end === tag.content.end ? tag.missing : '' };
}

/** A text with `$`, `}` and backslashes escaped for a snippet. */
export function plainInSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
