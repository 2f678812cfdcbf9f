import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, errorAnswer } from '../answer';
import { type Fields, mergeAttributes } from '../workspace';
import { type Call, type Handler, ok } from './handler';
import { keep, named, newPerson, updated } from './people';

/** POST /tickets: about somebody who is there, or who is created where only the address is given. */
export const createTicket: Handler = call => {
  const { workspace, body, now } = call;
  const people = (body.contacts as readonly Fields[]).map(person => personOf(call, person));
  if (people.includes(undefined)) return errorAnswer(intercomErrors.userNotFound);
  const id = workspace.newNumber();
  const { ticket_type_id, ticket_attributes = {}, created_at = now } = body;
  const fields = {
    ...{ type: 'ticket', id, ticket_id: id, ticket_attributes, created_at, updated_at: now },
    ticket_type: { type: 'ticket_type', id: ticket_type_id },
    ticket_state: { type: 'ticket_state', id: '1', category: 'submitted' },
    contacts: { type: 'contact.list', contacts: people.map(contact => ({ type: 'contact', id: contact })) },
  };
  workspace.tickets.set(id, { id, fields });
  return ok(fields);
};

/** POST /custom_object_instances/{type} finds the object by your id of it, or creates it. */
export const saveCustomObject: Handler = call => {
  const { workspace, body, now } = call;
  const type = typeOf(call);
  const key = keyOf(call, body.external_id ?? workspace.newId());
  const known = workspace.customObjects.get(key);
  const fields = {
    ...{ created_at: now, ...known?.fields, ...body, updated_at: now },
    custom_attributes: mergeAttributes((known?.fields.custom_attributes ?? {}) as Fields, body.custom_attributes),
  };
  const item = { id: known?.id ?? workspace.newId(), fields };
  workspace.customObjects.set(key, item);
  return ok({ type, id: item.id, ...item.fields });
};

export const showCustomObject: Handler = call =>
  withObject(call, (_, { id, fields }) => ok({ type: typeOf(call), id, ...fields }));

export const deleteCustomObject: Handler = call =>
  withObject(call, (key, { id }) => {
    call.workspace.customObjects.delete(key);
    return ok({ object: typeOf(call), id, deleted: true });
  });

function personOf(call: Call, { id, external_id, email }: Fields): string | undefined {
  const ids = { ...(id !== undefined && { id }), ...(external_id !== undefined && { external_id }), email };
  const found = named(call.workspace, ids);
  if (found || id !== undefined || external_id !== undefined) return found?.id;
  return keep(call, updated(newPerson(call), { email }, call.now)).id;
}

function withObject(call: Call, then: (key: string, item: { id: string; fields: Fields }) => Answer): Answer {
  const key = keyOf(call, call.query.get('external_id'));
  const item = call.workspace.customObjects.get(key);
  return item ? then(key, item) : errorAnswer(intercomErrors.resourceNotFound);
}

function keyOf(call: Call, externalId: unknown): string {
  return JSON.stringify([typeOf(call), externalId]);
}

function typeOf({ parameters }: Call): string {
  return parameters.custom_object_type_identifier ?? '';
}
