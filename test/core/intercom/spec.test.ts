import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../../server/core/intercom/endpoints/all';
import { commonErrors, type Endpoint } from '../../../server/core/intercom/fields';
import { inVersion } from '../../../server/core/intercom/versions';
import { type Schema, type Shape, shapeOfEndpoint, shapeOfSchema } from './shape';

/**
 * Our table against Intercom's own API descriptions, which are not part of this project: the test runs where they lie
 * beside the checkout, and is skipped elsewhere. It reads files, as other core tests do not.
 */
const folder = join(__dirname, '../../../../shared/intercom');
const described = ['2.7', '2.16'];

/** Where our table differs from the descriptions, by the reason: `versions request place: what`. */
const deliberate: Readonly<Record<string, readonly string[]>> = {
  'custom attributes take numbers and booleans in the very examples of the descriptions': [
    '2.7 2.16 POST /companies custom_attributes.*: type described string, ours boolean number string',
    '2.16 PUT /companies/{} custom_attributes.*: type described string, ours boolean number string',
    '2.7 2.16 PUT /visitors custom_attributes.*: type described string, ours boolean number string',
    '2.16 POST /custom_object_instances/{} custom_attributes.*: type described string, ours array boolean number string',
  ],
  'null clears any custom attribute, which goes without saying in our table': [
    '2.16 POST /tickets ticket_attributes.*: null described true, ours false',
  ],
  'the text about events has numbers, dates, links and amounts of money': [
    '2.7 2.16 POST /events metadata.*: type described string, ours boolean number object string',
  ],
  'an id of Intercom is text in the description and a number in its examples, or the other way round': [
    '2.7 2.16 POST /contacts/{}/notes admin_id: type described string, ours integer string',
    '2.7 2.16 POST /contacts/{}/tags id: type described string, ours integer string',
    '2.7 2.16 POST /tags users[].id: type described string, ours integer string',
    '2.7 2.16 POST /messages from.id: type described integer, ours integer string',
    '2.7 2.16 POST /conversations/{}/reply admin_id: type described string, ours integer string',
    '2.7 2.16 POST /conversations/{}/tags id: type described string, ours integer string',
    '2.7 2.16 POST /conversations/{}/tags admin_id: type described string, ours integer string',
    '2.16 POST /companies/{}/notes admin_id: type described string, ours integer string',
  ],
  'an id in a path is text; the contact ids in the examples are not even numbers': [
    '2.7 2.16 POST /contacts/{}/notes path parameter 1: type described integer, ours string',
    '2.7 GET /contacts/{}/notes path parameter 1: type described integer, ours string',
    '2.7 2.16 PUT /data_attributes/{} path parameter 1: type described integer, ours string',
  ],
  'the values stand in the text of the description': [
    '2.7 2.16 POST /contacts role: values described none, ours lead user',
    '2.7 2.16 PUT /contacts/{} role: values described none, ours lead user',
    '2.7 2.16 POST /contacts/{}/subscriptions consent_type: values described none, ours opt_in opt_out',
    '2.7 POST /messages template: values described none, ours personal plain',
    '2.7 2.16 POST /visitors/convert type: values described none, ours lead user',
  ],
  "the name that Intercom's own client still sends": [
    '2.7 POST /messages message_type: values described email in_app, ours email in_app inapp',
    '2.16 POST /messages message_type: values described email in_app whatsapp, ours email in_app inapp whatsapp',
  ],
  'a company is found by company_id, and tags go on something: without an id there is nothing to do': [
    '2.7 2.16 POST /companies: one of described none, ours company_id',
    '2.7 2.16 POST /tags companies[]: one of described none, ours company_id id',
    '2.7 2.16 POST /tags users[]: one of described none, ours id',
  ],
  'which fields a reply needs depends on its type, which our rules say': [
    '2.7 2.16 POST /conversations/{}/reply: one of described admin_id body, ours none',
  ],
  'the example of the description names the user by address alone': [
    '2.7 2.16 POST /visitors/convert user: one of described id user_id, ours email id user_id',
  ],
  'the description asks for 24 characters and for a UUID, which has 36': [
    '2.7 2.16 POST /conversations from.id: length described 24 to 24, ours none',
  ],
  'a field of another version or of the examples, which does no harm': [
    '2.16 POST /contacts language_override: only ours',
    '2.16 PUT /contacts/{} language_override: only ours',
    '2.16 POST /contacts/{}/notes contact_id: only ours',
    '2.7 2.16 POST /tags users[].untag: only ours',
  ],
  'required of a WhatsApp message, and not described': ['2.16 POST /messages components: only ours'],
  'the body of an update of 2.7 is described in later versions only': [
    '2.7 PUT /companies/{}: fields described none, ours name,plan,size,website,industry,monthly_spend,custom_attributes',
  ],
  'a request of the reference that the descriptions at hand leave out': ['2.7 2.16 DELETE /companies/{}: only ours'],
  'a failure that the text describes or that clients have met, or one of another version': [
    '2.7 2.16 POST /contacts: errors described none, ours 409',
    '2.7 2.16 PUT /contacts/{}: errors described none, ours 404 409',
    '2.7 GET /contacts/{}: errors described none, ours 404 410',
    '2.16 GET /contacts/{}: errors described 410, ours 404 410',
    '2.16 GET /contacts/find_by_external_id/{}: errors described 410, ours 404 410',
    '2.7 2.16 DELETE /contacts/{}: errors described none, ours 404',
    '2.7 2.16 POST /events: errors described none, ours 403 404',
    '2.16 POST /tags: errors described none, ours 404',
    '2.7 GET /data_attributes: errors described none, ours 422',
  ],
};

