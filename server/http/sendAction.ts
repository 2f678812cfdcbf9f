import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SampleEvent } from '../core/action/events';
import { type PlanFailure, type PlannedRequest, planRequest } from '../core/action/plan';
import type { Project } from '../core/action/project';
import { sandboxToken, secretsOf } from '../core/action/secrets';
import { explainSend } from '../core/answer/explainSend';
import type { FilePlace } from '../core/answer/traceBack';
import type { EarlierTry, Explanation, Instead, Outcome, Place, SendReport, SentRequest } from '../protocol';
import { retarget } from '../retarget';
import { type Failed, failed } from './failed';
import { completeHeaders } from './headers';
import { checkDestination } from './hosts';
import type { Network } from './network/network';
import { proxySecrets } from './network/proxy';
import { type Redact, redactHeaders, redactor } from './redact';
import { type RetryMode, type RetryOptions, withRetries } from './retry';
import { send } from './send';
import { traceOf } from './trace';
import type { Clock } from './wait';

/** Where a request goes: to a sandbox at `url`, to the action's own URL, or to another server in its place. */
export type Target =
  | { readonly kind: 'sandbox'; readonly url: string }
  | { readonly kind: 'intercom' }
  | { readonly kind: 'origin'; readonly url: string };

export interface SendActionOptions {
  readonly project: Project;
  readonly event: SampleEvent;
  readonly target: Target;
  /**
   * The value of a secret. It is asked for once, after everything else is known to be right, and never for the sandbox.
   */
  readonly secret: (name: string) => Promise<string | undefined>;
  /**
   * The secrets of earlier sends, to which those of this one are added: an answer may repeat an older token, which is
   * masked too.
   */
  readonly earlierSecrets?: Set<string> | undefined;
  /** What to do about a secret without a value, as a sentence. */
  readonly missingSecret?: ((name: string) => string) | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  /** A sentence that says where to allow a host. */
  readonly allowHost?: string | undefined;
  /** Milliseconds; 5000 by default. */
  readonly timeout?: number | undefined;
  readonly maxBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Asked for when everything else is right. */
  readonly network?: (() => Promise<Network>) | undefined;
  readonly retries?: RetryMode | undefined;
  /** Told each second of a wait between two tries. */
  readonly waiting?: RetryOptions['waiting'];
  /** The clock for waits; the real one unless given. */
  readonly clock?: Clock | undefined;
  /** Another method and path for this one send. */
  readonly instead?: Instead | undefined;
  /** Milliseconds since 1970, for the report and for the helpers that tell the time. */
  readonly now: () => number;
  readonly uuid: () => string;
}

/**
 * Plans the request of an action for an event, sends it, and reports. What the report shows is planned with placeholders
 * for secrets; their values go into a second plan, made with the same clock and the same random values, that only the
 * transport sees. What comes back is masked.
 */
export async function sendAction(options: SendActionOptions): Promise<SendReport> {
  const { project, event, target } = options;
  const now = options.now();
  const uuid = repeatable(options.uuid);
  const report = {
    at: now,
    action: { uri: project.path, name: project.action.name?.text || fileName(project.path) },
    event: { uri: event.path, name: event.name },
    target: target.kind === 'sandbox' ? target.kind : 'intercom',
  } as const;

  const plan = planRequest({ project, event, now, uuid: uuid() });
  if (plan.kind === 'failed') {
    const outcome = planFailure(project, plan);
    return { ...report, request: unplanned(project), outcome, trace: traceOf(undefined, outcome) };
  }
  const asked = instead(options, plan.request);
  const planned = aimedAt(target, asked);
  const refused = (outcome: Failed, redact = redactor([])) => reported(planned, undefined, outcome, redact);
  const destination = checkDestination(planned.url, options.allowedHosts ?? []);
  if (destination.kind === 'failed') {
    const advice = destination.reason === 'host-not-allowed' && options.allowHost ? ` ${options.allowHost}` : '';
    return { ...report, ...refused({ ...destination, detail: destination.detail + advice }) };
  }
  const secrets = await readSecrets(options);
  if (secrets.kind === 'failed') return { ...report, ...refused(secrets) };
  const network = await options.network?.();
  const { earlierSecrets = new Set<string>() } = options;
  for (const value of secrets.values.values()) earlierSecrets.add(value);
  const redact = redactor([...earlierSecrets, ...(network ? proxySecrets(network) : [])]);

  const filled = planRequest({ project, event, now, uuid: uuid(), secrets: name => secrets.values.get(name) ?? '' });
  if (filled.kind === 'failed') return { ...report, ...refused(planFailure(project, filled), redact) };
  const request = aimedAt(target, instead(options, filled.request));
  const { signal, timeout: timeoutMs, maxBytes, allowedHosts } = options;
  const { outcome, earlier } = await withRetries(
    () => send(request, { signal, timeoutMs, maxBytes, allowedHosts, network }),
    options,
  );
  const shown = reported(planned, request, outcome, redact, earlier);
  const explanations = explained(project, asked, shown.outcome);
  return {
    ...report,
    ...shown,
    ...(explanations.length > 0 && { explanations }),
    ...(earlier.length > 0 && { earlier }),
  };
}

