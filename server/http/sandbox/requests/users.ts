import { intercomErrors } from '../../../core/intercom/errors';
import { errorAnswer } from '../answer';
import type { Contact, Fields, Workspace } from '../workspace';
import { companyView, upsertCompany } from './companies';
import { born, updated } from './contacts';
import type { Call, Handler } from './handler';

/** POST /users of 1.x: finds the user by id, user_id or email, and updates or creates them. */
export const saveUser: Handler = call => {
  const { id, user_id, last_request_at, companies, update_last_request_at, ...fields } = call.body;
  const { workspace, now } = call;
  if (id !== undefined && !workspace.contacts.get(String(id))) return errorAnswer(intercomErrors.userNotFound);
  const seen = update_last_request_at === true ? now : last_request_at;
  const body = {
    ...fields,
    ...(user_id !== undefined && { external_id: user_id }),
    ...(seen !== undefined && { last_seen_at: seen }),
  };
  const user = updated(findUser(call) ?? newUser(call), body, now);
  const joined = ((companies ?? []) as readonly Fields[])
    .filter(company => company.company_id !== undefined)
    .map(company => upsertCompany(workspace, company, now).id);
  const result = { ...user, companies: [...new Set([...user.companies, ...joined])] };
  workspace.contacts.set(result.id, result);
  return { status: 200, body: userView(workspace, result) };
};

/** A person about whom only this much is known. */
export function newUser(call: Call): Contact {
  const blank = { id: call.workspace.newId(), role: 'user', external_id: null, email: null };
  return { ...blank, fields: {}, custom_attributes: {}, companies: [], tags: [], ...born(call) };
}

function findUser({ workspace, body }: Call): Contact | undefined {
  if (body.id !== undefined) return workspace.contacts.get(String(body.id));
  const byUserId = body.user_id === undefined ? undefined : workspace.contactByExternalId(body.user_id);
  if (byUserId || body.email === undefined) return byUserId;
  const byEmail = workspace.contactByEmail(body.email, 'user');
  // An address that belongs to another user_id is another person's.
  return body.user_id === undefined || byEmail?.external_id === null ? byEmail : undefined;
}

function userView(workspace: Workspace, user: Contact): Fields {
  const { id, external_id, email, fields, custom_attributes, created_at, updated_at } = user;
  const { last_seen_at = null, ...others } = fields;
  const companies = user.companies.flatMap(company => workspace.companies.get(company) ?? []).map(companyView);
  return {
    type: 'user',
    ...{ id, user_id: external_id, anonymous: false, email, app_id: 'sandbox' },
    ...{ name: null, phone: null, signed_up_at: null, last_seen_ip: null, unsubscribed_from_emails: false },
    ...others,
    last_request_at: last_seen_at,
    ...{ custom_attributes, created_at, updated_at },
    companies: { type: 'company.list', companies },
    tags: { type: 'tag.list', tags: user.tags.map(tag => ({ type: 'tag', id: tag })) },
  };
}