suite('Intercom endpoints against the API descriptions', function () {
  if (!existsSync(folder)) {
    test(`skipped: no API descriptions at ${folder}`, function () {
      this.skip();
    });
    return;
  }
  this.timeout(10_000);
  const listed = Object.values(deliberate).flat();
  const found = mergeVersions(described.flatMap(version => differences(version).map(line => [version, line] as const)));

  test('each difference is deliberate', () => {
    assert.deepEqual(
      found.filter(line => !listed.includes(line)),
      [],
    );
  });

  test('each difference listed as deliberate is still one', () => {
    assert.deepEqual(
      listed.filter(line => !found.includes(line)),
      [],
    );
  });
});

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly parameters?: readonly { readonly in?: string; readonly name?: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

function differences(version: string): string[] {
  const file = join(folder, `intercom-openapi-${version}-webhook-subset.json`);
  const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  const operations = new Map(
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => method !== 'parameters')
        .map(([method, operation]) => [nameOf(method, path), operation] as const),
    ),
  );
  const ours = new Map(
    endpoints
      .filter(endpoint => inVersion(endpoint, version))
      .map(endpoint => [nameOf(endpoint.method, endpoint.path), endpoint] as const),
  );
  const resolve = (ref: string) =>
    ref
      .split('/')
      .slice(1)
      .reduce((node, key) => (node as Readonly<Record<string, unknown>>)[key], description as unknown) as Schema;
  return [
    ...[...operations.keys()].filter(name => !ours.has(name)).map(name => `${name}: only described`),
    ...[...ours.keys()].filter(name => !operations.has(name)).map(name => `${name}: only ours`),
    ...[...operations].flatMap(([name, operation]) => {
      const endpoint = ours.get(name);
      return endpoint ? differencesOf(operation, endpoint, version, resolve).map(line => `${name}${line}`) : [];
    }),
  ];
}

function differencesOf(
  operation: Operation,
  endpoint: Endpoint,
  version: string,
  resolve: (ref: string) => Schema,
): string[] {
  const statuses = Object.keys(operation.responses).map(Number);
  const failures = statuses.filter(status => status >= 400 && !(commonErrors as readonly number[]).includes(status));
  const parameters = (operation.parameters ?? []).map(parameter =>
    '$ref' in parameter ? (resolve(parameter.$ref as string) as typeof parameter) : parameter,
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const described = schema ? shapeOfSchema(schema, resolve) : undefined;
  const shape = shapeOfEndpoint(endpoint, version);
  return [
    ...say('', 'success', statuses.filter(status => status < 400).join(), String(endpoint.success)),
    ...say('', 'errors', sorted(failures), sorted(endpoint.errors ?? [])),
    ...parameters
      .filter(parameter => parameter.in === 'path')
      .flatMap(({ schema: type }, index) => say(` path parameter ${index + 1}`, 'type', type?.type ?? '', 'string')),
    ...(described ? compare(described, shape, '') : say('', 'fields', '', Object.keys(shape.fields).join())),
  ];
}

function compare(described: Shape, ours: Shape, place: string): string[] {
  const names = new Set([...Object.keys(described.fields), ...Object.keys(ours.fields)]);
  return [
    ...(described.types.length > 0 && ours.types.length > 0
      ? say(place, 'type', sorted(described.types), sorted(ours.types))
      : []),
    ...say(place, 'values', sorted(described.values ?? []), sorted(ours.values ?? [])),
    ...say(place, 'required', sorted(described.required), sorted(ours.required)),
    ...say(place, 'one of', sorted(described.oneOf), sorted(ours.oneOf)),
    ...say(place, 'items', String(described.atMost ?? ''), String(ours.atMost ?? '')),
    ...say(place, 'length', described.length ?? '', ours.length ?? ''),
    ...(place === '' ? [] : say(place, 'null', String(described.nullable), String(ours.nullable))),
    ...(described.moment && !ours.moment ? say(place, 'unit', 'seconds', '') : []),
    ...(described.items && ours.items ? compare(described.items, ours.items, `${place}[]`) : []),
    ...(described.others && ours.others ? compare(described.others, ours.others, `${place}.*`) : []),
    ...[...names].flatMap(name => {
      const inner = place === '' ? ` ${name}` : `${place}.${name}`;
      const [left, right] = [described.fields[name], ours.fields[name]];
      if (!left) return [`${inner}: only ours`];
      return right ? compare(left, right, inner) : [`${inner}: only described`];
    }),
  ];
}

function say(place: string, what: string, described: string, ours: string): string[] {
  return described === ours ? [] : [`${place}: ${what} described ${described || 'none'}, ours ${ours || 'none'}`];
}

function sorted(items: readonly (string | number)[]): string {
  return items.map(String).sort().join(' ');
}

function nameOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`;
}

/** Lists a difference that several versions have only once: `2.7 2.16 POST /events: …`. */
function mergeVersions(lines: readonly (readonly [string, string])[]): string[] {
  const versions = new Map<string, string[]>();
  for (const [version, line] of lines) versions.set(line, [...(versions.get(line) ?? []), version]);
  return [...versions].map(([line, those]) => `${those.join(' ')} ${line}`);
}
