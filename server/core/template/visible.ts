import { isJavaWhitespace } from '../text/whitespace';
import { keptWith } from './kept';
import type { Profile } from './profile';
import type { Node, PartialNode, Template, TextNode } from './tree';

/** What is done to a tree before it is rendered. */
export interface Visibility {
  /** Nodes that print nothing: comments, set-delimiters tags, and the text and line breaks of standalone lines. */
  readonly hidden: ReadonlySet<Node>;
  /** The white space before a standalone partial, which is put before each line of the partial. */
  readonly indentations: ReadonlyMap<PartialNode, TextNode>;
}

/** A line being collected: pieces of the document between two line separators. */
interface Line {
  standalone: boolean;
  candidate: boolean;
  first: Node | undefined;
  partial: PartialNode | undefined;
  removable: Node[];
}

/**
 * Finds the standalone lines: those that hold no variable and no text but white space, and at least one comment, section,
 * set-delimiters or partial tag. Nested templates are no part of the document here, and of an extend only its blocks are.
 */
export function visibility(template: Template, profile: Profile): Visibility {
  const known = found(template);
  if (known.profile !== profile) Object.assign(known, { profile, visibility: findVisibility(template, profile) });
  return known.visibility!;
}

/** Kept, since the proof and the renderer both ask. */
const found = keptWith((): { readonly profile?: Profile; readonly visibility?: Visibility } => ({}));

function findVisibility(template: Template, profile: Profile): Visibility {
  const hidden = new Set<Node>();
  const indentations = new Map<PartialNode, TextNode>();
  const { source } = template;
  let line = newLine();
  const flush = (): void => {
    if (line.standalone && line.candidate) {
      for (const node of line.removable) hidden.add(node);
      if (line.first?.kind === 'text' && line.partial) indentations.set(line.partial, line.first);
    }
    line = newLine();
  };
  const stack: { nodes: readonly Node[]; index: number; owner: Node | undefined }[] = [
    { nodes: template.children, index: 0, owner: undefined },
  ];
  while (stack.length > 0) {
    const level = stack[stack.length - 1]!;
    if (level.index === level.nodes.length) {
      if (level.owner) addToLine(line, level.owner, source);
      stack.pop();
      continue;
    }
    const node = level.nodes[level.index++]!;
    if (level.owner?.kind === 'extend' && node.kind !== 'block') continue;
    switch (node.kind) {
      case 'nested-template':
        break;
      case 'section':
      case 'extend':
      case 'block':
        addToLine(line, node, source);
        stack.push({ nodes: node.children, index: 0, owner: node });
        break;
      case 'line-break':
        line.removable.push(node);
        line.first ??= node;
        if (profile.removeStandaloneLines) flush();
        break;
      default:
        if (node.kind === 'comment' || node.kind === 'delimiters') hidden.add(node);
        addToLine(line, node, source);
    }
  }
  if (profile.removeStandaloneLines) flush();
  return { hidden, indentations };
}

function newLine(): Line {
  return { standalone: true, candidate: false, first: undefined, partial: undefined, removable: [] };
}

function addToLine(line: Line, node: Node, source: string): void {
  line.first ??= node;
  switch (node.kind) {
    case 'text':
      if (isWhite(source, node)) line.removable.push(node);
      else line.standalone = false;
      break;
    case 'comment':
    case 'delimiters':
    case 'section':
      line.candidate = true;
      break;
    case 'partial':
      line.candidate = true;
      line.partial ??= node;
      break;
    case 'variable':
    case 'broken':
      line.standalone = false;
      break;
    default:
      break;
  }
}

function isWhite(source: string, node: TextNode): boolean {
  for (let at = node.range.start; at < node.range.end; at++) if (!isJavaWhitespace(source.charCodeAt(at))) return false;
  return true;
}
