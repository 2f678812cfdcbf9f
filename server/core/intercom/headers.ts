/** A header of a request to Intercom: what it is for, and the values it takes where there is a fixed set. */
export interface RequestHeader {
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  readonly values?: readonly { readonly value: string; readonly help: string }[];
}

/** The headers that matter to Intercom (REST reference: authentication, versions). */
export const requestHeaders: readonly RequestHeader[] = [
  {
    name: 'Accept',
    required: true,
    help: 'What the answer may be. Without it Intercom may answer 406.',
    values: [{ value: 'application/json', help: 'The only thing that Intercom answers.' }],
  },
  {
    name: 'Authorization',
    required: true,
    help: 'The access token, as `Bearer` and the token. Without it Intercom answers 401.',
  },
  {
    name: 'Intercom-Version',
    required: true,
    help: 'The version of the API. It counts instead of the version that is set for the app.',
  },
  {
    name: 'Content-Type',
    required: false,
    help: 'What the body is. Leave it out: the field `contentType` sends it.',
    values: [{ value: 'application/json', help: 'JSON, as Intercom wants it.' }],
  },
];

/** The header of that name, in whatever case it is written. */
export function headerNamed(name: string): RequestHeader | undefined {
  return requestHeaders.find(header => header.name.toLowerCase() === name.trim().toLowerCase());
}
