import type { Project } from '../action/project';
import type { Profile } from '../template/profile';
import type { Node, Path, Template } from '../template/tree';
import { walk } from '../template/walk';
import type { Range, Span } from '../text/range';
import { type NameUse, resolverFor } from './variables/names';

/** A template under check, and what the rules look for in it, found once for all of them. */
export interface TemplateSubject extends TemplateFile {
  /** The nodes of each kind, in the order of the text. */
  readonly nodes: NodesByKind;
  /** The names it looks up, in the order of the text; none without a project. */
  readonly names: readonly NameUse[];
  readonly useOf: (path: Path) => NameUse | undefined;
  /** Names in single braces, braces included; `text` is the name. */
  readonly singleBraces: () => readonly Span[];
  /** Tags that begin with one brace and end with two, braces included; `text` is what is between them. */
  readonly halfOpen: () => readonly Span[];
}

/** Without a project (a file that belongs to no action) nothing is known of its variables. */
export interface TemplateFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly tree: Template;
  readonly profile: Profile;
  readonly json: boolean;
  readonly project?: Project;
  /** The strings whose quotes are not straight in the file, although `text` has them straight. */
  readonly foreign?: readonly Range[];
}

type NodesByKind = {
  readonly [Kind in Node['kind']]: readonly Extract<Node, { readonly kind: Kind }>[];
};

export function subjectOf(file: TemplateFile): TemplateSubject {
  const nodes: Record<Node['kind'], Node[]> = {
    text: [],
    'line-break': [],
    comment: [],
    delimiters: [],
    variable: [],
    section: [],
    partial: [],
    extend: [],
    block: [],
    'nested-template': [],
    broken: [],
  };
  const { text: texts, 'line-break': lineBreaks, variable: variables } = nodes;
  const resolver = file.project && resolverFor(file.project);
  walk(file.tree, {
    enter(node) {
      switch (node.kind) {
        // First the kinds that most nodes are by far, since no more than the kind need be looked at.
        case 'line-break':
          lineBreaks.push(node);
          return;
        case 'text':
          texts.push(node);
          return;
        case 'variable':
          variables.push(node);
          break;
        default:
          nodes[node.kind].push(node);
      }
      resolver?.enter(node);
    },
    leave: node => resolver?.leave(node),
  });
  const names = resolver?.uses ?? [];
  return {
    ...file,
    nodes: nodes as NodesByKind,
    names,
    useOf: path => useOf(names, path),
    singleBraces: once(() => inSingleBraces(file.text, (nodes as NodesByKind).text)),
    halfOpen: once(() => halfOpenIn(file.text, (nodes as NodesByKind).text)),
  };
}

/** The names of one tag follow each other, and the tags are in the order of the text. */
function useOf(names: readonly NameUse[], path: Path): NameUse | undefined {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]!.node.range.start <= path.range.start) low = middle + 1;
    else high = middle;
  }
  const tag = names[low - 1]?.node;
  for (let index = low - 1; index >= 0 && names[index]!.node === tag; index--) {
    if (names[index]!.path === path) return names[index];
  }
  return undefined;
}

/** A name alone between braces; in JSON an object never looks like this. */
const singleBraces = /\{([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\}/y;

function inSingleBraces(text: string, texts: NodesByKind['text']): readonly Span[] {
  const found: Span[] = [];
  for (const { range } of texts) {
    for (let at = text.indexOf('{', range.start); at >= 0 && at < range.end; at = text.indexOf('{', at + 1)) {
      singleBraces.lastIndex = at;
      const match = singleBraces.exec(text);
      const end = at + (match?.[0].length ?? 0);
      if (match && end <= range.end) found.push({ start: at, end, text: match[1]! });
    }
  }
  return found;
}

/** `{#phone}}`, `{name.toJson}}`: in JSON, no word and none of these characters follows a brace. */
const halfOpenTag = /\{((?:!|[#^/]?[A-Za-z_$])[^{}\n]*)\}\}(?!\})/y;

function halfOpenIn(text: string, texts: NodesByKind['text']): readonly Span[] {
  const found: Span[] = [];
  for (const { range } of texts) {
    const close = text.indexOf('}}', range.start);
    if (close < 0) break;
    if (close >= range.end) continue;
    for (let at = text.indexOf('{', range.start); at >= 0 && at < range.end; at = text.indexOf('{', at + 1)) {
      halfOpenTag.lastIndex = at;
      const match = text[at - 1] === '{' ? null : halfOpenTag.exec(text);
      const end = at + (match?.[0].length ?? 0);
      if (match && end <= range.end) found.push({ start: at, end, text: match[1]! });
    }
  }
  return found;
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
