import { trimEnd, trimStart } from '../text/whitespace';
import type { ScannedTag, Scanner } from './scan';
import type { ProblemCause } from './tree';

/** What was probably meant by a tag that the engine cannot read: where it ends, and what its author did wrong. */
export interface Recovery {
  readonly cause: ProblemCause;
  readonly end: number;
}

/**
 * Cuts a broken tag off: before the next tag, at the end of the line, or earlier where a name ends.
 * @param whole what the engine takes for the tag, where it finds an end somewhere
 * @param helpers the names after which anything may follow up to the end of the line
 */
export function cutOff(
  scanner: Scanner,
  start: number,
  whole: ScannedTag | undefined,
  helpers: ReadonlySet<string>,
): Recovery {
  const { source } = scanner;
  const { open, close } = scanner.delimiters;
  const from = start + open.length;
  const run = endOfOpeners(scanner, start);
  if (run > start) return { cause: whole ? 'tag-in-tag' : 'unclosed-tag', end: run };
  const comment = whole?.type === 'COMMENT' ? endOfComment(scanner, whole) : undefined;
  if (comment !== undefined) return { cause: 'braces-in-comment', end: comment };
  const limit = Math.min(scanner.nextOpenInside(from), scanner.nextLineBreak(from), source.length);
  const half = close.length > 1 ? scanner.nextCloseStart(from) : limit;
  if (half < limit) {
    let end = half;
    while (end < limit && source[end] === close[0]) end++;
    return { cause: 'half-closed-tag', end };
  }
  return { cause: 'unclosed-tag', end: endOfUnclosed(source, from, limit, helpers) };
}

/**
 * What the engine has collected at the end of the source: the tag's text without the first part of a closing delimiter.
 */
export function bufferAtEnd(scanner: Scanner, from: number): string {
  const { source } = scanner;
  const { open, close } = scanner.delimiters;
  const last = source.length - 1;
  const cut = close.length > 1 && last >= from && source[last] === close[0];
  const swallowed = scanner.startsTriple(from - open.length) && scanner.nextCloseStart(from) === last;
  return source.slice(from, cut && !swallowed ? last : source.length);
}

/** Whether a tag that begins with this character may have a body, or names something. */
export function startsContainer(sigil: string | undefined): boolean {
  return sigil !== undefined && '#^/&>$<+'.includes(sigil);
}

/**
 * Whether one name is probably a misspelling of the other: at most two letters added, dropped, changed or in the other
 * case.
 */
export function isSlip(one: string, other: string): boolean {
  if (one.length > 60 || other.length > 60 || Math.abs(one.length - other.length) > 2) return false;
  return distance(one.toLowerCase(), other.toLowerCase()) <= Math.min(2, Math.floor(other.length / 2));
}

/** For a long run of opening characters, where its last delimiter starts; else `start`. */
function endOfOpeners({ source, delimiters: { open } }: Scanner, start: number): number {
  const first = open[0] as string;
  if (open !== first.repeat(open.length)) return start;
  let at = start + open.length;
  while (source[at] === first) at++;
  if (at === source.length) return at;
  return at - start > open.length + 1 ? at - open.length : start;
}

/** Where a comment ends that holds whole tags: after the closing delimiter that follows the last of them. */
function endOfComment(scanner: Scanner, comment: ScannedTag): number | undefined {
  const after = scanner.nextClose(comment.end);
  if (after === Number.POSITIVE_INFINITY || after > scanner.nextOpenInside(comment.end)) return undefined;
  return after + scanner.delimiters.close.length;
}

/**
 * A helper's call may hold anything up to the end of the line; a name ends at the first character that cannot be part
 * of one.
 */
function endOfUnclosed(source: string, from: number, limit: number, helpers: ReadonlySet<string>): number {
  if (source[from] === '!' || source[from] === '=') return trimEnd(source, from, limit);
  const sigil = from < limit && startsContainer(source[from]) ? from + 1 : from;
  const start = trimStart(source, sigil, limit);
  let at = start;
  while (at < limit && /[\p{L}\p{N}_$.@-]/u.test(source[at]!)) at++;
  if (at === start) return sigil;
  if (source[at] === ' ' && helpers.has(source.slice(start, at))) return trimEnd(source, from, limit);
  return at;
}

/** The number of single-character edits between two texts. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const change = previous[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(change, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[other.length]!;
}
