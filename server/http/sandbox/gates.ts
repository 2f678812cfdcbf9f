import { endpointOf } from '../../core/intercom/endpointOf';
import { fieldsIn, findEndpoint } from '../../core/intercom/endpoints';
import { intercomErrors } from '../../core/intercom/errors';
import type { Endpoint } from '../../core/intercom/fields';
import { type FieldError, validateBody } from '../../core/intercom/validate';
import { compareVersions, readVersion } from '../../core/intercom/versions';
import { type Answer, errorAnswer } from './answer';
import { handlerFor } from './requests/all';
import { unknownAttribute } from './requests/attributes';
import { noted } from './requests/handler';
import type { Fields, Workspace } from './workspace';

export interface SandboxRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface Rules {
  readonly workspace: Workspace;
  /** Unix seconds. */
  readonly now: number;
  /** Like Intercom even where the sandbox could be lenient: people of events and custom attributes must exist. */
  readonly strict: boolean;
}

/** Takes a request through Intercom's checks (token, Accept, version, path, JSON, fields) to what it asks for. */
export function answerRequest(request: SandboxRequest, rules: Rules): Answer {
  const { authorization, accept } = request.headers;
  if (!/^Bearer [A-Za-z0-9._~+/-]+=*$/i.test(single(authorization))) return errorAnswer(intercomErrors.unauthorized);
  if (!acceptsJson(single(accept))) return errorAnswer(intercomErrors.notAcceptable);
  const version = readVersion(single(request.headers['intercom-version']));
  if (version === undefined) return errorAnswer(intercomErrors.unknownVersion);
  const match = findEndpoint(request.method, request.path, version);
  if (match.kind === 'other-version') return errorAnswer(intercomErrors.endpointNotInVersion);
  if (match.kind !== 'found') return notFound(request, version);
  const { endpoint, parameters } = match;
  const handler = handlerFor(endpoint);
  const call = { ...rules, parameters, query: request.query, version };
  if (endpoint.fields.length === 0) return handler({ ...call, body: {} });
  const read = readBody(request);
  if (read.kind === 'answer') return read.answer;
  const errors = validateBody(endpoint, version, read.json).filter(error => error.outcome === 'rejected');
  if (errors.length > 0) return invalid(endpoint, errors);
  const body = knownFields(endpoint, version, read.json as Fields);
  return missingAttributes(endpoint, version, body, rules) ?? handler({ ...call, body });
}

/** Intercom answers 404, not 405, to a method that a path does not have. */
function notFound({ method, path }: SandboxRequest, version: string): Answer {
  const isIntercoms = endpointOf(method, `https://localhost${path}`, version).kind === 'not-described';
  const note = 'Intercom answers this request; the sandbox does not know it.';
  return { ...errorAnswer(intercomErrors.resourceNotFound), ...(isIntercoms && noted(note)) };
}

function invalid(endpoint: Endpoint, errors: readonly FieldError[]): Answer {
  const lacksSubject = endpoint.path === '/messages' && errors.every(({ path }) => path[0] === 'subject');
  return lacksSubject
    ? errorAnswer(intercomErrors.subjectMissing)
    : errorAnswer(intercomErrors.parameterInvalid, errors.map(detail));
}

/** From 2.0 on a custom attribute must be made before it can be written. */
function missingAttributes(endpoint: Endpoint, version: string, body: Fields, { workspace, strict }: Rules) {
  const model = /^\/(contact|visitor|compan)/.exec(endpoint.path)?.[1];
  if (!strict || !model || compareVersions(version, '2.0') < 0) return undefined;
  return unknownAttribute(workspace, model === 'compan' ? 'company' : 'contact', body);
}

/** `applications/json`, as an old guide has it, is not among them. */
function acceptsJson(accept: string): boolean {
  const types = accept.split(',').map(part => part.split(';')[0]!.trim().toLowerCase());
  return types.some(type => ['application/json', 'application/*', '*/*'].includes(type));
}

type Body = { readonly kind: 'json'; readonly json: unknown } | { readonly kind: 'answer'; readonly answer: Answer };

function readBody({ headers, body }: SandboxRequest): Body {
  if (body.length === 0) return { kind: 'json', json: {} };
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(single(headers['content-type']).trim())) {
    const message = 'The Content-Type header should send a media type of application/json';
    return { kind: 'answer', answer: errorAnswer(intercomErrors.badRequest, [{ message }]) };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { kind: 'json', json: JSON.parse(text) };
  } catch (error) {
    const message = `The body is not valid JSON: ${(error as Error).message}`;
    return { kind: 'answer', answer: errorAnswer(intercomErrors.parameterInvalid, [{ message }]) };
  }
}

function detail({ kind, message, path }: FieldError) {
  const missing = kind === 'missing-field' || kind === 'missing-identifier';
  const code = missing ? intercomErrors.parameterNotFound.code : intercomErrors.parameterInvalid.code;
  return {
    code: path.join('.') === 'sort.order' ? 'invalid_sort_order' : code,
    message,
    ...(path.length > 0 && { field: path.join('.') }),
  };
}

function knownFields(endpoint: Endpoint, version: string, body: Fields): Fields {
  const names = fieldsIn(endpoint.fields, version).map(field => field.name);
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

function single(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(', ') : (header ?? '');
}
