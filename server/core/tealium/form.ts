/** The methods of Tealium's webhook connector. Source: Tealium, "Webhook connector: actions and parameters". */
export const methods: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** How the body data is put together, by body content type. */
export interface ContentType {
  readonly name: string;
  /** `named`: each mapping is a field; `single`: one mapping, to `Body`. */
  readonly body: 'named' | 'single';
}

/** The content types people choose. Source: Tealium, "Webhook connector: actions and parameters". */
export const contentTypes: readonly ContentType[] = [
  { name: 'application/json', body: 'single' },
  { name: 'application/xml', body: 'single' },
  { name: 'text/xml', body: 'single' },
  { name: 'text/plain', body: 'single' },
  { name: 'application/x-www-form-urlencoded', body: 'named' },
  { name: 'multipart/form-data', body: 'named' },
];

/** The media type without its parameters, in small letters: `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaType(value: string): string {
  return value.split(';')[0]!.trim().toLowerCase();
}

/** Whether body data under this content type is a list of named fields rather than one body. */
export function hasNamedFields(contentType: string): boolean {
  return contentTypes.some(({ name, body }) => body === 'named' && name === mediaType(contentType));
}

/** The name of the one mapping that is the whole body; it is picked from Tealium's list, never typed. */
export const bodyField = 'Body';

/**
 * The fields of a `*.webhook.json`, by the object that holds them. A mapping has exactly one of the sources besides `to`.
 * The JSON schema in `syntaxes` describes the same fields; a test holds the two together.
 */
export const formFields = {
  root: ['$schema', 'connector', 'action', 'attributes', 'events'],
  connector: ['title', 'basicAuth'],
  basicAuth: ['username', 'password'],
  action: [
    'name',
    'source',
    'method',
    'url',
    'urlParameters',
    'headers',
    'cookies',
    'contentType',
    'bodyData',
    'templateVariables',
    'templates',
  ],
  source: ['stream', 'when'],
  condition: ['attribute', 'operator', 'value'],
  mapping: ['map', 'attribute', 'text', 'secret', 'to'],
  attribute: ['type', 'optional'],
} as const;
