/** A stretch of a text: UTF-16 offsets, `end` exclusive. Lines and columns appear only in `server/lsp/convert.ts`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a text together with its characters. */
export interface Span extends Range {
  readonly text: string;
}

/** The stretch between two offsets of `source`. */
export function spanOf(source: string, start: number, end: number): Span {
  return { start, end, text: source.slice(start, end) };
}

/**
 * Whether `offset` lies in the range; its end counts too, since that is where the caret is after the last character.
 */
export function touches(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
