import assert from 'node:assert/strict';
import { type Call, event, inSandbox, outline, v1 } from './inSandbox';

async function contact(call: Call, body: object): Promise<string> {
  return (await call('POST /contacts', body)).body.id;
}

suite('sandbox: contacts put away', () => {
  test('archived: nobody finds them, their address is still taken, and they come back', () =>
    inSandbox(async call => {
      const id = await contact(call, { external_id: '1', email: 'a@example.com' });
      const { body } = await call(`POST /contacts/${id}/archive`);
      assert.deepEqual([body.id, body.external_id, body.archived], [id, '1', true]);
      for (const request of [`GET /contacts/${id}`, `POST /contacts/${id}/archive`, `DELETE /contacts/${id}`])
        assert.equal(outline(await call(request)), '404 not_found', request);
      assert.equal(outline(await call(`PUT /contacts/${id}`, { name: 'x' })), '404 not_found');
      const query = { field: 'external_id', operator: '=', value: '1' };
      assert.equal((await call('POST /contacts/search', { query })).body.total_count, 0);
      assert.equal((await call('GET /contacts')).body.total_count, 0);
      for (const again of [{ external_id: '1' }, { email: 'A@example.com' }]) {
        const conflict = await call('POST /contacts', again);
        assert.equal(outline(conflict), '409 conflict');
        const [{ message }] = conflict.body.errors;
        assert.equal(message, `An archived contact matching those details already exists with id=${id}`);
      }
      assert.equal(outline(await call('POST /events', { ...event, user_id: '1' })), '404 not_found');
      assert.equal((await call(`POST /contacts/${id}/unarchive`)).body.archived, false);
      assert.equal((await call(`GET /contacts/${id}`)).body.email, 'a@example.com');
    }));

  test('deleted: gone, and the address is free', () =>
    inSandbox(async (call, sandbox) => {
      const id = await contact(call, { email: 'a@example.com' });
      assert.equal((await call(`DELETE /contacts/${id}`)).body.deleted, true);
      assert.equal(outline(await call(`GET /contacts/${id}`)), '404 not_found');
      assert.equal(outline(await call(`POST /contacts/${id}/unarchive`)), '404 not_found');
      assert.equal(sandbox.counts().contacts, 0);
      assert.notEqual(await contact(call, { email: 'a@example.com' }), id);
    }));

  test('blocked', () =>
    inSandbox(async call => {
      const id = await contact(call, { email: 'a@example.com' });
      assert.equal((await call(`POST /contacts/${id}/block`)).body.blocked, true);
    }));

  test('merged: what the lead had goes to the user, and whoever asks for the lead is told', () =>
    inSandbox(async call => {
      const email = 'a@example.com';
      const from = await contact(call, { role: 'lead', email, name: 'Lead', phone: '+1', custom_attributes: { a: 1 } });
      const into = await contact(call, { role: 'user', email, external_id: '1', name: 'User' });
      const tag = (await call('POST /tags', { name: 'VIP', users: [{ id: from }] })).body.id;
      await call(`POST /contacts/${from}/notes`, { body: 'Hi' });
      const { body } = await call('POST /contacts/merge', { from, into });
      assert.deepEqual([body.id, body.name, body.phone, body.custom_attributes], [into, 'User', '+1', { a: 1 }]);
      assert.deepEqual([body.tags.data[0].id, body.notes.total_count], [tag, 1]);
      const gone = await call(`GET /contacts/${from}`);
      assert.equal(outline(gone), '410 contact_merged');
      assert.equal(gone.headers.link, `</contacts/${into}>; rel="canonical"`);
      assert.equal(outline(await call(`PUT /contacts/${from}`, {})), '404 not_found');
    }));

  test('merges that are refused', () =>
    inSandbox(async call => {
      const lead = await contact(call, { role: 'lead', email: 'a@example.com' });
      const user = await contact(call, { role: 'user', email: 'b@example.com' });
      const merge = async (from: string, into: string, more = {}) =>
        outline(await call('POST /contacts/merge', { from, into, ...more }));
      assert.equal(await merge(user, lead), '400 invalid_merge');
      assert.equal(await merge(lead, user), '400 invalid_merge');
      assert.equal(await merge(lead, 'f'.repeat(24)), '404 not_found');
      assert.equal(await merge(lead, user, { skip_duplicate_validation: true }), '200');
      assert.equal(await merge(lead, user, { skip_duplicate_validation: true }), '404 not_found');
    }));

  test('before 2.16 the two need nothing in common', () =>
    inSandbox(async call => {
      const from = await contact(call, { role: 'lead', email: 'a@example.com' });
      const into = await contact(call, { role: 'user', email: 'b@example.com' });
      const version = { 'Intercom-Version': '2.15' };
      assert.equal(
        outline(await call('POST /contacts/merge', { from: into, into: from }, version)),
        '400 invalid_merge',
      );
      assert.equal(outline(await call('POST /contacts/merge', { from, into }, version)), '200');
    }));
});

