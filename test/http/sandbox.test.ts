import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { endpoints } from '../../server/core/intercom/endpoints/all';
import { handled, handlerFor } from '../../server/http/sandbox/requests/all';
import { Shelf } from '../../server/http/sandbox/shelf';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import { send } from '../../server/http/send';
import { event, inSandbox, outline, v1 } from './inSandbox';

suite('sandbox: the gates', () => {
  const contact = { email: 'a@example.com' };
  const cases: [string, string, unknown, Record<string, string | undefined>, string][] = [
    ['no Authorization', 'POST /users', contact, { ...v1, Authorization: undefined }, '401 unauthorized'],
    ['the word Bearer and no token', 'POST /users', contact, { ...v1, Authorization: 'Bearer' }, '401 unauthorized'],
    ['the token without Bearer', 'POST /users', contact, { ...v1, Authorization: 'made-up' }, '401 unauthorized'],
    ['Bearer twice', 'POST /users', contact, { ...v1, Authorization: 'Bearer Bearer made-up' }, '401 unauthorized'],
    [
      'basic authentication',
      'POST /users',
      contact,
      { ...v1, Authorization: 'Basic bWFkZTp1cA==' },
      '401 unauthorized',
    ],
    ['a tag left in', 'POST /users', contact, { ...v1, Authorization: 'Bearer {{token}}' }, '401 unauthorized'],
    ['no Accept', 'POST /users', contact, { ...v1, Accept: undefined }, '406 media_type_not_acceptable'],
    ['the old guide', 'POST /users', contact, { ...v1, Accept: 'applications/json' }, '406 media_type_not_acceptable'],
    ['HTML wanted', 'POST /users', contact, { ...v1, Accept: 'text/html' }, '406 media_type_not_acceptable'],
    ['any type wanted', 'POST /users', contact, { ...v1, Accept: 'text/html, */*;q=0.1' }, '200'],
    ['/users without a version', 'POST /users', contact, {}, '400 intercom_version_invalid'],
    ['/users in 2.0', 'POST /users', contact, { 'Intercom-Version': '2.0' }, '400 intercom_version_invalid'],
    ['/contacts/search in 1.4', 'POST /contacts/search', contact, v1, '400 intercom_version_invalid'],
    [
      'a version that never was',
      'POST /contacts',
      contact,
      { 'Intercom-Version': '9' },
      '400 intercom_version_invalid',
    ],
    ['/users in 1.0', 'POST /users', contact, { 'Intercom-Version': '1.0' }, '200'],
    ['a path that is not', 'POST /nowhere', contact, {}, '404 not_found'],
    ['a method that is not', 'PATCH /contacts', contact, {}, '404 not_found'],
    ['a query', 'POST /users?a=b', contact, v1, '200'],
    ['no content type', 'POST /contacts', contact, { 'Content-Type': undefined }, '400 bad_request'],
    ['a form', 'POST /contacts', contact, { 'Content-Type': 'application/x-www-form-urlencoded' }, '400 bad_request'],
    ['not JSON', 'POST /contacts', '{"email": }', {}, '400 parameter_invalid'],
    ['a trailing comma', 'POST /contacts', '{"email":"a@example.com",}', {}, '400 parameter_invalid'],
    ['a list', 'POST /contacts', [contact], {}, '400 parameter_invalid'],
    ['nothing', 'POST /contacts', '', {}, '400 parameter_not_found'],
    ['nothing, of no content type', 'POST /contacts', '', { 'Content-Type': undefined }, '400 parameter_not_found'],
    ['no identifier', 'POST /users', { name: 'A' }, v1, '400 parameter_not_found'],
    ['a wrong type', 'POST /contacts', { ...contact, signed_up_at: 'x' }, {}, '400 parameter_invalid signed_up_at'],
    ['a missing field', 'POST /events', { ...event, created_at: null }, {}, '400 parameter_not_found created_at'],
    ['a field nobody knows', 'POST /contacts', { ...contact, emial: 'x' }, {}, '200'],
  ];
  for (const [name, request, body, headers, expected] of cases) {
    test(`${name}: ${expected}`, () =>
      inSandbox(async call => assert.equal(outline(await call(request, body, headers)), expected)));
  }

  test("errors have Intercom's shape, its words and a request id", () =>
    inSandbox(async call => {
      const { body, headers } = await call('POST /users', { email: 'a@example.com' });
      const message = 'Requested resource is not available in current API version';
      const request_id = headers['x-request-id'];
      assert.ok(request_id);
      assert.deepEqual(body, {
        type: 'error.list',
        errors: [{ code: 'intercom_version_invalid', message }],
        request_id,
      });
    }));

  test('every wrong field is named', () =>
    inSandbox(async call => {
      const { body } = await call('POST /users', { user_id: '1', signed_up_at: '1', companies: [{ size: 'x' }] }, v1);
      assert.deepEqual(
        body.errors.map((error: { field: string }) => error.field),
        ['signed_up_at', 'companies.0.size'],
      );
    }));

  test('the version that answered is said', () =>
    inSandbox(async call => {
      assert.equal((await call('GET /me')).headers['intercom-version'], '2.16');
      assert.equal((await call('GET /me', undefined, v1)).headers['intercom-version'], '1.4');
    }));

  test('bytes that are no UTF-8', () =>
    inSandbox(async (_, { url }) => {
      const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
      assert.equal(await rawStatus(`${url}/contacts`, bytes), 400);
    }));

  test('every handler is of an endpoint in the table', () => {
    const names = endpoints.map(({ method, path }) => `${method} ${path}`);
    for (const handler of handled) assert.ok(names.includes(handler), handler);
  });

  test('every endpoint in the table has a handler', () => {
    for (const endpoint of endpoints) assert.equal(typeof handlerFor(endpoint), 'function');
  });

  test('the fields are checked before anything is done', () =>
    inSandbox(async call => {
      const ticket = { ticket_type_id: '1', contacts: [{ email: 'a@example.com' }] };
      assert.equal((await call('POST /tickets', ticket)).status, 200);
      assert.equal((await call('POST /tickets', { ...ticket, contacts: 'x' })).status, 400);
    }));
});

