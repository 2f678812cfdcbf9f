import { type Range, spanOf } from '../text/range';
import { containsJavaWhitespace, trimEnd, trimStart } from '../text/whitespace';
import { readDelimiters } from './delimiters';
import { callOf, pathOf, splitTokens } from './expression';
import {
  blankInName,
  invalidDelimiters,
  mismatchedSectionEnd,
  noContent,
  problem,
  startDelimiterInside,
  unclosedContainer,
  unopenedSectionEnd,
  unterminatedTag,
} from './problems';
import type { Profile } from './profile';
import { bufferAtEnd, cutOff, isSlip, startsContainer } from './recover';
import { type ScannedTag, Scanner, type TagType } from './scan';
import type { Expression, Node, ProblemCause, SectionNode, Tag, Template, TemplateProblem, VariableNode } from './tree';
import { validateBody, validateTag } from './validate';
import { visibility } from './visible';

/**
 * The tree of a template. It never fails: any text has a tree whose nodes cover it exactly, and `problems` says what
 * Trimou refuses, beginning with what Trimou itself would report. Takes time in proportion to the length of the text.
 * @param name what Trimou's messages call the template
 */
export function parse(source: string, profile: Profile, name = 'main'): Template {
  return new Parser(source, profile, name).parse();
}

/** A section (or extend, block, nested template) that is open. */
interface Container {
  readonly kind: 'section' | 'inverted' | 'extend' | 'block' | 'nested-template';
  readonly tag: Tag;
  /** What a section end is compared with. */
  readonly content: string;
  /** The first word of the content, by which a person would close it. */
  readonly name: string;
  readonly expression: Expression | undefined;
  readonly children: Node[];
  /** The engine drops what stands in an extend outside of blocks, and so never checks its helpers. */
  readonly dropped: boolean;
  /** The tag itself is broken and reported, so that a missing end needs no report of its own. */
  readonly broken: boolean;
  /** How many problems with helpers were known when it was opened. */
  readonly helperProblems: number;
}

const containerKinds = {
  SECTION: 'section',
  INVERTED_SECTION: 'inverted',
  EXTEND: 'extend',
  EXTEND_SECTION: 'block',
  NESTED_TEMPLATE: 'nested-template',
} as const;

const containerTypes = {
  section: 'SECTION',
  inverted: 'INVERTED_SECTION',
  extend: 'EXTEND',
  block: 'EXTEND_SECTION',
  'nested-template': 'null',
} as const;

class Parser {
  private readonly scanner: Scanner;
  private readonly root: Node[] = [];
  private readonly stack: Container[] = [];
  /** How many open containers have a given name, so that a stray end is known without searching the stack. */
  private readonly openNames = new Map<string, number>();
  private readonly nestedTemplates = new Map<string, number>();
  private readonly syntaxProblems: TemplateProblem[] = [];
  /** In the order in which the engine builds its tree; a section among them is checked when all is read. */
  private readonly helperProblems: (TemplateProblem | SectionNode)[] = [];
  private openNestedTemplates = 0;
  private children: Node[] = this.root;
  private line = 1;
  private index = 0;

  constructor(
    private readonly source: string,
    private readonly profile: Profile,
    private readonly name: string,
  ) {
    this.scanner = new Scanner(source);
  }

  parse(): Template {
    const { source, scanner } = this;
    let at = 0;
    while (at < source.length) {
      const open = scanner.nextOpen(at);
      at = this.readText(at, Math.min(open, source.length));
      if (at < source.length) at = this.readTag(at);
    }
    this.closeAll();
    const { root: children, syntaxProblems } = this;
    const template = { source, children, problems: syntaxProblems };
    this.addHelperProblems(template);
    return template;
  }

  private addHelperProblems(template: Template): void {
    let hidden: ReadonlySet<Node> | undefined;
    for (const entry of this.helperProblems) {
      if (!('kind' in entry)) {
        this.syntaxProblems.push(entry);
        continue;
      }
      hidden ??= visibility(template, this.profile).hidden;
      const known = hidden;
      const visible = entry.children.filter(node => !known.has(node) && node.kind !== 'nested-template');
      const found = validateBody(entry, this.profile, visible);
      if (found) this.syntaxProblems.push(found);
    }
  }

