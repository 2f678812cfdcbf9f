import type { Endpoint, Field } from '../fields';

/** A request that only reads. */
export function show(path: string, since: string, title: string, errors: Endpoint['errors'] = []): Endpoint {
  return { ...bare('GET', path, since, title), errors, help: 'Reads, and changes nothing.' };
}

/** A request that removes something. */
export function remove(path: string, since: string, title: string, errors: Endpoint['errors'] = []): Endpoint {
  return { ...bare('DELETE', path, since, title), errors, help: 'The ids are in the path; there is no body.' };
}

/** A request whose path says everything. */
export function act(path: string, since: string, title: string, help: string): Endpoint {
  return { ...bare('POST', path, since, title), help };
}

function bare<Method extends Endpoint['method']>(method: Method, path: string, since: string, title: string) {
  return { method, path, since, title, success: 200, fields: [], rules: [] } as const;
}

/** Ways to name a person, where the field takes one of several ids. */
export const personIds: readonly Field[] = [
  { name: 'id', type: { kind: 'string' }, help: "Intercom's id of the person." },
  { name: 'user_id', type: { kind: 'string' }, help: 'Your own id of the person.' },
  { name: 'email', type: { kind: 'string' }, help: 'The email address of the person.' },
];
