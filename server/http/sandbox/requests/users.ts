import { randomUUID } from 'node:crypto';
import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, errorAnswer } from '../answer';
import type { Contact, Fields } from '../workspace';
import { upsertCompany } from './companies';
import { merge } from './contactState';
import { type Call, type Handler, ok } from './handler';
import { keep, named, newPerson, present, updated } from './people';
import { notesOn, noteView, userView } from './views';

/** POST /users of 1.x: finds the user by id, user_id or email, and updates or creates them. */
export const saveUser: Handler = call => {
  const { id } = call.body;
  if (id !== undefined && !present(call, id)) return errorAnswer(intercomErrors.userNotFound);
  return saved(call, findUser(call) ?? newPerson(call));
};

/** POST /contacts of 1.x: leads are created, and updated where an id of theirs is given. */
export const saveLead: Handler = call => {
  const { id, user_id } = call.body;
  if (id === undefined && user_id === undefined)
    return saved(call, { ...newPerson(call, 'lead'), external_id: randomUUID() });
  const lead = named(call.workspace, call.body);
  return lead?.role === 'lead' ? saved(call, lead) : errorAnswer(intercomErrors.userNotFound);
};

/** POST /contacts/convert of 1.x: the lead becomes part of the user, who is created if there is none. */
export const convertLead: Handler = call => {
  const { contact, user } = call.body as { contact: Fields; user: Fields };
  const lead = named(call.workspace, contact);
  if (lead?.role !== 'lead') return errorAnswer(intercomErrors.userNotFound);
  const { user_id, email } = user;
  const known = { ...(user_id !== undefined && { external_id: user_id }), ...(email !== undefined && { email }) };
  const found = named(call.workspace, user);
  if (!found && user.id !== undefined) return errorAnswer(intercomErrors.userNotFound);
  const into = found?.role === 'user' ? found : keep(call, updated(newPerson(call), known, call.now));
  return ok(userView(call.workspace, merge(call, lead, into)));
};

/** POST /notes of 1.x. */
export const addUserNote: Handler = call => {
  const { workspace, body, now } = call;
  const user = named(workspace, body.user as Fields);
  if (!user) return errorAnswer(intercomErrors.userNotFound);
  const note = {
    ...{ id: workspace.newNumber(), about: { type: 'user', id: user.id } as const },
    ...{ author: String(body.admin_id ?? '1'), body: String(body.body), created_at: now },
  };
  workspace.notes.set(note.id, note);
  return ok({ ...noteView(note), notes_count: notesOn(workspace, user.id).length });
};

export const findUsers = find('user');
export const findLeads = find('lead');
export const showUser: Handler = call => ofPath(call, user => ok(userView(call.workspace, user)));

export const archiveUser: Handler = call =>
  ofPath(call, user => ok(userView(call.workspace, keep(call, { ...user, archived: true }))));

export const deleteLead: Handler = call =>
  ofPath(call, lead => {
    call.workspace.contacts.delete(lead.id);
    return ok(userView(call.workspace, lead));
  });

/** One person by `user_id` or `email` in the query; all of them without either. */
function find(role: 'user' | 'lead'): Handler {
  return ({ workspace, query }) => {
    const people = workspace.contacts.values().filter(person => person.role === role && !person.archived);
    const [user_id, email] = [query.get('user_id'), query.get('email')];
    const isMeant = (person: Contact) =>
      user_id !== null ? person.external_id === user_id : person.email?.toLowerCase() === email?.toLowerCase();
    const list = (found: readonly Contact[]) => {
      const [type, members] = role === 'lead' ? ['contact.list', 'contacts'] : ['user.list', 'users'];
      return ok({ type, [members!]: found.map(person => userView(workspace, person)), total_count: found.length });
    };
    if (user_id === null && email === null) return list(people);
    const found = people.filter(isMeant);
    // Leads may share an address, so they come as a list.
    if (role === 'lead' && user_id === null) return list(found);
    return found[0] ? ok(userView(workspace, found[0])) : errorAnswer(intercomErrors.userNotFound);
  };
}

function ofPath(call: Call, then: (person: Contact) => Answer): Answer {
  const person = present(call, call.parameters.id);
  return person ? then(person) : errorAnswer(intercomErrors.userNotFound);
}

function saved(call: Call, person: Contact): Answer {
  const { id: _, user_id, last_request_at, companies, update_last_request_at, ...fields } = call.body;
  const { workspace, now } = call;
  const seen = update_last_request_at === true ? now : last_request_at;
  const body = {
    ...fields,
    ...(user_id !== undefined && { external_id: user_id }),
    ...(seen !== undefined && { last_seen_at: seen }),
  };
  const user = updated(person, body, now);
  const named = ((companies ?? []) as readonly Fields[]).flatMap(company => {
    const known = company.company_id === undefined ? workspace.companies.get(String(company.id)) : undefined;
    if (known || company.company_id === undefined) return known ? [{ id: known.id, remove: company.remove }] : [];
    const { remove, ...about } = company;
    return [{ id: upsertCompany(workspace, about, now).id, remove }];
  });
  const left = new Set(named.filter(({ remove }) => remove === true).map(({ id }) => id));
  const all = [...user.companies, ...named.map(({ id }) => id)].filter(id => !left.has(id));
  return ok(userView(workspace, keep(call, { ...user, companies: [...new Set(all)] })));
}

function findUser(call: Call): Contact | undefined {
  const { workspace, body } = call;
  if (body.id !== undefined) return present(call, body.id);
  const byUserId = body.user_id === undefined ? undefined : workspace.contactByExternalId(body.user_id);
  const found = byUserId ?? byAddress(call);
  // Writing to an archived user brings them back.
  return found && { ...found, archived: false };
}

function byAddress({ workspace, body }: Call): Contact | undefined {
  if (typeof body.email !== 'string') return undefined;
  const found = workspace.contactByEmail(body.email, 'user');
  // An address that belongs to another user_id is another person's.
  return body.user_id === undefined || found?.external_id === null ? found : undefined;
}
