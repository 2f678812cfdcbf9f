import { type Endpoint, seconds, text } from '../fields';
import { remove, show } from './shared';

const path = '/custom_object_instances/{custom_object_type_identifier}';
const since = '2.13';

export const customObjects: readonly Endpoint[] = [
  {
    method: 'POST',
    path,
    since,
    success: 200,
    errors: [404],
    title: 'Create or update a custom object',
    help: 'Looks the object up by external_id. The last part of the path names its type: Order.',
    fields: [
      { name: 'external_id', type: text, help: 'Your own id of the object.' },
      {
        name: 'external_created_at',
        type: seconds,
        nullable: true,
        help: 'When it came to be on your side, in Unix seconds.',
      },
      {
        name: 'external_updated_at',
        type: seconds,
        nullable: true,
        help: 'When it last changed on your side, in Unix seconds.',
      },
      {
        name: 'custom_attributes',
        type: { kind: 'custom attributes', associations: true },
        nullable: true,
        help: 'The attributes that the type of the object has.',
      },
    ],
    rules: [],
  },
  show(path, since, 'Find a custom object by external_id', [404]),
  remove(path, since, 'Delete a custom object by external_id', [404]),
];
