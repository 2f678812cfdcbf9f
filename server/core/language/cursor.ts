import { type Delimiters, defaultDelimiters } from '../template/delimiters';
import type { Template } from '../template/tree';
import { walk } from '../template/walk';
import { lineEnd } from '../text/lines';
import { type Range, type Span, spanOf } from '../text/range';

/** What the first character inside the delimiters makes of a tag; `{` is the third brace of `{{{x}}}`. */
export type Sigil = '' | '#' | '^' | '/' | '&' | '{' | '>' | '<' | '$' | '+' | '!' | '=';

/** The tag around the cursor, finished or not. */
export interface TagAtCursor {
  readonly sigil: Sigil;
  /** The text between sigil and end delimiter: ` us` in `{{# us}}`. An unfinished tag ends with its last name. */
  readonly content: Span;
  /** What is missing at the end of the tag: empty, `}}`, or `}` after a single brace. */
  readonly missing: string;
  readonly delimiters: Delimiters;
  /** Of the start delimiter's first character. */
  readonly start: number;
}

const sigils = '#^/&{><$+!=';
/** A character that may stand in a name or a path, for finding where a half-typed one ends. */
const nameCharacter = /[\p{L}\p{N}_$.-]/u;

/**
 * The tag that the cursor is in. The search is in the text and not in the tree, because a tag that is being typed
 * swallows what follows it.
 */
export function tagAt({ text, tree }: { text: string; tree: Template }, offset: number): TagAtCursor | undefined {
  const delimiters = delimitersAt(tree, offset);
  const start = tagStart(text, offset, delimiters);
  if (start === undefined) return undefined;
  const afterOpen = start + delimiters.open.length;
  const sigil = sigilAt(text, afterOpen, delimiters);
  const contentStart = afterOpen + sigil.length;
  if (offset < contentStart) return undefined;
  const close = sigil === '{' ? `}${delimiters.close}` : delimiters.close;
  const end = contentEnd(text, offset, delimiters, close);
  return {
    sigil,
    content: spanOf(text, contentStart, end.offset),
    missing: end.missing,
    delimiters,
    start,
  };
}

/** The name at the cursor: letters on both sides of it up to a blank, a dot, a quote, `=` or the tag's edge. */
export function wordAt(text: string, offset: number, within: Range): Span {
  let start = offset;
  while (start > within.start && isWordCharacter(text, start - 1)) start--;
  let end = offset;
  while (end < within.end && isWordCharacter(text, end)) end++;
  return spanOf(text, start, end);
}

/** The delimiters in force at an offset: those of the last `{{=<% %>=}}` before it. */
export function delimitersAt(tree: Template, offset: number): Delimiters {
  let delimiters = defaultDelimiters;
  if (!tree.source.includes('{{=')) return delimiters;
  walk(tree, {
    enter(node) {
      if (node.range.start >= offset) return 'skip';
      if (node.kind !== 'delimiters' || node.range.end > offset || !node.delimiters) return;
      const { open, close } = node.delimiters;
      delimiters = { open, close, triple: open === '{{' && close === '}}' };
    },
  });
  return delimiters;
}

function tagStart(text: string, offset: number, { open, close, triple }: Delimiters): number | undefined {
  if (offset < open.length) return undefined;
  let start = text.lastIndexOf(open, offset - open.length);
  if (start < 0) return undefined;
  const closed = text.indexOf(close, start + open.length);
  if (closed >= 0 && closed < offset) return undefined;
  // A tag that is being typed ends on its line: nobody means the rest, which an unclosed one swallows.
  if (/[\r\n]/.test(text.slice(start, offset))) return undefined;
  // `{{{`: the tag begins at the first brace of the run.
  while (triple && text[start - 1] === '{') start--;
  return start;
}

function sigilAt(text: string, offset: number, { triple }: Delimiters): Sigil {
  const character = text.charAt(offset);
  if (character === '' || !sigils.includes(character)) return '';
  return character === '{' && !triple ? '' : (character as Sigil);
}

function contentEnd(
  text: string,
  offset: number,
  { open, close }: Delimiters,
  wanted: string,
): { offset: number; missing: string } {
  const last = lineEnd(text, offset);
  const closed = text.indexOf(close, offset);
  const opened = text.indexOf(open, offset);
  const near = closed >= 0 && closed <= last && (opened < 0 || closed < opened);
  if (near && !isJson(text.slice(offset, closed))) {
    const whole = text.startsWith(wanted, closed);
    return { offset: closed, missing: whole ? '' : wanted.slice(close.length) };
  }
  let end = offset;
  while (end < last && nameCharacter.test(text.charAt(end))) end++;
  return { offset: end, missing: halfClosed(text, end, close) ? wanted.slice(1) : wanted };
}

/**
 * Whether the cursor is followed by JSON around the tag, so that later braces are not the tag's: `{{us|", "b": 1}}`.
 */
function isJson(text: string): boolean {
  const outside = text.split('"');
  return outside.length % 2 === 0 || outside.some((piece, index) => index % 2 === 0 && piece.includes(':'));
}

/**
 * Whether one of the two closing braces is there: `{{us}"`. Before anything but a quote it may close an object of the
 * JSON.
 */
function halfClosed(text: string, offset: number, close: string): boolean {
  return close === '}}' && text.startsWith('}"', offset);
}

function isWordCharacter(text: string, offset: number): boolean {
  const character = text.charAt(offset);
  return character !== '.' && nameCharacter.test(character);
}