  /** Text and line breaks up to the next tag, or to the end of the source. */
  private readText(from: number, to: number): number {
    const { source, scanner } = this;
    let at = from;
    while (at < to) {
      const lineBreak = Math.min(scanner.nextLineBreak(at), to);
      if (lineBreak > at) this.addText(at, lineBreak, to);
      if (lineBreak === to) return to;
      at = source[lineBreak] === '\r' && source[lineBreak + 1] === '\n' ? lineBreak + 2 : lineBreak + 1;
      const range = { start: lineBreak, end: at };
      this.children.push({ kind: 'line-break', range });
      this.index++;
      this.line++;
      if (at === source.length && source[at - 1] === '\r' && this.previousIsText()) {
        const text = source.slice(Math.max(0, lineBreak - 60), lineBreak);
        this.syntaxProblems.push(unterminatedTag(text, 'engine', range));
      }
    }
    return at;
  }

  private previousIsText(): boolean {
    return this.children[this.children.length - 2]?.kind === 'text';
  }

  /** A run of text. At the very end of the source, Trimou takes the first part of a delimiter for a tag. */
  private addText(from: number, to: number, stretch: number): void {
    const { source } = this;
    const brace = stretch === source.length && to === stretch ? this.trailingOpen(from, to) : to;
    if (brace > from) {
      this.children.push({ kind: 'text', range: { start: from, end: brace } });
      this.index++;
    }
    if (brace === to) return;
    const range = { start: brace, end: to };
    this.children.push({ kind: 'broken', range });
    if (brace > from) {
      this.syntaxProblems.push(unterminatedTag(source.slice(from, brace), 'trailing-open-brace', range));
    }
  }

  /** Where an opening delimiter begins that the end of the source cuts off; `to` when there is none. */
  private trailingOpen(from: number, to: number): number {
    const { open } = this.scanner.delimiters;
    let at = from;
    while (at < to) {
      at = this.source.indexOf(open[0] as string, Math.max(at, open.length <= 2 ? to - 1 : at));
      if (at === -1) return to;
      let matched = 1;
      while (at + matched < to && this.source[at + matched] === open[matched]) matched++;
      if (at + matched === to && matched < open.length) return at;
      at += matched;
    }
    return to;
  }

  private readTag(start: number): number {
    const close = this.scanner.closeOf(start);
    if (close === Number.POSITIVE_INFINITY) return this.readUnclosedTag(start, undefined);
    const tag = this.scanner.tag(start, close);
    if (tag.contentStart === tag.contentEnd) return this.addBroken(tag, noContent(tag.type, this.line, tag));
    if (this.holdsOpen(tag)) return this.readUnclosedTag(start, tag);
    this.readWholeTag(tag);
    return tag.end;
  }

  private holdsOpen(tag: ScannedTag): boolean {
    const open = this.scanner.nextOpenInside(tag.contentStart);
    return open + this.scanner.delimiters.open.length <= tag.contentEnd;
  }

  private readWholeTag(scanned: ScannedTag): void {
    const { type } = scanned;
    const tag = this.tagOf(scanned);
    const blanks = this.blanksRefused(type) && containsJavaWhitespace(tag.content.text);
    if (blanks) this.syntaxProblems.push(blankInName(this.name, type, this.line, tag.content));
    if (type !== 'SECTION_END' && type !== 'NESTED_TEMPLATE') this.index++;
    switch (type) {
      case 'VARIABLE':
      case 'UNESCAPE_VARIABLE':
        this.children.push(this.variable(tag, type, scanned.triple));
        break;
      case 'COMMENT':
        this.children.push({ kind: 'comment', range: tag.range, tag });
        break;
      case 'PARTIAL':
        this.children.push({ kind: 'partial', range: tag.range, tag });
        break;
      case 'DELIMITER':
        this.changeDelimiters(tag);
        break;
      case 'SECTION_END':
        this.endSection(tag, blanks);
        break;
      default:
        this.openContainer(type, tag, false);
    }
  }

