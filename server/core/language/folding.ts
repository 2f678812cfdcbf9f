import { walk } from '../template/walk';
import type { Range } from '../text/range';
import type { TemplateDocument } from './document';

/** A stretch that can be folded away; the editor shows its first line. */
export interface Fold {
  readonly range: Range;
  readonly kind: 'section' | 'comment';
}

/** What of a template can be folded: whatever lies between two tags, and long comments. */
export function folds({ tree }: TemplateDocument): readonly Fold[] {
  const found: Fold[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind === 'comment') found.push({ range: node.range, kind: 'comment' });
      if ('close' in node && node.close) {
        found.push({ range: { start: node.tag.range.start, end: node.close.range.start }, kind: 'section' });
      }
    },
  });
  return found;
}
