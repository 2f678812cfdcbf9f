import type { Origin, Piece } from '../preview/pieces';
import type { Range } from '../text/range';

/** A stretch of one of the user's files. */
export interface FilePlace {
  readonly path: string;
  readonly range: Range;
}

/**
 * The stretch of a template, or of the action, that a stretch of a text came from. A template is preferred to the row
 * of the action that names it; a tag is given whole, whichever part of its output is meant.
 * @param action the path of the action
 */
export function traceBack(origins: readonly Origin[], wanted: Range, action: string): FilePlace | undefined {
  const places = origins.flatMap(({ path, pieces }): FilePlace[] => {
    const touched = pieces.filter(({ output }) => output.start < wanted.end && wanted.start < output.end);
    if (touched.length === 0) return [];
    const ranges = touched.map(piece => sourceRange(piece, wanted));
    // A loop returns to earlier parts of its template, so the ranges are not in the order of the text.
    const start = ranges.reduce((least, range) => Math.min(least, range.start), Number.POSITIVE_INFINITY);
    const end = ranges.reduce((most, range) => Math.max(most, range.end), 0);
    return [{ path, range: { start, end } }];
  });
  return places.find(({ path }) => path !== action) ?? places[0];
}

/** The source of a piece; of one that was copied, only the characters that are meant. */
function sourceRange({ output, source, verbatim }: Piece, wanted: Range): Range {
  if (!verbatim) return source;
  const offset = source.start - output.start;
  return { start: Math.max(wanted.start, output.start) + offset, end: Math.min(wanted.end, output.end) + offset };
}
