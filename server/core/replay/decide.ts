import { readEventLine, type SampleEvent } from '../action/events';
import { readJson } from '../action/json';
import { type PlannedRequest, planRequest } from '../action/plan';
import type { Project } from '../action/project';
import { matches } from '../action/stream';
import { placeOfField } from '../answer/bodyField';
import { type FilePlace, traceBack } from '../answer/traceBack';
import { endpointOf } from '../intercom/endpointOf';
import type { Endpoint } from '../intercom/fields';
import { validateBody } from '../intercom/validate';
import { readVersion } from '../intercom/versions';
import { jsonProblem } from '../preview/jsonProblem';
import { requestText } from '../preview/requestText';
import type { Range } from '../text/range';
import { typedFor } from './typing';

/** What to do with one line of a `*.events.jsonl`. Its texts never quote a value of the event. */
export type Decision =
  /** The stream does not take it; `condition` is what fails, one condition of each group. */
  | { readonly kind: 'skipped'; readonly condition: string }
  | Invalid
  /** `project`: with the types that this event shows. */
  | { readonly kind: 'send'; readonly event: SampleEvent; readonly project: Project };

/** It would fail: it is not an event, no request comes of it, or Intercom would refuse the body. */
interface Invalid {
  readonly kind: 'invalid';
  readonly code: 'invalid-event' | 'template-error' | 'invalid-json' | 'refused-field';
  readonly problem: string;
  /** In the action or a template. */
  readonly place?: FilePlace;
  /** In the line of the event, from 1, in UTF-16; for `invalid-event`. */
  readonly column?: number;
}

export interface DecideOptions {
  readonly project: Project;
  /** The path of the file of events, as the host names it. */
  readonly path: string;
  /** Send even what is not JSON, or what Intercom would refuse as far as we know. */
  readonly anyway: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid: () => string;
}

/**
 * Makes the function that decides on one event after another: is it in the stream, does it render, is the body right.
 */
export function decider(options: DecideOptions): (line: number, text: string) => Decision {
  const typed = typedFor(options.project);
  const endpoint = endpointFinder();
  return (line, text) => {
    const read = readEventLine(options.path, line, text);
    if (read.kind === 'problem') {
      return { kind: 'invalid', code: 'invalid-event', problem: read.message, column: read.column };
    }
    const { event } = read;
    const now = options.now();
    const match = matches(options.project.action.when, event, now);
    if (match.kind === 'not-matched') {
      return { kind: 'skipped', condition: match.failed.map(({ expected }) => expected).join('; or ') };
    }
    const project = typed(event);
    const plan = planRequest({ project, event, now, uuid: options.uuid });
    if (plan.kind === 'failed') {
      const { path, range } = plan;
      return {
        kind: 'invalid',
        code: 'template-error',
        problem: plan.message,
        ...(range && { place: { path, range } }),
      };
    }
    const mistake = options.anyway ? undefined : mistakeIn(project, plan.request, endpoint);
    return mistake ?? { kind: 'send', event, project };
  };
}

/** The first thing that makes the body no JSON, or that Intercom refuses in it. */
function mistakeIn(
  project: Project,
  request: PlannedRequest,
  endpoint: ReturnType<typeof endpointFinder>,
): Invalid | undefined {
  const { body } = request;
  if (body === undefined || !isJson(request)) return undefined;
  const problem = jsonProblem(body, { start: 0, end: body.length });
  if (problem) return invalid(project, request, 'invalid-json', problem.message, problem.range);
  const found = endpoint(request);
  if (!found) return undefined;
  const errors = validateBody(found.endpoint, found.version, JSON.parse(body));
  const error = errors.find(({ outcome }) => outcome === 'rejected');
  if (!error) return undefined;
  const { root } = readJson(body, { strict: true });
  return invalid(project, request, 'refused-field', error.message, root && placeOfField(root, error.path.join('.')));
}

/**
 * Finds the endpoint of a request whose fields we know; the last one is remembered, since most requests go to the same.
 */
function endpointFinder() {
  let last: { key: string; found: { endpoint: Endpoint; version: string } | undefined } | undefined;
  return (request: PlannedRequest) => {
    const { method, url } = request;
    const asked = headerOf(request, 'intercom-version');
    const key = JSON.stringify([method, url, asked]);
    if (last?.key !== key) {
      const version = readVersion(asked);
      const lookup = version === undefined ? undefined : endpointOf(method, url, version);
      const known = version !== undefined && lookup?.kind === 'found' && lookup.endpoint.fields.length > 0;
      last = { key, found: known ? { endpoint: lookup.endpoint, version } : undefined };
    }
    return last.found;
  };
}

function invalid(
  project: Project,
  request: PlannedRequest,
  code: Invalid['code'],
  problem: string,
  range: Range | undefined,
): Invalid {
  const { pieces, body } = requestText(project, request);
  const inText = range && { start: body.start + range.start, end: body.start + Math.max(range.end, range.start + 1) };
  const place = inText && traceBack(pieces.origins, inText, project.path);
  return { kind: 'invalid', code, problem, ...(place && { place }) };
}

function isJson(request: PlannedRequest): boolean {
  return /[/+]json\b/i.test(headerOf(request, 'content-type') ?? '');
}

function headerOf({ headers }: PlannedRequest, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
