import { readAnswer } from '../core/intercom/readAnswer';
import type { ReplayResult } from '../core/replay/standing';
import type { SendReport } from '../protocol';

/** What a results file says of a send: of the answer only its status, its request id and its first error. */
export function resultOf({ at, outcome, explanations }: SendReport): Omit<ReplayResult, 'line' | 'event'> {
  const sentAt = new Date(at).toISOString();
  if (outcome.kind === 'failed') {
    const { reason, detail } = outcome;
    const left = reason === 'timeout' || reason === 'network' || reason === 'cancelled';
    return { outcome: left ? 'uncertain' : 'failed', at: sentAt, reason, message: detail };
  }
  const { status, ms, headers, body } = outcome;
  const requestId = headers.find(([name]) => /^x-request-id$/i.test(name))?.[1] ?? requestIdIn(body);
  const common = { at: sentAt, status, ms, ...(requestId && { requestId: requestId.slice(0, longestId) }) };
  const [explained] = explanations ?? [];
  if (status >= 200 && status < 300)
    return { outcome: 'sent', ...common, ...(explained && { message: explained.meaning }) };
  const answer = explained ? undefined : readAnswer(body);
  const { code, message = explained?.meaning } =
    explained ?? (answer?.kind === 'json' ? answer.errors[0] : undefined) ?? {};
  return { outcome: 'failed', ...common, ...(code && { code }), ...(message && { message }) };
}

const longestId = 100;

/** Intercom names the request in the body of an error. */
function requestIdIn(body: string): string | undefined {
  return /"request_id"\s*:\s*"([\w-]{1,100})"/.exec(body.slice(0, 10_000))?.[1];
}
