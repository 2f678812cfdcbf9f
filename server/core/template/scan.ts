import { trimEnd, trimStart } from '../text/whitespace';
import { type Delimiters, defaultDelimiters, ForwardSearch, findClose, findOpen } from './delimiters';

/** Trimou's kinds of tag, as its messages name them. */
export type TagType =
  | 'VARIABLE'
  | 'UNESCAPE_VARIABLE'
  | 'SECTION'
  | 'INVERTED_SECTION'
  | 'SECTION_END'
  | 'PARTIAL'
  | 'EXTEND'
  | 'EXTEND_SECTION'
  | 'NESTED_TEMPLATE'
  | 'COMMENT'
  | 'DELIMITER';

/** A tag that has an end, however wrong it may be otherwise. */
export interface ScannedTag {
  readonly type: TagType;
  readonly start: number;
  readonly end: number;
  /** Where the trimmed content is, without sigil (a set-delimiters tag keeps its equals signs). */
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly triple: boolean;
}

const sigils: Readonly<Record<string, TagType>> = {
  '&': 'UNESCAPE_VARIABLE',
  '#': 'SECTION',
  '^': 'INVERTED_SECTION',
  '/': 'SECTION_END',
  '>': 'PARTIAL',
  '<': 'EXTEND',
  $: 'EXTEND_SECTION',
  '+': 'NESTED_TEMPLATE',
  '!': 'COMMENT',
  '=': 'DELIMITER',
};

/**
 * Finds tags and line breaks the way Trimou's character machine does. All searches only move forward, so scanning a text costs
 * time in proportion to its length, whatever it holds.
 */
export class Scanner {
  private pair: Delimiters = defaultDelimiters;
  private open = this.openSearch();
  private close = this.closeSearch();
  private closeAfterTriple = this.closeSearch();
  private closeStart = this.closeStartSearch();
  private openInside = this.openInsideSearch();
  private readonly lineFeed: ForwardSearch;
  private readonly carriageReturn: ForwardSearch;

  constructor(readonly source: string) {
    this.lineFeed = new ForwardSearch(from => source.indexOf('\n', from));
    this.carriageReturn = new ForwardSearch(from => source.indexOf('\r', from));
  }

  get delimiters(): Delimiters {
    return this.pair;
  }

  set delimiters(pair: Delimiters) {
    this.pair = pair;
    this.open = this.openSearch();
    this.close = this.closeSearch();
    this.closeAfterTriple = this.closeSearch();
    this.closeStart = this.closeStartSearch();
    this.openInside = this.openInsideSearch();
  }

  /** Where the next opening delimiter is; Infinity when there is none. */
  nextOpen(from: number): number {
    return this.open.next(from);
  }

  /** Where the opening delimiter is next written, even if the scanner, which reads naively, would miss it. */
  nextOpenInside(from: number): number {
    return this.openInside.next(from);
  }

  /** Where the next closing delimiter is; Infinity when there is none. */
  nextClose(from: number): number {
    return this.close.next(from);
  }

  /** Where the first character of a closing delimiter is next; Infinity when there is none. */
  nextCloseStart(from: number): number {
    return this.closeStart.next(from);
  }

  /** Where the next `\n` or `\r` is; Infinity when there is none. */
  nextLineBreak(from: number): number {
    return Math.min(this.lineFeed.next(from), this.carriageReturn.next(from));
  }

  /** Whether the tag at `start` begins like `{{{`; then the first `}` that follows does not end it. */
  startsTriple(start: number): boolean {
    const first = this.source[start + this.pair.open.length];
    return first === this.pair.open[0] && first !== this.pair.close[0];
  }

  /** Where the closing delimiter of the tag at `start` begins; Infinity when the tag has no end. */
  closeOf(start: number): number {
    const from = start + this.pair.open.length;
    if (!this.startsTriple(start)) return this.close.next(from);
    const swallowed = this.closeStart.next(from);
    return swallowed === Number.POSITIVE_INFINITY ? swallowed : this.closeAfterTriple.next(swallowed + 1);
  }

  /** The tag at `start`, whose closing delimiter begins at `close`. */
  tag(start: number, close: number): ScannedTag {
    const { source } = this;
    const from = start + this.pair.open.length;
    const end = close + this.pair.close.length;
    const first = source[from] as string;
    if (this.pair.triple && first === '{' && close - from > 1 && source[close - 1] === '}') {
      return this.trimmed('UNESCAPE_VARIABLE', start, from + 1, close - 1, end, true);
    }
    const type = from < close ? sigils[first] : undefined;
    if (type === undefined) return this.trimmed('VARIABLE', start, from, close, end, false);
    return this.trimmed(type, start, type === 'DELIMITER' ? from : from + 1, close, end, false);
  }

  private trimmed(type: TagType, start: number, from: number, to: number, end: number, triple: boolean): ScannedTag {
    const contentStart = trimStart(this.source, from, to);
    const contentEnd = trimEnd(this.source, contentStart, to);
    return { type, start, end, contentStart, contentEnd, triple };
  }

  private openSearch(): ForwardSearch {
    const { open } = this.pair;
    return new ForwardSearch(from => findOpen(this.source, open, from));
  }

  private closeSearch(): ForwardSearch {
    const { close } = this.pair;
    return new ForwardSearch(from => findClose(this.source, close, from));
  }

  private openInsideSearch(): ForwardSearch {
    const { open } = this.pair;
    return new ForwardSearch(from => this.source.indexOf(open, from));
  }

  private closeStartSearch(): ForwardSearch {
    const first = this.pair.close[0] as string;
    return new ForwardSearch(from => this.source.indexOf(first, from));
  }
}