/** The request with the method and the path that are wanted this once. */
function instead({ instead: wish }: SendActionOptions, request: PlannedRequest): PlannedRequest {
  if (!wish || !URL.canParse(request.url)) return request;
  const url = new URL(request.url);
  // Only the path is set, so that no wish leads to another host.
  url.pathname = wish.path;
  url.search = '';
  return { ...request, method: wish.method, url: url.href };
}

/** `asked` is aimed at the action's own host: a server in its place does not change what the answer means. */
function explained(project: Project, asked: PlannedRequest, outcome: Outcome): readonly Explanation[] {
  if (outcome.kind === 'failed') return [];
  return explainSend(project, asked, outcome).map(({ place, ...explanation }) => {
    const shown = place && placeOf(project, place);
    return { ...explanation, ...(shown && { place: shown }) };
  });
}

async function readSecrets({
  project,
  target,
  secret,
  missingSecret,
}: SendActionOptions): Promise<{ readonly kind: 'secrets'; readonly values: ReadonlyMap<string, string> } | Failed> {
  const values = new Map<string, string>();
  for (const name of secretsOf(project.action)) {
    const value = target.kind === 'sandbox' ? sandboxToken : (await secret(name))?.trim();
    if (!value) {
      const advice = missingSecret?.(name) ?? 'Set it first.';
      return failed('missing-secret', `Nothing was sent: the secret "${name}" has no value. ${advice}`);
    }
    if (/[\r\n]/.test(value)) {
      const advice = missingSecret?.(name) ?? 'Set it again.';
      return failed(
        'missing-secret',
        `Nothing was sent: the secret "${name}" holds a line break. ${advice} A token is one line.`,
      );
    }
    values.set(name, value);
  }
  return { kind: 'secrets', values };
}

function aimedAt(target: Target, request: PlannedRequest): PlannedRequest {
  return target.kind === 'intercom' ? request : retarget(request, target.url);
}

/** What is shown of an exchange: the request with placeholders and the length it really had, the answer masked. */
function reported(
  planned: PlannedRequest,
  sent: PlannedRequest | undefined,
  outcome: Outcome,
  redact: Redact,
  earlier: readonly EarlierTry[] = [],
) {
  const headers = completeHeaders({ ...planned, ...(sent?.body !== undefined && { body: sent.body }) });
  const request: SentRequest = {
    method: planned.method,
    url: redact(planned.url),
    headers: redactHeaders(headers, redact),
    ...(planned.body !== undefined && { body: redact(planned.body) }),
  };
  const shown = masked(outcome, redact);
  const trace = traceOf(planned, shown, earlier).map(entry => ({ title: entry.title, text: redact(entry.text) }));
  return { request, outcome: shown, trace };
}

function masked(outcome: Outcome, redact: Redact): Outcome {
  if (outcome.kind === 'failed') return { ...outcome, detail: redact(outcome.detail) };
  return {
    ...outcome,
    statusText: redact(outcome.statusText),
    headers: redactHeaders(outcome.headers, redact),
    body: redact(outcome.body),
  };
}

function planFailure(project: Project, failure: PlanFailure): Failed & { readonly place?: Place } {
  const place = placeOf(project, failure);
  return { ...failed('plan', failure.message), ...(place && { place }) };
}

function placeOf(project: Project, { path, range }: Partial<FilePlace>): Place | undefined {
  const template = [...project.templates.values()].find(candidate => candidate.path === path);
  const text = path === project.path ? project.text : template?.text;
  if (path === undefined || text === undefined || range === undefined) return undefined;
  const document = TextDocument.create(path, '', 0, text);
  return { uri: path, range: { start: document.positionAt(range.start), end: document.positionAt(range.end) } };
}

/** As much of the request as the action itself says. */
function unplanned({ action }: Project): SentRequest {
  const redact = redactor([]);
  return { method: action.method?.text ?? '', url: redact(action.url?.text ?? ''), headers: [] };
}

/** Each call returns a source that gives the same random values from the start. */
function repeatable(uuid: () => string): () => () => string {
  const drawn: string[] = [];
  return () => {
    let index = 0;
    return () => {
      drawn[index] ??= uuid();
      return drawn[index++]!;
    };
  };
}

function fileName(path: string): string {
  return path
    .split('/')
    .at(-1)!
    .replace(/\.webhook\.json$/, '');
}
