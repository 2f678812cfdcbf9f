import type { Node, Path, SectionNode, Template } from '../template/tree';
import { nodesAt, pathsOf } from '../template/walk';
import type { Variable } from './events';

/** The variable a tag is about. */
export interface Subject {
  /** As it is mapped: `email`, `items.sku`. */
  readonly name: string;
  readonly variable: Variable;
  /** Whether it is one element of the list. */
  readonly isElement: boolean;
}

/** The nodes around a node, outermost first. */
export function parentsOf(template: Template, node: Node): readonly Node[] {
  const around = nodesAt(template, node.range.start + 1);
  return around.slice(0, Math.max(0, around.indexOf(node)));
}

/** The first mapped variable that a tag names; `this` and fields are those of the loop around. */
export function subjectOf(
  node: Node,
  parents: readonly Node[],
  variables: ReadonlyMap<string, Variable>,
): Subject | undefined {
  if (node.kind !== 'variable' && node.kind !== 'section') return undefined;
  for (const path of pathsOf(node.expression)) {
    const found = subjectOfPath(path, parents, variables);
    if (found) return found;
  }
  return undefined;
}

function subjectOfPath(
  path: Path,
  parents: readonly Node[],
  variables: ReadonlyMap<string, Variable>,
): Subject | undefined {
  const names = path.parts.map(part => part.text);
  const [first, second] = names;
  if (first === undefined) return undefined;
  const sections = parents.filter((parent): parent is SectionNode => parent.kind === 'section' && !parent.inverted);
  if (first === 'this' || first === '.') {
    const around = sections[sections.length - 1];
    const outer = around && subjectOf(around, parents.slice(0, parents.indexOf(around)), variables);
    return outer && { ...outer, isElement: true };
  }
  for (const section of [...sections].reverse()) {
    const [path] = pathsOf(section.expression);
    const variable = path && variables.get(`${path.text}.${first}`);
    if (variable) return { name: `${path.text}.${first}`, variable, isElement: true };
  }
  const own = variables.get(first);
  if (own) return { name: first, variable: own, isElement: /^[0-9]+$/.test(second ?? '') };
  for (const field of [second, names[2]]) {
    const variable = field === undefined ? undefined : variables.get(`${first}.${field}`);
    if (variable) return { name: `${first}.${field}`, variable, isElement: true };
  }
  return undefined;
}
