import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, conflictAnswer, errorAnswer } from '../answer';
import { searchContacts } from '../search';
import { type Contact, type Fields, mergeAttributes, type Workspace } from '../workspace';
import { companyView } from './companies';
import type { Call, Handler } from './handler';

/** POST /contacts creates, and never updates. */
export const createContact: Handler = call => {
  const taken = conflicting(call.workspace, call.body);
  if (taken) return conflictAnswer(taken.id);
  const blank = { id: call.workspace.newId(), role: 'user', external_id: null, email: null };
  return saved(call, { ...blank, fields: {}, custom_attributes: {}, companies: [], tags: [], ...born(call) });
};

export const showContact: Handler = call => withContact(call, contact => shown(call.workspace, contact));

export const updateContact: Handler = call =>
  withContact(call, contact => {
    const taken = conflicting(call.workspace, { role: contact.role, ...call.body }, contact.id);
    return taken ? conflictAnswer(taken.id) : saved(call, contact);
  });

export const searchForContacts: Handler = ({ workspace, body }) => {
  const { data, total, pages } = searchContacts(workspace.contacts.values(), body, contact =>
    contactView(workspace, contact),
  );
  return { status: 200, body: { type: 'list', data, total_count: total, pages } };
};

export const attachCompany: Handler = call =>
  withContact(call, contact => {
    const company = call.workspace.companies.get(String(call.body.id));
    if (!company) return errorAnswer(intercomErrors.companyNotFound);
    const companies = [...new Set([...contact.companies, company.id])];
    call.workspace.contacts.set(contact.id, { ...contact, companies });
    return { status: 200, body: companyView(company) };
  });

export const tagContact: Handler = call =>
  withContact(call, contact => {
    const tag = call.workspace.tags.get(String(call.body.id));
    if (!tag) return errorAnswer(intercomErrors.resourceNotFound);
    call.workspace.contacts.set(contact.id, { ...contact, tags: [...new Set([...contact.tags, tag.id])] });
    return { status: 200, body: { type: 'tag', ...tag, applied_at: call.now } };
  });

export const addNote: Handler = call =>
  withContact(call, contact => {
    const note = { id: call.workspace.newNumber(), contact: contact.id, body: String(call.body.body) };
    call.workspace.notes.set(note.id, note);
    const author = { type: 'admin', id: String(call.body.admin_id ?? '1') };
    const about = { type: 'contact', id: contact.id };
    return {
      status: 200,
      body: { type: 'note', id: note.id, created_at: call.now, contact: about, author, body: `<p>${note.body}</p>` },
    };
  });

/** The person with what the body says of them; fields that are null become empty. */
export function updated(contact: Contact, body: Fields, now: number): Contact {
  const { role, external_id, email, custom_attributes, ...fields } = body;
  return {
    ...contact,
    role: (role as string | undefined) ?? contact.role,
    external_id: external_id === undefined ? contact.external_id : (external_id as string),
    email: email === undefined ? contact.email : (email as string),
    fields: { ...contact.fields, ...fields },
    custom_attributes: mergeAttributes(contact.custom_attributes, custom_attributes),
    updated_at: now,
  };
}

function contactView(workspace: Workspace, contact: Contact): Fields {
  const { id, role, external_id, email, custom_attributes, created_at, updated_at, companies, tags, fields } = contact;
  const list = (type: string, ids: readonly string[], path: string) => ({
    type: 'list',
    data: ids.map(item => ({ type, id: item })),
    url: `/contacts/${id}/${path}`,
    total_count: ids.length,
    has_more: false,
  });
  const notes = workspace.notes.values().filter(note => note.contact === id);
  return {
    type: 'contact',
    ...{ id, workspace_id: 'sandbox', external_id, role, email },
    ...{ phone: null, name: null, avatar: null, owner_id: null, signed_up_at: null, last_seen_at: null },
    ...{ unsubscribed_from_emails: false, has_hard_bounced: false, marked_email_as_spam: false },
    ...fields,
    ...{ custom_attributes, created_at, updated_at },
    tags: list('tag', tags, 'tags'),
    companies: list('company', companies, 'companies'),
    notes: list(
      'note',
      notes.map(note => note.id),
      'notes',
    ),
  };
}

export function born(call: Call) {
  return { created_at: call.now, updated_at: call.now };
}

function withContact(call: Call, then: (contact: Contact) => Answer): Answer {
  const contact = call.workspace.contacts.get(call.parameters.contact_id ?? '');
  return contact ? then(contact) : errorAnswer(intercomErrors.userNotFound);
}

function saved(call: Call, contact: Contact): Answer {
  const result = updated(contact, call.body, call.now);
  call.workspace.contacts.set(result.id, result);
  return shown(call.workspace, result);
}

function shown(workspace: Workspace, contact: Contact): Answer {
  return { status: 200, body: contactView(workspace, contact) };
}

/** Somebody else with the same id of yours, or, among users, with the same address. Leads may share one. */
function conflicting(workspace: Workspace, body: Fields, own?: string): Contact | undefined {
  const byId = body.external_id === undefined ? undefined : workspace.contactByExternalId(body.external_id);
  if (byId && byId.id !== own) return byId;
  if (body.email === undefined || body.role === 'lead') return undefined;
  const byEmail = workspace.contactByEmail(body.email, 'user');
  return byEmail?.id === own ? undefined : byEmail;
}
