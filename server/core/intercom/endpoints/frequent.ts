import type { Endpoint } from '../fields';
import { companies } from './companies';
import { contacts } from './contacts';
import { events } from './events';
import { users } from './users';

/** What most actions are about. */
export const frequent: readonly Endpoint[] = [...users, ...contacts, ...events, ...companies];
