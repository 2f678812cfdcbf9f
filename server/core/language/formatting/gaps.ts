import type { Token } from './tokens';

/** How a text is laid out. */
export interface Layout {
  /** One step of indentation, and how many columns it takes. */
  readonly unit: string;
  readonly columns: number;
  readonly lineBreak: string;
}

/** A bracket that does not fit on a line of this length is broken up, one element on each line. */
const longestLine = 100;

/**
 * The white space before each token, and after the last one. Lines stay as the author broke them; a bracket that is
 * broken anywhere is broken everywhere, and one that is too long as well. Sections add no indentation, so that the
 * output is indented correctly.
 */
export function gapsOf(source: string, tokens: readonly Token[], layout: Layout): readonly string[] {
  return new Printer(source, tokens, layout).gaps();
}

class Printer {
  /** The line breaks that the author wrote before each token and that stay: 2 for any number of blank lines. */
  private readonly kept: readonly number[];
  /** The white space before each token where it does not begin a line. */
  private readonly flat: readonly string[];
  /** How many line breaks there are up to each token, those inside of tokens included. */
  private readonly breaks: readonly number[];
  /** How long everything up to each token would be on one line. */
  private readonly widths: readonly number[];
  /** The token that ends each bracket and section. */
  private readonly ends: ReadonlyMap<Token, number>;
  private readonly broken = new Set<Token>();

  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
    private readonly layout: Layout,
  ) {
    this.kept = tokens.map((_, index) => this.keptBreaks(index));
    this.flat = tokens.map((_, index) => this.flatGap(index));
    this.breaks = sums(tokens.map((token, index) => Math.min(1, this.kept[index]!) + lineBreaks(this.textOf(token))));
    this.widths = sums(tokens.map(({ range }, index) => this.flat[index]!.length + range.end - range.start));
    this.ends = new Map(
      tokens.flatMap((token, index) =>
        token.group && (token.kind === 'close' || token.kind === 'end') ? [[token.group, index] as const] : [],
      ),
    );
  }

  gaps(): readonly string[] {
    const { tokens, layout } = this;
    let column = 0;
    const gaps = tokens.map((token, index) => {
      const gap = this.gap(token, index);
      if (gap.includes('\n') || gap.includes('\r')) column = token.depth * layout.columns;
      else column += gap.length;
      if (token.kind === 'section' && this.isBlock(index)) this.broken.add(token);
      if (token.kind === 'open' && this.isBroken(token, index, column)) this.broken.add(token);
      column += token.range.end - token.range.start;
      return gap;
    });
    return [...gaps, lineBreaks(this.between(tokens.length)) > 0 ? layout.lineBreak : ''];
  }

  private gap(token: Token, index: number): string {
    if (index === 0) return '';
    const kept = this.kept[index]!;
    if (kept === 0 && !this.isForced(token, index)) return this.flat[index]!;
    const { lineBreak, unit } = this.layout;
    const blank = kept > 1 && this.tokens[index - 1]!.kind !== 'open' && token.kind !== 'close';
    return (blank ? lineBreak : '') + lineBreak + unit.repeat(token.depth);
  }

  /** Whether a line begins here although the author began none. */
  private isForced(token: Token, index: number): boolean {
    const before = this.tokens[index - 1]!;
    if (before.kind === 'open' && this.isEmpty(index)) return false;
    if (before.kind === 'open' && this.broken.has(before)) return true;
    const inBroken = token.group !== undefined && this.broken.has(token.group);
    if (token.kind === 'close' || !inBroken || token.kind === 'end') return token.kind === 'close' && inBroken;
    // A comment after a comma is about what precedes it.
    const remark = token.kind === 'mark' && (this.kept[index + 1] ?? 1) > 0;
    // A comma that begins a line belongs to what follows it, mostly the member in an optional section.
    if (before.kind === 'comma') return !remark && this.kept[index - 1] === 0;
    return before.kind === 'end' && !remark && this.tokens[index - 2]!.kind === 'comma';
  }

  private isBroken(token: Token, index: number, column: number): boolean {
    const end = this.ends.get(token) ?? index;
    if (this.breaks[end]! > this.breaks[index]!) return true;
    const width = this.widths[end]! - this.widths[index]! + 1;
    const comma = this.tokens[end + 1]?.kind === 'comma' ? 1 : 0;
    return end > index + 1 && column + width + comma > longestLine;
  }

  /** Whether the tags of a section are at ends of lines, so that its members have lines of their own. */
  private isBlock(index: number): boolean {
    const end = this.ends.get(this.tokens[index]!);
    return end !== undefined && this.kept[index + 1]! > 0 && this.kept[end]! > 0;
  }

  /** The author's line breaks before a token, except where JSON reads better without: `"a": 1,` goes on one line. */
  private keptBreaks(index: number): number {
    const before = this.tokens[index - 1];
    const { kind } = this.tokens[index]!;
    const isValue = before?.kind === 'scalar' || before?.kind === 'close';
    if ((kind === 'comma' || kind === 'colon') && isValue) return 0;
    if (before?.kind === 'colon' && (kind === 'scalar' || kind === 'open')) return 0;
    if (this.isEmpty(index)) return 0;
    return Math.min(2, lineBreaks(this.between(index)));
  }

  private flatGap(index: number): string {
    const before = this.tokens[index - 1];
    const token = this.tokens[index]!;
    const written = this.between(index) === '' ? '' : ' ';
    if (!before || token.kind === 'comma' || token.kind === 'colon' || this.isEmpty(index)) return '';
    if (before.kind === 'colon' || this.textOf(before) === '{' || this.textOf(token) === '}') return ' ';
    if (before.kind === 'comma' && token.kind !== 'end') return ' ';
    return isTag(before) || isTag(token) ? written : '';
  }

  /** Whether a token closes the bracket right before it. */
  private isEmpty(index: number): boolean {
    const token = this.tokens[index]!;
    return token.kind === 'close' && token.group === this.tokens[index - 1];
  }

  /** The white space before a token. */
  private between(index: number): string {
    const start = this.tokens[index - 1]?.range.end ?? 0;
    return this.source.slice(start, this.tokens[index]?.range.start ?? this.source.length);
  }

  private textOf({ range }: Token): string {
    return this.source.slice(range.start, range.end);
  }
}

function isTag({ kind }: Token): boolean {
  return kind === 'section' || kind === 'end' || kind === 'mark' || kind === 'partial';
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** The sums of the numbers up to each place. */
function sums(numbers: readonly number[]): readonly number[] {
  let sum = 0;
  return numbers.map(number => {
    sum += number;
    return sum;
  });
}
