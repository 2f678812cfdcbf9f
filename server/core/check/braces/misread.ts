import type { Node, VariableNode } from '../../template/tree';
import { walk } from '../../template/walk';
import type { Span } from '../../text/range';
import type { TemplateSubject } from '../subject';

/** A section tag that the engine does not see as one: `{{ #a}}`, `{{{#a}}}`, `{{{#a}}`. */
export interface MisreadSection {
  readonly end: boolean;
  /** The first word after the sigil. */
  readonly name: string;
}

/**
 * The tags that were meant as section tags but not understood. To the engine their partners look unopened or unclosed;
 * the mistake is here, so the partners are not reported as well.
 */
export function misreadSections(subject: TemplateSubject): readonly MisreadSection[] {
  const { children, source } = subject.tree;
  const found: MisreadSection[] = [];
  for (const { text } of halfOpenTags(subject)) {
    const [, sigil, name] = /^([#^/])\s*(\S+)/.exec(text) ?? [];
    if (sigil && name) found.push({ end: sigil === '/', name });
  }
  walk(
    { children },
    {
      enter(node) {
        const content = contentOf(node, source);
        const [, sigil, name] = /^\{*\s*([#^/])\s*([^\s{}]+)/.exec(content ?? '') ?? [];
        if (sigil && name) found.push({ end: sigil === '/', name });
      },
    },
  );
  return found;
}

/**
 * The tags that begin with one brace only, which are text: sections and their ends, and names and helpers that the template can
 * use, where they stand in a string or where there is no JSON.
 */
export function halfOpenTags({ halfOpen, text, json, profile, project }: TemplateSubject): readonly Span[] {
  const tags = halfOpen();
  if (tags.length === 0) return tags;
  const names = new Set([...(project?.variables.keys() ?? [])].flatMap(name => name.split('.')));
  return tags.filter(({ text: content, start }) => {
    if (/^[#^/!]/.test(content)) return true;
    const isCall = /\s/.test(content.trim());
    const [word = ''] = content.trim().split(isCall ? /\s/ : '.', 1);
    return (isCall ? profile.helpers.has(word) : names.has(word)) && (!json || isInString(text, start));
  });
}

/** Whether a place is in a string of JSON, as far as its line tells. */
export function isInString(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at).replace(/\{\{.*?\}\}|\\./g, '');
  return line.split('"').length % 2 === 0;
}

/** Whether a variable's content begins with a sigil, which to the engine is just part of the name. */
export function hasSigil(node: VariableNode): boolean {
  return node.expression.kind === 'path' && '#^/&>!<$+='.includes(node.expression.text[0] ?? ' ');
}

/** Whether the three braces at `start` are not a triple mustache but `{` of the JSON followed by `{{#a}}` or a key. */
export function startsTouchingBrace(source: string, start: number): boolean {
  const tag = /^\{\{\{([#^/!]?)[^{}]*\}\}(?!\})(\s*:)?/.exec(source.slice(start, start + 300));
  return tag !== null && (tag[1] !== '' || tag[2] !== undefined);
}

function contentOf(node: Node, source: string): string | undefined {
  if (node.kind === 'variable' && hasSigil(node)) return node.tag.content.text;
  if (node.kind === 'broken' && startsTouchingBrace(source, node.range.start)) {
    return source.slice(node.range.start + 3, node.range.end);
  }
  return undefined;
}
