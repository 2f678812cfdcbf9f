import { nodesAt } from '../../template/walk';
import { bodyPlaceAt } from '../bodyPlace';
import type { TemplateDocument } from '../document';
import { scopeOf } from '../scope';
import type { Completion } from './item';
import { keyItems } from './keys';
import { valueItems } from './values';

/** What can be completed in the JSON around the tags: names of fields, and their values. */
export function bodyItems(document: TemplateDocument, offset: number): readonly Completion[] {
  const place = bodyPlaceAt(document, offset);
  if (!place) return [];
  const sections = nodesAt(document.tree, offset).filter(
    node => node.kind === 'section' && offset >= node.tag.range.end && offset <= (node.close?.range.start ?? offset),
  );
  const names = [
    ...scopeOf(
      document,
      sections.filter(node => node.kind === 'section'),
    ).names.values(),
  ];
  const { container, expects } = place.step;
  if (expects === 'value') return valueItems(document, offset, place, names);
  return container.kind === 'object' && expects !== 'colon' ? keyItems(document, offset, place, names) : [];
}
