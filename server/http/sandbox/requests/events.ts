import { intercomErrors } from '../../../core/intercom/errors';
import { errorAnswer } from '../answer';
import type { Contact, Fields, Occurrence } from '../workspace';
import { type Call, type Handler, noted, ok } from './handler';
import { keep, named, newPerson, updated } from './people';

/** POST /events: 202 and nothing more, the second time too. */
export const submitEvent: Handler = call => {
  const { workspace, body } = call;
  const found = named(workspace, body);
  // Intercom's own ids cannot be made up, and an archived person is not created again; anybody else can be.
  if (!found && (call.strict || body.id !== undefined || isArchived(call)))
    return errorAnswer(intercomErrors.userNotFound);
  const person = found ?? createPerson(call);
  const { event_name, created_at } = body as { event_name: string; created_at: number };
  const key = JSON.stringify([person.id, event_name, created_at]);
  if (!workspace.events.get(key)) {
    const metadata = (body.metadata ?? {}) as Fields;
    workspace.events.set(key, { id: workspace.newId(), contact: person.id, event_name, created_at, metadata });
  }
  const note =
    'The user of this event did not exist and was created; Intercom answers 404. Let another action create the user first.';
  return { status: 202, ...(!found && noted(note)) };
};

/**
 * GET /events: those of the person that the query names by `user_id`, `email` or `intercom_user_id`; with `summary` how
 * often each was submitted, and when first and last.
 */
export const listEvents: Handler = ({ workspace, query }) => {
  const ids = {
    ...(query.has('intercom_user_id') && { id: query.get('intercom_user_id') }),
    ...(query.has('user_id') && { user_id: query.get('user_id') }),
    ...(query.has('email') && { email: query.get('email') }),
  };
  const person = Object.keys(ids).length > 0 ? named(workspace, ids) : undefined;
  if (!person) return errorAnswer(intercomErrors.userNotFound);
  const own = workspace.events.values().filter(({ contact }) => contact === person.id);
  const { id: intercom_user_id, external_id: user_id, email } = person;
  if (query.get('summary') === 'true')
    return ok({ type: 'event.summary', events: summed(own), email, intercom_user_id, user_id });
  const events = own
    .sort((left, right) => right.created_at - left.created_at)
    .map(({ contact: _, ...event }) => ({ type: 'event', ...event, user_id, intercom_user_id, email }));
  return ok({ type: 'event.list', events, pages: { next: null }, email, intercom_user_id, user_id });
};

export const summarizeEvents: Handler = ({ workspace, body }) =>
  named(workspace, body) ? { status: 200 } : errorAnswer(intercomErrors.userNotFound);

function summed(events: readonly Occurrence[]): Fields[] {
  const moments = new Map<string, number[]>();
  for (const { event_name, created_at } of events)
    moments.set(event_name, [...(moments.get(event_name) ?? []), created_at]);
  return [...moments].map(([name, times]) => ({
    name,
    first: inWords(Math.min(...times)),
    last: inWords(Math.max(...times)),
    count: times.length,
    description: '',
  }));
}

/** Null for a moment that no calendar reaches. */
function inWords(seconds: number): string | null {
  const moment = new Date(seconds * 1000);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

function isArchived({ workspace, body }: Call): boolean {
  const { user_id, email } = body;
  const known = user_id === undefined ? workspace.contactByEmail(email) : workspace.contactByExternalId(user_id);
  return known?.archived === true;
}

function createPerson(call: Call): Contact {
  const { user_id, email } = call.body;
  const known = { ...(user_id !== undefined && { external_id: user_id }), ...(email !== undefined && { email }) };
  return keep(call, updated(newPerson(call), known, call.now));
}
