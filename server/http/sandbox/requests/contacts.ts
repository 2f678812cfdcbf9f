import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, conflictAnswer, errorAnswer } from '../answer';
import { searchContacts } from '../search';
import type { Contact, Fields, Workspace } from '../workspace';
import { type Call, type Handler, ok } from './handler';
import { keep, newPerson, present, updated, withContact } from './people';
import { contactView } from './views';

/** POST /contacts creates, and never updates. */
export const createContact: Handler = call => {
  const taken = conflicting(call.workspace, call.body);
  return taken ? conflictAnswer(taken) : saved(call, newPerson(call));
};

export const updateContact: Handler = call =>
  withContact(call, contact => {
    const taken = conflicting(call.workspace, { role: contact.role, ...call.body }, contact.id);
    return taken ? conflictAnswer(taken) : saved(call, contact);
  });

export const showContact: Handler = call => shownOrGone(call, call.parameters.contact_id ?? '');

export const showContactByExternalId: Handler = call => {
  const contact = call.workspace.contactByExternalId(call.parameters.external_id);
  return contact?.role === 'user' ? shownOrGone(call, contact.id) : errorAnswer(intercomErrors.userNotFound);
};

export const listContacts: Handler = call => {
  const per_page = Number(call.query.get('per_page') ?? 50) || 50;
  return page(call, { pagination: { per_page, starting_after: call.query.get('starting_after') } });
};

export const searchForContacts: Handler = call => page(call, call.body);

function page({ workspace }: Call, request: Fields): Answer {
  const contacts = workspace.contacts.values().filter(({ archived }) => !archived);
  const { data, total, pages } = searchContacts(contacts, request, contact => contactView(workspace, contact));
  return ok({ type: 'list', data, total_count: total, pages });
}

/** A contact that was merged is gone, and the answer says into which one. */
function shownOrGone(call: Call, id: string): Answer {
  const contact = present(call, id);
  if (contact) return ok(contactView(call.workspace, contact));
  const into = call.workspace.merged.get(id);
  if (into === undefined) return errorAnswer(intercomErrors.userNotFound);
  return { ...errorAnswer(intercomErrors.merged), headers: { Link: `</contacts/${into}>; rel="canonical"` } };
}

function saved(call: Call, contact: Contact): Answer {
  return ok(contactView(call.workspace, keep(call, updated(contact, call.body, call.now))));
}

/** Somebody else with the same external id or, among users, with the same address. Leads may share one. */
function conflicting(workspace: Workspace, body: Fields, own?: string): Contact | undefined {
  const byId = typeof body.external_id === 'string' ? workspace.contactByExternalId(body.external_id) : undefined;
  if (byId && byId.id !== own) return byId;
  if (typeof body.email !== 'string' || body.role === 'lead') return undefined;
  const byEmail = workspace.contactByEmail(body.email, 'user');
  return byEmail?.id === own ? undefined : byEmail;
}
