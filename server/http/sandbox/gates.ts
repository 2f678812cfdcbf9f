import { fieldsIn, findEndpoint } from '../../core/intercom/endpoints';
import { intercomErrors } from '../../core/intercom/errors';
import type { Endpoint } from '../../core/intercom/fields';
import { type FieldError, validateBody } from '../../core/intercom/validate';
import { readVersion } from '../../core/intercom/versions';
import { type Answer, errorAnswer } from './answer';
import { handlers } from './requests/all';
import type { Fields, Workspace } from './workspace';

export interface SandboxRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface Rules {
  readonly workspace: Workspace;
  /** Unix seconds. */
  readonly now: number;
  readonly createUnknownUsers: boolean;
}

/** Takes a request through Intercom's gates (token, Accept, version, path, JSON, fields) to what it asks for. */
export function answerRequest(request: SandboxRequest, rules: Rules): Answer {
  const { authorization, accept } = request.headers;
  if (!/^Bearer [A-Za-z0-9._~+/-]+=*$/i.test(single(authorization))) return errorAnswer(intercomErrors.unauthorized);
  if (!acceptsJson(single(accept))) return errorAnswer(intercomErrors.notAcceptable);
  const version = readVersion(single(request.headers['intercom-version']));
  if (version === undefined) return errorAnswer(intercomErrors.unknownVersion);
  const match = findEndpoint(request.method, request.path, version);
  if (match.kind === 'other-version') return errorAnswer(intercomErrors.endpointNotInVersion);
  // Intercom answers 404, not 405, to a method that a path does not have.
  if (match.kind !== 'found') return errorAnswer(intercomErrors.resourceNotFound);
  const { endpoint, parameters } = match;
  // What the sandbox does not remember it checks all the same, and answers with success.
  const handler = handlers[`${endpoint.method} ${endpoint.path}`] ?? (() => ({ status: endpoint.success, body: {} }));
  if (endpoint.fields.length === 0) return handler({ ...rules, parameters, body: {} });
  const body = readBody(request);
  if (body.kind === 'answer') return body.answer;
  const errors = validateBody(endpoint, version, body.json).filter(error => error.outcome === 'rejected');
  if (errors.length > 0) return errorAnswer(intercomErrors.parameterInvalid, errors.map(detail));
  return handler({ ...rules, parameters, body: knownFields(endpoint, version, body.json as Fields) });
}

/** `applications/json`, as an old guide has it, is not among them. */
function acceptsJson(accept: string): boolean {
  const types = accept.split(',').map(part => part.split(';')[0]!.trim().toLowerCase());
  return types.some(type => ['application/json', 'application/*', '*/*'].includes(type));
}

type Body = { readonly kind: 'json'; readonly json: unknown } | { readonly kind: 'answer'; readonly answer: Answer };

function readBody({ headers, body }: SandboxRequest): Body {
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(single(headers['content-type']).trim())) {
    const message = 'The Content-Type header should send a media type of application/json';
    return { kind: 'answer', answer: errorAnswer(intercomErrors.badRequest, [{ message }]) };
  }
  if (body.length === 0) return { kind: 'json', json: {} };
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
  return {
    code: missing ? intercomErrors.parameterNotFound.code : intercomErrors.parameterInvalid.code,
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
