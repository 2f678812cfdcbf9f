import { type Endpoint, type Field, text } from '../fields';
import { personIds, show } from './shared';

const user: Field = {
  name: 'user',
  type: { kind: 'object', fields: personIds, oneOf: ['id', 'user_id', 'email'] },
  help: 'The user or lead that the visitor becomes. Give one of the ids.',
};

export const visitors: readonly Endpoint[] = [
  {
    method: 'PUT',
    path: '/visitors',
    since: '1.0',
    success: 200,
    errors: [404],
    title: 'Update a visitor',
    help: 'Changes somebody whose name and address are not known yet.',
    fields: [
      { name: 'id', type: text, help: "Intercom's id of the visitor." },
      { name: 'user_id', type: text, help: 'The id the Messenger has given the visitor.' },
      { name: 'name', type: text, help: 'The full name.' },
      {
        name: 'custom_attributes',
        type: { kind: 'custom attributes', associations: false },
        help: 'Attributes of your own.',
      },
    ],
    rules: [{ kind: 'one of', fields: ['id', 'user_id'] }],
  },
  {
    method: 'POST',
    path: '/visitors/convert',
    since: '1.0',
    success: 200,
    title: 'Convert a visitor to a user or a lead',
    help: 'Merges the visitor into the user or lead, who is created if there is none.',
    fields: [
      {
        name: 'type',
        type: { kind: 'string', values: ['user', 'lead'] },
        required: true,
        help: 'What the visitor becomes.',
      },
      { ...user, until: '1.4' },
      { ...user, since: '2.0', required: true },
      {
        name: 'visitor',
        type: { kind: 'object', fields: personIds, oneOf: ['id', 'user_id', 'email'] },
        required: true,
        help: 'The visitor to convert.',
      },
    ],
    rules: [],
  },
  show('/visitors', '1.0', 'Show a visitor', [404]),
];
