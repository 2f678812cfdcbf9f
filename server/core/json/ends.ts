import type { Node, SectionNode, Template } from '../template/tree';

/**
 * The variable tags and texts that only a delimiter can follow, whatever is rendered: a blank, a comma, a closing
 * bracket or the end. A number that ends there is complete, and it no longer matters how it ended: that keeps ways
 * together which would otherwise part.
 */
export function endingTags(
  template: Pick<Template, 'source' | 'children'>,
  hidden: ReadonlySet<Node>,
): ReadonlySet<Node> {
  const found = new Set<Node>();
  const starts = new Map<SectionNode, Start>();
  visit(template.children, true, 0);
  return found;

  /** Goes through nodes from the last to the first; `after` says whether a delimiter follows them. */
  function visit(nodes: readonly Node[], after: boolean, depth: number): void {
    let next = after;
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index]!;
      if (node.kind === 'variable') {
        if (next) found.add(node);
        next = false;
      } else if (node.kind === 'section') {
        const start = startOf(node, depth);
        // The body is followed by what follows the section, or by the body again.
        if (depth < maxDepth) visit(node.children, next && start !== 'other', depth + 1);
        next = next && start !== 'other';
      } else if (isText(node)) {
        if (hidden.has(node)) continue;
        if (next) found.add(node);
        next = isDelimiter(node);
      } else if (!isSilent(node)) next = false;
    }
  }

  /** What a section begins with, when it is rendered at all. */
  function startOf(section: SectionNode, depth: number): Start {
    const known = starts.get(section);
    if (known) return known;
    const start = depth >= maxDepth || !isPlain(section) ? 'other' : startOfNodes(section.children, depth + 1);
    starts.set(section, start);
    return start;
  }

  function startOfNodes(nodes: readonly Node[], depth: number): Start {
    for (const node of nodes) {
      if (hidden.has(node) || isSilent(node)) continue;
      if (isText(node)) return isDelimiter(node) ? 'delimiter' : 'other';
      // A section may be left out, so what follows it counts as well.
      if (node.kind !== 'section' || startOf(node, depth) === 'other') return 'other';
    }
    return 'nothing';
  }

  function isDelimiter(node: Node): boolean {
    return delimiters.includes(template.source[node.range.start]!);
  }
}

type Start = 'delimiter' | 'nothing' | 'other';

const delimiters = ' \t\r\n,}]';
const maxDepth = 250;

/** Whether a section prints its body as it is and nothing else. */
function isPlain({ expression }: SectionNode): boolean {
  return expression.kind === 'path' || (expression.hash.length === 0 && plainHelpers.has(expression.name.text));
}

const plainHelpers: ReadonlySet<string> = new Set(['if', 'unless', 'isEq', 'isNotEq', 'each', 'with']);

/** Whether a node is the template's own text. */
export function isText(node: Node | undefined): boolean {
  return node?.kind === 'text' || node?.kind === 'line-break';
}

function isSilent(node: Node): boolean {
  return node.kind === 'comment' || node.kind === 'delimiters' || node.kind === 'nested-template';
}
