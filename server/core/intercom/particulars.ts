import { t } from '@vscode/l10n';
import { inWords } from './errorCodes';
import { intercomErrors, knownError } from './errors';
import type { Answered, Explanation, HeaderList } from './explainAnswer';
import { fieldAt, type JsonPath } from './fieldAt';
import type { AnswerError } from './readAnswer';
import { newestDescribed } from './versions';

/** The value of a header, whatever case its name is in. */
export function headerIn(headers: HeaderList, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim();
}

/** Whether a message says that something is missing. */
export const lacks =
  /\b(?:(?:is|are|is a) (?:required|mandatory)|not specified|must be (?:present|specified)|^missing)\b/i;

/** What the request tells about the error beyond its general meaning. */
export function particular(answered: Answered, error: AnswerError, field?: string): Partial<Explanation> {
  switch (answered.status) {
    case 400:
    case 422:
      if (error.code === 'intercom_version_invalid') return otherVersion(answered, error);
      return field === undefined ? {} : ofField(field, error, knownError(answered.status, error.code, error.message));
    case 404:
      return notFound(answered, error);
    case 406:
      return { fix: { kind: 'set-header', name: 'Accept', value: 'application/json' } };
    case 409:
      return conflict(answered, error);
    case 410:
      return merged(answered);
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
      ...inWords(intercomErrors.unknownVersion),
      fix: { kind: 'set-header', name, value: endpoint?.until ?? newestDescribed },
    };
  }
  if (!endpoint) return {};
  const { until, since, path } = endpoint;
  const asked = version ? t`version ${version}` : t('the version that the app is set to');
  const span = until ? t`${since} to ${until}` : t`${since} and later`;
  const value = until ?? newestDescribed;
  return {
    meaning: t`${endpoint.method} ${path} is in versions ${span}, and not in ${asked}.`,
    remedy:
      path === '/users'
        ? t`Map ${value} to the header ${name}, or move to /contacts.`
        : t`Map ${value} to the header ${name}.`,
    fix: { kind: 'set-header', name, value },
  };
}

function ofField(field: string, { code, message }: AnswerError, known?: { message?: string }): Partial<Explanation> {
  const attribute = attributeIn(message);
  if (attribute !== undefined) return { meaning: t`The workspace has no custom attribute named ${attribute}.` };
  // An error whose exact message is known has words of its own.
  if (known?.message !== undefined) return {};
  if (/not_found|missing|mandatory/.test(code ?? '') || lacks.test(message ?? ''))
    return { meaning: t`${field} is missing, or came out empty.` };
  return { meaning: t`Intercom does not take the value of ${field}.` };
}

function notFound({ endpoint }: Answered, { code, message }: AnswerError): Partial<Explanation> {
  if (code !== undefined && code !== 'not_found') return {};
  switch (endpoint && `${endpoint.method} ${endpoint.path}`) {
    case 'POST /events':
      return {
        title: t('Intercom does not know the person'),
        meaning: t('The event names somebody who is not in the workspace, or not yet: events create nobody.'),
        remedy: t('Create the person first, by an action that fires before this one, and check user_id, id or email.'),
      };
    case 'PUT /contacts/{contact_id}':
    case 'GET /contacts/{contact_id}':
      return {
        meaning: t('No contact has the id in the URL.'),
        remedy: t("Use Intercom's own id, 24 characters, not your external_id."),
      };
    case 'POST /contacts/{contact_id}/tags':
    case 'POST /contacts/{contact_id}/subscriptions':
    case 'POST /contacts/{contact_id}/notes':
    case 'POST /companies/{company_id}/notes':
      return /resource/i.test(message ?? '') ? unknownOther(endpoint!.path) : {};
    case 'POST /conversations/{conversation_id}/reply':
    case 'POST /conversations/{conversation_id}/tags':
      return /user|contact/i.test(message ?? '')
        ? {}
        : {
            meaning: t('No conversation has the id in the URL.'),
            remedy: t('Check the id of the conversation.'),
          };
    case undefined:
      return /user|contact|visitor/i.test(message ?? '') ? {} : inWords(intercomErrors.resourceNotFound);
    default:
      return {};
  }
}

/** The URL is right, but what the body names does not exist. */
function unknownOther(path: string): Partial<Explanation> {
  const [what, field] = path.endsWith('/tags')
    ? [t('tag'), 'id']
    : path.endsWith('/notes')
      ? [t('teammate'), 'admin_id']
      : [t('subscription type'), 'id'];
  return {
    field,
    meaning: t`No ${what} has the ${field} in the body.`,
    remedy: t`Use Intercom's own id of the ${what}.`,
  };
}

/** The header Link leads to the contact that it has become part of. */
function merged({ headers = [] }: Answered): Partial<Explanation> {
  const contactId = /\/contacts\/(\w{6,64})/.exec(headerIn(headers, 'link') ?? '')?.[1];
  if (contactId === undefined) return {};
  return {
    contactId,
    meaning: t`This contact has become part of the contact ${contactId}.`,
    remedy: t`Use ${contactId} instead.`,
  };
}

function conflict({ endpoint }: Answered, { message }: AnswerError): Partial<Explanation> {
  const contactId = /\bid=(\w{6,64})/.exec(message ?? '')?.[1];
  if (contactId === undefined) return {};
  const path = `/contacts/${contactId}`;
  if (endpoint?.method === 'PUT') {
    return {
      contactId,
      meaning: t`The contact ${contactId} has this external_id or email already.`,
      remedy: t('Merge the two in Intercom, or send another external_id or email.'),
    };
  }
  if (/archived/i.test(message ?? '')) {
    return {
      contactId,
      meaning: t`This person exists already, with the id ${contactId}, and is archived.`,
      remedy: t`Take them out of the archive with POST ${path}/unarchive, then update them with PUT ${path}.`,
    };
  }
  return {
    contactId,
    meaning: t`POST /contacts creates and never updates, and this person exists already, with the id ${contactId}.`,
    remedy: t`Update them with PUT ${path}, or use POST /users with Intercom-Version 1.4, which does both.`,
    fix: { kind: 'update-contact', method: 'PUT', path },
  };
}

function later({ headers = [] }: Answered): Partial<Explanation> {
  const reset = headerIn(headers, 'x-ratelimit-reset');
  if (!reset || !/^\d{9,11}$/.test(reset)) return {};
  const moment = new Date(Number(reset) * 1000).toISOString().slice(11, 19);
  return {
    remedy: t`Send again after ${moment} UTC. Tealium tries again by itself.`,
    fix: { kind: 'send-later', at: Number(reset) },
  };
}

/** The field an error is about: the one it gives, else one that its message names and the request has. */
export function fieldOf(error: AnswerError, { endpoint, version = newestDescribed }: Answered): string | undefined {
  if (error.field) return error.field;
  const { message = '' } = error;
  const attribute = attributeIn(message);
  if (attribute !== undefined) return `custom_attributes.${attribute}`;
  if (/\bowner specified\b/.test(message)) return 'owner_id';
  const lacking = /^(?:No (\w+) supplied\b|company not specified$)/i.exec(message);
  if (lacking) return lacking[1]?.toLowerCase() ?? 'id';
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
