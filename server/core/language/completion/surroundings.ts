import { complement, conditionOf } from '../../json/branches';
import type { Node, SectionNode } from '../../template/tree';
import type { Range } from '../../text/range';
import type { TemplateDocument } from '../document';

/** What is around the piece of JSON that is being completed. */
export interface Surroundings {
  /** The whole piece: quotes included, and also what is after the cursor. */
  readonly range: Range;
  /** Whether it begins with a quote. */
  readonly quote: boolean;
  /** What follows: a comma, another name or value, or the end of the object or list. */
  readonly next: 'comma' | 'more' | 'end';
  /** Whether it has its lines to itself. */
  readonly alone: boolean;
}

/** What is around the half-typed name or value at `offset`; `start`: the offset of its opening quote, if it has one. */
export function surroundingsOf(document: TemplateDocument, offset: number, start: number | undefined): Surroundings {
  const { text } = document;
  const range = start === undefined ? wordAround(text, offset) : { start, end: endOfString(text, offset) };
  const after = significantAfter(document, range.end);
  const next = after === ',' ? 'comma' : after === '"' || after === '{' ? 'more' : 'end';
  const lineBefore = /[^\r\n]*$/.exec(text.slice(Math.max(0, range.start - 500), range.start))![0];
  const lineAfter = /^[^\r\n]*/.exec(text.slice(range.end, range.end + 500))![0];
  return { range, quote: start !== undefined, next, alone: /^\s*$/.test(lineBefore) && /^\s*,?\s*$/.test(lineAfter) };
}

/** A text with blanks where its braces would touch those around it: to the engine, three braces are a different tag. */
export function apart(written: string, text: string, { start, end }: Range): string {
  const front = written.startsWith('{{') && text[start - 1] === '{' ? ' ' : '';
  const back = written.endsWith('}}') && text[end] === '}' ? ' ' : '';
  return front + written + back;
}

/** The word without quotes on both sides of the cursor. */
export function wordAround(text: string, offset: number): Range {
  let start = offset;
  while (start > 0 && isWord(text[start - 1])) start--;
  let end = offset;
  while (end < text.length && isWord(text[end])) end++;
  return { start, end };
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_.-]/u.test(character);
}

/**
 * Where the string at the cursor ends: after its closing quote, or after its word if the next quote on the line begins
 * another string, as in `{"na|, "email": 1}`.
 */
function endOfString(text: string, offset: number): number {
  const rest = /^[^\r\n]*/.exec(text.slice(offset, offset + longestString))![0];
  const inside = /^(?:[^"\\]|\\.)*/.exec(rest)![0];
  const closes = rest[inside.length] === '"' && /^\s*([,:}\]]|\{\{|$)/.test(rest.slice(inside.length + 1));
  return closes ? offset + inside.length + 1 : wordAround(text, offset).end;
}

/** How far to look for a closing quote. */
const longestString = 2000;

/** The first character of the JSON after an offset: tags are skipped, and so is the other branch of a question. */
function significantAfter({ text, tree }: TemplateDocument, offset: number): string {
  const search = (nodes: readonly Node[]): string | undefined => {
    let left: SectionNode | undefined;
    for (let at = firstAfter(nodes, offset); at < nodes.length; at++) {
      const node = nodes[at]!;
      if (node.kind === 'section' && left && areBranches(left, node)) continue;
      const found = inNode(node);
      if (found !== undefined) return found;
      left = node.kind === 'section' && node.range.start < offset ? node : isBlank(node) ? left : undefined;
    }
    return undefined;
  };
  const inNode = (node: Node): string | undefined => {
    switch (node.kind) {
      case 'text':
      case 'line-break':
        return text.slice(Math.max(offset, node.range.start), node.range.end).trimStart()[0];
      case 'section':
      case 'block':
      case 'extend':
        return search(node.children);
      case 'variable':
      case 'partial':
        return '{{';
      default:
        return undefined;
    }
  };
  const isBlank = ({ range }: Node) => text.slice(range.start, range.end).trim() === '';
  return search(tree.children) ?? '';
}

function areBranches(one: SectionNode, other: SectionNode): boolean {
  const [first, second] = [conditionOf(one), conditionOf(other)];
  return first !== undefined && second !== undefined && complement(first, second);
}

/** The first node that does not end before the offset. */
function firstAfter(nodes: readonly Node[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.range.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
