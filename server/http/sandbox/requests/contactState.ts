import { intercomErrors } from '../../../core/intercom/errors';
import { compareVersions } from '../../../core/intercom/versions';
import { type Answer, errorAnswer } from '../answer';
import type { Contact, Fields, Workspace } from '../workspace';
import { type Call, type Handler, ok } from './handler';
import { keep, present, withContact } from './people';
import { contactView } from './views';

export const archiveContact: Handler = call =>
  withContact(call, contact => ok({ ...ids(keep(call, { ...contact, archived: true })), archived: true }));

export const unarchiveContact: Handler = call => {
  const contact = call.workspace.contacts.get(call.parameters.contact_id ?? '');
  if (!contact) return errorAnswer(intercomErrors.userNotFound);
  return ok({ ...ids(keep(call, { ...contact, archived: false })), archived: false });
};

export const blockContact: Handler = call => withContact(call, contact => ok({ ...ids(contact), blocked: true }));

export const deleteContact: Handler = call =>
  withContact(call, contact => {
    forget(call.workspace, contact);
    return ok({ ...ids(contact), deleted: true });
  });

/** POST /contacts/merge: the lead becomes part of the user, and is gone. */
export const mergeContacts: Handler = call => {
  const [from, into] = [present(call, call.body.from), present(call, call.body.into)];
  if (!from || !into) return errorAnswer(intercomErrors.userNotFound);
  const refused = refusal(from, into, call);
  return refused ?? ok(contactView(call.workspace, merge(call, from, into)));
};

export function merge(call: Call, from: Contact, into: Contact): Contact {
  const { workspace, now } = call;
  forget(workspace, from);
  workspace.merged.set(from.id, into.id);
  for (const note of workspace.notes.values())
    if (note.about.id === from.id) workspace.notes.set(note.id, { ...note, about: { ...note.about, id: into.id } });
  return keep(call, {
    ...into,
    email: into.email ?? from.email,
    fields: { ...from.fields, ...into.fields },
    custom_attributes: { ...from.custom_attributes, ...into.custom_attributes },
    companies: [...new Set([...into.companies, ...from.companies])],
    tags: [...new Set([...into.tags, ...from.tags])],
    updated_at: now,
  });
}

/** From 2.16 on the two must share something, or the body says that they need not. */
function refusal(from: Contact, into: Contact, { body, version }: Call): Answer | undefined {
  const isPair = from.role === 'lead' && into.role === 'user';
  const same = (left: unknown, right: unknown) => typeof left === 'string' && left !== '' && left === right;
  const isDuplicate =
    same(from.email?.toLowerCase(), into.email?.toLowerCase()) || same(from.fields.phone, into.fields.phone);
  const mayDiffer = compareVersions(version, '2.16') < 0 || body.skip_duplicate_validation === true;
  if (isPair && (isDuplicate || mayDiffer)) return undefined;
  const message = isPair
    ? 'The two share neither email nor phone; skip_duplicate_validation merges them all the same'
    : 'Only a lead can be merged, and only into a user';
  return errorAnswer(intercomErrors.invalidMerge, [{ message }]);
}

function forget(workspace: Workspace, { id }: Contact): void {
  workspace.contacts.delete(id);
}

function ids({ id, external_id }: Contact): Fields {
  return { type: 'contact', id, external_id };
}
