import assert from 'node:assert/strict';
import { findEndpoint } from '../../../server/core/intercom/endpoints';
import { validateBody } from '../../../server/core/intercom/validate';

/** What is reported for a body, as `kind path`, with a tilde before what Intercom merely ignores. */
function check(request: string, version: string, body: unknown): string[] {
  const [method = '', path = ''] = request.split(' ');
  const match = findEndpoint(method, path, version);
  assert.ok(match.kind === 'found');
  return validateBody(match.endpoint, version, body).map(({ kind, path: place, outcome }) =>
    `${outcome === 'ignored' ? '~' : ''}${kind} ${place.join('.')}`.trim(),
  );
}

suite('bodies Intercom takes', () => {
  const cases: [string, string, unknown][] = [
    ['POST /users', '1.4', { user_id: '1' }],
    ['POST /users', '1.0', { email: 'a@example.com', name: null, signed_up_at: 1571672154, companies: [] }],
    ['POST /users', '1.4', { user_id: '1', companies: [{ company_id: 'c', name: 'C', monthly_spend: 3 }] }],
    ['POST /users', '1.4', { user_id: '1', custom_attributes: { a: 'x', b: 1.5, c: true, d: null } }],
    ['POST /contacts', '2.16', { role: 'lead' }],
    ['POST /contacts', '2.16', { external_id: '1', owner_id: '12', email: 'a@example.com', email_verified: true }],
    ['POST /contacts', '2.15', { external_id: '1', owner_id: 12 }],
    ['PUT /contacts/1', '2.16', {}],
    ['PUT /contacts/1', '2.16', { custom_attributes: { order: ['21'] } }],
    ['POST /events', '2.16', { event_name: 'a', created_at: 1671028894, email: 'a@example.com' }],
    [
      'POST /events',
      '1.4',
      {
        event_name: 'a',
        created_at: 1671028894,
        user_id: '1',
        metadata: {
          text: 'x',
          number: 3.67,
          contact_date: 1392036272,
          article: { url: 'https://example.org', value: 'x' },
          price: { amount: 34999, currency: 'eur' },
        },
      },
    ],
    ['POST /companies', '2.16', { company_id: '6', custom_attributes: { paid: true, spend: 155.5 } }],
    ['POST /tags', '2.16', { name: 'vip', users: [{ id: '1' }] }],
    ['POST /contacts/1/tags', '2.16', { id: 81 }],
    ['POST /contacts/1/notes', '2.16', { body: 'Hello', admin_id: 123 }],
    ['POST /contacts/search', '2.16', { query: { field: 'email', operator: '=', value: 'a@example.com' } }],
    [
      'POST /contacts/search',
      '2.7',
      {
        query: { operator: 'AND', value: [{ field: 'role', operator: 'IN', value: ['user'] }] },
        pagination: { per_page: 5 },
      },
    ],
  ];
  for (const [request, version, body] of cases) {
    test(`${request} ${version} ${JSON.stringify(body)}`, () => assert.deepEqual(check(request, version, body), []));
  }
});

