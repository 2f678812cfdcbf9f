import { boolean, type Endpoint, type Field, seconds, text } from '../fields';
import { companyFields, companyIdentity } from './companies';
import { personIds, remove, show } from './shared';

/** The last version with users and leads; from 2.0 on both are contacts. */
const until = '1.4';

/** What users and leads have in common. */
const person: readonly Field[] = [
  { name: 'name', type: text, nullable: true, help: 'The full name.' },
  { name: 'phone', type: text, nullable: true, help: 'The phone number, best in the form +353871234567.' },
  {
    name: 'avatar',
    type: {
      kind: 'object',
      fields: [
        { name: 'type', type: { kind: 'string', values: ['avatar'] }, help: 'Always avatar.' },
        { name: 'image_url', type: text, help: 'The URL of the picture.' },
      ],
    },
    nullable: true,
    undocumented: true,
    help: 'A picture: {"type": "avatar", "image_url": …}.',
  },
  { name: 'signed_up_at', type: seconds, nullable: true, help: 'When they signed up, in Unix seconds.' },
  { name: 'last_request_at', type: seconds, nullable: true, help: 'When they were last active, in Unix seconds.' },
  { name: 'last_seen_ip', type: text, nullable: true, help: 'The IP address they were last seen at.' },
  { name: 'last_seen_user_agent', type: text, nullable: true, help: 'The browser they were last seen with.' },
  { name: 'update_last_request_at', type: boolean, nullable: true, help: 'Whether they count as active just now.' },
  {
    name: 'new_session',
    type: boolean,
    nullable: true,
    undocumented: true,
    help: 'Whether this counts as a new session.',
  },
  { name: 'unsubscribed_from_emails', type: boolean, nullable: true, help: 'Whether they have opted out of emails.' },
  {
    name: 'companies',
    type: {
      kind: 'list',
      of: {
        kind: 'object',
        fields: [
          ...companyIdentity,
          ...companyFields,
          { name: 'id', type: text, help: "Intercom's id of the company." },
          { name: 'remove', type: boolean, undocumented: true, help: 'True takes the person out of the company.' },
        ],
      },
    },
    nullable: true,
    help: 'The companies they belong to; those that are new are created.',
  },
  {
    name: 'custom_attributes',
    type: { kind: 'custom attributes', associations: false },
    nullable: true,
    help: 'Attributes of your own.',
  },
];

export const users: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/users',
    since: '1.0',
    until,
    success: 200,
    title: 'Create or update a user',
    common: true,
    help: 'Finds the user by id, user_id or email and updates them, or creates them.',
    fields: [
      { name: 'id', type: text, help: "Intercom's own id of the user." },
      { name: 'user_id', type: text, help: 'Your own id of the user.' },
      { name: 'email', type: text, help: 'The email address. Compared without regard to case.' },
      ...person,
    ],
    rules: [{ kind: 'one of', fields: ['user_id', 'email', 'id'] }],
  },
  {
    method: 'POST',
    path: '/contacts',
    since: '1.0',
    until,
    success: 200,
    errors: [404],
    title: 'Create or update a lead',
    help: 'In versions 1.0 to 1.4 contacts are leads. With id or user_id it updates, without it creates.',
    fields: [
      { name: 'id', type: text, help: "Intercom's own id of the lead." },
      { name: 'user_id', type: text, help: 'The id that Intercom has given the lead.' },
      { name: 'email', type: text, help: 'The email address. Leads may share one.' },
      ...person,
    ],
    rules: [],
  },
  {
    method: 'POST',
    path: '/contacts/convert',
    since: '1.0',
    until,
    success: 200,
    errors: [404],
    title: 'Convert a lead to a user',
    help: 'Merges the lead into the user, who is created if there is none.',
    fields: [
      {
        name: 'contact',
        type: { kind: 'object', fields: personIds.filter(({ name }) => name !== 'email'), oneOf: ['id', 'user_id'] },
        required: true,
        help: 'The lead to convert.',
      },
      {
        name: 'user',
        type: { kind: 'object', fields: personIds, oneOf: ['id', 'user_id', 'email'] },
        required: true,
        help: 'The user to become.',
      },
    ],
    rules: [],
  },
  {
    method: 'POST',
    path: '/notes',
    since: '1.0',
    until,
    success: 200,
    errors: [404],
    title: 'Add a note to a user',
    help: 'Notes are seen by teammates, not by the user.',
    fields: [
      { name: 'body', type: text, required: true, help: 'The text of the note.' },
      { name: 'admin_id', type: { kind: 'identifier' }, help: 'The id of the teammate who writes it.' },
      {
        name: 'user',
        type: { kind: 'object', fields: personIds, oneOf: ['id', 'user_id', 'email'] },
        required: true,
        help: 'Whom the note is about.',
      },
    ],
    rules: [],
  },
  ...[
    show('/users', '1.0', 'Find users', [404]),
    show('/users/{id}', '1.0', 'Show a user', [404]),
    remove('/users/{id}', '1.0', 'Archive a user', [404]),
    show('/contacts', '1.0', 'Find leads'),
    show('/contacts/{id}', '1.0', 'Show a lead', [404]),
    remove('/contacts/{id}', '1.0', 'Delete a lead', [404]),
  ].map(endpoint => ({ ...endpoint, until })),
];