suite('sandbox: users of 1.x', () => {
  test('the same user_id updates', () =>
    inSandbox(async (call, sandbox) => {
      const first = await call('POST /users', { user_id: '1', name: 'A', custom_attributes: { a: 1, b: 2 } }, v1);
      const second = await call('POST /users', { user_id: '1', name: 'B', custom_attributes: { b: null } }, v1);
      assert.equal(first.body.type, 'user');
      assert.equal(second.body.id, first.body.id);
      assert.deepEqual([second.body.name, second.body.custom_attributes], ['B', { a: 1 }]);
      assert.equal(sandbox.counts().contacts, 1);
    }));

  test('the same address, in any case, updates and takes the user_id', () =>
    inSandbox(async call => {
      const first = await call('POST /users', { email: 'a@example.com' }, v1);
      const second = await call('POST /users', { email: 'A@Example.com', user_id: '1' }, v1);
      assert.deepEqual([second.body.id, second.body.user_id], [first.body.id, '1']);
      const third = await call('POST /users', { email: 'a@example.com', user_id: '2' }, v1);
      assert.notEqual(third.body.id, first.body.id);
    }));

  test("Intercom's id of nobody", () =>
    inSandbox(async call =>
      assert.equal(outline(await call('POST /users', { id: 'f'.repeat(24) }, v1)), '404 not_found'),
    ));

  test('companies come with the user', () =>
    inSandbox(async (call, sandbox) => {
      const companies = [{ company_id: 'c', name: 'C', monthly_spend: 9.9, plan: 'Pro' }];
      const { body } = await call('POST /users', { user_id: '1', companies }, v1);
      const [company] = body.companies.companies;
      assert.deepEqual(
        [company.company_id, company.name, company.monthly_spend, company.plan.name],
        ['c', 'C', 9, 'Pro'],
      );
      await call('POST /users', { user_id: '2', companies }, v1);
      assert.equal(sandbox.counts().companies, 1);
    }));
});

