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
}

export type FieldType =
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  /** `seconds`: a moment, counted since 1970 in UTC. `cutsDecimals`: 1.9 is taken as 1. */
  | { readonly kind: 'integer'; readonly unit?: 'seconds'; readonly max?: number; readonly cutsDecimals?: true }
  | { readonly kind: 'boolean' }
  /** One of Intercom's own ids, which its API takes as text and, in its examples, also as a whole number. */
  | { readonly kind: 'identifier' }
  | { readonly kind: 'list'; readonly of: FieldType; readonly atMost?: number }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  /** Names of the workspace's own making. `associations`: a list of ids may link custom objects. */
  | { readonly kind: 'custom attributes'; readonly associations: boolean }
  | { readonly kind: 'event metadata' }
  | { readonly kind: 'search query' };

/** What one field demands of another. Field names are of the body's top level. */
export type Rule =
  | { readonly kind: 'one of'; readonly fields: readonly string[] }
  | { readonly kind: 'needs'; readonly field: string; readonly other: string; readonly since?: string }
  | { readonly kind: 'not with'; readonly field: string; readonly other: string; readonly value: string };

/** A request Intercom answers. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its parameters in braces: `/contacts/{contact_id}/tags`. */
  readonly path: string;
  readonly title: string;
  readonly help: string;
  readonly since: string;
  readonly until?: string;
  /** Of the body; empty where there is none. */
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  /** The status of success. */
  readonly success: 200 | 202;
}

export const text: FieldType = { kind: 'string' };
export const integer: FieldType = { kind: 'integer' };
export const seconds: FieldType = { kind: 'integer', unit: 'seconds' };
export const boolean: FieldType = { kind: 'boolean' };
export const identifier: FieldType = { kind: 'identifier' };

/** Limits on the values of custom attributes (Intercom, help centre, article 179). */
export const customAttributeLimits = { textLength: 255 } as const;

/** Intercom tracks the first ten keys of an event's metadata in the order they come, and ignores the others (REST reference 2.16, events). */
export const eventMetadataLimits = { keys: 10 } as const;

/** Seconds from here on mean a year beyond 5138, so they are milliseconds. */
export const likelyMilliseconds = 100_000_000_000;
