import { boolean, type Endpoint, type Field, type FieldType, identifier, seconds, text } from '../fields';
import { personIds } from './shared';

const recipient: FieldType = {
  kind: 'object',
  fields: [
    {
      name: 'type',
      type: { kind: 'string', values: ['user', 'lead'] },
      required: true,
      help: 'The role of the contact.',
    },
    { name: 'id', type: text, required: true, help: "Intercom's id of the contact." },
  ],
};

const recipients: FieldType = { kind: 'either', of: [{ kind: 'list', of: recipient }, recipient] };

/** In 1.x a user or lead could also be the one who writes. */
function personBefore2(types: readonly string[]): FieldType {
  return {
    kind: 'object',
    fields: [
      { name: 'type', type: { kind: 'string', values: types }, required: true, help: 'What kind of person it is.' },
      ...personIds.map((field): Field => (field.name === 'id' ? { ...field, type: identifier } : field)),
    ],
    oneOf: ['id', 'user_id', 'email'],
  };
}

export const messages: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/messages',
    since: '1.0',
    success: 200,
    errors: [403, 422],
    title: 'Send a message',
    help: 'Sends a message from a teammate to a contact, in the Messenger or by email.',
    fields: [
      {
        name: 'message_type',
        type: { kind: 'string', values: ['inapp', 'email'] },
        until: '1.4',
        help: 'How it is sent. Left out where a user or lead writes.',
      },
      {
        name: 'message_type',
        type: { kind: 'string', values: ['in_app', 'email', 'inapp'] },
        required: true,
        since: '2.0',
        until: '2.14',
        help: 'How it is sent.',
      },
      {
        name: 'message_type',
        type: { kind: 'string', values: ['in_app', 'email', 'whatsapp', 'inapp'] },
        required: true,
        since: '2.15',
        help: 'How it is sent.',
      },
      { name: 'subject', type: text, help: 'The subject of the email.' },
      { name: 'body', type: text, required: true, until: '2.14', help: 'The text, as plain text or HTML.' },
      { name: 'body', type: text, since: '2.15', help: 'The text, as plain text or HTML.' },
      {
        name: 'template',
        type: { kind: 'string', values: ['plain', 'personal'] },
        until: '2.14',
        help: 'The look of the email.',
      },
      {
        name: 'template',
        type: text,
        since: '2.15',
        help: 'The look of the email, plain or personal; or the name of a WhatsApp template.',
      },
      { name: 'components', type: { kind: 'any' }, since: '2.15', help: 'The parts of a WhatsApp template.' },
      {
        name: 'from',
        type: personBefore2(['admin', 'user', 'contact']),
        required: true,
        until: '1.4',
        help: 'Who writes.',
      },
      {
        name: 'from',
        type: {
          kind: 'object',
          fields: [
            { name: 'type', type: { kind: 'string', values: ['admin'] }, required: true, help: 'Always admin.' },
            { name: 'id', type: identifier, required: true, help: 'The id of the teammate.' },
          ],
        },
        required: true,
        since: '2.0',
        help: 'The teammate who writes.',
      },
      { name: 'to', type: personBefore2(['user', 'contact']), until: '1.4', help: 'Who gets it.' },
      { name: 'to', type: recipient, required: true, since: '2.0', until: '2.13', help: 'Who gets it.' },
      { name: 'to', type: recipients, required: true, since: '2.14', help: 'Who gets it: one contact, or a list.' },
      { name: 'cc', type: recipients, since: '2.14', help: 'Who gets a copy of the email.' },
      { name: 'bcc', type: recipients, since: '2.14', help: 'Who gets a copy of the email, unseen by others.' },
      { name: 'created_at', type: seconds, since: '2.11', help: 'When it was written, in Unix seconds; else now.' },
      {
        name: 'create_conversation_without_contact_reply',
        type: boolean,
        since: '2.0',
        help: 'Whether a conversation is opened before the contact replies.',
      },
    ],
    rules: [
      { kind: 'all of', fields: ['subject', 'body', 'template'], where: { field: 'message_type', is: 'email' } },
      { kind: 'all of', fields: ['body'], where: { field: 'message_type', is: 'in_app' } },
      // The name from 1.x, which Intercom's own client still sends in 2.14.
      { kind: 'all of', fields: ['body'], where: { field: 'message_type', is: 'inapp' } },
      { kind: 'all of', fields: ['template', 'components'], where: { field: 'message_type', is: 'whatsapp' } },
    ],
  },
];
