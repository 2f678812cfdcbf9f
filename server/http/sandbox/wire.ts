import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readVersion } from '../../core/intercom/versions';
import type { Answer } from './answer';

/** The most of a body that is read, in bytes. Intercom states no limit. */
export const maxBodyBytes = 1024 * 1024;

export type ReadRequest =
  | { readonly kind: 'body'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' };

/** Reads a body to its end, keeping no more than the cap: most clients would miss an answer sent before the end. */
export async function readRequest(request: IncomingMessage): Promise<ReadRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size <= maxBodyBytes) chunks.push(chunk);
      if (size > 64 * maxBodyBytes) {
        request.destroy();
        return { kind: 'gone' };
      }
    }
  } catch {
    // The client went away in the middle: there is nobody to answer.
    return { kind: 'gone' };
  }
  return size > maxBodyBytes ? { kind: 'too-large' } : { kind: 'body', bytes: Buffer.concat(chunks) };
}

/** Writes an answer with what every answer of Intercom carries: a request id, the version, the rate limit. Returns its body. */
export function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  rateHeaders: Readonly<Record<string, string>>,
): string {
  const id = randomUUID();
  const version = readVersion(request.headers['intercom-version'] as string | undefined);
  const failed = answer.status >= 400 && typeof answer.body === 'object';
  const body = failed ? { ...answer.body, request_id: id } : answer.body;
  const text = body === undefined ? undefined : JSON.stringify(body);
  response.writeHead(answer.status, {
    ...rateHeaders,
    'X-Request-Id': id,
    ...(version !== undefined && { 'Intercom-Version': version }),
    ...(text !== undefined && { 'Content-Type': 'application/json; charset=utf-8' }),
    'Content-Length': Buffer.byteLength(text ?? ''),
    ...answer.headers,
  });
  response.end(text);
  return text ?? '';
}
