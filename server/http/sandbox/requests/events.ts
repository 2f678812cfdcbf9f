import { intercomErrors } from '../../../core/intercom/errors';
import { errorAnswer } from '../answer';
import type { Contact } from '../workspace';
import { updated } from './contacts';
import type { Call, Handler } from './handler';
import { newUser } from './users';

/** POST /events: 202 and nothing more, the second time too. */
export const submitEvent: Handler = call => {
  const { workspace, body } = call;
  const found = findPerson(call);
  // Intercom's own ids cannot be made up; yours can, where the sandbox is told to be lenient.
  if (!found && (!call.createUnknownUsers || body.id !== undefined)) return errorAnswer(intercomErrors.userNotFound);
  const person = found ?? createPerson(call);
  workspace.events.set(JSON.stringify([person.id, body.event_name, body.created_at]), true);
  const note = 'The user of this event did not exist and was created; Intercom answers 404.';
  return { status: 202, ...(!found && { headers: { 'X-Sandbox-Note': note } }) };
};

function findPerson({ workspace, body }: Call): Contact | undefined {
  if (body.id !== undefined) return workspace.contacts.get(String(body.id));
  if (body.user_id !== undefined) return workspace.contactByExternalId(body.user_id);
  return workspace.contactByEmail(body.email);
}

function createPerson(call: Call): Contact {
  const { user_id, email } = call.body;
  const known = { ...(user_id !== undefined && { external_id: user_id }), ...(email !== undefined && { email }) };
  const person = updated(newUser(call), known, call.now);
  call.workspace.contacts.set(person.id, person);
  return person;
}
