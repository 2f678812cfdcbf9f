import type { Company, Contact, Fields, Note, Workspace } from '../workspace';

/** A contact as 2.x shows it. */
export function contactView(workspace: Workspace, contact: Contact): Fields {
  const { id, role, external_id, email, custom_attributes, created_at, updated_at, fields } = contact;
  const list = (type: string, ids: readonly string[], path: string) => ({
    type: 'list',
    data: ids.map(item => ({ type, id: item })),
    url: `/contacts/${id}/${path}`,
    total_count: ids.length,
    has_more: false,
  });
  const notes = notesOn(workspace, id).map(note => note.id);
  return {
    type: 'contact',
    ...{ id, workspace_id: 'sandbox', external_id, role, email },
    ...{ phone: null, name: null, avatar: null, owner_id: null, signed_up_at: null, last_seen_at: null },
    ...{ unsubscribed_from_emails: false, has_hard_bounced: false, marked_email_as_spam: false },
    ...fields,
    ...{ custom_attributes, created_at, updated_at },
    tags: list('tag', contact.tags, 'tags'),
    companies: list('company', contact.companies, 'companies'),
    notes: list('note', notes, 'notes'),
  };
}

/** A user or, as `contact`, a lead as 1.x shows them. */
export function userView(workspace: Workspace, user: Contact): Fields {
  const { id, role, external_id, email, fields, custom_attributes, created_at, updated_at } = user;
  const { last_seen_at = null, ...others } = fields;
  const companies = user.companies.flatMap(company => workspace.companies.get(company) ?? []);
  return {
    type: role === 'lead' ? 'contact' : 'user',
    ...{ id, user_id: external_id, anonymous: role === 'lead', email, app_id: 'sandbox' },
    ...{ name: null, phone: null, signed_up_at: null, last_seen_ip: null, unsubscribed_from_emails: false },
    ...others,
    last_request_at: last_seen_at,
    ...{ custom_attributes, created_at, updated_at },
    companies: { type: 'company.list', companies: companies.map(company => companyView(workspace, company)) },
    tags: { type: 'tag.list', tags: user.tags.flatMap(tag => tagView(workspace, tag) ?? []) },
  };
}

/** Somebody who has not said who they are; their `user_id` comes from the Messenger. */
export function visitorView({ id, external_id, email, fields, custom_attributes, ...dates }: Contact): Fields {
  const { created_at, updated_at } = dates;
  return {
    type: 'visitor',
    ...{ id, user_id: external_id, anonymous: true, email: email ?? '', phone: null, name: null, app_id: 'sandbox' },
    ...fields,
    ...{ custom_attributes, created_at, updated_at, companies: { type: 'company.list', companies: [] } },
    ...{ tags: { type: 'tag.list', tags: [] }, segments: { type: 'segment.list', segments: [] } },
  };
}

export function companyView(workspace: Workspace, company: Company): Fields {
  const { id, company_id, fields, custom_attributes, created_at, updated_at } = company;
  const { plan, ...others } = fields;
  const members = workspace.contacts.values().filter(contact => contact.companies.includes(id));
  return {
    type: 'company',
    ...{ id, company_id, app_id: 'sandbox', name: null, remote_created_at: null, monthly_spend: 0 },
    ...others,
    plan: plan === undefined ? {} : { type: 'plan', id: '1', name: plan },
    ...{ user_count: members.length, custom_attributes, created_at, updated_at },
    tags: { type: 'tag.list', tags: company.tags.flatMap(tag => tagView(workspace, tag) ?? []) },
    segments: { type: 'segment.list', segments: [] },
  };
}

export function tagView(workspace: Workspace, id: string): Fields | undefined {
  const tag = workspace.tags.get(id);
  return tag && { type: 'tag', ...tag };
}

export function noteView({ id, about, author, body, created_at }: Note): Fields {
  const by = { type: 'admin', id: author };
  return { type: 'note', id, created_at, [about.type]: about, author: by, body: `<p>${body}</p>` };
}

export function notesOn(workspace: Workspace, id: string): readonly Note[] {
  return workspace.notes.values().filter(note => note.about.id === id);
}
