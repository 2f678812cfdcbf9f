import type { PlannedRequest } from '../core/action/plan';
import type { Outcome, TraceEntry } from '../protocol';

/** The rows that Tealium's Trace shows of a webhook action, in its words and its order. */
export function traceOf(planned: PlannedRequest | undefined, outcome: Outcome): readonly TraceEntry[] {
  const rendered = Object.entries(planned?.renderedTemplates ?? {}).map(
    ([name, { text }]): TraceEntry => ({ title: `Rendered Template: ${name}`, text }),
  );
  const variables = JSON.stringify(planned?.templateVariables, null, 2);
  return [
    ...(planned ? [{ title: 'Template Variables JSON', text: variables } as const] : []),
    ...rendered,
    { title: succeeded(outcome) ? 'Action Processed' : 'Action Failed', text: summary(planned, outcome) },
  ];
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
  return `Received non-successful HTTP response status = ${outcome.status}\n${line}\n${outcome.body}`.trimEnd();
}
