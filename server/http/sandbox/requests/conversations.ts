import { intercomErrors } from '../../../core/intercom/errors';
import { errorAnswer } from '../answer';
import type { Fields } from '../workspace';
import { type Call, type Handler, ok } from './handler';
import { named, present } from './people';
import { tagView } from './views';

/** POST /conversations: on behalf of a contact who is there. */
export const startConversation: Handler = call => {
  const { workspace, body, now } = call;
  const from = body.from as Fields;
  if (!present(call, from.id)) return errorAnswer(intercomErrors.userNotFound);
  const conversation = started(call, { source: { body: body.body, author: from }, contacts: [from.id] });
  const id = workspace.newNumber();
  const message = { type: 'user_message', id, created_at: body.created_at ?? now, body: body.body };
  return ok({ ...message, message_type: 'inapp', conversation_id: conversation });
};

/** POST /conversations/{id}/reply; the id "last" is the latest. */
export const replyToConversation: Handler = call => {
  const { workspace, parameters, body, now } = call;
  const { conversation_id = '' } = parameters;
  const last = workspace.conversations.values().at(-1);
  const found = conversation_id === 'last' ? last : workspace.conversations.get(conversation_id);
  if (!found) return errorAnswer(intercomErrors.resourceNotFound);
  const { intercom_user_id, user_id, email } = body;
  if (
    body.type === 'user' &&
    !named(workspace, { ...(intercom_user_id !== undefined && { id: intercom_user_id }), user_id, email })
  )
    return errorAnswer(intercomErrors.userNotFound);
  const parts = [...(found.fields.parts as readonly Fields[]), { id: workspace.newNumber(), ...body, created_at: now }];
  const fields = { ...found.fields, updated_at: now, parts };
  workspace.conversations.set(found.id, { ...found, fields });
  return ok(view(found.id, fields));
};

export const tagConversation: Handler = ({ workspace, parameters, body, now }) => {
  const found = workspace.conversations.get(parameters.conversation_id ?? '');
  const tag = tagView(workspace, String(body.id));
  if (!found || !tag) return errorAnswer(intercomErrors.resourceNotFound);
  const tags = [...new Set([...(found.fields.tags as readonly string[]), String(body.id)])];
  workspace.conversations.set(found.id, { ...found, fields: { ...found.fields, tags } });
  return ok({ ...tag, applied_at: now, applied_by: { type: 'admin', id: String(body.admin_id) } });
};

/** POST /messages: from a teammate to people who are there. */
export const sendMessage: Handler = call => {
  const { workspace, body, now } = call;
  const to = [body.to as Fields | readonly Fields[]].flat().filter(person => person !== undefined);
  if (to.some(person => !named(workspace, person))) return errorAnswer(intercomErrors.userNotFound);
  const { message_type, subject, from } = body;
  const message = { type: 'admin_message', id: workspace.newNumber(), created_at: body.created_at ?? now };
  return ok({ ...message, ...(subject !== undefined && { subject }), body: body.body, message_type, owner: from });
};

function started({ workspace, now }: Call, fields: Fields): string {
  const id = workspace.newNumber();
  const dates = { created_at: now, updated_at: now };
  workspace.conversations.set(id, { id, fields: { ...fields, ...dates, parts: [], tags: [] } });
  return id;
}

function view(id: string, { parts, ...fields }: Fields): Fields {
  const conversation_parts = { type: 'conversation_part.list', conversation_parts: parts };
  return { type: 'conversation', id, ...fields, conversation_parts };
}
