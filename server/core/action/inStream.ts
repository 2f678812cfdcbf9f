import type { SampleEvent } from './events';
import { matches, type Stream } from './stream';

type Attributes = Readonly<Record<string, unknown>>;

/**
 * The attributes of an event, changed so that they fulfil the first alternative of the conditions that they can be made
 * to fulfil; unchanged where there is none.
 * @param isKept whether an attribute must stay as it is, or stay absent
 * @param sample an event whose values are taken where they fulfil a condition
 */
export function inStream(
  when: Stream | undefined,
  attributes: Attributes,
  isKept: (name: string) => boolean,
  sample: SampleEvent | undefined,
): Attributes {
  const isIn = (stream: Stream | undefined, event: ReadonlyMap<string, unknown>) =>
    matches(stream, { attributes: event }).kind === 'matched';
  const given = Object.entries(attributes);
  if (!when || isIn(when, new Map(given))) return attributes;
  for (const group of when) {
    const event = new Map(given);
    for (const condition of group) {
      const { attribute: { text: name } = { text: '' }, value } = condition;
      if (isIn([[condition]], event) || isKept(name)) continue;
      const around = [Number(value) + 1, Number(value) - 1];
      const fitting = [sample?.attributes.get(name), value, true, false, ...around].find(each =>
        isIn([[condition]], new Map([[name, each]])),
      );
      if (fitting === undefined) event.delete(name);
      else event.set(name, fitting);
    }
    if (isIn([group], event)) return Object.fromEntries(event);
  }
  return attributes;
}
