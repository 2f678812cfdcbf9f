import { boolean, type Endpoint, type Field, identifier, text } from '../fields';

const untag: Field = { name: 'untag', type: boolean, help: 'True takes the tag off.' };

export const tags: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/tags',
    since: '1.0',
    success: 200,
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
            fields: [{ name: 'id', type: identifier, help: "Intercom's id of the person." }, untag],
          },
        },
        help: 'The people to tag.',
      },
    ],
    rules: [],
  },
];
