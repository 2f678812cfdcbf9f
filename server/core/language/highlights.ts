import type { Range } from '../text/range';
import type { TemplateDocument } from './document';
import { allElements, elementAt } from './elements';
import { linkedNames } from './linkedEditing';
import { isSame } from './names';
import { partWords } from './references';

/**
 * All places in a template that mean the same as the one at the cursor: both tags of a section, the uses of a variable.
 */
export function highlights(document: TemplateDocument, offset: number): readonly Range[] {
  const pair = linkedNames(document, offset);
  const element = elementAt(document, offset);
  if (element?.kind === 'part') return partWords(document, element.name).map(({ range }) => range);
  if (element?.kind !== 'name' || element.name.origin === 'loop') return pair;
  const { name } = element;
  const uses = allElements(document).filter(other => other.kind === 'name' && isSame(other.name, name));
  return distinct([...uses.map(({ range }) => range), ...pair]);
}

function distinct(ranges: readonly Range[]): readonly Range[] {
  return [...new Map(ranges.map(range => [range.start, range])).values()];
}
