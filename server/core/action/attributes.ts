import { preloadedAttributes } from '../tealium/attributes';
import type { SampleEvent } from './events';
import type { AttributeType, DeclaredAttribute } from './model';
import type { Attribute } from './project';

/** Tealium stamps every event with it on arrival, so a sample without it says nothing about live events. */
export const arrivalTime = 'tealium_timestamp_epoch';

/**
 * What is known of each attribute. A declared type wins; then Tealium's preloaded attributes; then what the samples show.
 * An attribute that one sample lacks, or holds as null, is optional; one that is seen with two types is `any`. An
 * attribute found nowhere is not in the answer.
 */
export function knownAttributes(
  declared: readonly DeclaredAttribute[],
  samples: readonly SampleEvent[],
): ReadonlyMap<string, Attribute> {
  // Events that the stream is expected to refuse never reach a template.
  const events = samples.filter(({ expect }) => expect?.stream?.value !== false);
  const attributes = new Map<string, Attribute>();
  const names = new Set(events.flatMap(event => [...event.attributes.keys()]));
  const optional = (name: string) => events.some(event => (event.attributes.get(name) ?? null) === null);
  for (const name of names) {
    const type = seenType(name, events);
    attributes.set(name, { name, type, optional: optional(name) || type === 'badge', origin: 'events' });
  }
  for (const { name, type, optional: pageOnly } of preloadedAttributes) {
    const missing = pageOnly || (name !== arrivalTime && optional(name));
    attributes.set(name, { name, type, optional: missing, origin: 'preloaded' });
  }
  for (const { name, type, optional } of declared) {
    attributes.set(name.text, { name: name.text, type, optional: optional || type === 'badge', origin: 'declared' });
  }
  return attributes;
}

/** The one type of all values seen; `any` for two types; an attribute only ever seen as null is taken for a text. */
function seenType(name: string, events: readonly SampleEvent[]): AttributeType {
  const stated = events.find(event => event.types?.has(name))?.types?.get(name);
  if (stated) return stated;
  const types = new Set<AttributeType | 'empty list'>();
  for (const event of events) {
    const value = event.attributes.get(name) ?? null;
    if (value !== null) types.add(typeOfValue(value));
  }
  if (types.size > 1 && [...types].every(type => type.startsWith('array') || type === 'empty list'))
    types.delete('empty list');
  const [type = 'string', another] = types;
  if (another) return 'any';
  return type === 'empty list' ? 'array of strings' : type;
}

const arrayTypes: Readonly<Record<string, AttributeType>> = {
  string: 'array of strings',
  number: 'array of numbers',
  boolean: 'array of booleans',
};

/** An empty list fits every array type; a list of mixed or nested values, and an object, are `any`. */
export function typeOfValue(value: unknown): AttributeType | 'empty list' {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return typeof value as 'string' | 'number' | 'boolean';
  }
  if (!Array.isArray(value)) return 'any';
  if (value.length === 0) return 'empty list';
  const kinds = new Set(value.map(element => typeof element));
  return (kinds.size === 1 && arrayTypes[[...kinds][0]!]) || 'any';
}
