// Ends of sections, written while one types.

export interface CloseSectionParams {
  readonly textDocument: { readonly uri: string };
  /** Right behind the tag. */
  readonly position: { readonly line: number; readonly character: number };
}
