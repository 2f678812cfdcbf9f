import { boolean, type Endpoint, type Field, identifier, integer, seconds, text } from '../fields';
import { act, remove, show } from './shared';

const since = '2.0';

const shared: readonly Field[] = [
  {
    name: 'role',
    type: { kind: 'string', values: ['user', 'lead'] },
    help: 'Whether the contact is a known user or a lead.',
  },
  { name: 'external_id', type: text, help: 'Your own id of the person. A lead cannot have one.' },
  { name: 'email', type: text, help: 'The email address. Compared without regard to case.' },
  {
    name: 'email_verified',
    type: boolean,
    nullable: true,
    since: '2.16',
    help: 'Whether you have checked that the address is theirs. Only together with email.',
  },
  { name: 'phone', type: text, nullable: true, help: 'The phone number, best in the form +353871234567.' },
  { name: 'name', type: text, nullable: true, help: 'The full name.' },
  { name: 'avatar', type: text, nullable: true, help: 'The URL of a picture.' },
  { name: 'signed_up_at', type: seconds, nullable: true, help: 'When they signed up, in Unix seconds.' },
  { name: 'last_seen_at', type: seconds, nullable: true, help: 'When they were last seen, in Unix seconds.' },
  {
    name: 'owner_id',
    type: integer,
    nullable: true,
    until: '2.15',
    help: 'The id of the teammate who owns the contact.',
  },
  { name: 'owner_id', type: text, nullable: true, since: '2.16', help: 'The id of the teammate who owns the contact.' },
  { name: 'unsubscribed_from_emails', type: boolean, nullable: true, help: 'Whether they have opted out of emails.' },
  {
    name: 'language_override',
    type: text,
    nullable: true,
    since: '2.15',
    help: 'The language to talk to them in, as two letters: en.',
  },
];

const attributes = (associations: boolean): Field => ({
  name: 'custom_attributes',
  type: { kind: 'custom attributes', associations },
  nullable: true,
  help: 'Attributes of your own. Each must exist in the workspace before it can be written.',
});

const rules: Endpoint['rules'] = [
  { kind: 'needs', field: 'email_verified', other: 'email', since: '2.16' },
  { kind: 'not with', field: 'external_id', other: 'role', value: 'lead' },
];

