import { knownAttributes } from '../action/attributes';
import { flattenEvent } from '../action/eventShapes';
import type { Attribute } from '../action/project';
import { expectKey } from '../expect/expectation';

/** The event that a new action is made for: its JSON in whatever shape it has, and what is known of its attributes. */
export interface SourceEvent {
  readonly json: object;
  /** Those that have a value. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly values: ReadonlyMap<string, unknown>;
}

/** Undefined where the JSON is no event: no object. */
export function sourceEvent(json: unknown): SourceEvent | undefined {
  const flat = flattenEvent(json);
  if (!flat) return undefined;
  // What the event expects was written for another action.
  const { [expectKey]: _, ...event } = json as Record<string, unknown>;
  const sample = { path: '', name: '', range: { start: 0, end: 0 }, ...flat };
  const known = knownAttributes([], [sample]);
  const present = [...known].filter(([name]) => ![null, undefined, ''].includes(flat.attributes.get(name) as null));
  return { json: event, attributes: new Map(present), values: flat.attributes };
}

/** An event as the text of a file. */
export function eventText(json: object): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** What an event is called by: `tealium_event` as part of a file's name; `event` where it has none. */
export function eventSlug(values: ReadonlyMap<string, unknown>): string {
  const name = values.get('tealium_event');
  return (typeof name === 'string' && slug(name)) || 'event';
}

/** A name as part of a file's name: small letters and digits of any script, joined by hyphens. */
export function slug(name: string): string {
  const words =
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, longestSlug).replace(/-$/, '');
}

/** Longer names could exceed the length of paths on some systems. */
const longestSlug = 60;

/** An event as a shop sends it, with what most requests are about: a person, their company, an order. */
export function ownSample(name: string): unknown {
  return {
    tealium_account: 'acme',
    tealium_profile: 'main',
    tealium_environment: 'prod',
    tealium_event: slug(name).replaceAll('-', '_') || 'event',
    tealium_visitor_id: '018f2c6e5d0a0014a7b3c9d8e1f20506f001d06700bd0',
    tealium_timestamp_epoch: 1767268800,
    customer_id: '314159',
    customer_email: 'ada@example.com',
    customer_name: 'Ada Lovelace',
    customer_phone: '+442071838750',
    account_id: 'analytical-engines',
    account_name: 'Analytical Engines',
    order_id: 'O-1843',
    order_total: 155.5,
  };
}
