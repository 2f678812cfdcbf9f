import type { Range, Span } from '../text/range';

/**
 * Where characters `start` to `end` of a JSON string's value are in its file. Offsets in the two agree up to the first
 * escape: in `"a\"{{x}}"` the value's `{{x}}` begins at 2, the file's one character later.
 */
export function rangeWithin(source: string, value: Span, start: number, end: number): Range {
  if (value.text.length === value.end - value.start) return { start: value.start + start, end: value.start + end };
  let offset = value.start;
  let index = 0;
  const positions: number[] = [];
  while (offset < value.end && index <= end) {
    positions[index++] = offset;
    offset += source[offset] !== '\\' ? 1 : source[offset + 1] === 'u' ? 6 : 2;
  }
  const at = (position: number) => Math.min(positions[position] ?? offset, value.end);
  return { start: at(start), end: at(end) };
}

/** A `{{name}}` in custom text: `range` is all of it in the file, `name` the trimmed name. */
export interface Placeholder {
  readonly range: Range;
  readonly name: Span;
  /** Where the tag stands in the decoded text. */
  readonly start: number;
  readonly end: number;
}

/** The template references in a mapping's custom text or in the URL; `source` is the text of the action file. */
export function placeholders(source: string, value: Span): Placeholder[] {
  return [...value.text.matchAll(/\{\{([^{}]*)\}\}/g)].map(match => {
    const start = match.index;
    const end = start + match[0].length;
    const name = match[1]!.trim();
    const nameStart = start + 2 + (match[1]!.length - match[1]!.trimStart().length);
    return {
      range: rangeWithin(source, value, start, end),
      name: { ...rangeWithin(source, value, nameStart, nameStart + name.length), text: name },
      start,
      end,
    };
  });
}
