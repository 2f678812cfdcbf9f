import { intercomErrors } from '../../../core/intercom/errors';
import { compareVersions } from '../../../core/intercom/versions';
import { type Answer, errorAnswer } from '../answer';
import type { Contact, Fields } from '../workspace';
import { merge } from './contactState';
import { type Call, type Handler, noted, ok } from './handler';
import { keep, named, newPerson, updated } from './people';
import { contactView, userView, visitorView } from './views';

const notFound = errorAnswer(intercomErrors.visitorNotFound);

/**
 * PUT /visitors. Visitors come from the Messenger, which the sandbox does not have: unless it is strict, one that is
 * named by `user_id` is made.
 */
export const updateVisitor: Handler = call => {
  const { id: _, user_id: __, ...fields } = call.body;
  const { visitor, made } = visitorOf(call, call.body);
  if (!visitor) return notFound;
  const changed = updated(visitor, fields, call.now);
  call.workspace.visitors.set(changed.id, changed);
  return { ...ok(visitorView(changed)), ...made };
};

export const showVisitor: Handler = call => {
  const visitor = known(call, { user_id: call.query.get('user_id') });
  return visitor ? ok(visitorView(visitor)) : notFound;
};

/** POST /visitors/convert: merges the visitor into the user or lead, or makes them one where there is none. */
export const convertVisitor: Handler = call => {
  const { workspace, body, now, version } = call;
  const { type, user = {} } = body as { type: string; user?: Fields };
  const { visitor, made } = visitorOf(call, body.visitor as Fields);
  if (!visitor) return notFound;
  const isNamed = Object.keys(user).length > 0;
  const into = isNamed ? named(workspace, user) : undefined;
  if (!into && user.id !== undefined) return errorAnswer(intercomErrors.userNotFound);
  workspace.visitors.delete(visitor.id);
  const { user_id: external_id = null, email = visitor.email } = user;
  const person = into
    ? merge(call, visitor, into)
    : keep(call, updated({ ...visitor, role: type }, { external_id, email }, now));
  const view = compareVersions(version, '2.0') < 0 ? userView : contactView;
  return { ...ok(view(workspace, person)), ...made };
};

function known({ workspace }: Call, { id, user_id, email }: Fields): Contact | undefined {
  if (id !== undefined) return workspace.visitors.get(String(id));
  return workspace.visitors.find(visitor =>
    user_id !== undefined ? visitor.external_id === user_id : visitor.email === email,
  );
}

function visitorOf(call: Call, ids: Fields): { visitor?: Contact | undefined; made?: Pick<Answer, 'headers'> } {
  const visitor = known(call, ids);
  if (visitor || call.strict || typeof ids.user_id !== 'string') return { visitor };
  const made = noted('The visitor did not exist and was created; Intercom answers 404.');
  return { visitor: { ...newPerson(call, 'visitor'), external_id: ids.user_id }, made };
}
