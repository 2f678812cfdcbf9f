import { boolean, type Endpoint, type Field, identifier, text } from '../fields';
import { show } from './shared';

const untag: Field = { name: 'untag', type: boolean, help: 'True takes the tag off.' };

export const tags: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/tags',
    since: '1.0',
    success: 200,
    errors: [404],
    title: 'Create a tag, or tag companies or users',
    help: 'Creates the tag if there is none of that name, and puts it on those named.',
    fields: [
      { name: 'name', type: text, required: true, help: 'The name of the tag. Case does not count.' },
      { name: 'id', type: text, help: 'The id of a tag to rename.' },
      {
        name: 'companies',
        type: {
          kind: 'list',
          of: {
            kind: 'object',
            fields: [
              { name: 'id', type: text, help: "Intercom's id of the company." },
              { name: 'company_id', type: text, help: 'Your own id of the company.' },
              untag,
            ],
            oneOf: ['id', 'company_id'],
          },
        },
        help: 'The companies to tag.',
      },
      {
        name: 'users',
        type: {
          kind: 'list',
          of: {
            kind: 'object',
            fields: [
              { name: 'id', type: identifier, help: "Intercom's id of the person." },
              { name: 'user_id', type: text, until: '1.4', help: 'Your own id of the person.' },
              { name: 'email', type: text, until: '1.4', help: 'The email address of the person.' },
              untag,
            ],
            oneOf: ['id', 'user_id', 'email'],
          },
        },
        help: 'The people to tag.',
      },
    ],
    rules: [],
  },
  show('/tags', '1.0', 'List tags'),
];
