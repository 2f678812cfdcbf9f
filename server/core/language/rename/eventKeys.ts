import { keysOf, renamedKey } from '../../action/eventKeys';
import { flattenEvent } from '../../action/eventShapes';
import type { SampleEvent } from '../../action/events';
import type { Edit } from '../../check/finding';
import { edited } from './edits';

/**
 * The edits that rename an attribute in a sample event, whatever shape the event has; undefined where an attribute in
 * an event of this shape cannot have that name.
 * @param text of the event's file
 */
export function eventEdits(
  { path, range, attributes }: SampleEvent,
  text: string,
  name: string,
  newName: string,
): readonly Edit[] | undefined {
  const json = text.slice(range.start, range.end);
  const edits = keysOf(json, name, newName).map(({ start, end, text: key }): Edit => {
    const written = JSON.stringify(renamedKey(key, name, newName)).slice(1, -1);
    return { path, range: { start, end }, text: written };
  });
  const renamed = edits.length > 0 ? flattenEvent(JSON.parse(edited(json, edits)))?.attributes : undefined;
  if (!renamed || renamed.has(name) || renamed.size !== attributes.size) return undefined;
  return edits.map(edit => ({
    ...edit,
    range: { start: range.start + edit.range.start, end: range.start + edit.range.end },
  }));
}
