/** One error as an answer of Intercom's lists it. */
export interface AnswerError {
  readonly code?: string;
  readonly message?: string;
  /** Dotted where it is nested: `companies.0.size`. */
  readonly field?: string;
}

/** What the body of an answer is. */
export type AnswerBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'html' }
  /** Neither JSON nor a page. */
  | { readonly kind: 'text' }
  | { readonly kind: 'json'; readonly errors: readonly AnswerError[] };

/** In characters: longer bodies are not read, since Intercom's errors are short. */
const longest = 1_000_000;
const mostErrors = 20;
const longestMessage = 500;

/** Reads the errors out of the body of an answer. Any body is accepted: JSON of any form, a page, nothing. */
export function readAnswer(body: string): AnswerBody {
  const start = body.slice(0, 2_000).trim();
  if (start === '') return body.trim() === '' ? { kind: 'empty' } : { kind: 'text' };
  if (/^(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body)\b/i.test(start)) return { kind: 'html' };
  const json = body.length > longest ? undefined : parse(body);
  return json === undefined ? { kind: 'text' } : { kind: 'json', errors: errorsIn(json) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: undefined, which no JSON value is, tells the caller.
    return undefined;
  }
}

/** Intercom's `errors`, or what proxies and test servers say instead: `error`, `message`, `title` and `detail`. */
function errorsIn(json: unknown): AnswerError[] {
  if (!isRecord(json)) return [];
  if (Array.isArray(json.errors)) return json.errors.slice(0, mostErrors).map(errorOf);
  if (json.errors !== undefined) return [errorOf(json.errors)];
  if (json.error !== undefined) return [errorOf(json.error)];
  return json.message !== undefined || json.detail !== undefined ? [errorOf(json)] : [];
}

function errorOf(value: unknown): AnswerError {
  if (!isRecord(value)) return typeof value === 'string' ? { message: cut(value) } : {};
  const code = word(value.code);
  const message = word(value.message) ?? word(value.detail) ?? word(value.title);
  const field = word(value.field);
  return { ...(code && { code }), ...(message && { message }), ...(field && { field }) };
}

function word(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : cut(text);
}

function cut(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