suite('bodies of the other endpoints', () => {
  const admin = { type: 'admin', id: 1 };
  const lead = { type: 'lead', id: 'x' };
  const mail = { message_type: 'email', from: admin, body: 'b', subject: 's', template: 'plain' };
  const cases: [string, string, unknown, string[]][] = [
    ['POST /contacts', '1.4', { email: 'a@example.com', companies: [{ company_id: 'c', remove: true }] }, []],
    ['POST /contacts/convert', '1.4', { contact: { user_id: 'l' }, user: { email: 'a@example.com' } }, []],
    ['POST /contacts/convert', '1.4', { contact: {}, user: 'u' }, ['missing-identifier contact', 'wrong-type user']],
    ['POST /notes', '1.4', { body: 'b', user: { email: 'a@example.com' } }, []],
    ['POST /messages', '2.16', { ...mail, to: lead }, []],
    ['POST /messages', '2.16', { ...mail, to: [lead, lead], cc: lead }, []],
    ['POST /messages', '2.13', { ...mail, to: [lead] }, ['wrong-type to']],
    ['POST /messages', '2.16', { ...mail, to: [lead, { type: 'lead' }] }, ['missing-field to.1.id']],
    ['POST /messages', '2.16', { ...mail, to: { type: 'bot', id: 'x' } }, ['invalid-value to.type']],
    ['POST /messages', '2.16', { ...mail, to: 'x' }, ['wrong-type to']],
    [
      'POST /messages',
      '2.16',
      { message_type: 'email', from: admin, to: lead, body: 'b' },
      ['missing-field subject', 'missing-field template'],
    ],
    [
      'POST /messages',
      '2.14',
      { message_type: 'whatsapp', from: admin, to: lead, body: 'b' },
      // What such a message needs is only reported where its kind is given.
      ['invalid-value message_type'],
    ],
    [
      'POST /conversations',
      '2.16',
      { from: lead, body: 'b', attachment_urls: Array(11).fill('https://example.com/a.png') },
      ['too-many-items attachment_urls'],
    ],
    [
      'POST /conversations/1/reply',
      '2.16',
      { type: 'user', message_type: 'comment', body: 'b' },
      ['missing-identifier'],
    ],
    [
      'POST /conversations/1/reply',
      '2.16',
      { type: 'admin', message_type: 'note' },
      ['missing-field admin_id', 'missing-field body'],
    ],
    ['POST /conversations/1/reply', '2.16', { type: 'admin', admin_id: '1', message_type: 'note', body: 'b' }, []],
    ['POST /visitors/convert', '1.4', { type: 'lead', visitor: { user_id: 'v' } }, []],
    ['POST /visitors/convert', '2.16', { type: 'lead', visitor: { user_id: 'v' } }, ['missing-field user']],
    ['POST /tickets', '2.16', { ticket_type_id: '1', contacts: [{ email: 'a@example.com' }] }, []],
    ['POST /tickets', '2.16', { ticket_type_id: '1', contacts: [{}] }, ['missing-identifier contacts.0']],
    ['POST /data_attributes', '2.13', { name: 'a', model: 'contact', data_type: 'string', options: ['x', 'y'] }, []],
    ['POST /data_attributes', '2.16', { name: 'a', model: 'contact', data_type: 'options' }, ['missing-field options']],
    ['POST /custom_object_instances/Order', '2.13', { external_id: '1', custom_attributes: { total: 9.5 } }, []],
    ['POST /tags', '2.16', { name: 'a', companies: [{ company_id: 'c', untag: true }] }, []],
    ['POST /tags', '2.16', { name: 'a', companies: [{}] }, ['missing-identifier companies.0']],
  ];
  for (const [request, version, body, expected] of cases) {
    test(`${request} ${version} ${JSON.stringify(body).slice(0, 80)}`, () =>
      assert.deepEqual(check(request, version, body), expected));
  }
});

