import { findNodeAtOffset, type Node } from 'jsonc-parser';
import type { Range, Span } from '../text/range';
import { flattenEvent } from './eventShapes';
import { eventText, type SampleEvent } from './events';
import { contentOf, readJson } from './json';

/** Where an event has the value of an attribute, in its file; the brace that opens it where it has none. */
export function valuePlace(event: SampleEvent, name: string): Range {
  const { start, end } = event.range;
  const key = keyPlace(event, name);
  const { root } = readJson(eventText(event) ?? '');
  const value = root && key && findNodeAtOffset(root, key.start - start)?.parent?.children?.[1];
  if (!value) return { start, end: Math.min(start + 1, end) };
  return { start: start + value.offset, end: start + value.offset + value.length };
}

/** Where an event has the name of an attribute, in its file, as it is written there. */
export function keyPlace(event: SampleEvent, name: string): Span | undefined {
  const json = eventText(event);
  const [key] = json === undefined ? [] : keysOf(json, name, nobodys(name));
  return key && { ...key, start: event.range.start + key.start, end: event.range.start + key.end };
}

/** A name with the same prefix that no attribute has. */
export function nobodys(name: string): string {
  return `${name.slice(0, name.indexOf('.') + 1)}\u0000`;
}

/**
 * The strings in an event that name an attribute: of all that are spelt like it, those whose change gives the attribute
 * the new name.
 */
export function keysOf(json: string, name: string, newName: string): readonly Span[] {
  return textsIn(json).filter(({ start, end, text }) => {
    const renamed = renamedKey(text, name, newName);
    if (renamed === undefined) return false;
    const after = json.slice(0, start) + JSON.stringify(renamed).slice(1, -1) + json.slice(end);
    return flattenEvent(JSON.parse(after))?.attributes.has(newName) ?? false;
  });
}

/**
 * What a key becomes when the attribute that it may stand for is renamed; undefined if it cannot stand for it: `x`,
 * `udo_x` of an EventStore row, `x` for `dom.x`.
 */
export function renamedKey(key: string, name: string, newName: string): string | undefined {
  if (key === name) return newName;
  if (key === `udo_${name}`) return `udo_${newName}`;
  const prefix = name.slice(0, name.indexOf('.') + 1);
  return prefix !== '' && key === name.slice(prefix.length) && newName.startsWith(prefix)
    ? newName.slice(prefix.length)
    : undefined;
}

/** Property names, and strings in lists, since a profile lists its badges. */
export function textsIn(json: string): readonly Span[] {
  const { root } = readJson(json);
  const found: Span[] = [];
  const stack = root ? [root] : [];
  while (stack.length > 0) {
    const node: Node = stack.pop()!;
    stack.push(...(node.children ?? []));
    if (node.type !== 'string') continue;
    const isKey = node.parent?.type === 'property' && node.parent.children?.[0] === node;
    if (isKey || node.parent?.type === 'array') found.push(contentOf(node));
  }
  return found.sort((a, b) => a.start - b.start);
}
