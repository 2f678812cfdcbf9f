import type { Node, Template, VariableNode } from '../../template/tree';
import { walk } from '../../template/walk';

/** A section tag that the engine does not see as one: `{{ #a}}`, `{{{#a}}}`, `{{{#a}}`. */
export interface MisreadSection {
  readonly end: boolean;
  /** The first word behind the sigil. */
  readonly name: string;
}

/**
 * The section tags that were meant and not understood. Their partners look unopened or unclosed to the engine; the
 * mistake is here, so those are not reported as well.
 */
export function misreadSections({ children, source }: Template): readonly MisreadSection[] {
  const found: MisreadSection[] = [];
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

/** Whether a variable's content begins with a sigil, which makes it a name like any other. */
export function hasSigil(node: VariableNode): boolean {
  return node.expression.kind === 'path' && '#^/&>!<$+='.includes(node.expression.text[0] ?? ' ');
}

/** Whether three braces stand at `start` that are no triple mustache: `{` of the JSON, then `{{#a}}` or a key. */
export function startsTouchingBrace(source: string, start: number): boolean {
  const tag = /^\{\{\{([#^/]?)[^{}]*\}\}(?!\})(\s*:)?/.exec(source.slice(start, start + 300));
  return tag !== null && (tag[1] !== '' || tag[2] !== undefined);
}

function contentOf(node: Node, source: string): string | undefined {
  if (node.kind === 'variable' && hasSigil(node)) return node.tag.content.text;
  if (node.kind === 'broken' && startsTouchingBrace(source, node.range.start)) {
    return source.slice(node.range.start + 3, node.range.end);
  }
  return undefined;
}