suite('sandbox: what belongs to a contact', () => {
  test('companies, tags and subscriptions come, are listed, and go', () =>
    inSandbox(async call => {
      const id = await contact(call, { external_id: '1' });
      const company = (await call('POST /companies', { company_id: 'c', name: 'C' })).body.id;
      const tag = (await call('POST /tags', { name: 'VIP' })).body.id;
      const cases: [string, string, object, string][] = [
        ['companies', company, { id: company }, '404 company_not_found'],
        ['tags', tag, { id: tag }, '404 not_found'],
        ['subscriptions', '1', { id: '1', consent_type: 'opt_out' }, '404 not_found'],
      ];
      for (const [list, item, body, missing] of cases) {
        const listed = async () =>
          (await call(`GET /contacts/${id}/${list}`)).body.data.map(({ id: found }: { id: string }) => found);
        assert.equal((await call(`POST /contacts/${id}/${list}`, body)).body.id, item);
        await call(`POST /contacts/${id}/${list}`, body);
        assert.deepEqual(await listed(), [item], list);
        assert.equal((await call(`DELETE /contacts/${id}/${list}/${item}`)).body.id, item);
        assert.deepEqual(await listed(), [], list);
        assert.equal(outline(await call(`DELETE /contacts/${id}/${list}/${item}`)), missing);
        assert.equal(outline(await call(`POST /contacts/${id}/${list}`, { ...body, id: '999' })), missing);
        assert.equal(outline(await call(`GET /contacts/nobody/${list}`)), '404 not_found');
      }
      assert.equal((await call('GET /subscription_types')).body.data.length, 2);
      assert.equal((await call(`GET /contacts/${id}/notes`)).body.total_count, 0);
    }));

  test('a company that is deleted is nobody’s', () =>
    inSandbox(async call => {
      const id = await contact(call, { external_id: '1' });
      const company = (await call('POST /companies', { company_id: 'c', name: 'C' })).body.id;
      await call(`POST /contacts/${id}/companies`, { id: company });
      assert.equal((await call(`GET /companies/${company}`)).body.user_count, 1);
      assert.equal((await call('GET /companies?company_id=c')).body.id, company);
      assert.equal((await call('GET /companies?name=C')).body.id, company);
      assert.equal(outline(await call('GET /companies?name=D')), '404 company_not_found');
      assert.equal((await call(`POST /companies/${company}/notes`, { body: 'x' })).body.company.id, company);
      assert.equal((await call(`DELETE /companies/${company}`)).body.deleted, true);
      assert.equal((await call(`GET /contacts/${id}`)).body.companies.total_count, 0);
      assert.equal(outline(await call(`GET /companies/${company}`)), '404 company_not_found');
      assert.equal((await call('GET /companies')).body.total_count, 0);
    }));

  test('companies are tagged, and found by it', () =>
    inSandbox(async call => {
      await call('POST /companies', { company_id: 'c' });
      const tag = (await call('POST /tags', { name: 'Big', companies: [{ company_id: 'c' }] })).body.id;
      assert.equal((await call(`GET /companies?tag_id=${tag}`)).body.data[0].tags.tags[0].name, 'Big');
      await call('POST /tags', { name: 'Big', companies: [{ company_id: 'c', untag: true }] });
      assert.equal((await call(`GET /companies?tag_id=${tag}`)).body.total_count, 0);
      assert.deepEqual((await call('GET /tags')).body.data, [{ type: 'tag', id: tag, name: 'Big' }]);
    }));

  test('a contact by your own id; a lead is not found by it', () =>
    inSandbox(async call => {
      const id = await contact(call, { external_id: 'a b/c' });
      assert.equal((await call('GET /contacts/find_by_external_id/a%20b%2Fc')).body.id, id);
      assert.equal(outline(await call('GET /contacts/find_by_external_id/x')), '404 not_found');
    }));

  test('contacts page by page', () =>
    inSandbox(async call => {
      for (const external_id of ['1', '2', '3']) await contact(call, { external_id });
      const first = (await call('GET /contacts?per_page=2')).body;
      assert.deepEqual([first.data.length, first.total_count], [2, 3]);
      const rest = (await call(`GET /contacts?per_page=2&starting_after=${first.pages.next.starting_after}`)).body;
      assert.equal(rest.data.length, 1);
      assert.equal((await call('GET /contacts?per_page=x')).status, 200);
    }));
});

