import { TextDocument } from 'vscode-languageserver-textdocument';

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Offsets of a text to zero-based lines and UTF-16 columns. */
export function positions(text: string): (offset: number) => Position {
  const document = TextDocument.create('', '', 0, text);
  return offset => document.positionAt(offset);
}

/** `file:line:column` as terminals make it a link: counted from 1. */
export function place(file: string, text: string, offset: number): string {
  const { line, character } = positions(text)(offset);
  return `${file}:${line + 1}:${character + 1}`;
}
