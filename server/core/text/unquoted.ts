/**
 * Where a value without quotes ends, as far as one can tell: before the next comma, bracket, quote or end of line
 * outside its tags. For a value with a section in it that is `start`.
 * @param start where it begins, or a place in it
 */
export function unquotedEnd(source: string, start: number): number {
  const [value] = /^(?:\{\{(?![#^/!>=$<])[^{}\n\r]*\}\}|[^,[\]{}"\n\r])*/.exec(source.slice(start, start + 1000))!;
  return source.startsWith('{{', start + value.length) ? start : start + value.trimEnd().length;
}
