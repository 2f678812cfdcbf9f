import type { Range } from '../text/range';
import type { TemplateDocument } from './document';
import { extractions } from './refactorings/extract';
import { inlining } from './refactorings/inline';
import type { Places, Refactoring } from './refactorings/refactoring';

export type { Places, Refactoring } from './refactorings/refactoring';

/** The refactorings at a selection of a template: extract what is selected, inline what is included at the cursor. */
export function refactorings(document: TemplateDocument, selected: Range, places: Places): readonly Refactoring[] {
  if (selected.end > selected.start) return extractions(document, selected, places);
  const inline = inlining(document, selected.start);
  return inline ? [inline] : [];
}
