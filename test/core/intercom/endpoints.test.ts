import assert from 'node:assert/strict';
import { fieldsIn, findEndpoint } from '../../../server/core/intercom/endpoints';
import { endpoints } from '../../../server/core/intercom/endpoints/all';
import type { Field, FieldType, Rule } from '../../../server/core/intercom/fields';
import { compareVersions, inVersion, readVersion, versions } from '../../../server/core/intercom/versions';

suite('Intercom versions', () => {
  test('2.10 is newer than 2.9, and the list is in order', () => {
    assert.ok(compareVersions('2.10', '2.9') > 0);
    assert.deepEqual([...versions].sort(compareVersions), [...versions]);
  });

  const headers: [string | undefined, string | undefined][] = [
    [undefined, '2.16'],
    [' ', '2.16'],
    ['1.4', '1.4'],
    [' 2.3 ', '2.3'],
    ['Preview', '2.17'],
    ['1.5', undefined],
    ['2', undefined],
    ['3.0', undefined],
    ['2.99', undefined],
    ['1.4, 2.0', undefined],
  ];
  for (const [header, version] of headers) {
    test(`Intercom-Version ${JSON.stringify(header)}`, () => assert.equal(readVersion(header), version));
  }

  test('both ends of a lifetime belong to it', () => {
    assert.deepEqual(
      ['1.4', '2.0', '2.3', '2.4'].map(version => inVersion({ since: '2.0', until: '2.3' }, version)),
      [false, true, true, false],
    );
  });
});

suite('Intercom endpoints', () => {
  const requests: [string, string, string, string][] = [
    ['POST', '/users', '1.4', 'found /users'],
    ['POST', '/users', '2.0', 'other-version /users'],
    ['POST', '/users/', '1.0', 'found /users'],
    ['PATCH', '/users', '1.4', 'other-method POST GET'],
    ['PATCH', '/users', '2.16', 'other-method POST GET'],
    ['POST', '/contacts', '2.16', 'found /contacts'],
    ['POST', '/contacts', '1.4', 'found /contacts'],
    ['PUT', '/contacts/abc', '1.4', 'other-version /contacts/{contact_id}'],
    ['POST', '/contacts/abc/block', '2.12', 'other-version /contacts/{contact_id}/block'],
    ['POST', '/tickets', '2.8', 'other-version /tickets'],
    ['POST', '/tickets', '2.9', 'found /tickets'],
    ['POST', '/contacts/search', '2.16', 'found /contacts/search'],
    ['PUT', '/contacts/search', '2.16', 'other-method POST'],
    ['PUT', '/contacts/abc', '2.16', 'found /contacts/{contact_id}'],
    ['POST', '/contacts/abc/tags', '2.0', 'found /contacts/{contact_id}/tags'],
    ['POST', '/contacts//tags', '2.0', 'unknown'],
    ['POST', '/Contacts', '2.0', 'unknown'],
    ['POST', '/events', '1.4', 'found /events'],
    ['POST', '/events', '2.16', 'found /events'],
    ['GET', '/me', '2.16', 'found /me'],
    ['POST', '/nowhere', '2.16', 'unknown'],
  ];
  for (const [method, path, version, expected] of requests) {
    test(`${method} ${path} in ${version}: ${expected}`, () => {
      const match = findEndpoint(method, path, version);
      const detail =
        match.kind === 'other-method' ? match.methods.join(' ') : match.kind === 'unknown' ? '' : match.endpoint.path;
      assert.equal(`${match.kind} ${detail}`.trim(), expected);
    });
  }

  test('each is found by what the table says of it', () => {
    for (const endpoint of endpoints) {
      const match = findEndpoint(endpoint.method, endpoint.path, endpoint.since);
      assert.equal(match.kind === 'found' && match.endpoint, endpoint, endpoint.path);
    }
  });

  test('the same path may be another request in another version', () => {
    const titles = ['1.4', '2.0'].map(version => {
      const match = findEndpoint('POST', '/contacts', version);
      return match.kind === 'found' && match.endpoint.title;
    });
    assert.deepEqual(titles, ['Create or update a lead', 'Create a contact']);
  });

  test('no two requests answer the same method and path in one version', () => {
    for (const version of versions) {
      const requests = endpoints
        .filter(endpoint => inVersion(endpoint, version))
        .map(endpoint => `${endpoint.method} ${endpoint.path.replace(/\{\w+\}/g, '{}')}`);
      assert.equal(new Set(requests).size, requests.length, version);
    }
  });

  test('a parameter of the path is decoded', () => {
    const match = findEndpoint('PUT', '/contacts/a%20b', '2.16');
    assert.deepEqual(match.kind === 'found' && match.parameters, { contact_id: 'a b' });
  });

  test('every entry is whole: lifetimes in order, rules about fields that exist, no name twice in one version', () => {
    for (const endpoint of endpoints) {
      const place = `${endpoint.method} ${endpoint.path}`;
      assert.ok(endpoint.title && endpoint.help, place);
      if (endpoint.until) assert.ok(compareVersions(endpoint.since, endpoint.until) <= 0, place);
      for (const version of versions.filter(version => inVersion(endpoint, version))) {
        for (const fields of fieldLists({ kind: 'object', fields: endpoint.fields })) {
          const names = fieldsIn(fields, version).map(field => field.name);
          assert.equal(new Set(names).size, names.length, `${place} in ${version}: ${names}`);
        }
      }
      const names = endpoint.fields.map(field => field.name);
      for (const rule of endpoint.rules) {
        for (const name of namesIn(rule)) assert.ok(names.includes(name), `${place}: ${name}`);
      }
    }
  });

  test('help is one sentence or two, and ends like one', () => {
    const helps = endpoints.flatMap(({ help, fields }) => [
      help,
      ...fieldLists({ kind: 'object', fields }).flatMap(list => list.map(field => field.help)),
    ]);
    for (const help of helps) assert.match(help, /^[A-Z].{8,110}\.$/);
  });
});

function namesIn(rule: Rule): readonly string[] {
  if (rule.kind === 'only') return [rule.field, rule.where.field];
  if (rule.kind === 'needs' || rule.kind === 'not with') return [rule.field, rule.other];
  return rule.where ? [...rule.fields, rule.where.field] : rule.fields;
}

function fieldLists(type: FieldType): readonly (readonly Field[])[] {
  switch (type.kind) {
    case 'object':
      return [type.fields, ...type.fields.flatMap(field => fieldLists(field.type))];
    case 'list':
      return fieldLists(type.of);
    case 'either':
      return type.of.flatMap(fieldLists);
    default:
      return [];
  }
}
