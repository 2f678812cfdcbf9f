/** Where the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text[start - 1])) start--;
  return start;
}

/** Where the line that holds `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text[end])) end++;
  return end;
}

/** Where the next line begins; the end of the text after the last one. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : Math.min(end + 1, text.length);
}

/** The blanks that a line begins with. */
export function indentation(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), lineEnd(text, offset)))![0];
}

/** The line break that a text uses; `\n` where its beginning has none. */
export function lineBreakOf(text: string): string {
  return /\r\n|\r|\n/.exec(text.slice(0, 2000))?.[0] ?? '\n';
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
