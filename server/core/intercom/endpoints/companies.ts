import { boolean, type Endpoint, type Field, identifier, integer, seconds, text } from '../fields';
import { remove, show } from './shared';

/** What a company can be told, by whichever endpoint. */
export const companyFields: readonly Field[] = [
  { name: 'name', type: text, help: 'The name of the company.' },
  { name: 'plan', type: text, help: 'The name of the plan it is on.' },
  { name: 'size', type: integer, help: 'How many people work there.' },
  { name: 'website', type: text, help: 'The address of its website. Not checked.' },
  { name: 'industry', type: text, help: 'The industry it is in.' },
  {
    name: 'monthly_spend',
    type: { kind: 'integer', max: 2_147_483_647, cutsDecimals: true },
    help: 'What it brings in a month, in whole units: decimals are cut off.',
  },
  {
    name: 'custom_attributes',
    type: { kind: 'custom attributes', associations: false },
    help: 'Attributes of your own. Each must exist in the workspace before it can be written.',
  },
];

/** Fixed by the first request that creates the company. */
export const companyIdentity: readonly Field[] = [
  { name: 'company_id', type: text, help: 'Your own id of the company: found by it, and never changed.' },
  { name: 'remote_created_at', type: seconds, help: 'When the company came to you, in Unix seconds.' },
];

export const companies: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/companies',
    since: '1.0',
    success: 200,
    title: 'Create or update a company',
    common: true,
    help: 'Looks the company up by company_id; it is seen in Intercom once a person belongs to it.',
    fields: [
      ...companyIdentity,
      ...companyFields,
      { name: 'update_last_request_at', type: boolean, since: '2.16', help: 'Whether it counts as seen just now.' },
    ],
    rules: [{ kind: 'one of', fields: ['company_id'] }],
  },
  {
    method: 'PUT',
    path: '/companies/{company_id}',
    since: '2.0',
    success: 200,
    errors: [404],
    title: 'Update a company',
    help: "Changes what the body names. The id in the path is Intercom's, not yours.",
    fields: companyFields,
    rules: [],
  },
  {
    method: 'POST',
    path: '/companies/{company_id}/notes',
    since: '2.15',
    success: 200,
    errors: [404],
    title: 'Add a note to a company',
    help: 'Notes are seen by teammates only.',
    fields: [
      { name: 'body', type: text, required: true, help: 'The text of the note.' },
      {
        name: 'admin_id',
        type: identifier,
        help: 'The id of the teammate who writes it; else the owner of the token.',
      },
    ],
    rules: [],
  },
  show('/companies', '1.0', 'Find companies', [404]),
  show('/companies/{company_id}', '1.0', 'Show a company', [404]),
  remove('/companies/{company_id}', '2.0', 'Delete a company', [404]),
];