  /**
   * Whether a name may not hold blanks: no name may if helpers are switched off; else those of tags that cannot call a
   * helper.
   */
  private blanksRefused(type: TagType): boolean {
    switch (type) {
      case 'COMMENT':
      case 'DELIMITER':
        return false;
      case 'VARIABLE':
      case 'UNESCAPE_VARIABLE':
      case 'SECTION':
      case 'INVERTED_SECTION':
        return !this.profile.handlebars;
      default:
        return true;
    }
  }

  private tagOf(tag: Pick<ScannedTag, 'start' | 'end' | 'contentStart' | 'contentEnd'>): Tag {
    return {
      range: { start: tag.start, end: tag.end },
      content: spanOf(this.source, tag.contentStart, tag.contentEnd),
      line: this.line,
      index: this.index + 1,
    };
  }

  private variable(tag: Tag, type: TagType, triple: boolean): VariableNode {
    const form = triple ? 'triple' : type === 'UNESCAPE_VARIABLE' ? 'ampersand' : 'plain';
    const expression = this.expression(tag);
    const node: VariableNode = { kind: 'variable', range: tag.range, tag, form, expression };
    this.validate(node);
    return node;
  }

  /** A call when the first token names a helper, else the whole content as a key. */
  private expression(tag: Tag): Expression {
    const { start, end, text } = tag.content;
    const { handlebars, helpers, bracketKeys } = this.profile;
    if (!handlebars || !(text.includes(' ') || helpers.has(text))) return pathOf(this.source, tag.content, bracketKeys);
    const { tokens } = splitTokens(this.source, start, end);
    if (!helpers.has(tokens[0]!.text)) return pathOf(this.source, tag.content, bracketKeys);
    return callOf(this.source, tokens, bracketKeys);
  }

  private validate(node: VariableNode | SectionNode): void {
    if (!this.profile.handlebars) return;
    const container = this.stack[this.stack.length - 1];
    if (container && (container.dropped || container.kind === 'extend')) return;
    const found = validateTag(this.source, node, this.profile, this.name);
    if (found) this.helperProblems.push(found);
    else if (node.kind === 'section') this.validateBody(node);
  }

  /** Standalone lines are only known at the end; in nested templates there are none. */
  private validateBody(node: SectionNode): void {
    if (node.expression.kind !== 'call') return;
    if (!this.profile.helperTable.get(node.expression.name.text)?.bodyNeedsTag) return;
    if (this.openNestedTemplates > 0) {
      const found = validateBody(node, this.profile, node.children);
      if (found) this.helperProblems.push(found);
    } else {
      this.helperProblems.push(node);
    }
  }

  private changeDelimiters(tag: Tag): void {
    const { text } = tag.content;
    const delimiters = text.endsWith('=') ? readDelimiters(text) : undefined;
    if (!delimiters) {
      this.syntaxProblems.push(invalidDelimiters(text, tag.line, tag.range));
      this.children.push({ kind: 'delimiters', range: tag.range, tag });
      return;
    }
    const { open, close } = delimiters;
    this.children.push({ kind: 'delimiters', range: tag.range, tag, delimiters: { open, close } });
    this.scanner.delimiters = delimiters;
  }

