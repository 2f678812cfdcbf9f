// Where in the files something is, and why nothing came of a request.

/** A stretch of a file, as the editor counts: zero-based lines, UTF-16 columns. */
export interface Place {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Nothing came of it: why and, if a file is the reason, where. */
export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
  readonly place?: Place;
}
