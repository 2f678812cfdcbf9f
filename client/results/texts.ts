import type { SendReport } from '../../server/protocol';
import { laidOutJson } from './json';

/** The texts of a send that can be copied or opened as a document. */
export type TextName = 'response-body' | 'response-headers' | 'request' | 'request-body' | `trace-${number}`;

export interface WholeText {
  readonly text: string;
  /** What VS Code goes by to choose a language. */
  readonly extension: 'json' | 'html' | 'xml' | 'http' | 'txt';
}

/** Longer bodies are opened as they came: laying them out would take longer than anyone waits. */
const LONGEST_LAID_OUT = 20_000_000;

/** A text in full; undefined when the send has no such text. */
export function wholeText(report: SendReport, name: TextName): WholeText | undefined {
  const { request, outcome } = report;
  switch (name) {
    case 'response-body':
      return outcome.kind === 'response' ? body(outcome.body, outcome.headers) : undefined;
    case 'response-headers':
      return outcome.kind === 'response' ? { text: lines(outcome.headers), extension: 'txt' } : undefined;
    case 'request':
      return { text: requestText(report), extension: 'http' };
    case 'request-body':
      return request.body === undefined ? undefined : body(request.body, request.headers);
    default: {
      const line = report.trace[Number(name.slice('trace-'.length))];
      return line && body(line.text, []);
    }
  }
}

function requestText({ request }: SendReport): string {
  const head = `${request.method} ${request.url}\n${lines(request.headers)}`;
  return request.body === undefined ? head : `${head}\n\n${request.body}`;
}

function lines(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function body(text: string, headers: readonly (readonly [string, string])[]): WholeText {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].toLowerCase() ?? '';
  if (text.length <= LONGEST_LAID_OUT) {
    const json = laidOutJson(text);
    if (json !== undefined) return { text: json, extension: 'json' };
  }
  if (/[/+]json/.test(type)) return { text, extension: 'json' };
  if (type.includes('html')) return { text, extension: 'html' };
  return { text, extension: type.includes('xml') ? 'xml' : 'txt' };
}
