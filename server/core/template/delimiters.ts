/** A pair of tag delimiters, with the searches the scanner needs. */
export interface Delimiters {
  readonly open: string;
  readonly close: string;
  /** Only with `{{` and `}}` is `{{{x}}}` a variable that is not escaped. */
  readonly triple: boolean;
}

export const defaultDelimiters: Delimiters = { open: '{{', close: '}}', triple: true };

/**
 * The pair in `=<% %>=`, given the content of the tag. As in Trimou, the first two runs of non-blanks between the signs of
 * equality count and further ones are ignored.
 */
export function readDelimiters(content: string): Delimiters | undefined {
  const inner = content.slice(1, -1);
  const first = /[^ \t\n\v\f\r]+/.exec(inner);
  if (!first) return undefined;
  const second = /[^ \t\n\v\f\r]+/.exec(inner.slice(first.index + first[0].length));
  if (!second) return undefined;
  const open = first[0];
  const close = second[0];
  return { open, close, triple: open === '{{' && close === '}}' };
}

/**
 * Where the tag delimiter `open` starts at or after `from`, or -1. The engine reads character by character and starts
 * again at the character that did not fit, so in `<<<%` it does not find `<<%`.
 */
export function findOpen(source: string, open: string, from: number): number {
  if (open.length <= 2) return source.indexOf(open, from);
  return findNaively(source, open, from, 0);
}

/**
 * Where the tag delimiter `close` starts at or after `from`, or -1. Here the character that did not fit is not tried again, so
 * `%%>` does not end a tag that ends with `%>`.
 */
export function findClose(source: string, close: string, from: number): number {
  const plain = close.length === 1 || (close.length === 2 && close[0] === close[1]);
  if (plain) return source.indexOf(close, from);
  return findNaively(source, close, from, 1);
}

/** Reads as the engine does: at a mismatch it goes on `skip` characters after the first one that did not fit. */
function findNaively(source: string, wanted: string, from: number, skip: 0 | 1): number {
  let at = source.indexOf(wanted[0] as string, from);
  while (at !== -1) {
    let matched = 1;
    while (matched < wanted.length && source[at + matched] === wanted[matched]) matched++;
    if (matched === wanted.length) return at;
    at = source.indexOf(wanted[0] as string, at + matched + skip);
  }
  return -1;
}

/** Remembers the last answer of a search that only moves forward, so that asking often costs no more than asking once. */
export class ForwardSearch {
  private from = 0;
  private found = -2;

  constructor(private readonly search: (from: number) => number) {}

  /** The first hit at or after `from`; the source's end is given as Infinity, so that answers can be compared. */
  next(from: number): number {
    if (this.found === -2 || from < this.from || from > this.found) {
      const found = this.search(from);
      this.from = from;
      this.found = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.found;
  }
}
