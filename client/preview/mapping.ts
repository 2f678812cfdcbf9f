import type { PreviewOrigin } from '../../server/protocol';

/** Offsets, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Tells what in a preview comes from where in one of the files it was made of, and the other way round. */
export class Mapping {
  readonly #pieces: readonly Piece[];
  readonly #sections: readonly { readonly open: Stretch; readonly close: Stretch }[];

  constructor({ pieces, sections }: Pick<PreviewOrigin, 'pieces' | 'sections'>) {
    this.#pieces = piecesOf(pieces);
    this.#sections = fours(sections).map(([start, end, closeStart, closeEnd]) => ({
      open: { start, end },
      close: { start: closeStart, end: closeEnd },
    }));
  }

  /**
   * What a selection in the file has printed: for a tag everything it printed, however often; for text the selected
   * part, or the line around a mere cursor; for the tag of a section everything inside. `file` is the file's text.
   */
  outputsOf(selection: Stretch, file: string): readonly Stretch[] {
    const section = this.#sections.find(({ open, close }) => within(selection, open) || within(selection, close));
    if (section) return joined(this.#inside({ start: section.open.end, end: section.close.start }));
    const touched = this.#pieces.filter(({ source }) => meets(selection, source));
    const tags = touched.filter(({ verbatim }) => !verbatim);
    if (selection.start === selection.end) {
      // Between a tag and text, the tag is what a person means; of tags around one another the innermost.
      const shortest = Math.min(...tags.map(({ source }) => source.end - source.start));
      const innermost = tags.filter(({ source }) => source.end - source.start === shortest);
      if (innermost.length > 0) return innermost.map(({ output }) => output);
      return touched.flatMap(piece => shifted(piece, lineAround(file, selection.start, piece.source), 'output'));
    }
    return joined(touched.flatMap(piece => shifted(piece, selection, 'output')));
  }

  /** Where in the file a selection in the preview comes from; `text` is the preview's. Undefined when not from there. */
  sourceOf(selection: Stretch, text: string): Stretch | undefined {
    const touched = this.#pieces.filter(({ output }) => meets(selection, output));
    if (touched.length === 0) return undefined;
    if (selection.start < selection.end) {
      const stretches = touched.flatMap(piece => shifted(piece, selection, 'source'));
      return stretches.length > 0 ? around(stretches) : undefined;
    }
    const tag = touched.find(({ verbatim }) => !verbatim);
    if (tag) return tag.source;
    const [piece] = touched;
    return shifted(piece!, lineAround(text, selection.start, piece!.output), 'source')[0] ?? piece!.source;
  }

  #inside({ start, end }: Stretch): readonly Stretch[] {
    return this.#pieces.filter(({ source }) => start <= source.start && source.end <= end).map(({ output }) => output);
  }
}

interface Piece {
  readonly output: Stretch;
  readonly source: Stretch;
  readonly verbatim: boolean;
}

/** Undoes what the protocol does to keep the numbers short. */
function piecesOf(numbers: readonly number[]): readonly Piece[] {
  let end = 0;
  let start = 0;
  return fours(numbers).map(([gap, length, further, sourceLength]) => {
    const output = { start: end + gap, end: end + gap + length };
    end = output.end;
    start += further;
    return { output, source: { start, end: start + (sourceLength || length) }, verbatim: sourceLength === 0 };
  });
}

function fours(numbers: readonly number[]): readonly (readonly [number, number, number, number])[] {
  return Array.from({ length: numbers.length / 4 }, (_, index) => {
    const [a = 0, b = 0, c = 0, d = 0] = numbers.slice(4 * index, 4 * index + 4);
    return [a, b, c, d];
  });
}

/**
 * The part of a stretch that lies in a piece, mapped to the piece's other side: the whole piece where a tag printed it.
 */
function shifted({ output, source, verbatim }: Piece, stretch: Stretch, to: 'output' | 'source'): readonly Stretch[] {
  const [from, onto] = to === 'output' ? [source, output] : [output, source];
  if (!verbatim) return [onto];
  const start = Math.max(stretch.start, from.start);
  const end = Math.min(stretch.end, from.end);
  const offset = onto.start - from.start;
  return start < end ? [{ start: start + offset, end: end + offset }] : [];
}

/** The part of a line around an offset that lies in a stretch, without blanks around it. */
function lineAround(text: string, offset: number, { start, end }: Stretch): Stretch {
  const before = text.slice(start, offset);
  const after = text.slice(offset, end);
  const from = offset - (/[^\r\n]*$/.exec(before)?.[0].length ?? 0);
  const to = offset + (/^[^\r\n]*/.exec(after)?.[0].length ?? 0);
  const line = text.slice(from, to);
  const indent = line.length - line.trimStart().length;
  return { start: from + indent, end: Math.max(from + indent, to - (line.length - line.trimEnd().length)) };
}

/** A cursor meets what it stands in or right beside; a selection only what it covers a character of. */
function meets(selection: Stretch, { start, end }: Stretch): boolean {
  if (selection.start === selection.end) return start <= selection.start && selection.start <= end;
  return selection.start < end && start < selection.end;
}

function within(selection: Stretch, { start, end }: Stretch): boolean {
  return start < selection.end && selection.start < end && start <= selection.start && selection.end <= end;
}

/** The stretches in order, those that meet merged into one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last && last.end >= stretch.start) result[result.length - 1] = { start: last.start, end: stretch.end };
    else result.push(stretch);
  }
  return result;
}

function around(stretches: readonly Stretch[]): Stretch {
  return {
    start: Math.min(...stretches.map(({ start }) => start)),
    end: Math.max(...stretches.map(({ end }) => end)),
  };
}
