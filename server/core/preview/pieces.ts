import type { Segment } from '../template/render';
import type { Template } from '../template/tree';
import { walk } from '../template/walk';
import type { Range } from '../text/range';

/** What a file contributed to a text. */
export interface Origin {
  readonly path: string;
  /** In the order of the text; no two overlap in it. */
  readonly pieces: readonly Piece[];
  /** What the file's own sections enclose, since their tags print nothing themselves. */
  readonly sections: readonly Section[];
}

/** A piece of the text and its source: a tag that printed it or, if `verbatim`, the same characters in the file. */
export interface Piece {
  readonly output: Range;
  readonly source: Range;
  readonly verbatim: boolean;
}

export interface Section {
  readonly open: Range;
  readonly close: Range;
}

interface Rendered {
  readonly name: string;
  readonly path: string;
  readonly tree: Template;
}

/** Puts a text together and remembers where each piece of it comes from. */
export class Pieces {
  readonly #texts: string[] = [];
  readonly #origins = new Map<string, { pieces: Piece[]; sections: readonly Section[] }>();
  #length = 0;

  get text(): string {
    return this.#texts.join('');
  }

  get length(): number {
    return this.#length;
  }

  get origins(): readonly Origin[] {
    return [...this.#origins].map(([path, origin]) => ({ path, ...origin }));
  }

  /** Adds a text; it comes from `source` in the file `path`, or from nowhere. */
  add(text: string, path?: string, source?: Range): void {
    const start = this.#length;
    this.#texts.push(text);
    this.#length += text.length;
    if (path !== undefined && source) this.mark(path, source, start);
  }

  /** Adds what the template `name` rendered; segments of other templates have no place in its file. */
  addSegments({ name, path, tree }: Rendered, segments: readonly Segment[]): void {
    const { pieces } = this.#originOf(path, () => sectionsOf(tree));
    for (const { text, template, range } of segments) {
      const start = this.#length;
      this.add(text);
      if (template !== name || text === '') continue;
      const verbatim = tree.source.startsWith(text, range.start) && text.length === range.end - range.start;
      pieces.push({ output: { start, end: this.#length }, source: range, verbatim });
    }
  }

  /** Notes that everything added from `start` on comes from `source`, in addition to where its parts come from. */
  mark(path: string, { start: sourceStart, end: sourceEnd }: Range, start: number): void {
    const { pieces } = this.#originOf(path, () => []);
    const source = { start: sourceStart, end: sourceEnd };
    pieces.push({ output: { start, end: this.#length }, source, verbatim: false });
  }

  #originOf(path: string, sections: () => readonly Section[]) {
    const known = this.#origins.get(path);
    if (known) return known;
    const origin = { pieces: [], sections: sections() };
    this.#origins.set(path, origin);
    return origin;
  }
}

/** Where a place in the text comes from: characters of a template, else of the action. */
export function sourceOf(origins: readonly Origin[], { start, end }: Range): (Range & { path: string }) | undefined {
  for (const { path, pieces } of [...origins].reverse()) {
    const piece = pieces.find(({ output }) => output.start <= start && start < Math.max(output.end, output.start + 1));
    if (!piece) continue;
    const { output, source, verbatim } = piece;
    if (!verbatim) return { path, ...source };
    const offset = source.start - output.start;
    return { path, start: start + offset, end: Math.min(Math.max(end, start), output.end) + offset };
  }
  return undefined;
}

/** The tags of each closed section. */
function sectionsOf(template: Template): readonly Section[] {
  const sections: Section[] = [];
  walk(template, {
    enter(node) {
      if ('close' in node && node.close) sections.push({ open: node.tag.range, close: node.close.range });
    },
  });
  return sections;
}
