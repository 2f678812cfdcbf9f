import { boolean, type Endpoint, type Field, type FieldType, identifier, seconds, text } from '../fields';

const attachmentUrls: Field = {
  name: 'attachment_urls',
  type: { kind: 'list', of: text, atMost: 10 },
  help: 'The URLs of up to 10 pictures to attach.',
};

const attachmentFiles: Field = {
  name: 'attachment_files',
  type: {
    kind: 'list',
    of: {
      kind: 'object',
      fields: [
        { name: 'content_type', type: text, help: 'The media type of the file: application/pdf.' },
        { name: 'data', type: text, help: 'What the file holds, as Base64.' },
        { name: 'name', type: text, help: 'The name of the file.' },
      ],
    },
    atMost: 10,
  },
  since: '2.0',
  help: 'Up to 10 files to attach.',
};

const replyOption: FieldType = {
  kind: 'object',
  fields: [
    { name: 'text', type: text, required: true, help: 'What the button says.' },
    { name: 'uuid', type: text, required: true, help: 'An id of the button, a UUID.' },
  ],
};

export const conversations: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/conversations',
    since: '2.0',
    success: 200,
    errors: [403, 404],
    title: 'Start a conversation',
    common: true,
    help: 'Starts a conversation on behalf of a contact, as if they had written in.',
    fields: [
      {
        name: 'from',
        type: {
          kind: 'object',
          fields: [
            {
              name: 'type',
              type: { kind: 'string', values: ['lead', 'user', 'contact'] },
              required: true,
              help: 'The role of the contact.',
            },
            { name: 'id', type: text, required: true, help: "Intercom's id of the contact, 24 characters." },
          ],
        },
        required: true,
        help: 'The contact who writes.',
      },
      { name: 'body', type: text, required: true, help: 'The text, without HTML.' },
      { name: 'subject', type: text, help: 'The subject, where it is an email.' },
      attachmentUrls,
      {
        name: 'created_at',
        type: seconds,
        since: '2.11',
        help: 'When it was written, in Unix seconds; else now. For moving old conversations.',
      },
      { name: 'brand_id', type: text, since: '2.16', help: 'The id of the brand it belongs to.' },
    ],
    rules: [],
  },
  {
    method: 'POST',
    path: '/conversations/{conversation_id}/reply',
    since: '1.0',
    success: 200,
    errors: [403, 404],
    title: 'Reply to a conversation',
    help: 'Adds a reply of a teammate or of the contact. The id "last" means the latest conversation.',
    fields: [
      {
        name: 'message_type',
        type: { kind: 'string', values: ['comment', 'note', 'open', 'close', 'assignment'] },
        required: true,
        until: '1.4',
        help: 'A reply, a note for teammates, or a change of state.',
      },
      {
        name: 'message_type',
        type: { kind: 'string', values: ['comment', 'note'] },
        required: true,
        since: '2.0',
        until: '2.13',
        help: 'A reply, or a note for teammates.',
      },
      {
        name: 'message_type',
        type: { kind: 'string', values: ['comment', 'note', 'quick_reply'] },
        required: true,
        since: '2.14',
        help: 'A reply, a note for teammates, or buttons to choose from.',
      },
      { name: 'type', type: { kind: 'string', values: ['user', 'admin'] }, required: true, help: 'Who replies.' },
      { name: 'body', type: text, help: 'The text. Notes may hold some HTML.' },
      { name: 'admin_id', type: identifier, help: 'The id of the teammate who replies.' },
      { name: 'assignee_id', type: identifier, until: '1.4', help: 'The id of the teammate or team it goes to.' },
      { name: 'intercom_user_id', type: text, help: "Intercom's id of the contact who replies." },
      { name: 'user_id', type: text, help: 'Your own id of the contact who replies.' },
      { name: 'email', type: text, help: 'The email address of the contact who replies.' },
      { name: 'created_at', type: seconds, help: 'When it was written, in Unix seconds; else now.' },
      attachmentUrls,
      attachmentFiles,
      {
        name: 'reply_options',
        type: { kind: 'list', of: replyOption },
        since: '2.14',
        help: 'The buttons to choose from, or the one that the contact chose.',
      },
      { name: 'skip_notifications', type: boolean, since: '2.14', help: 'Whether nobody is notified of the reply.' },
    ],
    rules: [
      { kind: 'all of', fields: ['admin_id'], where: { field: 'type', is: 'admin' } },
      {
        kind: 'one of',
        fields: ['intercom_user_id', 'user_id', 'email'],
        where: { field: 'type', is: 'user' },
      },
      { kind: 'all of', fields: ['body'], where: { field: 'message_type', is: 'comment' } },
      { kind: 'all of', fields: ['body'], where: { field: 'message_type', is: 'note' } },
      { kind: 'all of', fields: ['reply_options'], where: { field: 'message_type', is: 'quick_reply' } },
      { kind: 'only', field: 'message_type', values: ['comment'], where: { field: 'type', is: 'user' } },
    ],
  },
  {
    method: 'POST',
    path: '/conversations/{conversation_id}/tags',
    since: '2.0',
    success: 200,
    errors: [404],
    title: 'Tag a conversation',
    help: 'The tag must exist.',
    fields: [
      { name: 'id', type: identifier, required: true, help: "Intercom's id of the tag." },
      { name: 'admin_id', type: identifier, required: true, help: 'The id of the teammate who tags.' },
    ],
    rules: [],
  },
];
