import { saveCompany, updateCompany } from './companies';
import {
  addNote,
  attachCompany,
  createContact,
  searchForContacts,
  showContact,
  tagContact,
  updateContact,
} from './contacts';
import { submitEvent } from './events';
import type { Handler } from './handler';
import { showMe } from './me';
import { saveTag } from './tags';
import { saveUser } from './users';

/** What is done for each endpoint of the table, by its method and path. */
export const handlers: Readonly<Record<string, Handler>> = {
  'POST /users': saveUser,
  'POST /contacts': createContact,
  'GET /contacts/{contact_id}': showContact,
  'PUT /contacts/{contact_id}': updateContact,
  'POST /contacts/search': searchForContacts,
  'POST /contacts/{contact_id}/companies': attachCompany,
  'POST /contacts/{contact_id}/tags': tagContact,
  'POST /contacts/{contact_id}/notes': addNote,
  'POST /events': submitEvent,
  'POST /companies': saveCompany,
  'PUT /companies/{company_id}': updateCompany,
  'POST /tags': saveTag,
  'GET /me': showMe,
};
