import { endpointOf } from './endpointOf';
import { type CodeMeaning, meaningOf } from './errorCodes';
import { intercomErrors, knownError } from './errors';
import { fieldAt, type JsonPath } from './fieldAt';
import type { Endpoint } from './fields';
import { type AnswerError, readAnswer } from './readAnswer';
import { newestDescribed, readVersion } from './versions';

/** Names in any case. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** What an answer of Intercom's is, and what is known of the request it answers. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers?: HeaderList;
  /** What was asked, where it is known; see `endpointOf`. */
  readonly endpoint?: Endpoint;
  /** The version asked for. */
  readonly version?: string;
}

/** One error in our words. */
export interface Explanation {
  readonly status: number;
  readonly code?: string;
  /** What Intercom says, as it says it; third-party text, to be escaped where it is shown. */
  readonly message?: string;
  readonly title: string;
  /** What it means for this request. */
  readonly meaning: string;
  readonly remedy: string;
  /** The field of the body that it is about, dotted: `custom_attributes.plan`. */
  readonly field?: string;
  /** The contact that exists already, by Intercom's id. */
  readonly contactId?: string;
  readonly fix?: AnswerFix;
}

/** What an editor can offer to do about it. */
export type AnswerFix =
  /** Map `value` to the header of this name. */
  | { readonly kind: 'set-header'; readonly name: string; readonly value: string }
  /** Send the same fields with this method to this path instead. */
  | { readonly kind: 'update-contact'; readonly method: 'PUT'; readonly path: string }
  /** Send again at or after this moment, in Unix seconds. */
  | { readonly kind: 'send-later'; readonly at: number };

/**
 * What an answer means for the request, and what to do: one explanation for each error in it, none for success. Any
 * body is taken, whatever answered. The contact's id, the field and the fix are there where they can be told.
 */
export function explainAnswer(answered: Answered): readonly Explanation[] {
  const { status } = answered;
  const body = readAnswer(answered.body);
  if (status >= 200 && status < 300) return body.kind === 'html' ? [notIntercom(status)] : [];
  switch (body.kind) {
    case 'html':
      return [status >= 500 || status === 429 ? explain(answered, {}) : notIntercom(status)];
    case 'empty':
    case 'text':
      return [explain(answered, {})];
    case 'json':
      return (body.errors.length > 0 ? body.errors : [{}]).map(error => explain(answered, error));
  }
}

/** The same, with what the request tells of its endpoint and version. */
export function explainExchange(
  request: { readonly method: string; readonly url: string; readonly headers: HeaderList },
  answer: { readonly status: number; readonly headers: HeaderList; readonly body: string },
): readonly Explanation[] {
  const asked = headerIn(request.headers, 'intercom-version');
  const version = readVersion(asked);
  const lookup = endpointOf(request.method, request.url, version ?? newestDescribed);
  const endpoint = lookup.kind === 'found' || lookup.kind === 'other-version' ? lookup.endpoint : undefined;
  const { status, headers, body } = answer;
  return explainAnswer({
    ...{ status, headers, body },
    ...(endpoint && { endpoint }),
    // Without the header the version is the one chosen for the app, which only Intercom knows.
    ...(asked && version && { version }),
  });
}

function headerIn(headers: HeaderList, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim();
}

/** A page instead of JSON: a proxy, a sign-in page, a wrong host. */
function notIntercom(status: number): Explanation {
  return {
    status,
    title: 'Something else than Intercom has answered',
    meaning: 'The answer is a web page. A proxy or another server has taken the request.',
    remedy: "Check the host in the action's URL, and whether the network asks for a sign-in.",
  };
}

function explain(answered: Answered, error: AnswerError): Explanation {
  const { status } = answered;
  const { code, message } = error;
  const general = knownError(status, code, message) ?? meaningOf(status, code);
  const field = fieldOf(error, answered);
  return {
    status,
    ...(code && { code }),
    ...(message && { message }),
    title: general.title,
    meaning: general.meaning,
    remedy: general.remedy,
    ...(field && { field }),
    ...particular(answered, error, field),
  };
}

/** What the request adds to the meaning of the error. */
function particular(answered: Answered, error: AnswerError, field?: string): Partial<Explanation> {
  switch (answered.status) {
    case 400:
    case 422:
      if (error.code === 'intercom_version_invalid') return otherVersion(answered, error);
      return field === undefined ? {} : ofField(field, error);
    case 404:
      return notFound(answered, error);
    case 406:
      return { fix: { kind: 'set-header', name: 'Accept', value: 'application/json' } };
    case 409:
      return conflict(answered, error);
    case 429:
      return later(answered);
    default:
      return {};
  }
}

