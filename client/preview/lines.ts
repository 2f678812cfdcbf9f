/** A place as the editor counts: zero-based line, UTF-16 column. */
export interface LineAndColumn {
  readonly line: number;
  readonly character: number;
}

/**
 * Offsets in a text as lines and columns, and back. An editor makes all line breaks of a document alike, so its offsets
 * differ from those of the text it was given.
 */
export class Lines {
  readonly #starts: readonly number[];

  constructor(readonly text: string) {
    this.#starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  }

  get count(): number {
    return this.#starts.length;
  }

  at(offset: number): LineAndColumn {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.#starts[low]! };
  }

  offset({ line, character }: LineAndColumn): number {
    const start = this.#starts[Math.min(line, this.#starts.length - 1)]!;
    return Math.min(start + character, this.#starts[line + 1] ?? this.text.length, this.text.length);
  }
}