suite('sandbox: the rest of 1.x', () => {
  test('users are found, shown and archived', () =>
    inSandbox(async call => {
      const { id } = (await call('POST /users', { user_id: '1', email: 'a@example.com' }, v1)).body;
      for (const path of ['/users?user_id=1', '/users?email=A@example.com', `/users/${id}`])
        assert.equal((await call(`GET ${path}`, undefined, v1)).body.id, id, path);
      assert.equal((await call('GET /users', undefined, v1)).body.users.length, 1);
      assert.equal((await call(`DELETE /users/${id}`, undefined, v1)).body.id, id);
      assert.equal(outline(await call('GET /users?user_id=1', undefined, v1)), '404 not_found');
      assert.equal((await call('GET /users', undefined, v1)).body.total_count, 0);
    }));

  test('leads are created each time, updated by id, and become users', () =>
    inSandbox(async call => {
      const lead = (await call('POST /contacts', { email: 'a@example.com' }, v1)).body;
      assert.deepEqual([lead.type, lead.anonymous], ['contact', true]);
      assert.notEqual((await call('POST /contacts', { email: 'a@example.com' }, v1)).body.id, lead.id);
      assert.equal((await call('POST /contacts', { user_id: lead.user_id, name: 'A' }, v1)).body.name, 'A');
      assert.equal(outline(await call('POST /contacts', { id: 'x' }, v1)), '404 not_found');
      assert.equal((await call('GET /contacts?email=a@example.com', undefined, v1)).body.contacts.length, 2);
      const user = (await call('POST /contacts/convert', { contact: { id: lead.id }, user: { user_id: 'u' } }, v1))
        .body;
      assert.deepEqual([user.type, user.user_id, user.name], ['user', 'u', 'A']);
      assert.equal(outline(await call(`GET /contacts/${lead.id}`, undefined, v1)), '404 not_found');
      const note = await call('POST /notes', { body: 'Hi', user: { user_id: 'u' } }, v1);
      assert.equal(note.body.user.id, user.id);
      assert.equal(outline(await call('POST /notes', { body: 'Hi', user: { user_id: 'v' } }, v1)), '404 not_found');
    }));

  test('a company that the user leaves', () =>
    inSandbox(async call => {
      await call('POST /users', { user_id: '1', companies: [{ company_id: 'c' }, { company_id: 'd' }] }, v1);
      const { body } = await call('POST /users', { user_id: '1', companies: [{ company_id: 'c', remove: true }] }, v1);
      assert.deepEqual(
        body.companies.companies.map(({ company_id }: { company_id: string }) => company_id),
        ['d'],
      );
    }));
});