function otherVersion({ endpoint, version }: Answered, { message }: AnswerError): Partial<Explanation> {
  const name = 'Intercom-Version';
  if (/could not be found/i.test(message ?? '')) {
    return {
      ...wordsOf(intercomErrors.unknownVersion),
      fix: { kind: 'set-header', name, value: endpoint?.until ?? newestDescribed },
    };
  }
  if (!endpoint) return {};
  const { until, since, path } = endpoint;
  const asked = version ? `version ${version}` : 'the version that the app is set to';
  const span = until ? `${since} to ${until}` : `${since} and later`;
  const value = until ?? newestDescribed;
  const move = path === '/users' ? ', or move to /contacts' : '';
  return {
    meaning: `${endpoint.method} ${path} is in versions ${span}, and not in ${asked}.`,
    remedy: `Map ${value} to the header ${name}${move}.`,
    fix: { kind: 'set-header', name, value },
  };
}

function ofField(field: string, { code, message }: AnswerError): Partial<Explanation> {
  const attribute = attributeIn(message);
  if (attribute !== undefined) return { meaning: `The workspace has no custom attribute named ${attribute}.` };
  if (/not_found|missing|mandatory/.test(code ?? '')) return { meaning: `${field} is missing, or came out empty.` };
  return field === 'owner_id' ? {} : { meaning: `Intercom does not take the value of ${field}.` };
}

function notFound({ endpoint }: Answered, { code, message }: AnswerError): Partial<Explanation> {
  if (code !== undefined && code !== 'not_found') return {};
  switch (endpoint && `${endpoint.method} ${endpoint.path}`) {
    case 'POST /events':
      return {
        title: 'Intercom does not know the person',
        meaning: 'The event names somebody who is not in the workspace, or not yet: events create nobody.',
        remedy: 'Create the person first, by an action that fires before this one, and check user_id, id or email.',
      };
    case 'PUT /contacts/{contact_id}':
    case 'GET /contacts/{contact_id}':
      return {
        meaning: 'No contact has the id that stands in the URL.',
        remedy: "Use Intercom's own id, 24 characters, not your external_id.",
      };
    case undefined:
      return /user|contact|visitor/i.test(message ?? '') ? {} : wordsOf(intercomErrors.resourceNotFound);
    default:
      return {};
  }
}

function conflict({ endpoint }: Answered, { message }: AnswerError): Partial<Explanation> {
  const contactId = /\bid=(\w{6,64})/.exec(message ?? '')?.[1];
  if (contactId === undefined) return {};
  const path = `/contacts/${contactId}`;
  if (endpoint?.method === 'PUT') {
    return {
      contactId,
      meaning: `The contact ${contactId} has this external_id or email already.`,
      remedy: 'Merge the two in Intercom, or send another external_id or email.',
    };
  }
  if (/archived/i.test(message ?? '')) {
    return {
      contactId,
      meaning: `This person exists already, with the id ${contactId}, and is archived.`,
      remedy: `Take them out of the archive with POST ${path}/unarchive, then update them with PUT ${path}.`,
    };
  }
  return {
    contactId,
    meaning: `POST /contacts creates and never updates, and this person exists already, with the id ${contactId}.`,
    remedy: `Update them with PUT ${path}, or use POST /users with Intercom-Version 1.4, which does both.`,
    fix: { kind: 'update-contact', method: 'PUT', path },
  };
}

function later({ headers = [] }: Answered): Partial<Explanation> {
  const reset = headerIn(headers, 'x-ratelimit-reset');
  if (!reset || !/^\d{9,11}$/.test(reset)) return {};
  const moment = new Date(Number(reset) * 1000).toISOString().slice(11, 19);
  return {
    remedy: `Send again after ${moment} UTC. Tealium tries again by itself.`,
    fix: { kind: 'send-later', at: Number(reset) },
  };
}

function wordsOf({ title, meaning, remedy }: CodeMeaning): CodeMeaning {
  return { title, meaning, remedy };
}

/** The field an error is about: as it says, else as its message names it, if the request has such a field. */
function fieldOf(error: AnswerError, { endpoint, version = newestDescribed }: Answered): string | undefined {
  if (error.field) return error.field;
  const { message = '' } = error;
  const attribute = attributeIn(message);
  if (attribute !== undefined) return `custom_attributes.${attribute}`;
  if (/\bowner specified\b/.test(message)) return 'owner_id';
  if (!endpoint) return undefined;
  return candidates(message).find(name => fieldAt(endpoint, version, pathOf(name)) !== undefined);
}

function attributeIn(message: string | undefined): string | undefined {
  return /^Custom attribute ['"](.+)['"] does not exist/i.exec(message ?? '')?.[1];
}

/** Words of a message that may be names of fields: quoted, with an underscore or a dot, or at its start. */
function candidates(message: string): string[] {
  const quoted = [...message.matchAll(/['"`]([\w.]+)['"`]/g)].map(match => match[1]!);
  const joined = [...message.matchAll(/\b\w+(?:[._]\w+)+\b/g)].map(match => match[0]);
  const first = /^(\w+)\s+(?:is|are|must|should|can|cannot|not|has|does|needs)\b/i.exec(message)?.[1];
  return [...quoted, ...joined, ...(first ? [first, first.toLowerCase()] : [])];
}

function pathOf(name: string): JsonPath {
  return name.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step));
}
