import type { Range, Span } from '../text/range';

/** What a `*.webhook.json` says, field by field of Tealium's form. Absent fields are absent, never invented. */
export interface Action {
  readonly range: Range;
  readonly connectorTitle?: Span;
  readonly basicAuth?: { readonly username?: Span; readonly password?: Span; readonly range: Range };
  readonly name?: Span;
  readonly stream?: Span;
  /** OR of ANDs; absent when the action takes every event. */
  readonly when?: readonly (readonly Condition[])[];
  readonly method?: Span;
  readonly url?: Span;
  readonly urlParameters: readonly Mapping[];
  readonly headers: readonly Mapping[];
  readonly cookies: readonly Mapping[];
  readonly contentType?: Span;
  readonly bodyData: readonly Mapping[];
  readonly templateVariables: readonly Mapping[];
  readonly templates: readonly TemplateReference[];
  readonly attributes: readonly DeclaredAttribute[];
  /** The path of a file of attribute types, where `attributes` is a text. */
  readonly attributesFile?: Span;
  /** Where the sample events are: a glob relative to the action; `events/*` by default. */
  readonly events: string;
  readonly eventsPattern?: Span;
  /** Where each field stands, by its path: `connector`, `action.headers`, `connector.basicAuth`…; for pointing at it and adding to it. */
  readonly fields: ReadonlyMap<string, FieldPlace>;
}

/** A field of the file: its name without quotes, and its whole value. */
export interface FieldPlace {
  readonly key: Range;
  readonly value: Range;
}

/** `map … to …`: one row of the form. */
export interface Mapping {
  readonly range: Range;
  readonly source?: MappingSource;
  readonly to?: Span;
}

/** Custom text (`map`, may hold `{{template}}`), an event attribute, plain text for a variable, or a name in the secret store. */
export interface MappingSource {
  readonly kind: 'map' | 'attribute' | 'text' | 'secret';
  readonly value: Span;
}

export interface Condition {
  readonly range: Range;
  readonly attribute?: Span;
  readonly operator?: Span;
  readonly value?: string | number | boolean;
  /** The value as it stands in the file, quotes included. */
  readonly valueRange?: Range;
}

/** A template of the action: its name, and the file that holds it, relative to the action. */
export interface TemplateReference {
  readonly name: Span;
  readonly path: Span;
}

export interface DeclaredAttribute {
  readonly name: Span;
  readonly type: AttributeType;
  readonly optional: boolean;
}

/** Tealium's attribute types. */
export type AttributeType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'array of strings'
  | 'array of numbers'
  | 'array of booleans'
  | 'set of strings'
  | 'tally'
  | 'badge'
  | 'any';

/** A spot in the action that cannot be read: not JSON, a wrong type, two sources in one mapping. */
export interface ActionProblem {
  readonly range: Range;
  readonly message: string;
  /** A warning leaves the action usable: an unknown field. Any other problem prevents a request from being planned. */
  readonly severity?: 'warning';
  /** The file is not JSON from here on: what seems to be missing may only be unread. */
  readonly syntax?: true;
  /** A key stands in an object twice. */
  readonly repeated?: true;
  /** What was most likely meant instead of the range's text. */
  readonly meant?: string;
}