suite('sandbox: events, conversations, tickets, attributes', () => {
  test('the events of a person, newest first', () =>
    inSandbox(async call => {
      for (const created_at of [5, 9, 9])
        await call('POST /events', { ...event, created_at, metadata: { a: created_at } });
      const { body } = await call('GET /events?type=user&user_id=1');
      assert.deepEqual(
        body.events.map(({ metadata }: { metadata: object }) => metadata),
        [{ a: 9 }, { a: 5 }],
      );
      const summed = (await call('GET /events?type=user&user_id=1&summary=true')).body;
      assert.deepEqual(summed.events, [
        {
          name: 'ordered',
          first: '1970-01-01T00:00:05.000Z',
          last: '1970-01-01T00:00:09.000Z',
          count: 2,
          description: '',
        },
      ]);
      await call('POST /events', { ...event, created_at: -1e18 });
      const long = (await call('GET /events?type=user&user_id=1&summary=true')).body;
      assert.deepEqual([long.events[0].first, long.events[0].count], [null, 3]);
      assert.equal(outline(await call('GET /events?type=user&user_id=2')), '404 not_found');
      assert.equal(outline(await call('GET /events')), '404 not_found');
      const summary = { user_id: '1', event_summaries: { event_name: 'ordered', count: 2, first: 5, last: 9 } };
      assert.equal((await call('POST /events/summaries', summary)).status, 200);
      assert.equal(outline(await call('POST /events/summaries', { ...summary, user_id: '2' })), '404 not_found');
    }));

  test('a conversation with its replies and tags', () =>
    inSandbox(async call => {
      const id = await contact(call, { external_id: '1' });
      const started = await call('POST /conversations', { from: { type: 'user', id }, body: 'Hi' });
      const { conversation_id } = started.body;
      const reply = { message_type: 'comment', type: 'admin', admin_id: '1', body: 'Hello' };
      for (const path of [conversation_id, 'last'])
        assert.equal((await call(`POST /conversations/${path}/reply`, reply)).body.id, conversation_id);
      const fromUser = { message_type: 'comment', type: 'user', user_id: '1', body: 'Bye' };
      const { body } = await call(`POST /conversations/${conversation_id}/reply`, fromUser);
      assert.equal(body.conversation_parts.conversation_parts.length, 3);
      const tag = (await call('POST /tags', { name: 'Hot' })).body.id;
      const tagged = await call(`POST /conversations/${conversation_id}/tags`, { id: tag, admin_id: '1' });
      assert.equal(tagged.body.name, 'Hot');
      assert.equal(outline(await call('POST /conversations/99/reply', reply)), '404 not_found');
      const nobody = { ...fromUser, user_id: '2' };
      assert.equal(outline(await call('POST /conversations/last/reply', nobody)), '404 not_found');
      const stranger = { from: { type: 'user', id: 'f'.repeat(24) }, body: 'Hi' };
      assert.equal(outline(await call('POST /conversations', stranger)), '404 not_found');
    }));

  test('messages reach those who are there', () =>
    inSandbox(async call => {
      const id = await contact(call, { external_id: '1' });
      const from = { type: 'admin', id: '1' };
      const message = { message_type: 'in_app', body: 'Hi', from, to: { type: 'user', id } };
      assert.equal((await call('POST /messages', message)).body.type, 'admin_message');
      assert.equal((await call('POST /messages', { ...message, to: [{ type: 'user', id }] })).status, 200);
      const stranger = { ...message, to: { type: 'user', id: 'x' } };
      assert.equal(outline(await call('POST /messages', stranger)), '404 not_found');
      const email = { ...message, message_type: 'email', template: 'plain' };
      assert.equal(outline(await call('POST /messages', email)), '422 parameter_not_found');
    }));

  test('tickets, about somebody who is there or whose address is told', () =>
    inSandbox(async (call, sandbox) => {
      const ticket = { ticket_type_id: '1', ticket_attributes: { _default_title_: 'T' } };
      const { body } = await call('POST /tickets', { ...ticket, contacts: [{ email: 'a@example.com' }] });
      assert.deepEqual([body.type, body.contacts.contacts.length], ['ticket', 1]);
      assert.deepEqual([sandbox.counts().tickets, sandbox.counts().contacts], [1, 1]);
      for (const person of [{ id: 'x' }, { external_id: 'x' }])
        assert.equal(outline(await call('POST /tickets', { ...ticket, contacts: [person] })), '404 not_found');
    }));

  test('custom objects are found by your id, changed and deleted', () =>
    inSandbox(async call => {
      const path = '/custom_object_instances/Order';
      const first = await call(`POST ${path}`, { external_id: '1', custom_attributes: { a: 1, b: 2 } });
      const second = await call(`POST ${path}`, { external_id: '1', custom_attributes: { b: null, c: 3 } });
      assert.equal(second.body.id, first.body.id);
      assert.deepEqual((await call(`GET ${path}?external_id=1`)).body.custom_attributes, { a: 1, c: 3 });
      assert.equal(outline(await call('GET /custom_object_instances/Car?external_id=1')), '404 not_found');
      assert.equal((await call(`DELETE ${path}?external_id=1`)).body.deleted, true);
      assert.equal(outline(await call(`GET ${path}?external_id=1`)), '404 not_found');
    }));

  test('custom attributes must exist where it is strict, in 2.x', () =>
    inSandbox(
      async call => {
        const body = { external_id: '1', custom_attributes: { plan: 'Pro', 'a\u0000$&': 1 } };
        const refused = await call('POST /contacts', { ...body, custom_attributes: { plan: 'Pro' } });
        assert.equal(refused.body.errors[0].message, "Custom attribute 'plan' does not exist");
        const attribute = { name: 'plan', model: 'contact', data_type: 'string' };
        const { id } = (await call('POST /data_attributes', attribute)).body;
        assert.equal((await call('POST /contacts', { ...body, custom_attributes: { plan: 'Pro' } })).status, 200);
        const company = { company_id: '1', custom_attributes: { plan: 'Pro' } };
        assert.equal(outline(await call('POST /companies', company)), '400 parameter_invalid');
        assert.equal((await call('POST /users', { user_id: '2', custom_attributes: { x: 1 } }, v1)).status, 200);
        assert.equal(outline(await call('POST /data_attributes', attribute)), '400 parameter_invalid name');
        const spelt = { ...attribute, name: 'a.b' };
        assert.equal(outline(await call('POST /data_attributes', spelt)), '400 parameter_invalid name');
        assert.equal((await call(`PUT /data_attributes/${id}`, { archived: true })).body.archived, true);
        assert.equal(outline(await call('PUT /data_attributes/99', {})), '404 field_not_found');
        assert.equal((await call('GET /data_attributes?model=contact')).body.data.length, 1);
      },
      { strict: true },
    ));

  test('what is Intercom’s alone is said', () =>
    inSandbox(async call => {
      const articles = await call('GET /articles');
      assert.match(`${articles.status} ${articles.headers['x-sandbox-note']}`, /^404 .*does not know it/);
      assert.equal((await call('GET /nowhere')).headers['x-sandbox-note'], undefined);
    }));
});