suite('sandbox: contacts of 2.x', () => {
  test('a second time conflicts, with the id to update', () =>
    inSandbox(async call => {
      const { body } = await call('POST /contacts', { email: 'a@example.com', name: 'A' });
      assert.match(body.id, /^[0-9a-f]{24}$/);
      const again = await call('POST /contacts', { email: 'A@example.com' });
      assert.equal(outline(again), '409 conflict');
      assert.equal(again.body.errors[0].message, `A contact matching those details already exists with id=${body.id}`);
      const updated = await call(`PUT /contacts/${body.id}`, { phone: '+1' });
      assert.deepEqual([updated.body.name, updated.body.phone, updated.body.email], ['A', '+1', 'a@example.com']);
      assert.deepEqual((await call(`GET /contacts/${body.id}`)).body, updated.body);
    }));

  test('the same external_id conflicts; leads may share an address', () =>
    inSandbox(async call => {
      await call('POST /contacts', { external_id: '1' });
      assert.equal(outline(await call('POST /contacts', { external_id: '1', email: 'b@example.com' })), '409 conflict');
      for (let index = 0; index < 2; index++)
        assert.equal((await call('POST /contacts', { role: 'lead', email: 'c@example.com' })).status, 200);
    }));

  test("an update to somebody else's address conflicts, to one's own does not", () =>
    inSandbox(async call => {
      await call('POST /contacts', { email: 'a@example.com' });
      const { body } = await call('POST /contacts', { email: 'b@example.com' });
      assert.equal(outline(await call(`PUT /contacts/${body.id}`, { email: 'a@example.com' })), '409 conflict');
      assert.equal((await call(`PUT /contacts/${body.id}`, { email: 'b@example.com' })).status, 200);
    }));

  test('a user of 1.x is a contact of 2.x', () =>
    inSandbox(async call => {
      await call('POST /users', { user_id: '1' }, v1);
      assert.equal(outline(await call('POST /contacts', { external_id: '1' })), '409 conflict');
    }));

  test('company, tag and note', () =>
    inSandbox(async (call, sandbox) => {
      const contact = (await call('POST /contacts', { external_id: '1' })).body;
      const company = (await call('POST /companies', { company_id: 'c' })).body;
      const tag = (await call('POST /tags', { name: 'VIP' })).body;
      assert.equal((await call(`POST /contacts/${contact.id}/companies`, { id: company.id })).body.company_id, 'c');
      assert.equal((await call(`POST /contacts/${contact.id}/tags`, { id: Number(tag.id) })).body.name, 'VIP');
      assert.equal((await call(`POST /contacts/${contact.id}/notes`, { body: 'Hi' })).body.body, '<p>Hi</p>');
      const { body } = await call(`GET /contacts/${contact.id}`);
      assert.deepEqual(
        [body.companies.data[0].id, body.tags.data[0].id, body.notes.total_count],
        [company.id, tag.id, 1],
      );
      const { contacts, companies, tags, notes, events } = sandbox.counts();
      assert.deepEqual([contacts, companies, tags, notes, events], [1, 1, 1, 1, 0]);
    }));

  const nobody: [string, unknown, string][] = [
    ['PUT /contacts/nobody', {}, '404 not_found'],
    ['GET /contacts/nobody', undefined, '404 not_found'],
    ['POST /contacts/nobody/tags', { id: '1' }, '404 not_found'],
    ['POST /contacts/nobody/notes', { body: 'x' }, '404 not_found'],
    ['POST /contacts/nobody/companies', { id: '1' }, '404 not_found'],
    ['PUT /companies/nothing', {}, '404 company_not_found'],
    ['POST /tags', { name: 'a', id: '9' }, '404 not_found'],
    ['POST /tags', { name: 'a', users: [{ id: '9' }] }, '404 not_found'],
    ['POST /tags', { name: 'a', companies: [{ company_id: '9' }] }, '404 company_not_found'],
  ];
  for (const [request, body, expected] of nobody) {
    test(`${request} ${JSON.stringify(body)}: ${expected}`, () =>
      inSandbox(async call => assert.equal(outline(await call(request, body)), expected)));
  }

  test('unknown company and tag of a known contact', () =>
    inSandbox(async call => {
      const { body } = await call('POST /contacts', { external_id: '1' });
      assert.equal(outline(await call(`POST /contacts/${body.id}/companies`, { id: '9' })), '404 company_not_found');
      assert.equal(outline(await call(`POST /contacts/${body.id}/tags`, { id: '9' })), '404 not_found');
    }));

  test('companies and tags are found by name and id', () =>
    inSandbox(async call => {
      const first = await call('POST /companies', { company_id: 'c', name: 'A', size: 3 });
      const second = await call('POST /companies', { company_id: 'c', name: 'B' });
      assert.deepEqual([second.body.id, second.body.name, second.body.size], [first.body.id, 'B', 3]);
      assert.equal((await call(`PUT /companies/${first.body.id}`, { plan: 'Pro' })).body.plan.name, 'Pro');
      const contact = (await call('POST /contacts', { external_id: '1' })).body;
      const tag = (await call('POST /tags', { name: 'vip', users: [{ id: contact.id }] })).body;
      assert.equal((await call('POST /tags', { name: 'VIP', companies: [{ company_id: 'c' }] })).body.id, tag.id);
      assert.equal((await call(`GET /contacts/${contact.id}`)).body.tags.total_count, 1);
      await call('POST /tags', { name: 'vip', users: [{ id: contact.id, untag: true }] });
      assert.equal((await call(`GET /contacts/${contact.id}`)).body.tags.total_count, 0);
    }));

  test('GET /me', () =>
    inSandbox(async call => {
      const { body } = await call('GET /me');
      assert.deepEqual([body.type, body.app.region, body.app.id_code], ['admin', 'US', 'sandbox']);
    }));
});

