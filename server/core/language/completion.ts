import { nodesAt } from '../template/walk';
import { argumentItems, literalItems, tokensBefore } from './completion/arguments';
import { bodyItems } from './completion/body';
import { helperItems } from './completion/helpers';
import { type Completion, type Slot, slotOf } from './completion/item';
import { pathItems } from './completion/names';
import { partialItems } from './completion/partials';
import { sectionEndItems, sectionName } from './completion/sectionEnds';
import { type Sigil, type TagAtCursor, tagAt, wordAt } from './cursor';
import type { TemplateDocument } from './document';
import { type Scope, scopeAt } from './scope';

export type { Completion } from './completion/item';

/** The tags in which something can be completed; in blocks, comments and delimiters anything may be written. */
const completed: ReadonlySet<Sigil> = new Set(['', '#', '^', '/', '&', '{', '>', '<']);

/** What can stand at the cursor in a template. */
export function complete(document: TemplateDocument, offset: number): readonly Completion[] {
  const tag = tagAt(document, offset);
  if (!tag) return document.json && !isInTag(document, offset) ? bodyItems(document, offset) : [];
  if (!completed.has(tag.sigil)) return [];
  if (tag.sigil === '>' || tag.sigil === '<') return partialItems(document, tag);
  const scope = scopeAt(document, tag.start);
  if (tag.sigil === '/') return sectionEndItems(tag, scope);
  const tokens = tokensBefore(tag, offset);
  if (tokens.inLiteral) return literalItems(document, tag, tokens, offset);
  if (tokens.before.length > 0) {
    return tag.sigil === '^' ? [] : argumentItems(document, tag, tokens, scope, offset);
  }
  return firstWordItems(document, tag, scope, tokens.start, offset);
}

/** Whether a place that looks outside all tags is inside one to the engine, such as between closing braces. */
function isInTag({ tree }: TemplateDocument, offset: number): boolean {
  return nodesAt(tree, offset).some(node => {
    const tags = 'tag' in node ? [node.tag, 'close' in node ? node.close : undefined] : [];
    return tags.some(tag => tag && tag.range.start < offset && offset < tag.range.end);
  });
}

function firstWordItems(
  document: TemplateDocument,
  tag: TagAtCursor,
  scope: Scope,
  start: number,
  offset: number,
): readonly Completion[] {
  const names = pathItems(document, tag, scope, start, offset);
  const word = wordAt(document.text, offset, tag.content);
  if (tag.sigil === '^' || word.start !== start) return names;
  const slot = slotOf(word, tag);
  const alone = tag.content.text.trim() === word.text;
  const values = helperItems({ document, tag, slot, alone, kind: tag.sigil === '#' ? 'section' : 'value' });
  // After a blank, `#` and `/` would be ordinary characters to the engine.
  const sigilFits = tag.sigil === '' && alone && word.start === tag.content.start;
  if (!sigilFits) return [...names, ...values];
  const sections = helperItems({ document, tag, slot, alone, kind: 'section', sigil: '#' });
  return [...names, ...values, ...sections, ...endOfSection(scope, slot)];
}

/** Right after `{{`, the end of the open section is offered as well. */
function endOfSection({ open }: Scope, slot: Slot): readonly Completion[] {
  const innermost = open.at(-1);
  if (!innermost) return [];
  const end = `/${sectionName(innermost.expression)}`;
  return [{ label: end, kind: 'section-end', range: slot.range, text: end + slot.missing, rank: 6 }];
}
