import type { Node } from '../template/tree';
import { childrenOf, nodesAt } from '../template/walk';
import { sectionName } from './completion/sectionEnds';
import { delimitersAt } from './cursor';
import type { TemplateDocument } from './document';

/** `{{/items}}`, where `{{#items}}` was just closed before an offset and its section has no end yet. */
export function closeSection({ text, tree }: TemplateDocument, offset: number): string | undefined {
  const { open, close } = delimitersAt(tree, offset);
  if (!text.startsWith(close, offset - close.length)) return undefined;
  const around = nodesAt(tree, offset - 1);
  const at = around.findIndex(node => childrenOf(node) && 'tag' in node && node.tag?.range.end === offset);
  const name = at < 0 ? undefined : nameOf(around[at]!);
  if (!name) return undefined;
  // The new section takes the end tag of a section of the same name around it, which is then unclosed.
  const needsEnd = around.slice(0, at + 1).some(node => nameOf(node) === name && !('close' in node && node.close));
  return needsEnd ? `${open}/${name}${close}` : undefined;
}

/** The name that ends a section; undefined for what has no end. */
function nameOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'section':
      return sectionName(node.expression).split(/\s/, 1)[0];
    case 'extend':
    case 'block':
    case 'nested-template':
      return node.tag.content.text;
    default:
      return undefined;
  }
}
