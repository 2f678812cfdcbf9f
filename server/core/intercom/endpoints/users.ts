import { boolean, type Endpoint, seconds, text } from '../fields';
import { companyFields, companyIdentity } from './companies';

export const users: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/users',
    since: '1.0',
    until: '1.4',
    success: 200,
    title: 'Create or update a user',
    help: 'Finds the user by id, user_id or email and updates them, or creates them. Versions 1.0 to 1.4 only.',
    fields: [
      { name: 'id', type: text, help: "Intercom's own id of the user." },
      { name: 'user_id', type: text, help: 'Your own id of the user.' },
      { name: 'email', type: text, help: 'The email address. Compared without regard to case.' },
      { name: 'name', type: text, nullable: true, help: 'The full name.' },
      { name: 'phone', type: text, nullable: true, help: 'The phone number, best in the form +353871234567.' },
      { name: 'signed_up_at', type: seconds, nullable: true, help: 'When they signed up, in Unix seconds.' },
      { name: 'last_request_at', type: seconds, nullable: true, help: 'When they were last active, in Unix seconds.' },
      { name: 'last_seen_ip', type: text, nullable: true, help: 'The IP address they were last seen at.' },
      { name: 'last_seen_user_agent', type: text, nullable: true, help: 'The browser they were last seen with.' },
      { name: 'update_last_request_at', type: boolean, nullable: true, help: 'Whether they count as active just now.' },
      {
        name: 'unsubscribed_from_emails',
        type: boolean,
        nullable: true,
        help: 'Whether they have opted out of emails.',
      },
      {
        name: 'companies',
        type: { kind: 'list', of: { kind: 'object', fields: [...companyIdentity, ...companyFields] } },
        nullable: true,
        help: 'The companies they belong to; those that are new are created.',
      },
      {
        name: 'custom_attributes',
        type: { kind: 'custom attributes', associations: false },
        nullable: true,
        help: 'Attributes of your own.',
      },
    ],
    rules: [{ kind: 'one of', fields: ['user_id', 'email', 'id'] }],
  },
];