suite('sandbox: search', () => {
  const day = 86_400;
  const filters: [unknown, string[]][] = [
    [{ field: 'email', operator: '=', value: 'A@example.com' }, ['1']],
    [{ field: 'external_id', operator: 'IN', value: ['1', '3'] }, ['1', '3']],
    [{ field: 'external_id', operator: 'NIN', value: ['1', '3'] }, ['2']],
    [{ field: 'email', operator: '!=', value: 'a@example.com' }, ['2', '3']],
    // Dates count by the day.
    [{ field: 'signed_up_at', operator: '>', value: day }, ['2']],
    [{ field: 'signed_up_at', operator: '<', value: 2 * day + 5 }, ['1']],
    [{ field: 'signed_up_at', operator: '=', value: String(day + 99) }, ['1']],
    [{ field: 'custom_attributes.age', operator: '<=', value: 7 }, ['3']],
    [{ field: 'custom_attributes.age', operator: '>=', value: 8 }, []],
    [{ field: 'email', operator: '~', value: 'example' }, ['1', '2']],
    [{ field: 'email', operator: '!~', value: 'example' }, ['3']],
    [{ field: 'email', operator: '^', value: 'a@' }, ['1']],
    [{ field: 'email', operator: '$', value: '.org' }, ['2']],
    [{ field: 'custom_attributes.plan', operator: '=', value: 'pro' }, ['3']],
    [{ field: 'toString', operator: '=', value: null }, ['1', '2', '3']],
    [
      {
        operator: 'OR',
        value: [
          {
            operator: 'AND',
            value: [
              { field: 'role', operator: '=', value: 'user' },
              { field: 'email', operator: '^', value: 'b' },
            ],
          },
          { field: 'external_id', operator: '=', value: '3' },
        ],
      },
      ['2', '3'],
    ],
  ];
  for (const [query, expected] of filters) {
    test(JSON.stringify(query), () =>
      inSandbox(async call => {
        await call('POST /contacts', { external_id: '1', email: 'a@example.com', signed_up_at: day + 7 });
        await call('POST /contacts', { external_id: '2', email: 'b@example.org', signed_up_at: 2 * day });
        await call('POST /contacts', { external_id: '3', custom_attributes: { plan: 'Pro', age: 7 } });
        const { body } = await call('POST /contacts/search', { query });
        assert.deepEqual(
          body.data.map((contact: { external_id: string }) => contact.external_id),
          expected,
        );
      }),
    );
  }

  test('page by page', () =>
    inSandbox(async call => {
      for (const external_id of ['1', '2', '3']) await call('POST /contacts', { external_id });
      const query = { field: 'role', operator: '=', value: 'user' };
      const first = (await call('POST /contacts/search', { query, pagination: { per_page: 2 } })).body;
      assert.deepEqual([first.data.length, first.total_count, first.pages.total_pages], [2, 3, 2]);
      const { starting_after } = first.pages.next;
      const second = (await call('POST /contacts/search', { query, pagination: { per_page: 2, starting_after } })).body;
      assert.deepEqual([second.data[0].external_id, second.pages.page, second.pages.next], ['3', 2, undefined]);
    }));
});

