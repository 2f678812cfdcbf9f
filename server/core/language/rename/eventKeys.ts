import type { Node } from 'jsonc-parser';
import { flattenEvent, type SampleEvent } from '../../action/events';
import { contentOf, readJson } from '../../action/json';
import type { Edit } from '../../check/finding';
import type { Span } from '../../text/range';
import { edited } from './edits';

/**
 * The edits that rename an attribute in a sample event, whatever shape the event has; undefined where its shape does not
 * let the attribute have that name.
 * @param text of the event's file
 */
export function eventEdits(
  { path, range, attributes }: SampleEvent,
  text: string,
  name: string,
  newName: string,
): readonly Edit[] | undefined {
  const json = text.slice(range.start, range.end);
  const edits = (spans: readonly Span[]) =>
    spans.map(({ start, end, text: key }): Edit => {
      const written = JSON.stringify(renamedKey(key, name, newName)).slice(1, -1);
      return { path, range: { start: range.start + start, end: range.start + end }, text: written };
    });
  const after = (spans: readonly Span[]) => {
    const local = edits(spans).map(edit => ({
      ...edit,
      range: { start: edit.range.start - range.start, end: edit.range.end - range.start },
    }));
    return flattenEvent(JSON.parse(edited(json, local)))?.attributes;
  };
  // Of all that is spelt so, what makes an attribute of the new name when it is changed is the attribute.
  const keys = keysIn(json, name, newName).filter(key => after([key])?.has(newName));
  const renamed = keys.length > 0 ? after(keys) : undefined;
  if (!renamed || renamed.has(name) || renamed.size !== attributes.size) return undefined;
  return edits(keys);
}

/** Property names and texts that are spelt like the attribute: `x`, `udo_x` of an EventStore row, `x` for `dom.x`. */
function keysIn(json: string, name: string, newName: string): readonly Span[] {
  const { root } = readJson(json);
  const found: Span[] = [];
  const stack = root ? [root] : [];
  while (stack.length > 0) {
    const node: Node = stack.pop()!;
    stack.push(...(node.children ?? []));
    if (node.type !== 'string') continue;
    const isKey = node.parent?.type === 'property' && node.parent.children?.[0] === node;
    if (!isKey && node.parent?.type !== 'array') continue;
    if (renamedKey(node.value, name, newName) !== undefined) found.push(contentOf(node));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What a key is called when the attribute that it may stand for has the new name. */
function renamedKey(key: string, name: string, newName: string): string | undefined {
  if (key === name) return newName;
  if (key === `udo_${name}`) return `udo_${newName}`;
  const prefix = name.slice(0, name.indexOf('.') + 1);
  return prefix !== '' && key === name.slice(prefix.length) && newName.startsWith(prefix)
    ? newName.slice(prefix.length)
    : undefined;
}
