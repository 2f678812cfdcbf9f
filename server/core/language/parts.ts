import type { Node, Template } from '../template/tree';
import { walk } from '../template/walk';

/** A part of a template, which `{{>row}}` includes: `{{+row}}…{{/row}}` */
export type Part = Node & { readonly kind: 'nested-template' };

/** The parts that a template defines. */
export function partsOf(tree: Template): readonly Part[] {
  const known = found.get(tree);
  if (known) return known;
  const parts: Part[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind === 'nested-template') parts.push(node);
    },
  });
  found.set(tree, parts);
  return parts;
}

/** Each tag that includes something asks for them. */
const found = new WeakMap<Template, readonly Part[]>();

/** The part of this name; a template of the action with the same name is hidden by it. */
export function partNamed(tree: Template, name: string): Part | undefined {
  return partsOf(tree).find(({ tag }) => tag.content.text === name);
}