suite('sandbox: events', () => {
  test('202 without a body, and the same event counts once', () =>
    inSandbox(async (call, sandbox) => {
      await call('POST /contacts', { external_id: '1', email: 'a@example.com' });
      const first = await call('POST /events', event);
      assert.deepEqual([first.status, first.body, first.headers['content-length']], [202, '', '0']);
      assert.equal(first.headers['x-sandbox-note'], undefined);
      assert.equal((await call('POST /events', event)).status, 202);
      assert.equal((await call('POST /events', { ...event, user_id: undefined, email: 'a@example.com' })).status, 202);
      assert.equal(sandbox.counts().events, 1);
      await call('POST /events', { ...event, created_at: 1671028895 });
      assert.equal(sandbox.counts().events, 2);
    }));

  test('a user nobody created is created, and the answer says so', () =>
    inSandbox(async (call, sandbox) => {
      const first = await call('POST /events', event);
      assert.equal(first.status, 202);
      assert.match(first.headers['x-sandbox-note']!, /was created; Intercom answers 404/);
      assert.equal((await call('POST /events', event)).headers['x-sandbox-note'], undefined);
      assert.equal(sandbox.counts().contacts, 1);
    }));

  test("Intercom's id of nobody is 404 all the same", () =>
    inSandbox(async call =>
      assert.equal(
        outline(await call('POST /events', { ...event, user_id: undefined, id: 'f'.repeat(24) })),
        '404 not_found',
      ),
    ));

  test('as strict as Intercom when told so', () =>
    inSandbox(async call => assert.equal(outline(await call('POST /events', event)), '404 not_found'), {
      strict: true,
    }));
});

suite('sandbox: limits', () => {
  test('every answer says what is left of the window, and 429 is real', () => {
    let now = 1_700_000_001_000;
    return inSandbox(
      async call => {
        const left = [];
        for (let index = 0; index < 4; index++) {
          const { status, headers } = await call(index === 1 ? 'GET /nowhere' : 'GET /me');
          left.push([
            status,
            headers['x-ratelimit-limit'],
            headers['x-ratelimit-remaining'],
            headers['x-ratelimit-reset'],
          ]);
        }
        assert.deepEqual(left, [
          [200, '3', '2', '1700000010'],
          [404, '3', '1', '1700000010'],
          [200, '3', '0', '1700000010'],
          [429, '3', '0', '1700000010'],
        ]);
        now += 9_000;
        assert.equal((await call('GET /me')).status, 200);
      },
      { callsPerWindow: 3, now: () => now },
    );
  });

  test("Intercom's own limit by default", () =>
    inSandbox(async call => assert.equal((await call('GET /me')).headers['x-ratelimit-limit'], '1666')));

  test('a body of 2 MB', () =>
    inSandbox(async call =>
      assert.equal(outline(await call('POST /contacts', { email: 'x'.repeat(2 << 20) })), '413 bad_request'),
    ));

  test('a shelf forgets the oldest beyond its entries, and beyond its characters', () => {
    const byEntries = new Shelf<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) byEntries.set(key, key);
    assert.deepEqual(byEntries.values(), ['a', 'c']);
    const bySize = new Shelf<string>(100, 20);
    for (const key of ['a', 'b', 'c']) bySize.set(key, 'x'.repeat(8));
    assert.equal(bySize.count, 2);
  });
});

