import type { Node, Tag } from '../../template/tree';
import type { TemplateSubject } from '../subject';

/** A node with an end tag of its own: a section, a block, a nested template. */
export type Container = Extract<Node, { readonly children: readonly Node[] }>;

/** Containers by the offset at which their opening tags begin. */
export type Containers = ReadonlyMap<number, Container>;

export function containersOf({ nodes }: TemplateSubject): Map<number, Container> {
  const containers = new Map<number, Container>();
  const all = [...nodes.section, ...nodes.extend, ...nodes.block, ...nodes['nested-template']];
  for (const node of all) containers.set(node.tag.range.start, node);
  return containers;
}

/** What a person closes the section with: the first word of its content. */
export function nameOf(tag: Tag): string {
  return tag.content.text.split(/\s/, 1)[0]!;
}
