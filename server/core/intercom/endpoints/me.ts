import type { Endpoint } from '../fields';
import { show } from './shared';

export const me: readonly Endpoint[] = [
  {
    ...show('/me', '1.0', 'Show who the access token belongs to'),
    help: 'Answers the teammate with their workspace and its region: the way to check a token.',
  },
];
