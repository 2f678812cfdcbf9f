import type { Profile } from '../../template/profile';
import type { Node, SectionNode, Template } from '../../template/tree';
import { walk } from '../../template/walk';
import type { Range } from '../../text/range';

/** A piece of a JSON template that formatting moves as a whole. Between two pieces is nothing but JSON white space. */
export interface Token {
  readonly kind:
    | 'open'
    | 'close'
    | 'comma'
    | 'colon'
    /** A string with everything in it, or a value without quotes: `12`, `{{total}}`, `-{{n}}.5`. */
    | 'scalar'
    /** `{{#phone}}` where the JSON around and inside it can be followed; its end tag is an `end`. */
    | 'section'
    | 'end'
    /** A comment, new delimiters, or the definition of a part. */
    | 'mark'
    | 'partial';
  readonly range: Range;
  /** How many brackets are open around it; a closing bracket has the depth of its opening one. */
  readonly depth: number;
  /** The token of the innermost bracket or section around it; for a closing token the opening one. */
  readonly group: Token | undefined;
  /** For a scalar without quotes: the part of it that is text, and whether there are tags in it. */
  readonly bare?: { readonly text: string; readonly tagged: boolean };
}

export interface Tokens {
  readonly all: readonly Token[];
  /** How many brackets are open at the end. */
  readonly depth: number;
  /** The end of the text is in a string. */
  readonly inString: boolean;
  /** Every bracket matches the one that it closes, and every string ends in the section that it begins in. */
  readonly followed: boolean;
  /** Everything that was opened is closed as well. */
  readonly closed: boolean;
}

/** The pieces of a template, as if each of its sections were rendered once; any text has some. */
export function tokensOf(template: Template, profile: Profile): Tokens {
  const reader = new Reader(template.source, profile);
  walk(template, { enter: node => reader.enter(node), leave: node => reader.leave(node) });
  return reader.finish();
}

/**
 * Whether a section's body is rendered as it is: a helper that encodes or replaces its body depends on every blank in
 * it.
 */
function isTransparent({ expression }: SectionNode, { helperTable }: Profile): boolean {
  return expression.kind === 'path' || helperTable.get(expression.name.text)?.prints === 'body';
}

const kinds: Readonly<Record<string, Token['kind']>> = {
  '{': 'open',
  '[': 'open',
  '}': 'close',
  ']': 'close',
  ',': 'comma',
  ':': 'colon',
};

class Reader {
  private readonly tokens: Token[] = [];
  private readonly groups: Token[] = [];
  /** For each open section, where the string that it is in began; undefined for a section outside strings. */
  private readonly sections = new Map<Node, number | undefined>();
  private depth = 0;
  private string: { readonly start: number; escaped: boolean } | undefined;
  private bare: { readonly start: number; end: number; text: string; tagged: boolean } | undefined;
  private followed = true;

  constructor(
    private readonly source: string,
    private readonly profile: Profile,
  ) {}

  finish(): Tokens {
    this.endBare();
    const { tokens: all, depth, followed, groups } = this;
    const inString = this.string !== undefined;
    return { all, depth, inString, followed, closed: groups.length === 0 && !inString };
  }

  enter(node: Node): 'skip' | undefined {
    switch (node.kind) {
      case 'text':
        for (let at = node.range.start; at < node.range.end; at++) this.character(this.source[at]!, at);
        return undefined;
      case 'line-break':
        // A string in JSON holds no line break: a quote is missing somewhere.
        if (this.string) this.followed = false;
        this.endBare();
        return undefined;
      case 'section':
        return this.enterSection(node);
      case 'variable':
      case 'broken':
        this.glue(node.range, '');
        return undefined;
      case 'comment':
      case 'delimiters':
      case 'partial':
        if (!this.string) this.push(node.kind === 'partial' ? 'partial' : 'mark', node.range);
        return undefined;
      case 'nested-template':
        // A part prints nothing here; what it prints where it is included is laid out by hand.
        if (this.string) this.followed = false;
        else this.push('mark', node.range);
        return 'skip';
      case 'extend':
      case 'block':
        this.followed = false;
        return 'skip';
    }
  }

  leave(node: Node): void {
    if (node.kind !== 'section' || !this.sections.has(node)) return;
    const string = this.sections.get(node);
    if (this.string?.start !== string || this.string?.escaped) this.followed = false;
    if (string !== undefined || !node.close) return;
    this.endBare();
    const opening = this.groups.at(-1);
    if (opening?.kind !== 'section' || opening.range !== node.tag.range) this.followed = false;
    else this.groups.pop();
    this.tokens.push({ kind: 'end', range: node.close.range, depth: this.depth, group: opening });
  }

  private enterSection(node: SectionNode): 'skip' | undefined {
    if (!isTransparent(node, this.profile)) {
      this.glue(node.range, '');
      return 'skip';
    }
    this.sections.set(node, this.string?.start);
    if (this.string?.escaped) this.followed = false;
    if (!this.string) this.groups.push(this.push('section', node.tag.range));
    return undefined;
  }

  /** Something that prints: inside a string a part of it, else joined to what is right before and after it. */
  private glue({ start, end }: Range, text: string): void {
    if (this.string) {
      this.string.escaped = false;
      return;
    }
    if (this.bare?.end !== start) {
      this.endBare();
      this.bare = { start, end, text: '', tagged: false };
    }
    this.bare.end = end;
    this.bare.text += text;
    if (text === '') this.bare.tagged = true;
  }

  private character(character: string, at: number): void {
    if (this.string) this.inString(this.string, character, at);
    else if (character === ' ' || character === '\t') this.endBare();
    else if (character === '"') {
      this.endBare();
      this.string = { start: at, escaped: false };
    } else if (kinds[character]) this.punctuation(kinds[character], at);
    else this.glue({ start: at, end: at + 1 }, character);
  }

  private inString(string: { readonly start: number; escaped: boolean }, character: string, at: number): void {
    if (character === '"' && !string.escaped) {
      this.string = undefined;
      this.push('scalar', { start: string.start, end: at + 1 });
    } else string.escaped = character === '\\' && !string.escaped;
  }

  private punctuation(kind: Token['kind'], at: number): void {
    const range = { start: at, end: at + 1 };
    if (kind === 'open') {
      this.groups.push(this.push('open', range));
      this.depth++;
    } else if (kind === 'close') this.close(range);
    else this.push(kind, range);
  }

  private close(range: Range): void {
    this.endBare();
    const opening = this.groups.at(-1);
    const { source } = this;
    const fits = opening?.kind === 'open' && (source[opening.range.start] === '{') === (source[range.start] === '}');
    if (fits) {
      this.groups.pop();
      this.depth--;
    } else this.followed = false;
    this.tokens.push({ kind: 'close', range, depth: this.depth, group: opening });
  }

  private endBare(): void {
    if (!this.bare) return;
    const { start, end, text, tagged } = this.bare;
    this.bare = undefined;
    this.push('scalar', { start, end }, { text, tagged });
  }

  private push(kind: Token['kind'], range: Range, bare?: Token['bare']): Token {
    this.endBare();
    const token: Token = { kind, range, depth: this.depth, group: this.groups.at(-1), ...(bare && { bare }) };
    this.tokens.push(token);
    return token;
  }
}
