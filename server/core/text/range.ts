/** A stretch of a text: UTF-16 offsets, `end` exclusive. Lines and columns appear only in `server/lsp/convert.ts`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a text together with what stands there. */
export interface Span extends Range {
  readonly text: string;
}
