import { indentation, lineBreakOf, lineEnd, lineStart, nextLine } from '../../text/lines';
import type { Container } from './container';

/**
 * Where the missing end most likely belongs. A section that opens in the middle of a line ends on that line, before a quote
 * or bracket that it did not open; one on a line of its own holds the next line.
 */
export function placeForEnd(text: string, section: Container): { readonly at: number; readonly before: string } {
  const { tag, range } = section;
  const from = tag.range.end;
  const end = Math.min(lineEnd(text, from), range.end);
  if (text.slice(from, end).trim() !== '') return { at: balancedEnd(text, section, end), before: '' };
  let line = nextLine(text, from);
  while (line < range.end && text.slice(line, lineEnd(text, line)).trim() === '') line = nextLine(text, line);
  const last = Math.min(lineEnd(text, line), range.end);
  return last > from
    ? { at: last, before: lineBreakOf(text) + indentation(text, tag.range.start) }
    : { at: from, before: '' };
}

function balancedEnd(text: string, { tag: { range, content } }: Container, lineEnds: number): number {
  const { start, end: from } = range;
  const opposite = text.slice(from, lineEnds).search(`\\{\\{[#^]\\s*${escapeRegex(content.text)}\\s*\\}\\}`);
  const end = opposite < 0 ? lineEnds : from + opposite;
  let inString =
    text
      .slice(lineStart(text, start), start)
      .replace(/\\.|\{\{.*?\}\}/g, '')
      .split('"').length %
      2 ===
    0;
  const startsInString = inString;
  let depth = 0;
  for (let at = from; at < end; at++) {
    const character = text[at]!;
    if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at);
      at = close < 0 || close >= end ? end : close + 1;
    } else if (character === '"' && text[at - 1] !== '\\') {
      if (startsInString) return at;
      inString = !inString;
    } else if (!inString && (character === '{' || character === '[')) {
      depth++;
    } else if (!inString && (character === '}' || character === ']') && --depth < 0) {
      return from + text.slice(from, at).trimEnd().length;
    }
  }
  return from + text.slice(from, end).trimEnd().length;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
