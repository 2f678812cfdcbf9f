import { keptWith } from '../template/kept';
import type { Node, Template } from '../template/tree';
import { walk } from '../template/walk';

/** A part of a template, which `{{>row}}` includes: `{{+row}}…{{/row}}` */
export type Part = Node & { readonly kind: 'nested-template' };

/** The parts that a template defines. */
export const partsOf: (tree: Template) => readonly Part[] = keptWith(tree => {
  const parts: Part[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind === 'nested-template') parts.push(node);
    },
  });
  return parts;
});

/** The part of this name; a template of the action with the same name is hidden by it. */
export function partNamed(tree: Template, name: string): Part | undefined {
  return partsOf(tree).find(({ tag }) => tag.content.text === name);
}
