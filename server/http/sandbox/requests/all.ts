import { createAttribute, listAttributes, updateAttribute } from './attributes';
import { addCompanyNote, deleteCompany, findCompanies, saveCompany, showCompany, updateCompany } from './companies';
import * as links from './contactLinks';
import { archiveContact, blockContact, deleteContact, mergeContacts, unarchiveContact } from './contactState';
import {
  createContact,
  listContacts,
  searchForContacts,
  showContact,
  showContactByExternalId,
  updateContact,
} from './contacts';
import { replyToConversation, sendMessage, startConversation, tagConversation } from './conversations';
import { listEvents, submitEvent, summarizeEvents } from './events';
import type { Handler } from './handler';
import { createTicket, deleteCustomObject, saveCustomObject, showCustomObject } from './items';
import { showMe } from './me';
import { listTags, saveTag } from './tags';
import * as users from './users';
import { convertVisitor, showVisitor, updateVisitor } from './visitors';

/** The handlers of endpoints that only 1.x has, by method and path. */
const oldHandlers: Readonly<Record<string, Handler>> = {
  'POST /users': users.saveUser,
  'GET /users': users.findUsers,
  'GET /users/{id}': users.showUser,
  'DELETE /users/{id}': users.archiveUser,
  'POST /contacts': users.saveLead,
  'GET /contacts': users.findLeads,
  'GET /contacts/{id}': users.showUser,
  'DELETE /contacts/{id}': users.deleteLead,
  'POST /contacts/convert': users.convertLead,
  'POST /notes': users.addUserNote,
};

/** The handlers of all other endpoints. */
const handlers: Readonly<Record<string, Handler>> = {
  'POST /contacts': createContact,
  'GET /contacts': listContacts,
  'GET /contacts/{contact_id}': showContact,
  'GET /contacts/find_by_external_id/{external_id}': showContactByExternalId,
  'PUT /contacts/{contact_id}': updateContact,
  'DELETE /contacts/{contact_id}': deleteContact,
  'POST /contacts/search': searchForContacts,
  'POST /contacts/merge': mergeContacts,
  'POST /contacts/{contact_id}/archive': archiveContact,
  'POST /contacts/{contact_id}/unarchive': unarchiveContact,
  'POST /contacts/{contact_id}/block': blockContact,
  'GET /contacts/{contact_id}/companies': links.listCompanies,
  'POST /contacts/{contact_id}/companies': links.attachCompany,
  'DELETE /contacts/{contact_id}/companies/{company_id}': links.detachCompany,
  'GET /contacts/{contact_id}/tags': links.listTagsOf,
  'POST /contacts/{contact_id}/tags': links.tagContact,
  'DELETE /contacts/{contact_id}/tags/{tag_id}': links.untagContact,
  'GET /contacts/{contact_id}/notes': links.listNotes,
  'POST /contacts/{contact_id}/notes': links.addNote,
  'GET /subscription_types': links.listSubscriptionTypes,
  'GET /contacts/{contact_id}/subscriptions': links.listSubscriptions,
  'POST /contacts/{contact_id}/subscriptions': links.subscribe,
  'DELETE /contacts/{contact_id}/subscriptions/{subscription_id}': links.unsubscribe,
  'POST /events': submitEvent,
  'GET /events': listEvents,
  'POST /events/summaries': summarizeEvents,
  'POST /companies': saveCompany,
  'GET /companies': findCompanies,
  'GET /companies/{company_id}': showCompany,
  'PUT /companies/{company_id}': updateCompany,
  'DELETE /companies/{company_id}': deleteCompany,
  'POST /companies/{company_id}/notes': addCompanyNote,
  'POST /tags': saveTag,
  'GET /tags': listTags,
  'POST /conversations': startConversation,
  'POST /conversations/{conversation_id}/reply': replyToConversation,
  'POST /conversations/{conversation_id}/tags': tagConversation,
  'POST /messages': sendMessage,
  'POST /tickets': createTicket,
  'POST /custom_object_instances/{custom_object_type_identifier}': saveCustomObject,
  'GET /custom_object_instances/{custom_object_type_identifier}': showCustomObject,
  'DELETE /custom_object_instances/{custom_object_type_identifier}': deleteCustomObject,
  'POST /data_attributes': createAttribute,
  'GET /data_attributes': listAttributes,
  'PUT /data_attributes/{data_attribute_id}': updateAttribute,
  'GET /visitors': showVisitor,
  'PUT /visitors': updateVisitor,
  'POST /visitors/convert': convertVisitor,
  'GET /me': showMe,
};

/** The handler of an endpoint. Every endpoint of the table has one; a test checks that. */
export function handlerFor(endpoint: {
  readonly method: string;
  readonly path: string;
  readonly until?: string;
}): Handler {
  const name = `${endpoint.method} ${endpoint.path}`;
  const handler = (endpoint.until === undefined ? undefined : oldHandlers[name]) ?? handlers[name];
  if (!handler) throw new Error(`Nothing is done for ${name}`);
  return handler;
}

/** The endpoints that have a handler. */
export const handled: readonly string[] = [...Object.keys(oldHandlers), ...Object.keys(handlers)];
