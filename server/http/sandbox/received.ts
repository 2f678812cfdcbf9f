import type { IncomingHttpHeaders } from 'node:http';
import { type Redact, redactHeaders, redactor } from '../redact';
import { Shelf } from './shelf';

/** A request that was received, and its answer. No token is in it. */
export interface Exchange {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly answer: AnswerSent;
}

/** `unanswered`: what was done to the connection instead. */
export type AnswerSent =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string; readonly note?: string }
  | { readonly kind: 'unanswered'; readonly how: string };

interface Arrival {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Longer bodies are kept in part, in characters. */
const longestBody = 50_000;

/** The last requests, within bounds. */
export class Received {
  readonly #exchanges = new Shelf<Exchange>(500, 5_000_000);
  #count = 0;

  /** Newest first. */
  get latest(): readonly Exchange[] {
    return this.#exchanges.values().reverse();
  }

  /** How many were received, including those that are forgotten. */
  get count(): number {
    return this.#count;
  }

  add({ at, method, path, headers, body }: Arrival, answer: AnswerSent): void {
    const redact = redactor(secretsIn(headers));
    const number = ++this.#count;
    this.#exchanges.set(String(number), {
      ...{ number, at, method, path: redact(path).slice(0, longestBody) },
      headers: redactHeaders(pairs(headers), redact),
      body: part(new TextDecoder().decode(body), redact),
      answer: answer.kind === 'answered' ? { ...answer, body: part(answer.body, redact) } : answer,
    });
  }
}

/** The token, which may be in the body or the path as well. */
function secretsIn({ authorization = '' }: IncomingHttpHeaders): readonly string[] {
  return [authorization.replace(/^\s*\w+\s+/, '')];
}

function pairs(headers: IncomingHttpHeaders): readonly (readonly [string, string])[] {
  return Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
}

/** Masked before it is cut, so that no half of a token is left at the end. */
function part(text: string, redact: Redact): string {
  const masked = redact(text);
  return masked.length > longestBody ? `${masked.slice(0, longestBody)}… (${masked.length} characters)` : masked;
}
