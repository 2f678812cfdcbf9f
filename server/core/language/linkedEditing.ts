import { nodesAt } from '../template/walk';
import { type Range, touches } from '../text/range';
import type { TemplateDocument } from './document';

/**
 * The two names of a section, a part or a block, when the cursor is on either: both `items` of `{{#items}}…{{/items}}`.
 * Editing one edits the other.
 */
export function linkedNames(document: TemplateDocument, offset: number): readonly Range[] {
  const node = nodesAt(document.tree, offset).at(-1);
  if (!node || !('close' in node) || !node.close) return [];
  const call = node.kind === 'section' && node.expression.kind === 'call' ? node.expression : undefined;
  const opening = call?.name ?? node.tag.content;
  const ending = node.close.content;
  // An abbreviated end, `{{/e}}` for `{{#each items}}`, is legal, but not the same text.
  if (ending.text !== opening.text) return [];
  return touches(opening, offset) || touches(ending, offset) ? [opening, ending] : [];
}
