import { endpoints } from '../intercom/endpoints/all';
import type { Endpoint } from '../intercom/fields';
import { newestDescribed } from '../intercom/versions';

/** A request that a new action can be made for. */
export interface Offer {
  readonly endpoint: Endpoint;
  /** The version that the action asks for: the newest that has the request. */
  readonly version: string;
  /** `POST /contacts 2.16`: no two offers have the same. */
  readonly id: string;
}

const all: readonly Offer[] = endpoints
  .filter(({ method, fields }) => method !== 'GET' && !fields.some(({ type }) => type.kind === 'search query'))
  .filter(({ method, path }) => method !== 'DELETE' || /id\}$/.test(path))
  .map(endpoint => {
    const version = endpoint.until ?? newestDescribed;
    return { endpoint, version, id: `${endpoint.method} ${endpoint.path} ${version}` };
  });

/**
 * The requests that change something in Intercom, since a connector has no use for answers: the common ones in the order
 * of the table, then the others by title. Left out are those that name what they delete in the query of the URL, which the
 * table does not describe.
 */
export const offers: readonly Offer[] = [
  ...all.filter(({ endpoint }) => endpoint.common),
  ...all
    .filter(({ endpoint }) => !endpoint.common)
    .sort((one, other) => one.endpoint.title.localeCompare(other.endpoint.title)),
];
