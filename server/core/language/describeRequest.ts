import { intercomHosts } from '../intercom/endpointOf';
import { endpoints } from '../intercom/endpoints/all';
import type { Endpoint } from '../intercom/fields';
import type { RequestHeader } from '../intercom/headers';
import { compareVersions, newestDescribed, versions } from '../intercom/versions';
import { operatorNamed } from '../tealium/operators';
import { code } from './describe';

/** What an endpoint does, in Markdown: title, help, versions, what it needs, what it answers. */
export function describeEndpoint(endpoint: Endpoint): string {
  const { method, path, title, help, since, until, fields, rules, success } = endpoint;
  const required = [...new Set(fields.filter(field => field.required).map(({ name }) => code(name)))];
  const oneOf = rules.flatMap(rule => (rule.kind === 'one of' && !rule.where ? [rule.fields.map(code)] : []));
  const needs = [...required, ...oneOf.map(names => (names.length > 1 ? `one of ${names.join(', ')}` : names[0]!))];
  return paragraphs([
    `${code(`${method} ${path}`)}: ${title}`,
    help,
    needs.length > 0 ? `Needs ${needs.join(' and ')}.` : '',
    `${lifetime(since, until)} Success is ${success}.`,
  ]);
}

/** `Versions 1.0 to 1.4.` */
function lifetime(since: string, until: string | undefined): string {
  return until ? `Versions ${since} to ${until}.` : `Version ${since} and later.`;
}

/** What choosing a version of the API means, according to the table of endpoints. */
export function describeVersion(version: string): string {
  const [came, went] = [changed(version, 'since'), changed(version, 'until')];
  return paragraphs([
    `${code(version)}: ${meaningOf(version)}`,
    came.length > 0 ? `New in it: ${came.join(', ')}.` : '',
    went.length > 0 ? `The last with ${went.join(', ')}.` : '',
  ]);
}

/** A version in a few words. */
export function meaningOf(version: string): string {
  if (version === newestDescribed) return 'the newest in our tables';
  if (compareVersions(version, newestDescribed) > 0) return `newer than our tables; checked as ${newestDescribed}`;
  if (version === lastWithUsers) return 'the last with users and leads: POST /users creates or updates';
  return compareVersions(version, lastWithUsers) < 0 ? 'users and leads' : 'contacts';
}

/** From 2.0 on users and leads are contacts. */
const lastWithUsers = '1.4';

/** What a method does in general. */
export const methodUses: Readonly<Record<string, string>> = {
  GET: 'reads',
  POST: 'creates, and in versions 1.x also updates',
  PUT: 'changes the one thing that the URL names',
  DELETE: 'takes away what the URL names',
  PATCH: 'changes a part; Intercom hardly uses it',
};

/** What a header is for, in Markdown. */
export function describeHeader({ name, help, required }: RequestHeader): string {
  return paragraphs([`${code(name)}${required ? ': Intercom needs it' : ''}`, help]);
}

/** What an operator asks, and of which attributes, in Markdown; undefined for one that Tealium does not have. */
export function describeOperator(name: string): string | undefined {
  const operator = operatorNamed(name);
  return operator && paragraphs([`${code(name)}: ${operator.description}`, `For ${operator.on.join(', ')}.`]);
}

/** Where the data of a host is kept; undefined for hosts that are not Intercom's. */
export function regionOf(host: string): string | undefined {
  return regions[(intercomHosts as readonly string[]).indexOf(host)];
}

/** In the order of `intercomHosts`. */
const regions = ['United States; requests for other regions are passed on', 'European Union', 'Australia'] as const;

/**
 * The fields and requests that came with a version, or were last in it. For the first version everything came with it,
 * so none are listed.
 */
function changed(version: string, end: 'since' | 'until'): readonly string[] {
  if (version === versions[0]) return [];
  const requests = endpoints.flatMap(endpoint =>
    endpoint[end] === version && endpoint.method !== 'GET' ? [code(`${endpoint.method} ${endpoint.path}`)] : [],
  );
  const fields = endpoints.flatMap(({ fields, method, path }) =>
    fields.flatMap(field => (field[end] === version ? [`${code(field.name)} of ${method} ${path}`] : [])),
  );
  const all = [...new Set([...requests, ...fields])];
  return all.length > mostChanges ? [...all.slice(0, mostChanges), 'and more'] : all;
}

const mostChanges = 6;

function paragraphs(texts: readonly string[]): string {
  return texts.filter(text => text !== '').join('\n\n');
}
