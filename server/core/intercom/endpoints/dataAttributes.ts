import { boolean, type Endpoint, type Field, text } from '../fields';
import { show } from './shared';

const shared: readonly Field[] = [
  { name: 'description', type: text, help: 'What the attribute means, for teammates.' },
  { name: 'messenger_writable', type: boolean, help: 'Whether the Messenger on a web page may write it.' },
  {
    name: 'options',
    type: { kind: 'list', of: text },
    until: '2.13',
    help: 'The values to choose from; data_type is string.',
  },
  {
    name: 'options',
    type: {
      kind: 'list',
      of: { kind: 'object', fields: [{ name: 'value', type: text, help: 'A value to choose.' }] },
    },
    since: '2.14',
    help: 'The values to choose from, at least two.',
  },
];

const dataTypes = ['string', 'integer', 'float', 'boolean', 'datetime', 'date'];

export const dataAttributes: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/data_attributes',
    since: '2.0',
    success: 200,
    title: 'Create a custom attribute',
    help: 'Makes an attribute that contacts or companies can then be given.',
    fields: [
      { name: 'name', type: text, required: true, help: 'Letters, digits, currency signs and hyphens.' },
      {
        name: 'model',
        type: { kind: 'string', values: ['contact', 'company'] },
        required: true,
        help: 'Whether contacts or companies get it.',
      },
      {
        name: 'data_type',
        type: { kind: 'string', values: dataTypes },
        required: true,
        until: '2.13',
        help: 'The type of its values.',
      },
      {
        name: 'data_type',
        type: { kind: 'string', values: [...dataTypes, 'options'] },
        required: true,
        since: '2.14',
        help: 'The type of its values; options for a list to choose from.',
      },
      ...shared,
    ],
    rules: [{ kind: 'all of', fields: ['options'], where: { field: 'data_type', is: 'options' } }],
  },
  {
    method: 'PUT',
    path: '/data_attributes/{data_attribute_id}',
    since: '2.0',
    success: 200,
    errors: [404, 422],
    title: 'Update a custom attribute',
    help: 'Changes what the body names; the name and the type stay.',
    fields: [...shared, { name: 'archived', type: boolean, help: 'Whether it is put away.' }],
    rules: [],
  },
  show('/data_attributes', '1.0', 'List attributes', [422]),
];
