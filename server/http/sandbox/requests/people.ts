import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, errorAnswer } from '../answer';
import { type Contact, type Fields, mergeAttributes, type Workspace } from '../workspace';
import type { Call } from './handler';

/** A person about whom only the role is known. */
export function newPerson({ workspace, now }: Call, role = 'user'): Contact {
  return {
    ...{ id: workspace.newId(), role, external_id: null, email: null, fields: {}, custom_attributes: {} },
    ...{ companies: [], tags: [], subscriptions: [], archived: false, created_at: now, updated_at: now },
  };
}

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

export function keep({ workspace }: Pick<Call, 'workspace'>, contact: Contact): Contact {
  workspace.contacts.set(contact.id, contact);
  return contact;
}

/** The person with Intercom's id; one who is in the archive is not there. */
export function present({ workspace }: Pick<Call, 'workspace'>, id: unknown): Contact | undefined {
  const contact = workspace.contacts.get(String(id));
  return contact?.archived ? undefined : contact;
}

/** Answers for the contact in the path: 404 for nobody, 410 where a contact that was merged is asked for. */
export function withContact(call: Call, then: (contact: Contact) => Answer): Answer {
  const id = call.parameters.contact_id ?? '';
  const contact = present(call, id);
  return contact ? then(contact) : errorAnswer(intercomErrors.userNotFound);
}

/** The person whom a body names by `id`, `user_id` or `email`, in that order. */
export function named(
  workspace: Workspace,
  { id, user_id, external_id = user_id, email }: Fields,
): Contact | undefined {
  const found =
    id !== undefined
      ? workspace.contacts.get(String(id))
      : external_id !== undefined
        ? workspace.contactByExternalId(external_id)
        : workspace.contactByEmail(email);
  return found?.archived ? undefined : found;
}