suite('bodies Intercom refuses, or takes in part', () => {
  const long = 'x'.repeat(256);
  const cases: [string, string, unknown, string[]][] = [
    ['POST /users', '1.4', [], ['not-an-object']],
    ['POST /users', '1.4', null, ['not-an-object']],
    ['POST /users', '1.4', 'text', ['not-an-object']],
    ['POST /users', '1.4', { name: 'A' }, ['missing-identifier']],
    ['POST /users', '1.4', { user_id: '' }, ['missing-identifier']],
    ['POST /users', '1.4', { user_id: 7 }, ['wrong-type user_id']],
    ['POST /users', '1.4', { user_id: '1', email: null }, ['wrong-type email']],
    ['POST /users', '1.4', { user_id: '1', signed_up_at: '1571672154' }, ['wrong-type signed_up_at']],
    ['POST /users', '1.4', { user_id: '1', signed_up_at: '2026-01-01T00:00:00Z' }, ['wrong-type signed_up_at']],
    ['POST /users', '1.4', { user_id: '1', signed_up_at: 1571672154.5 }, ['wrong-type signed_up_at']],
    ['POST /users', '1.4', { user_id: '1', signed_up_at: 1571672154000 }, ['milliseconds signed_up_at']],
    ['POST /users', '1.4', { user_id: '1', unsubscribed_from_emails: 'true' }, ['wrong-type unsubscribed_from_emails']],
    ['POST /users', '1.4', { user_id: '1', companies: {} }, ['wrong-type companies']],
    ['POST /users', '1.4', { user_id: '1', companies: [{ size: '9' }] }, ['wrong-type companies.0.size']],
    ['POST /users', '1.4', { user_id: '1', companies: ['c'] }, ['wrong-type companies.0']],
    ['POST /users', '1.4', { user_id: '1', custom_attributes: [] }, ['wrong-type custom_attributes']],
    ['POST /users', '1.4', { user_id: '1', custom_attributes: { a: [1] } }, ['wrong-type custom_attributes.a']],
    ['POST /users', '1.4', { user_id: '1', custom_attributes: { 'a.b': 1 } }, ['invalid-key custom_attributes.a.b']],
    ['POST /users', '1.4', { user_id: '1', custom_attributes: { a: long } }, ['too-long custom_attributes.a']],
    ['POST /users', '1.4', { user_id: '1', emial: 'x' }, ['~unknown-field emial']],
    ['POST /users', '1.4', { user_id: '1', toString: 1 }, ['~unknown-field toString']],
    ['POST /contacts', '2.16', {}, ['missing-identifier']],
    ['POST /contacts', '2.16', { role: 'admin' }, ['invalid-value role']],
    ['POST /contacts', '2.16', { role: 'lead', external_id: '1' }, ['conflicting-fields external_id']],
    ['POST /contacts', '2.16', { role: 'user', email_verified: true }, ['conflicting-fields email_verified']],
    ['POST /contacts', '2.15', { role: 'user', email_verified: true }, ['~unknown-field email_verified']],
    ['POST /contacts', '2.15', { role: 'user', owner_id: '12' }, ['wrong-type owner_id']],
    ['POST /contacts', '2.16', { role: 'user', owner_id: 12 }, ['wrong-type owner_id']],
    ['POST /events', '2.16', {}, ['missing-field event_name', 'missing-field created_at', 'missing-identifier']],
    ['POST /events', '2.16', { event_name: 'a', created_at: null, id: '1' }, ['missing-field created_at']],
    [
      'POST /events',
      '2.16',
      {
        event_name: 'a',
        created_at: 1,
        id: '1',
        metadata: { a: { b: 1 }, b: [1], c: { amount: 1.5, currency: 'eur' } },
      },
      ['wrong-type metadata.a', 'wrong-type metadata.b', 'wrong-type metadata.c'],
    ],
    [
      'POST /events',
      '2.16',
      { event_name: 'a', created_at: 1, id: '1', metadata: { start_date: '2026', end_date: 1571672154000 } },
      ['wrong-type metadata.start_date', 'milliseconds metadata.end_date'],
    ],
    [
      'POST /events',
      '2.16',
      {
        event_name: 'a',
        created_at: 1,
        id: '1',
        metadata: Object.fromEntries([...'abcdefghijkl'].map(key => [key, 1])),
      },
      ['~too-many-keys metadata.k', '~too-many-keys metadata.l'],
    ],
    ['POST /companies', '2.16', { name: 'C' }, ['missing-identifier']],
    ['POST /companies', '2.16', { company_id: 'c', monthly_spend: 2147483648 }, ['too-large monthly_spend']],
    [
      'POST /companies',
      '2.16',
      { company_id: 'c', custom_attributes: { a: ['1'] } },
      ['wrong-type custom_attributes.a'],
    ],
    ['PUT /companies/1', '2.16', { company_id: 'c' }, ['~unknown-field company_id']],
    ['POST /tags', '2.16', {}, ['missing-field name']],
    ['POST /contacts/1/tags', '2.16', { id: true }, ['wrong-type id']],
    ['POST /contacts/search', '2.16', {}, ['missing-field query']],
    ['POST /contacts/search', '2.16', { query: 'x' }, ['wrong-type query']],
    [
      'POST /contacts/search',
      '2.16',
      { query: { field: 'a', operator: '==', value: 1 } },
      ['invalid-value query.operator'],
    ],
    ['POST /contacts/search', '2.16', { query: { operator: 'AND', value: {} } }, ['wrong-type query.value']],
    ['POST /contacts/search', '2.16', { query: { field: 'a', operator: 'IN', value: ['x', 1, null] } }, []],
    ['POST /contacts/search', '2.16', { query: { field: 'a', operator: '=', value: {} } }, ['wrong-type query.value']],
    [
      'POST /contacts/search',
      '2.16',
      { query: { field: 'a', operator: 'IN', value: [{}] } },
      ['wrong-type query.value'],
    ],
    [
      'POST /conversations/1/reply',
      '2.16',
      { type: 'user', email: 'a@example.com', message_type: 'note', body: 'x' },
      ['invalid-value message_type'],
    ],
    [
      'POST /contacts/search',
      '2.16',
      { query: { operator: 'AND', value: [{ operator: 'OR', value: [{ operator: 'OR', value: [] }] }] } },
      ['invalid-value query.value.0.value.0'],
    ],
  ];
  for (const [request, version, body, expected] of cases) {
    test(`${request} ${version} ${JSON.stringify(body)?.slice(0, 80)}`, () =>
      assert.deepEqual(check(request, version, body), expected));
  }

  test('the message names the field and what was found', () => {
    const match = findEndpoint('POST', '/users', '1.4');
    assert.ok(match.kind === 'found');
    const messages = validateBody(match.endpoint, '1.4', {
      user_id: '1',
      signed_up_at: '1',
      companies: [{ size: 'x' }],
    });
    assert.deepEqual(
      messages.map(error => error.message),
      [
        'signed_up_at should be a whole number of seconds, and is a string',
        'companies.0.size should be a whole number, and is a string',
      ],
    );
  });

  test('a key named __proto__ is only a key', () =>
    assert.deepEqual(check('POST /users', '1.4', JSON.parse('{"user_id":"1","__proto__":{"a":1}}')), [
      '~unknown-field __proto__',
    ]));
});