suite('sandbox: visitors', () => {
  const visitor = { user_id: 'v1', name: 'Vi' };

  test('one named by the id of the Messenger is made, which is said, and shown', () =>
    inSandbox(async (call, sandbox) => {
      const { body, headers } = await call('PUT /visitors', visitor);
      assert.deepEqual([body.type, body.user_id, body.name, body.anonymous], ['visitor', 'v1', 'Vi', true]);
      assert.match(headers['x-sandbox-note'] ?? '', /Intercom answers 404/);
      const again = await call('PUT /visitors', { id: body.id, custom_attributes: { plan: 'Pro' } });
      assert.equal(again.headers['x-sandbox-note'], undefined);
      const shown = (await call('GET /visitors?user_id=v1')).body;
      assert.deepEqual([shown.id, shown.name, shown.custom_attributes], [body.id, 'Vi', { plan: 'Pro' }]);
      assert.deepEqual([sandbox.counts().visitors, sandbox.counts().contacts], [1, 0]);
    }));

  test('nobody is found by an id that Intercom did not give, and nobody at all where it is strict', async () => {
    await inSandbox(async call => {
      const unknown = await call('PUT /visitors', { id: 'x', name: 'A' });
      assert.equal(`${outline(unknown)} ${unknown.body.errors[0].message}`, '404 not_found Visitor Not Found');
      assert.equal(outline(await call('GET /visitors?user_id=x')), '404 not_found');
      const convert = { type: 'user', visitor: { id: 'x' }, user: { email: 'a@example.com' } };
      assert.equal(outline(await call('POST /visitors/convert', convert)), '404 not_found');
    });
    await inSandbox(async call => assert.equal(outline(await call('PUT /visitors', visitor)), '404 not_found'), {
      strict: true,
    });
  });

  test('converted: a contact with the ids that are given, and no visitor any more', () =>
    inSandbox(async (call, sandbox) => {
      const { id } = (await call('PUT /visitors', visitor)).body;
      const convert = { type: 'lead', visitor: { user_id: 'v1' }, user: { email: 'a@example.com' } };
      const { body } = await call('POST /visitors/convert', convert);
      assert.deepEqual(
        [body.type, body.id, body.role, body.email, body.name],
        ['contact', id, 'lead', 'a@example.com', 'Vi'],
      );
      assert.equal(outline(await call('GET /visitors?user_id=v1')), '404 not_found');
      assert.deepEqual([sandbox.counts().visitors, sandbox.counts().contacts], [0, 1]);
    }));

  test('merged into the user who is there', () =>
    inSandbox(async call => {
      const id = await contact(call, { external_id: '1', email: 'a@example.com' });
      await call('PUT /visitors', { ...visitor, custom_attributes: { seen: 'yes' } });
      const convert = { type: 'user', visitor: { user_id: 'v1' }, user: { user_id: '1' } };
      const { body } = await call('POST /visitors/convert', convert);
      assert.deepEqual(
        [body.id, body.external_id, body.name, body.custom_attributes],
        [id, '1', 'Vi', { seen: 'yes' }],
      );
      await call('PUT /visitors', visitor);
      assert.equal(outline(await call('POST /visitors/convert', { ...convert, user: { id: 'x' } })), '404 not_found');
    }));

  test('in 1.x what comes of them is a user, and nobody need be named', () =>
    inSandbox(async call => {
      const convert = { type: 'lead', visitor: { user_id: 'v1' } };
      const { body } = await call('POST /visitors/convert', convert, v1);
      assert.deepEqual([body.type, body.anonymous], ['contact', true]);
    }));
});

