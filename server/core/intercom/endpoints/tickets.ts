import { boolean, type Endpoint, seconds, text } from '../fields';

export const tickets: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/tickets',
    since: '2.9',
    success: 200,
    title: 'Create a ticket',
    help: 'Creates a ticket of a type that the workspace has.',
    fields: [
      { name: 'ticket_type_id', type: text, required: true, help: 'The id of the type of ticket.' },
      {
        name: 'contacts',
        type: {
          kind: 'list',
          of: {
            kind: 'object',
            fields: [
              { name: 'id', type: text, help: "Intercom's id of the contact." },
              { name: 'external_id', type: text, help: 'Your own id of the contact.' },
              { name: 'email', type: text, help: 'The email address; a contact is created if there is none.' },
            ],
            oneOf: ['id', 'external_id', 'email'],
          },
        },
        required: true,
        help: 'Whom the ticket is about. For now Intercom takes one contact.',
      },
      {
        name: 'ticket_attributes',
        type: {
          kind: 'custom attributes',
          associations: true,
          known: [
            { name: '_default_title_', type: text, help: 'The title of the ticket.' },
            { name: '_default_description_', type: text, help: 'What the ticket is about.' },
          ],
        },
        help: 'The values of the type; _default_title_ and _default_description_ are always there.',
      },
      { name: 'company_id', type: text, help: "Intercom's id of the company it belongs to." },
      { name: 'created_at', type: seconds, since: '2.11', help: 'When it was opened, in Unix seconds; else now.' },
      { name: 'conversation_to_link_id', type: text, since: '2.14', help: 'The id of a conversation to link.' },
      {
        name: 'assignment',
        type: {
          kind: 'object',
          fields: [
            { name: 'admin_assignee_id', type: text, help: 'The id of the teammate it goes to.' },
            { name: 'team_assignee_id', type: text, help: 'The id of the team it goes to.' },
          ],
        },
        since: '2.14',
        help: 'Who is to deal with it; else nobody.',
      },
      { name: 'skip_notifications', type: boolean, since: '2.14', help: 'Whether nobody is notified of the ticket.' },
    ],
    rules: [],
  },
];
