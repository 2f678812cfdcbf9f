import type { Range } from '../text/range';
import type { TemplateDocument } from './document';
import { extractions } from './refactorings/extract';
import { inlining } from './refactorings/inline';
import type { Places, Refactoring } from './refactorings/refactoring';

export type { Places, Refactoring } from './refactorings/refactoring';

/** What can be done with the form of a template at a selection: extract what is selected, inline what the cursor names. */
export function refactorings(document: TemplateDocument, selected: Range, places: Places): readonly Refactoring[] {
  if (selected.end > selected.start) return extractions(document, selected, places);
  const inline = inlining(document, selected.start);
  return inline ? [inline] : [];
}
