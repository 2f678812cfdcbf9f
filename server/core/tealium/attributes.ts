import type { AttributeType } from '../action/model';

/** An attribute that every Tealium profile has from the start. */
export interface PreloadedAttribute {
  readonly name: string;
  readonly type: AttributeType;
  /** Only events of a browser page carry it, so a body must not rely on it. */
  readonly optional: boolean;
  /** The name the same value has in a flattened `utag.data`. */
  readonly domName?: string;
}

/** Source: Tealium, "Preloaded attributes" (event attributes). */
export const preloadedAttributes: readonly PreloadedAttribute[] = [
  page('User Agent'),
  page('Referring URL', 'dom.referrer'),
  page('Current URL', 'dom.url'),
  page('Last event timestamp'),
  page('Domain', 'dom.domain'),
  page('Pathname', 'dom.pathname'),
  page('Query String', 'dom.query_string'),
  page('Page Title', 'dom.title'),
  page('platform'),
  page('event_name'),
  always('tealium_random', 'number'),
  always('tealium_account', 'string'),
  always('tealium_environment', 'string'),
  page('tealium_library_name'),
  page('tealium_library_version'),
  page('tealium_datasource'),
  always('tealium_session_id', 'number'),
  always('tealium_visitor_id', 'string'),
  always('tealium_timestamp_epoch', 'number'),
  page('Client IP'),
  always('tealium_event', 'string'),
  page('tealium_firstparty_visitor_id'),
  page('tealium_thirdparty_visitor_id'),
  page('tealium_event_type'),
  always('tealium_profile', 'string'),
  page('Client IPv6'),
];

/** Values Tealium copies from the page under fixed names; all strings. Source: Tealium, "Data layer". */
export const pageAttributes: readonly string[] = [
  ...['dom.domain', 'dom.hash', 'dom.pathname', 'dom.query_string', 'dom.referrer', 'dom.title', 'dom.url'],
  ...['dom.viewport_height', 'dom.viewport_width'],
  ...['cp.utag_main__pn', 'cp.utag_main__se', 'cp.utag_main__sn', 'cp.utag_main__ss', 'cp.utag_main__st'],
  ...['cp.utag_main_ses_id', 'cp.utag_main_v_id'],
  ...['ut.account', 'ut.domain', 'ut.env', 'ut.event', 'ut.profile', 'ut.session_id', 'ut.version', 'ut.visitor_id'],
];

/** The types in Tealium's order; what to know of each to use it in a template stands in the schema of actions. */
export const attributeTypes: readonly AttributeType[] = [
  'string',
  'number',
  'boolean',
  'date',
  'array of strings',
  'array of numbers',
  'array of booleans',
  'set of strings',
  'tally',
  'badge',
  'any',
];

/** Visits and visitors have them, events do not. Source: Tealium, "About attributes". */
export const visitorTypes: ReadonlySet<AttributeType> = new Set(['set of strings', 'tally', 'badge']);

/** Strings of an event longer than this, in characters, are cut. Source: Tealium, "About attributes". */
export const eventStringLimit = 1500;

function always(name: string, type: AttributeType): PreloadedAttribute {
  return { name, type, optional: false };
}

function page(name: string, domName?: string): PreloadedAttribute {
  return { name, type: 'string', optional: true, ...(domName && { domName }) };
}