  private openContainer(type: keyof typeof containerKinds, tag: Tag, broken: boolean): void {
    const kind = containerKinds[type];
    const { text } = tag.content;
    if (kind === 'nested-template') this.checkNestedTemplate(tag);
    const parent = this.stack[this.stack.length - 1];
    const dropped =
      kind !== 'nested-template' && (parent ? parent.dropped || (parent.kind === 'extend' && kind !== 'block') : false);
    const expression =
      kind === 'section'
        ? this.expression(tag)
        : kind === 'inverted'
          ? pathOf(this.source, tag.content, this.profile.bracketKeys)
          : undefined;
    const blank = text.search(/\s/);
    const name = blank === -1 ? text : text.slice(0, blank);
    this.openNames.set(name, (this.openNames.get(name) ?? 0) + 1);
    const helperProblems = this.helperProblems.length;
    const children: Node[] = [];
    this.stack.push({ kind, tag, content: text, name, expression, children, dropped, broken, helperProblems });
    this.children = children;
    if (kind === 'nested-template') this.openNestedTemplates++;
  }

  private checkNestedTemplate(tag: Tag): void {
    const { text } = tag.content;
    const known = this.nestedTemplates.get(text);
    const report = (message: string, line?: number): void => {
      const code = 'COMPILE_NESTED_TEMPLATE_ERROR';
      this.syntaxProblems.push(problem(code, 'nested-template', tag.range, message, line));
    };
    if (known !== undefined) {
      report(
        `A nested template with the name [${text}] is already defined at line ${known} in the template [${this.name}]`,
      );
    } else if (this.openNestedTemplates > 0) {
      const container = this.stack[this.stack.length - 1]!;
      const where = describe(container);
      report(`Nested templates within nested template definitions are not supported: ${where}`, container.tag.line);
    }
  }

  /** Trimou compares only with the innermost container, and only with its first word when its content holds a blank. */
  private endSection(tag: Tag, reported: boolean): void {
    const container = this.stack[this.stack.length - 1];
    const key = reported ? tag.content.text.split(/\s/, 1)[0]! : tag.content.text;
    if (!container) {
      if (!reported) this.syntaxProblems.push(unopenedSectionEnd(key, tag.line, tag.range));
      this.children.push({ kind: 'broken', range: tag.range, tag });
      return;
    }
    const { content } = container;
    const byBeginning = this.profile.handlebars && content.includes(' ') && content.startsWith(key);
    if (content === key || byBeginning) this.close(tag);
    else this.recoverSectionEnd(key, tag, container, reported);
  }

  /**
   * An end that does not fit the innermost container. If a container further out has that name, those in between were
   * never closed; if the name is misspelt, it is the end of the innermost one; else it belongs to nothing.
   */
  private recoverSectionEnd(key: string, tag: Tag, container: Container, reported: boolean): void {
    const report = (cause: ProblemCause, range: Range, start: string): void => {
      if (!reported) {
        this.syntaxProblems.push(mismatchedSectionEnd(key, start, tag.line, cause, range));
      }
    };
    if ((this.openNames.get(key) ?? 0) > 0) {
      let top = container;
      while (top.name !== key) {
        if (!top.broken) report('unclosed-section', top.tag.range, top.content);
        this.close(undefined, tag.range.start);
        top = this.stack[this.stack.length - 1]!;
      }
      // Trimou cannot close a section whose name ends at a tab or a line break.
      if (top.content !== key && !top.content.includes(' ')) report('mismatched-section-end', tag.range, top.content);
      this.close(tag);
      return;
    }
    report('mismatched-section-end', tag.range, container.content);
    if (isSlip(key, container.name)) this.close(tag);
    else this.children.push({ kind: 'broken', range: tag.range, tag });
  }

  /** Takes the innermost container off the stack and adds its node to its parent. */
  private close(tag: Tag | undefined, end = tag!.range.end): void {
    const container = this.stack.pop()!;
    this.openNames.set(container.name, this.openNames.get(container.name)! - 1);
    const parent = this.stack[this.stack.length - 1];
    this.children = parent ? parent.children : this.root;
    const node = nodeOf(container, tag, end);
    this.children.push(node);
    if (container.kind === 'section') {
      if (!container.broken) this.validate(node as SectionNode);
    } else if (container.kind === 'nested-template') {
      // The engine builds a nested template as soon as it ends, so what its helpers refuse comes before later mistakes.
      this.openNestedTemplates--;
      if (!this.nestedTemplates.has(container.content)) this.nestedTemplates.set(container.content, container.tag.line);
      const found = this.helperProblems.splice(container.helperProblems);
      for (const entry of found) if (!('kind' in entry)) this.syntaxProblems.push(entry);
    }
  }

