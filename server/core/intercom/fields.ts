/** A field of a request body: what it takes, in which versions, and one line of help. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly help: string;
  readonly required?: true;
  /** Whether null is taken, which clears the field. */
  readonly nullable?: true;
  /** The first and the last version that has it; both belong to it. */
  readonly since?: string;
  readonly until?: string;
  /** Seen in requests of Intercom's clients, and not in its reference. */
  readonly undocumented?: true;
}

export type FieldType =
  /** `likely`: values to choose from, besides which others are taken. */
  | { readonly kind: 'string'; readonly values?: readonly string[]; readonly likely?: readonly string[] }
  /** `seconds`: a moment, counted since 1970 in UTC. `cutsDecimals`: 1.9 is taken as 1. `cents`: money. */
  | {
      readonly kind: 'integer';
      readonly unit?: 'seconds';
      readonly min?: number;
      readonly max?: number;
      readonly cutsDecimals?: true;
      readonly cents?: true;
    }
  | { readonly kind: 'boolean' }
  /** One of Intercom's own ids, which its API takes as text and, in its examples, also as a whole number. */
  | { readonly kind: 'identifier' }
  | { readonly kind: 'list'; readonly of: FieldType; readonly atMost?: number }
  /** `oneOf`: at least one of these fields is required. */
  | { readonly kind: 'object'; readonly fields: readonly Field[]; readonly oneOf?: readonly string[] }
  /** Any of several shapes: one recipient or a list of them. */
  | { readonly kind: 'either'; readonly of: readonly FieldType[] }
  /** Intercom does not say what is in it. */
  | { readonly kind: 'any' }
  /**
   * Names that the workspace makes up. `associations`: a list of ids may link custom objects. `known`: what each has.
   */
  | { readonly kind: 'custom attributes'; readonly associations: boolean; readonly known?: readonly Field[] }
  | { readonly kind: 'event metadata' }
  | { readonly kind: 'search query' }
  /** The value of one custom attribute, of one key of event metadata, or of one filter of a search. */
  | { readonly kind: 'attribute value'; readonly associations: boolean }
  | { readonly kind: 'metadata value' }
  | { readonly kind: 'query value' };

/** What one field requires of another. Field names are of the body's top level. */
export type Rule =
  /** One of several fields is required; `where`: only if another field has this value. */
  | { readonly kind: 'one of'; readonly fields: readonly string[]; readonly where?: Where }
  | { readonly kind: 'all of'; readonly fields: readonly string[]; readonly where: Where }
  /** Of the values a field takes, only these where another field has this value. */
  | { readonly kind: 'only'; readonly field: string; readonly values: readonly string[]; readonly where: Where }
  | { readonly kind: 'needs'; readonly field: string; readonly other: string; readonly since?: string }
  | { readonly kind: 'not with'; readonly field: string; readonly other: string; readonly value: string };

export interface Where {
  readonly field: string;
  readonly is: string;
}

/** A request Intercom answers. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its parameters in braces: `/contacts/{contact_id}/tags`. */
  readonly path: string;
  readonly title: string;
  /** One of the ten that are needed most. */
  readonly common?: true;
  readonly help: string;
  readonly since: string;
  readonly until?: string;
  /** Of the body; empty where there is none. */
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  /** The status of success. */
  readonly success: 200 | 202;
  /** The statuses of failure that are documented or seen for this request, besides those any request can get. */
  readonly errors?: readonly (403 | 404 | 409 | 410 | 422)[];
}

/** The statuses of failure that any request can get. */
export const commonErrors = [400, 401, 406, 408, 429, 500, 502, 503, 504] as const;

export const text: FieldType = { kind: 'string' };
export const integer: FieldType = { kind: 'integer' };
export const seconds: FieldType = { kind: 'integer', unit: 'seconds' };
export const boolean: FieldType = { kind: 'boolean' };
export const identifier: FieldType = { kind: 'identifier' };

/** Limits on the values of custom attributes (Intercom, help centre, article 179). */
export const customAttributeLimits = { textLength: 255 } as const;

/** Intercom tracks the first ten keys of an event's metadata in the order they come, and ignores the others (REST reference 2.16, events). */
export const eventMetadataLimits = { keys: 10 } as const;

/** From here on, seconds would mean a year after 5138, so these are milliseconds. */
export const likelyMilliseconds = 100_000_000_000;

/** Whether a custom attribute may have this name (Intercom, help centre, article 179). */
export function isAttributeName(name: string): boolean {
  return !/[.$]/.test(name);
}

/** Whether a type takes an object or a list; its contents are checked separately. */
export function mayBe(type: FieldType, kind: 'object' | 'list'): boolean {
  switch (type.kind) {
    case 'any':
    case 'query value':
      return true;
    case 'list':
      return kind === 'list';
    case 'object':
    case 'custom attributes':
    case 'event metadata':
    case 'search query':
    case 'metadata value':
      return kind === 'object';
    case 'attribute value':
      return kind === 'list' && type.associations;
    case 'either':
      return type.of.some(part => mayBe(part, kind));
    default:
      return false;
  }
}
