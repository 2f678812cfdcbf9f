import { environmentVariable } from '../action/secrets';
import { mediaType } from '../tealium/form';
import type { ExportedRequest } from './exported';
import { secretParts } from './secretParts';

/** An action with the request of each of its sample events. */
export interface PostmanFolder {
  readonly name: string;
  readonly description?: string;
  readonly requests: readonly { readonly name: string; readonly request: ExportedRequest }[];
}

/** A collection in the format 2.1. Source: schema.getpostman.com/json/collection/v2.1.0. */
export interface PostmanCollection {
  readonly info: { readonly name: string; readonly description: string; readonly schema: string };
  readonly item: readonly object[];
  readonly variable: readonly Variable[];
}

interface Variable {
  readonly key: string;
  readonly value: string;
  readonly type: 'string';
}

/**
 * A Postman collection: a folder for each action, a request for each sample event. Secrets are variables without a
 * value (`{{INTERCOM_ACCESS_TOKEN}}`), and the origin of the URLs is `{{baseUrl}}`, so that a sandbox can take its
 * place.
 */
export function postmanCollection(name: string, folders: readonly PostmanFolder[]): PostmanCollection {
  const writer = new Writer(folders);
  const item = folders.map(folder => writer.folder(folder));
  return {
    info: {
      name,
      description: 'What Tealium’s Webhook connector sends to Intercom, one request for each sample event.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item,
    variable: writer.variables(),
  };
}

const baseUrl = 'baseUrl';

class Writer {
  private readonly origin: string | undefined;
  private readonly secrets = new Set<string>();

  constructor(folders: readonly PostmanFolder[]) {
    this.origin = folders.flatMap(({ requests }) => requests.map(({ request }) => originOf(request.url)))[0];
  }

  folder({ name, description, requests }: PostmanFolder): object {
    return { name, ...(description && { description }), item: requests.map(one => this.item(one)) };
  }

  variables(): readonly Variable[] {
    const origin = this.origin === undefined ? [] : [{ key: baseUrl, value: this.origin, type: 'string' } as const];
    return [...origin, ...[...this.secrets].map(key => ({ key, value: '', type: 'string' }) as const)];
  }

  private item({ name, request }: PostmanFolder['requests'][number]): object {
    const { method, url, headers, body } = request;
    const [, type = ''] = headers.find(([header]) => header.toLowerCase() === 'content-type') ?? [];
    const json = /[/+]json$/.test(mediaType(type));
    return {
      name,
      request: {
        method,
        header: headers.map(([key, value]) => ({ key, value: this.text(value) })),
        url: this.url(url),
        ...(body !== undefined && {
          body: {
            mode: 'raw',
            raw: this.text(body, json ? '\\u007b' : undefined),
            ...(json && { options: { raw: { language: 'json' } } }),
          },
        }),
      },
      response: [],
    };
  }

  private url(url: string): object {
    const [, origin, rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^#]*)/i.exec(url) ?? [];
    const shared = origin !== undefined && origin === this.origin;
    const raw = (shared ? `{{${baseUrl}}}` : (origin ?? '')) + this.text(rest, '%7B');
    const [address = '', query] = this.text(rest, '%7B').split(/\?(.*)/s);
    const [, protocol, host = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/i.exec(origin ?? '') ?? [];
    return {
      raw,
      ...(!shared && protocol && { protocol }),
      host: shared ? [`{{${baseUrl}}}`] : host.split('.'),
      path: address.split('/').slice(1),
      ...(query && {
        query: query.split('&').map(pair => {
          const [key = '', value] = pair.split(/=(.*)/s);
          return { key, value: value ?? null };
        }),
      }),
    };
  }

  /**
   * A text with variables in place of secrets. Double braces in the text itself would be taken for a variable too, so
   * `brace`, where it is given, replaces the first brace.
   */
  private text(text: string, brace?: string): string {
    return secretParts(text)
      .map(part => {
        if (part.kind === 'text') return brace === undefined ? part.text : part.text.replace(/\{(?=\{)/g, () => brace);
        const name = part.kind === 'secret' ? environmentVariable(part.name) : 'MASKED_SECRET';
        this.secrets.add(name);
        return `{{${name}}}`;
      })
      .join('');
  }
}

function originOf(url: string): string | undefined {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
}
