import type { AttributeType } from '../action/model';

/** An attribute that every Tealium profile has from the start. */
export interface PreloadedAttribute {
  /** Tealium's number for it. */
  readonly id: number;
  readonly name: string;
  readonly type: AttributeType;
  /** Only events of a browser page carry it, so a body must not rely on it. */
  readonly optional: boolean;
  readonly description: string;
  /** The name the same value has in a flattened `utag.data`. */
  readonly domName?: string;
}

/** Source: Tealium, "Preloaded attributes" (event attributes). */
export const preloadedAttributes: readonly PreloadedAttribute[] = [
  page(2, 'User Agent', 'The browser or app, as it names itself.'),
  page(3, 'Referring URL', 'The page that led here.', 'dom.referrer'),
  page(4, 'Current URL', 'The full address of the page.', 'dom.url'),
  page(8, 'Last event timestamp', 'When the previous event came.'),
  page(35, 'Domain', 'The host of the page.', 'dom.domain'),
  page(36, 'Pathname', 'The path of the page.', 'dom.pathname'),
  page(37, 'Query String', 'The part of the address after `?`.', 'dom.query_string'),
  page(38, 'Page Title', 'The title of the page.', 'dom.title'),
  page(40, 'platform', 'The platform that sent the event.'),
  page(64, 'event_name', 'Deprecated by Tealium: use tealium_event.'),
  always(65, 'tealium_random', 'number', 'A random number, new for each event.'),
  always(66, 'tealium_account', 'string', 'The Tealium account.'),
  always(67, 'tealium_environment', 'string', 'dev, qa or prod.'),
  page(68, 'tealium_library_name', 'The tracking library that sent the event.'),
  page(69, 'tealium_library_version', 'The version of that library.'),
  page(70, 'tealium_datasource', 'The key of the data source.'),
  always(71, 'tealium_session_id', 'number', 'The session, as its start in milliseconds.'),
  always(72, 'tealium_visitor_id', 'string', 'The anonymous visitor.'),
  always(73, 'tealium_timestamp_epoch', 'number', 'When the event happened, in seconds since 1970.'),
  page(74, 'Client IP', 'The IPv4 address of the visitor.'),
  always(75, 'tealium_event', 'string', 'The name of the event.'),
  page(76, 'tealium_firstparty_visitor_id', 'The visitor, by first-party cookie.'),
  page(77, 'tealium_thirdparty_visitor_id', 'The visitor, by third-party cookie.'),
  page(78, 'tealium_event_type', 'The kind of event, such as view or link.'),
  always(79, 'tealium_profile', 'string', 'The Tealium profile.'),
  page(83, 'Client IPv6', 'The IPv6 address of the visitor.'),
];

/** Values Tealium copies from the page under fixed names; all strings. Source: Tealium, "Data layer". */
export const pageAttributes: readonly string[] = [
  ...['dom.domain', 'dom.hash', 'dom.pathname', 'dom.query_string', 'dom.referrer', 'dom.title', 'dom.url'],
  ...['dom.viewport_height', 'dom.viewport_width'],
  ...['cp.utag_main__pn', 'cp.utag_main__se', 'cp.utag_main__sn', 'cp.utag_main__ss', 'cp.utag_main__st'],
  ...['cp.utag_main_ses_id', 'cp.utag_main_v_id'],
  ...['ut.account', 'ut.domain', 'ut.env', 'ut.event', 'ut.profile', 'ut.session_id', 'ut.version', 'ut.visitor_id'],
];

/** Attribute types with what a person needs to know to use them in a template. */
export const attributeTypes: readonly AttributeTypeCard[] = [
  {
    type: 'string',
    scope: 'event',
    description: 'Text; prints as it is. Tealium cuts event texts at 1,500 characters.',
  },
  { type: 'number', scope: 'event', description: 'Prints with a fraction (`12.0`); `.toInteger` prints `12`.' },
  { type: 'boolean', scope: 'event', description: 'Prints `true` or `false`, or nothing when it is not assigned.' },
  { type: 'date', scope: 'event', description: 'Prints ISO 8601; `.toTimestamp` prints seconds.' },
  { type: 'array of strings', scope: 'event', description: 'Prints unquoted; `.toJson` prints a JSON array.' },
  {
    type: 'array of numbers',
    scope: 'event',
    description: 'Prints `[1.0, 2.0]`; `.castIntegers.toJson` prints `[1,2]`.',
  },
  { type: 'array of booleans', scope: 'event', description: 'Prints `[true, false]`; `.toJson` prints a JSON array.' },
  { type: 'set of strings', scope: 'visitor', description: 'Texts without order; `.toJson` prints a JSON array.' },
  { type: 'tally', scope: 'visitor', description: 'Names with counts; `.castIntegers.toJson` prints a JSON object.' },
  { type: 'badge', scope: 'visitor', description: 'Prints `true`, or nothing when it is not assigned; never `false`.' },
  { type: 'any', scope: 'event', description: 'A value imported from iQ as it is; nothing is known of its form.' },
];

/** `visitor`: visit and visitor attributes have it, event attributes do not. Source: Tealium, "About attributes". */
export interface AttributeTypeCard {
  readonly type: AttributeType;
  readonly scope: 'event' | 'visitor';
  readonly description: string;
}

/** Strings of an event longer than this, in characters, are cut. Source: Tealium, "About attributes". */
export const eventStringLimit = 1500;

function always(id: number, name: string, type: AttributeType, description: string): PreloadedAttribute {
  return { id, name, type, optional: false, description };
}

function page(id: number, name: string, description: string, domName?: string): PreloadedAttribute {
  return { id, name, type: 'string', optional: true, description, ...(domName && { domName }) };
}
