import type { SentRequest } from '../protocol';
import { printable, styled } from './printable';
import type { Terminal } from './terminal';

/** Headers by name; what comes twice is joined as HTTP joins it. */
export function headersObject(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const joined = new Map<string, readonly [string, string]>();
  for (const [name, value] of headers) {
    const known = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), known ? [known[0], `${known[1]}, ${value}`] : [name, value]);
  }
  return Object.fromEntries(joined.values());
}

/** A request as HTTP writes it, for reading. */
export function requestText(
  { method, url, headers, body = '' }: Omit<SentRequest, 'body'> & { readonly body?: string | null },
  terminal: Terminal,
): string {
  const lines = [`${styled(terminal, 'bold', printable(method))} ${printable(url)}`, ...headerLines(headers, terminal)];
  return `${lines.join('\n')}\n${body ? `\n${printable(body).trimEnd()}\n` : ''}`;
}

export function headerLines(headers: readonly (readonly [string, string])[], terminal: Terminal): readonly string[] {
  return headers.map(([name, value]) => `${styled(terminal, 'cyan', printable(name))}: ${printable(value)}`);
}