suite('sandbox: failures on demand', () => {
  for (const [wish, expected] of [
    ['429', '429 rate_limit_exceeded'],
    ['500', '500 server_error'],
    ['503', '503 service_unavailable'],
    ['418', '400 bad_request'],
    ['toString', '400 bad_request'],
  ] as const) {
    test(`X-Sandbox-Respond: ${wish}`, () =>
      inSandbox(async call => {
        const answer = await call('GET /me', undefined, { 'X-Sandbox-Respond': wish });
        assert.equal(outline(answer), expected);
        if (wish === '429') assert.equal(answer.headers['x-ratelimit-remaining'], '0');
      }));
  }

  const forced = (url: string, wish: string) =>
    send({ method: 'GET', url: `${url}/me`, headers: [['X-Sandbox-Respond', wish]] }, { timeoutMs: 100 });

  test('X-Sandbox-Respond: timeout', () =>
    inSandbox(async (_, { url }) => {
      const result = await forced(url, 'timeout');
      assert.equal(result.kind === 'failed' && result.reason, 'timeout');
    }));
  test('X-Sandbox-Respond: reset', () =>
    inSandbox(async (_, { url }) => {
      const result = await forced(url, 'reset');
      assert.equal(result.kind === 'failed' && result.reason, 'network');
    }));
  test('X-Sandbox-Respond: malformed', () =>
    inSandbox(async (_, { url }) => {
      const result = await forced(url, 'malformed');
      assert.ok(result.kind === 'response' && result.status === 200);
      assert.throws(() => JSON.parse(result.body));
    }));
});

suite('sandbox: the server', () => {
  test('it listens on this machine only', () =>
    inSandbox(async (_, { url, port }) => assert.equal(url, `http://127.0.0.1:${port}`)));

  const hosts: [string, number][] = [
    ['evil.test', 403],
    ['127.0.0.1.evil.test:80', 403],
    ['localhost:1', 200],
    ['LOCALHOST', 200],
    ['[::1]:1', 200],
  ];
  for (const [host, status] of hosts) {
    test(`asked as ${host}: ${status}`, () =>
      inSandbox(async call => assert.equal((await call('GET /me', undefined, { Host: host })).status, status)));
  }

  test('a port that is taken is a sentence', () =>
    inSandbox(async (_, { port }) => {
      await assert.rejects(startSandbox({ port }), {
        message: `Port ${port} is taken by another program. Choose another port.`,
      });
    }));

  test('close ends the requests that are under way, and a second time does no harm', async () => {
    const sandbox = await startSandbox();
    const pending = send({ method: 'GET', url: `${sandbox.url}/me`, headers: [['X-Sandbox-Respond', 'timeout']] });
    await new Promise(resolve => setTimeout(resolve, 30));
    await sandbox.close();
    const result = await pending;
    assert.equal(result.kind === 'failed' && result.reason, 'network');
    await sandbox.close();
  });

  test('a key named __proto__ changes nobody else', () =>
    inSandbox(async call => {
      await call('POST /users', '{"user_id":"1","custom_attributes":{"__proto__":"x","a":1}}', v1);
      const { status, body } = await call('POST /users', { user_id: '2' }, v1);
      assert.deepEqual([status, body.custom_attributes], [200, {}]);
      assert.equal(({} as { a?: unknown }).a, undefined);
    }));
});

async function rawStatus(url: string, bytes: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: 'Bearer made-up', Accept: '*/*', 'Content-Type': 'application/json' };
    const request = httpRequest(url, { method: 'POST', headers }, response => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject).end(bytes);
  });
}
