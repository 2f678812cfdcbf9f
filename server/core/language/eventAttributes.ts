import type { Node } from 'jsonc-parser';
import { flattenEvent, type SampleEvent } from '../action/events';
import { contentOf, readJson } from '../action/json';
import type { Range, Span } from '../text/range';
import { touches } from '../text/range';
import type { Place } from './definition';
import type { EventDocument } from './document';

/** Where an attribute is written in a sample event, whatever shape the event has; `text` is that of its file. */
export function attributePlaces({ path, range }: SampleEvent, text: string, name: string): readonly Place[] {
  return keysOf(text.slice(range.start, range.end), name, nobodys(name)).map(({ start, end }) => ({
    path,
    range: { start: range.start + start, end: range.start + end },
  }));
}

/** The attribute whose name the cursor is on in a file of sample events. */
export function eventAttributeAt({ project, path, text }: EventDocument, offset: number): AttributeAt | undefined {
  const event = project.events.find(each => each.path === path && touches(each.range, offset));
  if (!event) return undefined;
  const written = textsIn(text.slice(event.range.start, event.range.end))
    .map(({ start, end, text: key }) => ({
      range: { start: event.range.start + start, end: event.range.start + end },
      key,
    }))
    // The quotes belong to the name for whoever points at them.
    .find(({ range: { start, end } }) => start <= offset + 1 && offset <= end + 1);
  if (!written) return undefined;
  const { range, key } = written;
  const isHere = (name: string) => attributePlaces(event, text, name).some(place => place.range.start === range.start);
  const name = [...event.attributes.keys()].find(
    each => renamedKey(key, each, nobodys(each)) !== undefined && isHere(each),
  );
  return name === undefined ? undefined : { range, name, event };
}

/** A name of the same kind that no attribute has. */
function nobodys(name: string): string {
  return `${name.slice(0, name.indexOf('.') + 1)}\u0000`;
}

interface AttributeAt {
  readonly range: Range;
  readonly name: string;
  readonly event: SampleEvent;
}

/**
 * The texts in an event that give an attribute its name: of all that is spelt so, those that give it the new name when
 * they are changed.
 */
export function keysOf(json: string, name: string, newName: string): readonly Span[] {
  return textsIn(json).filter(({ start, end, text }) => {
    const renamed = renamedKey(text, name, newName);
    if (renamed === undefined) return false;
    const after = json.slice(0, start) + JSON.stringify(renamed).slice(1, -1) + json.slice(end);
    return flattenEvent(JSON.parse(after))?.attributes.has(newName) ?? false;
  });
}

/** What a key is called when the attribute that it may stand for has the new name: `x`, `udo_x` of an EventStore row, `x` for `dom.x`. */
export function renamedKey(key: string, name: string, newName: string): string | undefined {
  if (key === name) return newName;
  if (key === `udo_${name}`) return `udo_${newName}`;
  const prefix = name.slice(0, name.indexOf('.') + 1);
  return prefix !== '' && key === name.slice(prefix.length) && newName.startsWith(prefix)
    ? newName.slice(prefix.length)
    : undefined;
}

/** Property names, and texts in lists: a profile lists its badges. */
function textsIn(json: string): readonly Span[] {
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
