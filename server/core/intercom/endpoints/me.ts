import type { Endpoint } from '../fields';

export const me: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/me',
    since: '1.0',
    success: 200,
    title: 'Show who the access token belongs to',
    help: 'Answers the teammate with their workspace and its region: the way to check a token.',
    fields: [],
    rules: [],
  },
];
