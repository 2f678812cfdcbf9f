import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Where bugs are written to. */
export interface Log {
  error(message: string): void;
}

/** Something cannot be done, and why, in a sentence that the editor shows. */
export class Refused extends Error {}

/**
 * Calls a handler so that a bug in it costs one answer and not the server: the bug is logged with the document's name,
 * and `harmless` is the answer. A cancelled request is answered as cancelled, as the protocol demands.
 */
export function guard<P, R>(
  log: Log,
  name: string,
  harmless: R,
  handler: (params: P, token: CancellationToken) => Promise<R> | R,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    refuseCancelled(token);
    const answer = await harmlessly(log, name, harmless, params, () => handler(params, token));
    refuseCancelled(token);
    return answer;
  };
}

/** The same for something that nobody waits for, such as a notification's handler. */
export function guardNotice(log: Log, name: string, uri: string, work: () => Promise<void> | void): Promise<void> {
  return harmlessly(log, name, undefined, { uri }, work);
}

/** The same for an answer that matters even if the request was cancelled. */
export async function harmlessly<R>(
  log: Log,
  name: string,
  harmless: R,
  params: unknown,
  work: () => Promise<R> | R,
): Promise<R> {
  try {
    return await work();
  } catch (bug) {
    if (bug instanceof Refused) throw new ResponseError(LSPErrorCodes.RequestFailed, bug.message);
    const reason = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
    log.error(`${name} failed in ${documentOf(params)}: ${reason}`);
    return harmless;
  }
}

/** Answers in the protocol's way if nobody wants the answer any more. */
function refuseCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}

function documentOf(params: unknown): string {
  const { textDocument, uri, action } = (params ?? {}) as Partial<Record<'uri' | 'action', string>> & {
    readonly textDocument?: { readonly uri?: string };
  };
  return textDocument?.uri ?? uri ?? action ?? 'no document';
}
