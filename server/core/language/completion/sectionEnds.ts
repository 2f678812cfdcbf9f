import type { Expression } from '../../template/tree';
import type { TagAtCursor } from '../cursor';
import type { Scope } from '../scope';
import { type Completion, slotOf } from './item';

/** The name that ends a section: for `{{#each items}}` it is `each`, for any other the whole content. */
export function sectionName(expression: Expression): string {
  return expression.kind === 'call' ? expression.name.text : expression.text;
}

/** After `{{/`, the section that is open: the innermost one, because no other may end here. */
export function sectionEndItems(tag: TagAtCursor, { open }: Scope): readonly Completion[] {
  const innermost = open.at(-1);
  if (!innermost) return [];
  const name = sectionName(innermost.expression);
  const slot = slotOf(tag.content, tag);
  return [{ label: name, kind: 'section-end', range: slot.range, text: name + slot.missing, rank: 0 }];
}