export const contacts: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/contacts',
    since,
    success: 200,
    errors: [409],
    title: 'Create a contact',
    help: 'Creates and never updates: a person who exists already answers 409 with their id.',
    fields: [...shared, attributes(false)],
    rules: [{ kind: 'one of', fields: ['email', 'external_id', 'role'] }, ...rules],
  },
  {
    method: 'PUT',
    path: '/contacts/{contact_id}',
    since,
    success: 200,
    errors: [404, 409],
    title: 'Update a contact',
    help: "Changes what the body names. The id in the path is Intercom's, not yours.",
    fields: [...shared, attributes(true)],
    rules,
  },
  {
    method: 'POST',
    path: '/contacts/search',
    since,
    success: 200,
    title: 'Search contacts',
    help: 'Finds contacts by a filter. A new contact may take minutes to be found.',
    fields: [
      {
        name: 'query',
        type: { kind: 'search query' },
        required: true,
        help: 'A filter, or several joined by AND or OR.',
      },
      {
        name: 'pagination',
        type: {
          kind: 'object',
          fields: [
            { name: 'per_page', type: integer, help: 'How many contacts a page holds.' },
            { name: 'starting_after', type: text, nullable: true, help: 'The cursor that the page before gave.' },
          ],
        },
        nullable: true,
        help: 'Which page of the result.',
      },
      {
        name: 'sort',
        type: {
          kind: 'object',
          fields: [
            { name: 'field', type: text, help: 'The field to order by.' },
            { name: 'order', type: { kind: 'string', values: ['ascending', 'descending'] }, help: 'The direction.' },
          ],
        },
        since: '2.16',
        help: 'The order of the result.',
      },
    ],
    rules: [],
  },
  {
    method: 'POST',
    path: '/contacts/merge',
    since,
    success: 200,
    title: 'Merge a lead into a user',
    help: 'The lead becomes part of the user and is gone.',
    fields: [
      { name: 'from', type: text, required: true, help: "Intercom's id of the lead that is merged away." },
      { name: 'into', type: text, required: true, help: "Intercom's id of the user that stays." },
      {
        name: 'skip_duplicate_validation',
        type: boolean,
        since: '2.16',
        help: 'True merges two who share neither email nor phone.',
      },
    ],
    rules: [],
  },
  act(
    '/contacts/{contact_id}/archive',
    since,
    'Archive a contact',
    'Puts the contact away; it can be taken out again.',
  ),
  act('/contacts/{contact_id}/unarchive', since, 'Unarchive a contact', 'Takes the contact out of the archive.'),
  act('/contacts/{contact_id}/block', '2.13', 'Block a contact', 'Keeps the contact from writing in.'),
  {
    method: 'POST',
    path: '/contacts/{contact_id}/companies',
    since,
    success: 200,
    errors: [404],
    title: 'Attach a contact to a company',
    help: 'A contact can belong to up to 1000 companies.',
    fields: [{ name: 'id', type: text, required: true, help: "Intercom's id of the company, not your company_id." }],
    rules: [],
  },
  {
    method: 'POST',
    path: '/contacts/{contact_id}/tags',
    since,
    success: 200,
    errors: [404],
    title: 'Tag a contact',
    help: 'The tag must exist.',
    fields: [{ name: 'id', type: identifier, required: true, help: "Intercom's id of the tag." }],
    rules: [],
  },
  {
    method: 'POST',
    path: '/contacts/{contact_id}/notes',
    since,
    success: 200,
    errors: [404],
    title: 'Add a note to a contact',
    help: 'Notes are seen by teammates, not by the contact.',
    fields: [
      { name: 'body', type: text, required: true, help: 'The text of the note.' },
      { name: 'admin_id', type: identifier, help: 'The id of the teammate who writes it.' },
      { name: 'contact_id', type: text, help: "Intercom's id of the contact. The path says it already." },
    ],
    rules: [],
  },
  {
    method: 'POST',
    path: '/contacts/{contact_id}/subscriptions',
    since,
    success: 200,
    errors: [404],
    title: 'Add a subscription to a contact',
    help: 'Says that the contact wants, or does not want, a type of message.',
    fields: [
      { name: 'id', type: text, required: true, help: "Intercom's id of the subscription type." },
      {
        name: 'consent_type',
        type: { kind: 'string', values: ['opt_in', 'opt_out'] },
        required: true,
        help: 'Whether they want it.',
      },
    ],
    rules: [],
  },
  show('/contacts', since, 'List contacts'),
  {
    ...show('/contacts/{contact_id}', since, 'Show a contact', [404, 410]),
    help: "Answers the contact with Intercom's id.",
  },
  show('/contacts/find_by_external_id/{external_id}', '2.13', 'Show a contact by your own id', [404, 410]),
  show('/contacts/{contact_id}/companies', since, 'List the companies of a contact', [404]),
  show('/contacts/{contact_id}/notes', since, 'List the notes on a contact', [404]),
  show('/contacts/{contact_id}/subscriptions', since, 'List the subscriptions of a contact', [404]),
  show('/contacts/{contact_id}/tags', since, 'List the tags of a contact', [404]),
  show('/subscription_types', since, 'List subscription types'),
  remove('/contacts/{contact_id}', since, 'Delete a contact', [404]),
  remove('/contacts/{contact_id}/companies/{company_id}', since, 'Detach a contact from a company', [404]),
  remove('/contacts/{contact_id}/subscriptions/{subscription_id}', since, 'Remove a subscription', [404]),
  remove('/contacts/{contact_id}/tags/{tag_id}', since, 'Take a tag off a contact', [404]),
];
