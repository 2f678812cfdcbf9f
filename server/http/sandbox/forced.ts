import type { ServerResponse } from 'node:http';
import { intercomErrors } from '../../core/intercom/errors';
import { type Answer, errorAnswer } from './answer';

/** The header by which a request asks for a failure, to see how it is handled. */
export const respondHeader = 'x-sandbox-respond';

/** What may be asked for: an answer, or something done to the connection instead of answering. */
const forced: Readonly<Record<string, Answer | Act>> = {
  '429': { ...errorAnswer(intercomErrors.rateLimit), headers: { 'X-RateLimit-Remaining': '0' } },
  '500': errorAnswer(intercomErrors.serverError),
  '503': errorAnswer(intercomErrors.unavailable),
  timeout: { how: 'No answer was given, as asked, until the client gave up.', act: () => {} },
  reset: { how: 'The connection was broken off, as asked.', act: response => response.socket?.resetAndDestroy() },
  malformed: {
    how: 'Half of an answer was given, as asked.',
    act: response => {
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end('{"type":"user","id":');
    },
  },
};

/** Something done to the connection, and what it is in words. */
interface Act {
  readonly how: string;
  readonly act: (response: ServerResponse) => void;
}

export type Forced =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | ({ readonly kind: 'act' } & Act)
  | { readonly kind: 'none' };

export function forcedFailure(header: string | string[] | undefined): Forced {
  if (header === undefined) return { kind: 'none' };
  const wish = Object.hasOwn(forced, String(header)) ? forced[String(header)] : undefined;
  if (wish && 'act' in wish) return { kind: 'act', ...wish };
  if (wish) return { kind: 'answer', answer: wish };
  const message = `X-Sandbox-Respond should be one of ${Object.keys(forced).join(', ')}`;
  return { kind: 'answer', answer: errorAnswer(intercomErrors.badRequest, [{ message }]) };
}