suite('sandbox: what the text of the reference says', () => {
  test('a tag keeps its name in whatever letters it is named again', () =>
    inSandbox(async call => {
      const { body } = await call('POST /tags', { name: 'VIP' });
      assert.deepEqual((await call('POST /tags', { name: 'vip' })).body, body);
    }));

  test('an order that there is not', () =>
    inSandbox(async call => {
      const query = { field: 'email', operator: '=', value: 'x' };
      const answer = await call('POST /contacts/search', { query, sort: { field: 'name', order: 'desc' } });
      assert.equal(outline(answer), '400 invalid_sort_order sort.order');
    }));

  test('found contacts in order: descending by default, those without a value last', () =>
    inSandbox(async call => {
      for (const name of ['Bo', 'Cy', undefined, 'Al']) await contact(call, { role: 'lead', name });
      const query = { field: 'role', operator: '=', value: 'lead' };
      const names = async (sort: object) =>
        (await call('POST /contacts/search', { query, sort })).body.data.map((one: { name: string }) => one.name);
      assert.deepEqual(await names({ field: 'name' }), ['Cy', 'Bo', 'Al', null]);
      assert.deepEqual(await names({ field: 'name', order: 'ascending' }), ['Al', 'Bo', 'Cy', null]);
    }));

  test('a contact is in up to a thousand companies', () =>
    inSandbox(async call => {
      const companies = Array.from({ length: 1001 }, (_, index) => ({ company_id: String(index) }));
      const user = (await call('POST /users', { user_id: '1', companies: companies.slice(0, 1000) }, v1)).body;
      const { id } = (await call('POST /companies', companies[1000])).body;
      const answer = await call(`POST /contacts/${user.id}/companies`, { id });
      assert.equal(outline(answer), '400 contact_company_limit_exceeded');
    }));
});

suite('sandbox: who is there from the start', () => {
  test('a contact, a company and a tag, with ids that the examples name', () =>
    inSandbox(
      async call => {
        const contact = '/contacts/5f2a3c4b5d6e7f8091a2b3c4';
        const company = { id: '5f2a3c4b5d6e7f8091a2b3d5' };
        assert.equal((await call(`GET ${contact}`)).body.external_id, 'sandbox-contact');
        assert.equal(outline(await call(`POST ${contact}/companies`, company)), '200');
        assert.equal(outline(await call(`POST ${contact}/tags`, { id: '1' })), '200');
        assert.equal(outline(await call('POST /contacts', { email: 'sam@sandbox.example' })), '409 conflict');
      },
      { empty: false },
    ));
});
