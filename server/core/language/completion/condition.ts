import { shown } from '../../check/action/stream';
import { operatorNamed, operators } from '../../tealium/operators';
import type { ActionPlace } from '../actionPlace';
import { describeOperator } from '../describeRequest';
import type { ActionDocument } from '../document';
import type { Completion } from './item';

/** The operators that are for an attribute of this type; all that events can have, where the type is not known. */
export function operatorItems(
  { project }: ActionDocument,
  { range, quote, beside }: ActionPlace,
): readonly Completion[] {
  const attribute = beside('attribute');
  const type = typeof attribute === 'string' ? project.attributes.get(attribute)?.type : undefined;
  const fitting = operators.filter(({ on, test }) => (type ? on.includes(type) : test !== 'undecidable'));
  return fitting.map(({ name }, index) => ({
    label: name,
    kind: 'value',
    range,
    text: JSON.stringify(name),
    ...(quote && { filter: JSON.stringify(name) }),
    rank: 0,
    order: String(index).padStart(2, '0'),
    documentation: () => describeOperator(name) ?? '',
  }));
}

/** The values that the attribute of a condition has in the sample events, those of most events first. */
export function conditionValueItems(
  { project }: ActionDocument,
  { range, quote, beside }: ActionPlace,
): readonly Completion[] {
  const attribute = beside('attribute');
  const operator = beside('operator');
  if (typeof attribute !== 'string') return [];
  if (typeof operator === 'string' && operatorNamed(operator)?.value === 'none') return [];
  const counts = new Map<string, number>();
  for (const event of project.events) {
    for (const value of valuesIn(event.attributes.get(attribute))) {
      const text = JSON.stringify(value);
      // A value that is too long to show, or looks like a token, is not offered.
      if (shown(value) === text) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const ordered = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostValues);
  return ordered.map(([text, count], index) => {
    const label = text.replace(/^"|"$/g, '');
    return {
      label,
      kind: 'value',
      range,
      text,
      ...(quote && { filter: `"${label}"` }),
      type: `in ${count} of ${project.events.length} ${project.events.length === 1 ? 'event' : 'events'}`,
      rank: 0,
      order: String(index).padStart(2, '0'),
    };
  });
}

const mostValues = 50;

/** The values to compare with: for a list its elements. True and false are offered by the schema of the file. */
function valuesIn(value: unknown): readonly (string | number)[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(valuesIn))];
  return typeof value === 'string' || typeof value === 'number' ? [value] : [];
}
