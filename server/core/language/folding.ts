import { containersOf } from '../json/outline';
import { outlineOf } from '../json/readOutline';
import { walk } from '../template/walk';
import type { Range } from '../text/range';
import type { TemplateDocument } from './document';

/** A stretch that can be folded away; the editor shows its first line. */
export interface Fold {
  readonly range: Range;
  readonly kind: 'section' | 'bracket' | 'comment';
}

/** What can be folded in a template: sections, long comments, the objects and lists of a body. */
export function folds({ tree, text, json }: TemplateDocument): readonly Fold[] {
  const found: Fold[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind === 'comment') found.push({ range: node.range, kind: 'comment' });
      if ('close' in node && node.close) {
        found.push({ range: { start: node.tag.range.start, end: node.close.range.start }, kind: 'section' });
      }
    },
  });
  const values = json ? containersOf(outlineOf(tree)) : [];
  for (const { range } of values) {
    const last = range.end - 1;
    if (last > range.start && /[}\]]/.test(text.charAt(last)))
      found.push({ range: { start: range.start, end: last }, kind: 'bracket' });
  }
  return found;
}
