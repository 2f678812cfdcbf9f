import type { Workspace } from './workspace';

/** Intercom's ids of those who are there from the start: well-formed, and the same in every sandbox. */
const contactId = '5f2a3c4b5d6e7f8091a2b3c4';
const companyId = '5f2a3c4b5d6e7f8091a2b3d5';

/**
 * Adds a contact, a company and a tag, so that requests with Intercom's ids can be tried at once: the examples name
 * these. `now` is in seconds.
 */
export function settle(workspace: Workspace, now: number): void {
  const since = { created_at: now, updated_at: now };
  workspace.contacts.set(contactId, {
    ...{ id: contactId, role: 'user', external_id: 'sandbox-contact', email: 'sam@sandbox.example' },
    ...{ fields: { name: 'Sam Sandbox' }, custom_attributes: {}, companies: [], tags: [], subscriptions: [] },
    ...{ archived: false, ...since },
  });
  const company = { id: companyId, company_id: 'sandbox-company', fields: { name: 'Sandbox Ltd' } };
  workspace.companies.set(companyId, { ...company, custom_attributes: {}, tags: [], ...since });
  const tag = workspace.newNumber();
  workspace.tags.set(tag, { id: tag, name: 'Sandbox' });
}
