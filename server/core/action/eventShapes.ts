import { expectKey } from '../expect/expectation';
import { preloadedAttributes } from '../tealium/attributes';
import type { AttributeType } from './model';

/** Attribute name to value, with the types that the shape of the event states. */
export interface FlatEvent {
  readonly attributes: ReadonlyMap<string, unknown>;
  readonly types?: ReadonlyMap<string, AttributeType>;
}

/**
 * The attributes of an event in any of the shapes people have at hand: a full Tealium event, its `data`, its
 * `data.udo`, a flat Collect payload, a flattened `utag.data`, an EventStore row, a visitor profile. Undefined when it
 * is no object. What the file expects of the event is left out.
 */
export function flattenEvent(given: unknown): FlatEvent | undefined {
  if (!isObject(given)) return undefined;
  const { [expectKey]: _, ...json } = given;
  if (isObject(json.data) && isData(json.data)) return { attributes: withPreloaded(fullEvent(json, json.data)) };
  if (isData(json)) return { attributes: withPreloaded(fullEvent({}, json)) };
  if (isVisitorProfile(json)) return visitorProfile(json);
  if (isEventStoreRow(json)) return { attributes: withPreloaded(eventStoreRow(json)) };
  return { attributes: withPreloaded(new Map(Object.entries(json))) };
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The `data` of a full event: its parts are objects under these names. */
function isData(json: Json): boolean {
  return isObject(json.udo) && Object.keys(json).every(key => Object.hasOwn(dataPrefixes, key) || !isObject(json[key]));
}

/** How the parts of `data` are named in the flattened form. Source: Tealium, "Data layer". */
const dataPrefixes: Readonly<Record<string, string>> = {
  udo: '',
  dom: 'dom.',
  js: 'js_page.',
  js_page: 'js_page.',
  meta: 'meta.',
  firstparty_tealium_cookies: 'cp.',
  cp: 'cp.',
  qp: 'qp.',
  ut: 'ut.',
};

function fullEvent(event: Json, data: Json): Map<string, unknown> {
  const attributes = new Map<string, unknown>();
  for (const [part, prefix] of Object.entries(dataPrefixes)) {
    const values = data[part];
    if (!isObject(values)) continue;
    for (const [name, value] of Object.entries(values)) attributes.set(prefix + name, value);
  }
  const query = isObject(event.page_url) ? event.page_url.query_params : undefined;
  if (isObject(query)) for (const [name, value] of Object.entries(query)) attributes.set(`qp.${name}`, value);
  const outside: readonly [string, unknown][] = [
    ['tealium_account', event.account],
    ['tealium_profile', event.profile],
    ['tealium_environment', event.env],
    ['tealium_visitor_id', event.visitor_id],
    ['User Agent', event.useragent],
    ['Client IP', event.client_ip],
  ];
  for (const [name, value] of outside) if (value !== undefined && !attributes.has(name)) attributes.set(name, value);
  return attributes;
}

/** A row of EventStore: the same attributes with `udo_` and `dom_` in front. */
function isEventStoreRow(json: Json): boolean {
  return Object.keys(json).some(key => key.startsWith('udo_')) && !('tealium_event' in json);
}

function eventStoreRow(json: Json): Map<string, unknown> {
  const attributes = new Map<string, unknown>();
  for (const [name, value] of Object.entries(json)) {
    if (name.startsWith('udo_')) attributes.set(name.slice('udo_'.length), value);
    else if (/^(dom|meta|js_page|cp|qp)_/.test(name)) attributes.set(name.replace(/^(js_page|[a-z]+)_/, '$1.'), value);
    else attributes.set(name, value);
  }
  return attributes;
}

/** The groups of a visitor profile, with the type each holds. Source: Tealium, "Visitor profile". */
const profileGroups: Readonly<Record<string, AttributeType>> = {
  properties: 'string',
  metrics: 'number',
  flags: 'boolean',
  dates: 'date',
  property_sets: 'set of strings',
  metric_sets: 'tally',
  property_lists: 'array of strings',
  metric_lists: 'array of numbers',
  flag_lists: 'array of booleans',
  badges: 'badge',
};

function isVisitorProfile(json: Json): boolean {
  const groups = Object.keys(profileGroups).filter(group => typeof json[group] === 'object' && json[group] !== null);
  return (groups.length > 0 || isObject(json.current_visit)) && !('tealium_event' in json);
}

/** Visitor attributes win over those of the current visit, and either over those of the last event. */
function visitorProfile(json: Json): FlatEvent {
  const attributes = new Map<string, unknown>();
  const types = new Map<string, AttributeType>();
  const visit = isObject(json.current_visit) ? json.current_visit : {};
  const last = flattenEvent(visit.last_event);
  for (const [name, value] of last?.attributes ?? []) attributes.set(name, value);
  for (const groups of [visit, json]) {
    for (const [group, type] of Object.entries(profileGroups)) {
      for (const [name, value] of entriesOf(groups[group])) {
        attributes.set(name, value);
        types.set(name, type);
      }
    }
  }
  return { attributes, types };
}

/** A group is an object by attribute name; badges may also be a list of the assigned ones. */
function entriesOf(group: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(group)) return group.filter(name => typeof name === 'string').map(name => [name, true]);
  return isObject(group) ? Object.entries(group) : [];
}

/** Adds the preloaded attributes that repeat a value of the page under a name of their own (`Current URL` is `dom.url`). */
function withPreloaded(attributes: Map<string, unknown>): Map<string, unknown> {
  for (const { name, domName } of preloadedAttributes) {
    if (domName && attributes.has(domName) && !attributes.has(name)) attributes.set(name, attributes.get(domName));
  }
  return attributes;
}
