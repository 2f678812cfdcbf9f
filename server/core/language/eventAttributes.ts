import { keysOf, nobodys, renamedKey, textsIn } from '../action/eventKeys';
import type { SampleEvent } from '../action/events';
import type { Range } from '../text/range';
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
    // The quotes belong to the name too.
    .find(({ range: { start, end } }) => start <= offset + 1 && offset <= end + 1);
  if (!written) return undefined;
  const { range, key } = written;
  const isHere = (name: string) => attributePlaces(event, text, name).some(place => place.range.start === range.start);
  const name = [...event.attributes.keys()].find(
    each => renamedKey(key, each, nobodys(each)) !== undefined && isHere(each),
  );
  return name === undefined ? undefined : { range, name, event };
}

interface AttributeAt {
  readonly range: Range;
  readonly name: string;
  readonly event: SampleEvent;
}
