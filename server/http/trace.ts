import type { PlannedRequest } from '../core/action/plan';
import type { EarlierTry, Outcome, TraceEntry } from '../protocol';

/** The rows that Tealium's Trace shows of a webhook action, in its words and its order. */
export function traceOf(
  planned: PlannedRequest | undefined,
  outcome: Outcome,
  earlier: readonly EarlierTry[] = [],
): readonly TraceEntry[] {
  const rendered = Object.entries(planned?.renderedTemplates ?? {}).map(
    ([name, { text }]): TraceEntry => ({ title: `Rendered Template: ${name}`, text }),
  );
  const variables = JSON.stringify(planned?.templateVariables, null, 2);
  return [
    ...(planned ? [{ title: 'Template Variables JSON', text: variables } as const] : []),
    ...rendered,
    ...earlier.map((one): TraceEntry => ({ title: 'Action Failed', text: tryAgain(one) })),
    { title: succeeded(outcome) ? 'Action Processed' : 'Action Failed', text: summary(planned, outcome) },
  ];
}

function tryAgain({ status, waitedMs }: EarlierTry): string {
  return `${notSuccessful(status)}\nSent again after ${Math.ceil(waitedMs / 1000)} s`;
}

function notSuccessful(status: number): string {
  return `Received non-successful HTTP response status = ${status}`;
}

/** Tealium counts every 2xx as success and nothing else. */
export function succeeded(outcome: Outcome): boolean {
  return outcome.kind === 'response' && outcome.status >= 200 && outcome.status < 300;
}

function summary(planned: PlannedRequest | undefined, outcome: Outcome): string {
  if (outcome.kind === 'failed') return outcome.detail;
  const answer = `${outcome.status} ${outcome.statusText}`.trim();
  const line = `${planned?.method} ${planned?.url}: ${answer} in ${outcome.ms} ms`;
  if (succeeded(outcome)) return line;
  return `${notSuccessful(outcome.status)}\n${line}\n${outcome.body}`.trimEnd();
}
