import { type PlanFailure, type PlannedRequest, type PlanOptions, planRequest } from '../action/plan';
import { secretPlaceholder, secretsOf, withoutCredential } from '../action/secrets';
import { maskTokens } from '../check/action/token-in-file';

/**
 * The parts of a request that leave the editor. Secrets are placeholders (`<secret:intercom>`), or masked where they
 * have no name.
 */
export type ExportedRequest = Pick<PlannedRequest, 'method' | 'url' | 'headers' | 'body'>;

export type Export =
  | {
      readonly kind: 'exported';
      readonly request: ExportedRequest;
      /** A template has encoded or hashed a secret, so no placeholder shows where its value belongs. */
      readonly hidden: boolean;
    }
  | PlanFailure;

/** The request that an action makes of an event, as it may leave the editor: without a secret, whatever file it is in. */
export function exportRequest(options: Omit<PlanOptions, 'secrets'>): Export {
  const drawn: string[] = [];
  const uuid = () => drawn[drawn.push(options.uuid()) - 1]!;
  const plan = planRequest({ ...options, uuid });
  if (plan.kind === 'failed') return plan;
  return { kind: 'exported', request: withoutTokens(plan.request), hidden: hidesSecret(options, plan.request, drawn) };
}

/** Whether the request changes with a secret in more places than those where its placeholder stands. */
function hidesSecret(options: PlanOptions, planned: PlannedRequest, drawn: readonly string[]): boolean {
  if (secretsOf(options.project.action).length === 0) return false;
  let next = 0;
  const other = planRequest({
    ...options,
    uuid: () => drawn[next++] ?? options.uuid(),
    secrets: name => secretPlaceholder(`other ${name}`),
  });
  if (other.kind === 'failed') return false;
  const written = ({ url, headers, body }: PlannedRequest) => JSON.stringify([url, headers, body]);
  return written(other.request).replace(/(secret:|secret%3A)other(?: |%20)/g, '$1') !== written(planned);
}

function withoutTokens({ method, url, headers, body }: PlannedRequest): ExportedRequest {
  return {
    method,
    url: maskTokens(url),
    headers: headers.map(([name, value]) => [name, maskTokens(withoutCredential(name, value))]),
    ...(body !== undefined && { body: maskTokens(body) }),
  };
}
