/** Java's `Character.isWhitespace` of a UTF-16 unit: no-break spaces are not white, the separators U+001C to U+001F are. */
export function isJavaWhitespace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  if (code < 0x1680) return false;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a && code !== 0x2007) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Whether a text holds a character that is white to Java. */
export function containsJavaWhitespace(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (isJavaWhitespace(text.charCodeAt(index))) return true;
  return false;
}

/** The first offset from `start` on whose character Java's `String.trim` would keep (it drops all up to U+0020). */
export function trimStart(source: string, start: number, end: number): number {
  let from = start;
  while (from < end && source.charCodeAt(from) <= 0x20) from++;
  return from;
}

/** The offset after the last character before `end` that Java's `String.trim` would keep. */
export function trimEnd(source: string, start: number, end: number): number {
  let to = end;
  while (to > start && source.charCodeAt(to - 1) <= 0x20) to--;
  return to;
}
