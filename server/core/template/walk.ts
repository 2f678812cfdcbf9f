import type { Argument, Expression, Node, Path, Template } from './tree';

/** What a walk calls: `enter` before a node's children, `leave` after them. */
export interface Visitor {
  /** The children are left out when it returns `skip`. */
  enter?(node: Node, parents: readonly Node[]): unknown;
  leave?(node: Node, parents: readonly Node[]): void;
}

/** Visits all nodes in the order of the text. It keeps its own stack, so that depth of nesting does not matter. */
export function walk(template: Pick<Template, 'children'>, visitor: Visitor): void {
  const parents: Node[] = [];
  const stack: { nodes: readonly Node[]; index: number }[] = [{ nodes: template.children, index: 0 }];
  while (stack.length > 0) {
    const level = stack[stack.length - 1]!;
    if (level.index === level.nodes.length) {
      stack.pop();
      const node = parents.pop();
      if (node) visitor.leave?.(node, parents);
      continue;
    }
    const node = level.nodes[level.index++]!;
    const skip = visitor.enter?.(node, parents) === 'skip';
    const children = skip ? undefined : childrenOf(node);
    if (children) {
      parents.push(node);
      stack.push({ nodes: children, index: 0 });
    } else {
      visitor.leave?.(node, parents);
    }
  }
}

/** The nodes between the opening and the closing tag; undefined for a node that holds none. */
export function childrenOf(node: Node): readonly Node[] | undefined {
  switch (node.kind) {
    case 'section':
    case 'extend':
    case 'block':
    case 'nested-template':
      return node.children;
    default:
      return undefined;
  }
}

/** The nodes around `offset`, outermost first; the last one is the node at the offset. */
export function nodesAt(template: Pick<Template, 'children'>, offset: number): readonly Node[] {
  const found: Node[] = [];
  let nodes: readonly Node[] | undefined = template.children;
  while (nodes) {
    const node = nodeAt(nodes, offset);
    if (!node) break;
    found.push(node);
    nodes = childrenOf(node);
  }
  return found;
}

/** The paths a tag looks up: the expression itself, or those among a call's arguments. */
export function pathsOf(expression: Expression): readonly Path[] {
  if (expression.kind === 'path') return [expression];
  const paths: Path[] = [];
  const visit = (argument: Argument): void => {
    if (argument.kind === 'path') paths.push(argument);
    else if (argument.kind === 'list') for (const item of argument.items) visit(item);
  };
  for (const parameter of expression.parameters) visit(parameter);
  for (const entry of expression.hash) visit(entry.value);
  return paths;
}

/** Where two nodes meet, a tag wins over text, since that is what a person at the caret means. */
function nodeAt(nodes: readonly Node[], offset: number): Node | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.range.end < offset) low = middle + 1;
    else high = middle;
  }
  const left = nodes[low];
  if (!left || left.range.start > offset) return undefined;
  const right = nodes[low + 1];
  const meets = left.range.end === offset && right !== undefined && right.range.start === offset;
  if (meets && (left.kind === 'text' || left.kind === 'line-break')) return right;
  return left;
}
