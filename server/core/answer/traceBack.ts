import type { Project } from '../action/project';
import type { Origin, Piece } from '../preview/pieces';
import type { Range } from '../text/range';

/** A stretch of one of the user's files. */
export interface FilePlace {
  readonly path: string;
  readonly range: Range;
}

/**
 * The stretch of a template, or of the action, that a stretch of a text was made of. `text` is put together of the pieces
 * in `origins`. A template goes before the row of the action that names it; characters that were copied are told one by
 * one, a tag that printed some of them is told whole.
 */
export function traceBack(
  project: Project,
  text: string,
  origins: readonly Origin[],
  { start, end }: Range,
): FilePlace | undefined {
  const places = origins.flatMap(({ path, pieces }): FilePlace[] => {
    const touched = pieces.filter(({ output }) => output.start < end && start < output.end);
    const source = sourceOf(project, path);
    const ranges = touched.map(piece => narrowed(piece, { start, end }, text, source));
    if (ranges.length === 0) return [];
    // A loop goes back in its template, so the order of the ranges is not that of the text.
    const first = ranges.reduce((least, range) => Math.min(least, range.start), Number.POSITIVE_INFINITY);
    const last = ranges.reduce((most, range) => Math.max(most, range.end), 0);
    return [{ path, range: { start: first, end: last } }];
  });
  return places.find(({ path }) => path !== project.path) ?? places[0];
}

/** The part of a piece's source that gave the wanted part of its output, where the two are the same characters. */
function narrowed({ output, source }: Piece, wanted: Range, text: string, file: string): Range {
  const isCopy = text.slice(output.start, output.end) === file.slice(source.start, source.end);
  if (!isCopy) return source;
  const { start } = source;
  return {
    start: start + Math.max(wanted.start - output.start, 0),
    end: start + Math.min(wanted.end, output.end) - output.start,
  };
}

function sourceOf(project: Project, path: string): string {
  if (path === project.path) return project.text;
  return [...project.templates.values()].find(template => template.path === path)?.text ?? '';
}
