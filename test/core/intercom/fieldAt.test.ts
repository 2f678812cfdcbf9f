import assert from 'node:assert/strict';
import { findEndpoint } from '../../../server/core/intercom/endpoints';
import { fieldAt, fieldsAt, type JsonPath, nearestField } from '../../../server/core/intercom/fieldAt';

function endpoint(request: string, version: string) {
  const [method = '', path = ''] = request.split(' ');
  const match = findEndpoint(method, path, version);
  assert.ok(match.kind === 'found', request);
  return match.endpoint;
}

suite('the field at a place of the body', () => {
  const cases: [string, string, JsonPath, string][] = [
    ['POST /users', '1.4', ['email'], 'string'],
    ['POST /users', '1.4', ['signed_up_at'], 'integer'],
    ['POST /users', '1.4', ['companies'], 'list'],
    ['POST /users', '1.4', ['companies', 3], 'object'],
    ['POST /users', '1.4', ['companies', 3, 'size'], 'integer'],
    ['POST /users', '1.4', ['companies', 3, 'custom_attributes', 'plan'], 'attribute value'],
    ['POST /users', '1.4', ['companies', 'size'], 'nothing'],
    ['POST /users', '1.4', ['emial'], 'nothing'],
    ['POST /users', '1.4', ['email', 'x'], 'nothing'],
    ['POST /users', '1.4', ['toString'], 'nothing'],
    ['POST /users', '1.4', ['custom_attributes', 'a', 0], 'nothing'],
    ['POST /contacts', '2.15', ['owner_id'], 'integer'],
    ['POST /contacts', '2.16', ['owner_id'], 'string'],
    ['POST /contacts', '2.16', ['custom_attributes', 'order', 0], 'nothing'],
    ['PUT /contacts/1', '2.16', ['custom_attributes', 'order', 0], 'string'],
    ['POST /events', '2.16', ['metadata', 'price'], 'metadata value'],
    ['POST /events', '2.16', ['metadata', 'price', 'amount'], 'integer'],
    ['POST /events', '2.16', ['metadata', 'order_date'], 'integer'],
    ['POST /messages', '2.16', ['to', 'type'], 'string'],
    ['POST /messages', '2.16', ['to', 0, 'type'], 'string'],
    ['POST /messages', '2.13', ['to', 0], 'nothing'],
    ['POST /contacts/search', '2.16', ['query', 'value', 0, 'operator'], 'string'],
    ['POST /contacts/search', '2.16', ['pagination', 'per_page'], 'integer'],
    ['PUT /data_attributes/1', '2.13', ['options', 0], 'string'],
    ['PUT /data_attributes/1', '2.14', ['options', 0, 'value'], 'string'],
    ['POST /contacts', '2.16', [], 'object'],
  ];
  for (const [request, version, path, expected] of cases) {
    test(`${request} ${version} ${path.join('.')}: ${expected}`, () =>
      assert.equal(fieldAt(endpoint(request, version), version, path)?.type.kind ?? 'nothing', expected));
  }
});

suite('the fields an object may have', () => {
  const names = (request: string, version: string, path: JsonPath) =>
    fieldsAt(endpoint(request, version), version, path)?.fields.map(field => field.name);

  test('of the body, in the version asked for', () => {
    assert.deepEqual(names('POST /contacts/1/notes', '2.16', []), ['body', 'admin_id', 'contact_id']);
    assert.ok(!names('POST /contacts', '2.15', [])!.includes('email_verified'));
    assert.ok(names('POST /contacts', '2.16', [])!.includes('email_verified'));
  });
  test('of an item of a list', () =>
    assert.deepEqual(names('POST /tags', '2.16', ['companies', 0]), ['id', 'company_id', 'untag']));
  test('of a recipient, alone or in a list', () => {
    assert.deepEqual(names('POST /messages', '2.16', ['to']), ['type', 'id']);
    assert.deepEqual(names('POST /messages', '2.16', ['to', 1]), ['type', 'id']);
  });
  test('of a detail of an event', () =>
    assert.deepEqual(names('POST /events', '2.16', ['metadata', 'x']), ['url', 'value', 'amount', 'currency']));
  test('no field where a text stands', () => assert.equal(names('POST /contacts', '2.16', ['email']), undefined));
  test('custom attributes take any name', () => {
    const members = fieldsAt(endpoint('POST /contacts', '2.16'), '2.16', ['custom_attributes']);
    assert.deepEqual(members, { fields: [], open: true, oneOf: [] });
  });
  test('one of these is required', () => {
    const oneOf = (request: string, version: string, path: JsonPath) =>
      fieldsAt(endpoint(request, version), version, path)?.oneOf;
    assert.deepEqual(oneOf('POST /events', '2.16', []), ['user_id', 'email', 'id']);
    assert.deepEqual(oneOf('POST /tags', '2.16', ['users', 0]), ['id']);
    assert.deepEqual(oneOf('POST /tags', '1.4', ['users', 0]), ['id', 'user_id', 'email']);
  });
  test('the name that was meant', () => {
    const members = fieldsAt(endpoint('POST /users', '1.4'), '1.4', [])!;
    assert.equal(nearestField('emial', members), 'email');
    assert.equal(nearestField('custom_attribute', members), 'custom_attributes');
    assert.equal(nearestField('zzz', members), undefined);
  });
});
