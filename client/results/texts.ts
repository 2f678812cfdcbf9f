import * as l10n from '@vscode/l10n';
import type { SendReport, SentRequest } from '../../server/protocol';
import { laidOutJson } from './json';

/**
 * The texts of a send that can be copied, saved, compared or opened as a document. A body is laid out; `raw` is the body as
 * it came, `request` the whole HTTP message, `trace` all of the trace.
 */
export type TextName =
  | 'response-body'
  | 'response-raw'
  | 'response-headers'
  | 'request'
  | 'request-body'
  | 'request-raw'
  | 'request-headers'
  | 'trace'
  | `trace-${number}`;

export interface WholeText {
  readonly text: string;
  /** By this VS Code chooses a language. */
  readonly extension: 'json' | 'html' | 'xml' | 'http' | 'txt';
}

/** Longer bodies are opened as they came: laying them out would take longer than anyone waits. */
const longestLaidOut = 30_000_000;

/** A text in full; undefined when the send has no such text. */
export function wholeText(report: SendReport, name: TextName): WholeText | undefined {
  const source = sourceOf(report, name);
  if (!source) return undefined;
  const { text, type } = source;
  const json = source.isLaidOut && text.length <= longestLaidOut ? laidOutJson(text) : undefined;
  return { text: json ?? text, extension: json === undefined ? extensionOf(text, type) : 'json' };
}

interface Source {
  readonly text: string;
  /** The media type, as far as it is known. */
  readonly type: string;
  readonly isLaidOut: boolean;
}

function sourceOf({ request, outcome, trace }: SendReport, name: TextName): Source | undefined {
  const plain = (text: string, type = 'text/plain') => ({ text, type, isLaidOut: false });
  const response = outcome.kind === 'response' ? outcome : undefined;
  switch (name) {
    case 'response-body':
    case 'response-raw':
      return response && { text: response.body, type: typeOf(response.headers), isLaidOut: name === 'response-body' };
    case 'response-headers':
      return response && plain(lines(response.headers));
    case 'request':
      return plain(message(request), 'message/http');
    case 'request-body':
    case 'request-raw':
      if (request.body === undefined) return undefined;
      return { text: request.body, type: typeOf(request.headers), isLaidOut: name === 'request-body' };
    case 'request-headers':
      return plain(lines(request.headers));
    case 'trace':
      return plain(trace.map(({ title, text }) => (text ? `${title}\n${text}` : title)).join('\n\n'));
    default: {
      const line = trace[Number(name.slice('trace-'.length))];
      return line && { text: line.text, type: '', isLaidOut: true };
    }
  }
}

/** What a text is called where people read it. */
export function textTitle(name: TextName): string {
  switch (name) {
    case 'request':
      return l10n.t('request');
    case 'request-headers':
      return l10n.t('request headers');
    case 'request-body':
    case 'request-raw':
      return l10n.t('request body');
    case 'response-headers':
      return l10n.t('response headers');
    case 'response-body':
    case 'response-raw':
      return l10n.t('response body');
    default:
      return l10n.t('trace');
  }
}

/** What a text is called as a file: `New user registered 409 response body.json`; undefined when the send has no such text. */
export function fileName(report: SendReport, name: TextName): string | undefined {
  const source = sourceOf(report, name);
  if (!source) return undefined;
  const { action, event, outcome } = report;
  const status = outcome.kind === 'response' ? outcome.status : 'failed';
  const title = [action.name, event.name, status, textTitle(name)].join(' ');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced.
  const safe = title.replaceAll(/[\\/:*?"<>|#%\s\u0000-\u001f]+/g, ' ').trim();
  return `${safe.slice(0, 150)}.${extensionOf(source.text, source.type)}`;
}

function message({ method, url, headers, body }: SentRequest): string {
  const head = `${method} ${url}\n${lines(headers)}`;
  return body === undefined ? head : `${head}\n\n${body}`;
}

type Pairs = readonly (readonly [string, string])[];

function lines(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function typeOf(headers: Pairs): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].toLowerCase() ?? '';
}

/** A text that was cut off is no JSON any more, and is still shown as such. */
function extensionOf(text: string, type: string): WholeText['extension'] {
  if (type === 'message/http') return 'http';
  if (/[/+]json/.test(type) || (type === '' && /^\s*[[{]/.test(text))) return 'json';
  if (type.includes('html')) return 'html';
  return type.includes('xml') ? 'xml' : 'txt';
}
