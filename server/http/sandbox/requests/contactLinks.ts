import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, errorAnswer } from '../answer';
import type { Contact, Fields } from '../workspace';
import { type Call, type Handler, listed, ok } from './handler';
import { keep, withContact } from './people';
import { companyView, notesOn, noteView, tagView } from './views';

/** Things that a contact can be given, and have taken away, one at a time by id. */
interface Link {
  readonly list: 'companies' | 'tags' | 'subscriptions';
  /** Its parameter in the path of the request that takes it away. */
  readonly parameter: string;
  readonly view: (call: Call, id: string) => Fields | undefined;
  readonly missing: Answer;
  /** How many a contact can have, and the answer to one more. */
  readonly most?: { readonly count: number; readonly exceeded: Answer };
}

const company: Link = {
  list: 'companies',
  parameter: 'company_id',
  view: ({ workspace }, id) => {
    const found = workspace.companies.get(id);
    return found && companyView(workspace, found);
  },
  missing: errorAnswer(intercomErrors.companyNotFound),
  most: { count: 1000, exceeded: errorAnswer(intercomErrors.tooManyCompanies) },
};

const tag: Link = {
  list: 'tags',
  parameter: 'tag_id',
  view: ({ workspace, now }, id) => {
    const view = tagView(workspace, id);
    return view && { ...view, applied_at: now, applied_by: { type: 'admin', id: '1' } };
  },
  missing: errorAnswer(intercomErrors.resourceNotFound),
};

/** The types of message that this workspace has. */
const subscriptionTypes: readonly Fields[] = [
  { type: 'subscription', id: '1', state: 'live', consent_type: 'opt_out', default_translation: { name: 'News' } },
  { type: 'subscription', id: '2', state: 'live', consent_type: 'opt_in', default_translation: { name: 'Offers' } },
];

const subscription: Link = {
  list: 'subscriptions',
  parameter: 'subscription_id',
  view: (_, id) => subscriptionTypes.find(type => type.id === id),
  missing: errorAnswer(intercomErrors.resourceNotFound),
};

export const attachCompany = attach(company);
export const detachCompany = detach(company);
export const listCompanies = show(company);
export const tagContact = attach(tag);
export const untagContact = detach(tag);
export const listTagsOf = show(tag);
export const subscribe = attach(subscription);
export const unsubscribe = detach(subscription);
export const listSubscriptions = show(subscription);
export const listSubscriptionTypes: Handler = () => listed(subscriptionTypes);

export const addNote: Handler = call =>
  withContact(call, contact => {
    const { workspace, body, now } = call;
    const note = {
      ...{ id: workspace.newNumber(), about: { type: 'contact', id: contact.id } as const },
      ...{ author: String(body.admin_id ?? '1'), body: String(body.body), created_at: now },
    };
    workspace.notes.set(note.id, note);
    return ok(noteView(note));
  });

export const listNotes: Handler = call =>
  withContact(call, contact => listed(notesOn(call.workspace, contact.id).map(noteView)));

function attach(link: Link): Handler {
  return call => changed(call, link, String(call.body.id), (ids, id) => [...new Set([...ids, id])]);
}

/** What the contact does not have cannot be taken away. */
function detach(link: Link): Handler {
  return call =>
    withContact(call, contact => {
      const id = call.parameters[link.parameter] ?? '';
      if (!contact[link.list].includes(id)) return link.missing;
      return changed(call, link, id, ids => ids.filter(other => other !== id));
    });
}

function show({ list, view }: Link): Handler {
  return call =>
    withContact(call, contact => listed(contact[list].map(id => view(call, id)).filter(shown => shown !== undefined)));
}

function changed(
  call: Call,
  { list, view, missing, most }: Link,
  id: string,
  change: (ids: readonly string[], id: string) => readonly string[],
): Answer {
  return withContact(call, (contact: Contact) => {
    const shown = view(call, id);
    if (!shown) return missing;
    const linked = change(contact[list], id);
    if (most && linked.length > most.count) return most.exceeded;
    keep(call, { ...contact, [list]: linked });
    return ok(shown);
  });
}