  /** What is still open at the end of the source; Trimou names the innermost one only. */
  private closeAll(): void {
    while (this.stack.length > 0) {
      const container = this.stack[this.stack.length - 1]!;
      if (!container.broken) {
        const { tag } = container;
        this.syntaxProblems.push(unclosedContainer(describe(container), tag.line, tag.range));
      }
      this.close(undefined, this.source.length);
    }
  }

  private addBroken(tag: ScannedTag, problem: TemplateProblem): number {
    this.syntaxProblems.push(problem);
    this.index++;
    this.children.push({ kind: 'broken', range: { start: tag.start, end: tag.end }, tag: this.tagOf(tag) });
    return tag.end;
  }

  /**
   * A tag without an end, or (`whole`) one that runs on into the next tag. The engine gives up; we take what was
   * probably meant as the tag, and go on after it.
   */
  private readUnclosedTag(start: number, whole: ScannedTag | undefined): number {
    const { source, scanner } = this;
    const { open } = scanner.delimiters;
    const rest = whole ? '' : bufferAtEnd(scanner, start + open.length);
    if (!whole && rest === '') {
      this.children.push({ kind: 'broken', range: { start, end: source.length } });
      return source.length;
    }
    const { cause, end } = cutOff(scanner, start, whole, this.profile.helpers);
    const range = { start, end };
    this.syntaxProblems.push(
      whole ? startDelimiterInside(whole.type, this.line, open, cause, range) : unterminatedTag(rest, cause, range),
    );
    this.addUnclosed(start, end, cause);
    return end;
  }

  /** An unclosed opening or closing tag still opens or closes, so that the rest of the text is seen as it was meant. */
  private addUnclosed(start: number, end: number, cause: ProblemCause): void {
    const { source, scanner } = this;
    const { open, close } = scanner.delimiters;
    const from = Math.min(start + open.length, end);
    const sigil = source[from];
    const isContainer = from < end && startsContainer(sigil);
    let to = end;
    while (to > from && source[to - 1] === close[0]) to--;
    const contentStart = trimStart(source, isContainer ? from + 1 : from, to);
    const contentEnd = trimEnd(source, contentStart, to);
    const tag = this.tagOf({ start, end, contentStart, contentEnd });
    this.index++;
    const usable = cause === 'half-closed-tag' || cause === 'unclosed-tag';
    if (!usable || contentStart === contentEnd) {
      this.children.push({ kind: 'broken', range: tag.range, tag });
    } else if (sigil === '/') {
      this.endSection(tag, true);
    } else if (sigil === '#' || sigil === '^') {
      this.openContainer(sigil === '#' ? 'SECTION' : 'INVERTED_SECTION', tag, true);
    } else {
      this.children.push({ kind: 'broken', range: tag.range, tag });
    }
  }
}

function nodeOf(container: Container, close: Tag | undefined, end: number): Node {
  const { tag, expression } = container;
  // A list that was pushed to has room for 16 more.
  const children = container.children.slice();
  const range = { start: tag.range.start, end };
  const { kind } = container;
  switch (kind) {
    case 'section':
    case 'inverted': {
      const inverted = kind === 'inverted';
      if (!close) return { kind: 'section', inverted, range, tag, expression: expression!, children };
      return { kind: 'section', inverted, range, tag, expression: expression!, children, close };
    }
    case 'extend':
    case 'block':
    case 'nested-template':
      return close ? { kind, range, tag, children, close } : { kind, range, tag, children };
  }
}

/** A container as Trimou's messages print it. */
function describe(container: Container): string {
  const { line, index } = container.tag;
  const idx = container.kind === 'nested-template' ? index - 1 : index;
  return `[type: ${containerTypes[container.kind]}, content: ${container.content}, line: ${line}, idx: ${idx}]`;
}
