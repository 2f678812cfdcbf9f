import assert from 'node:assert/strict';
import { Intercom, IntercomClient, IntercomError, IntercomTimeoutError } from 'intercom-client';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../server/http/sandbox/startSandbox';

/** Intercom's own client against the sandbox, over real sockets. It asks for version 2.14 unless told otherwise. */
suite('Intercom’s own client and the sandbox', () => {
  let sandbox: Sandbox;
  const open: Sandbox[] = [];

  async function start(options: SandboxOptions = {}): Promise<IntercomClient> {
    sandbox = await startSandbox({ strict: true, empty: true, ...options });
    open.push(sandbox);
    return clientOf(sandbox);
  }

  teardown(() => Promise.all(open.splice(0).map(each => each.close())));

  test('who the token belongs to', async () => {
    const client = await start();
    const me = await client.admins.identify();
    assert.equal(me?.type, 'admin');
    assert.equal(me?.app?.region, 'US');
  });

  test('a contact: created, found, updated, listed, deleted', async () => {
    const { contacts } = await start();
    const created = await contacts.create({ external_id: 'u-1', name: 'Ada', signed_up_at: 1_790_000_000 });
    assert.match(created.id!, /^[0-9a-f]{24}$/);
    await contacts.update({ contact_id: created.id!, email: 'ada@example.com', phone: '+353871234567' });
    const found = await contacts.find({ contact_id: created.id! });
    const { external_id, email, name, signed_up_at } = found;
    assert.deepEqual(
      { external_id, email, name, signed_up_at },
      {
        ...{ external_id: 'u-1', email: 'ada@example.com', name: 'Ada', signed_up_at: 1_790_000_000 },
      },
    );
    assert.equal((await contacts.showContactByExternalId({ external_id: 'u-1' })).id, created.id);
    assert.equal((await contacts.list()).data.length, 1);
    const deleted = await contacts.delete({ contact_id: created.id! });
    assert.deepEqual([deleted.id, deleted.deleted], [created.id, true]);
    assert.equal((await contacts.list()).data.length, 0);
  });

  test('a search: by one filter, by a group, by a list, page by page', async () => {
    const { contacts } = await start();
    for (const name of ['Ada', 'Ben', 'Cas']) {
      await contacts.create({ email: `${name}@example.com`, name });
    }
    const search = async (query: Intercom.SearchRequest['query'], perPage = 50) => {
      const names: (string | undefined)[] = [];
      const pages = await contacts.search({ query, pagination: { per_page: perPage } });
      for await (const contact of pages) names.push(contact.name);
      return names;
    };
    assert.deepEqual(await search({ field: 'email', operator: '=', value: 'ben@example.com' }), ['Ben']);
    const either = ['Ada', 'Cas'].map(value => ({ field: 'name', operator: '=' as const, value }));
    assert.deepEqual(await search({ operator: 'OR', value: either }), ['Ada', 'Cas']);
    assert.deepEqual(await search({ field: 'name', operator: '~', value: 'a' }, 1), ['Ada', 'Cas']);
  });

  test('a lead that becomes part of a user', async () => {
    const { contacts } = await start();
    const user = await contacts.create({ external_id: 'u-1' });
    const lead = await contacts.create({ role: 'lead', name: 'Visitor' });
    const merged = await contacts.mergeLeadInUser({ from: lead.id!, into: user.id! });
    assert.deepEqual([merged.id, merged.role], [user.id, 'user']);
    await fails(contacts.find({ contact_id: lead.id! }), IntercomError, 410, 'contact_merged');
  });

  test('a contact that is put away, and taken out again', async () => {
    const { contacts } = await start();
    const { id } = await contacts.create({ email: 'ada@example.com' });
    const archived = await contacts.archive({ contact_id: id! });
    assert.deepEqual([archived.id, archived.archived], [id, true]);
    await fails(contacts.create({ email: 'ada@example.com' }), IntercomError, 409, 'conflict', /archived/);
    const back = await contacts.unarchive({ contact_id: id! });
    assert.deepEqual([back.id, back.archived], [id, false]);
    assert.equal((await contacts.blockContact({ contact_id: id! })).blocked, true);
  });

  test('a company: created, updated, attached, detached', async () => {
    const { companies, contacts } = await start();
    const contact = await contacts.create({ email: 'ada@example.com' });
    const created = await companies.createOrUpdate({
      company_id: 'c-1',
      name: 'Acme',
      plan: 'basic',
      monthly_spend: 10,
    });
    const again = await companies.createOrUpdate({ company_id: 'c-1', size: 12 });
    assert.deepEqual([again.id, again.name, again.size, again.plan?.name], [created.id, 'Acme', 12, 'basic']);
    // This version of the client tells nothing but the id.
    assert.equal((await companies.update({ company_id: created.id })).name, 'Acme');
    // The list is under `data`, as in the recorded answers; the client looks for it under `companies`.
    const attached = async () => {
      const { response } = await contacts.listAttachedCompanies({ contact_id: contact.id! });
      return (response as { data?: Intercom.Company[] }).data?.map(({ id }) => id);
    };
    await companies.attachContact({ contact_id: contact.id!, id: created.id });
    assert.deepEqual(await attached(), [created.id]);
    await companies.detachContact({ contact_id: contact.id!, company_id: created.id });
    assert.deepEqual(await attached(), []);
    assert.equal((await companies.delete({ company_id: created.id })).deleted, true);
    await fails(companies.find({ company_id: created.id }), Intercom.NotFoundError, 404, 'company_not_found');
  });

  test('a tag: created, put on, listed, taken off', async () => {
    const { contacts, tags } = await start();
    const contact = await contacts.create({ email: 'ada@example.com' });
    const tag = await tags.create({ name: 'VIP' });
    await tags.tagContact({ contact_id: contact.id!, id: tag.id! });
    const names = async () =>
      (await contacts.listAttachedTags({ contact_id: contact.id! })).data?.map(({ name }) => name);
    assert.deepEqual(await names(), ['VIP']);
    await tags.untagContact({ contact_id: contact.id!, tag_id: tag.id! });
    assert.deepEqual(await names(), []);
    assert.deepEqual(
      (await tags.list()).data?.map(({ name }) => name),
      ['VIP'],
    );
  });

  test('a tag that is put on people and companies by one request', async () => {
    const { companies, contacts, tags } = await start();
    const contact = await contacts.create({ email: 'ada@example.com' });
    await companies.createOrUpdate({ company_id: 'c-1' });
    const tag = await tags.create({ name: 'VIP', users: [{ id: contact.id! }] });
    await tags.create({ name: 'VIP', companies: [{ company_id: 'c-1' }] });
    assert.deepEqual(
      (await contacts.listAttachedTags({ contact_id: contact.id! })).data?.map(({ id }) => id),
      [tag.id],
    );
  });

  test('notes', async () => {
    const { contacts, notes } = await start();
    const contact = await contacts.create({ email: 'ada@example.com' });
    const note = await notes.create({ contact_id: contact.id!, body: 'Called', admin_id: '1' });
    assert.match(note.body!, /Called/);
    assert.deepEqual(
      (await notes.list({ contact_id: contact.id! })).data.map(({ id }) => id),
      [note.id],
    );
  });

  test('events: submitted, counted once, listed, summed up', async () => {
    const { contacts, events } = await start();
    await contacts.create({ external_id: 'u-1' });
    const event = { user_id: 'u-1', event_name: 'ordered-item', created_at: 1_790_000_000, metadata: { plan: 'gold' } };
    await events.create(event);
    await events.create(event);
    await events.create({ ...event, created_at: event.created_at + 1 });
    assert.equal(sandbox.counts().events, 2);
    const summary = await events.list({ user_id: 'u-1', type: 'user', summary: true });
    assert.deepEqual(
      summary.events.map(each => [each?.name, each?.count]),
      [['ordered-item', 2]],
    );
    await events.summaries({ user_id: 'u-1', event_summaries: { event_name: 'seen', count: 3, first: 1, last: 2 } });
    const stranger = events.create({ ...event, user_id: 'nobody' });
    await fails(stranger, IntercomError, 404, 'not_found');
  });

  test('conversations, messages, tickets, custom objects and attributes', async () => {
    const client = await start();
    const { id = '' } = await client.contacts.create({ email: 'ada@example.com' });
    const message = await client.conversations.create({ from: { type: 'user', id }, body: 'Hello' });
    assert.equal(message.type, 'user_message');
    const reply = await client.conversations.reply({
      conversation_id: message.conversation_id!,
      body: { message_type: 'comment', type: 'admin', admin_id: '1', body: 'Hi' },
    });
    assert.equal(reply.id, message.conversation_id);
    const parties = { from: { type: 'admin' as const, id: 1 }, to: { type: 'user' as const, id } };
    const email = { message_type: 'email' as const, subject: 'News', body: 'Hello', template: 'plain' };
    assert.equal((await client.messages.create({ ...email, ...parties })).subject, 'News');
    assert.equal((await client.messages.create({ message_type: 'inapp', body: 'Hi', ...parties })).body, 'Hi');
    const ticket = await client.tickets.create({ ticket_type_id: '1', contacts: [{ id }] });
    assert.equal(ticket?.type, 'ticket');
    const order = { custom_object_type_identifier: 'Order', external_id: 'o-1', custom_attributes: { total: '1' } };
    const object = await client.customObjectInstances.createCustomObjectInstances(order);
    assert.equal(object?.external_id, 'o-1');
    // Its types forget the other fields of an attribute.
    const attribute: Intercom.CreateDataAttributeRequest & Record<'name' | 'model', string> = {
      ...{ name: 'plan', model: 'contact', data_type: 'string' },
    };
    const plan = await client.dataAttributes.create(attribute);
    assert.equal(plan.full_name, 'custom_attributes.plan');
    const changed = await client.contacts.update({ contact_id: id, custom_attributes: { plan: 'gold' } });
    assert.deepEqual(changed.custom_attributes, { plan: 'gold' });
  });

  suite('errors', () => {
    test('401: no token that could be one', async () => {
      await start();
      const client = clientOf(sandbox, { token: 'not a token' });
      await fails(client.contacts.list(), Intercom.UnauthorizedError, 401, 'unauthorized');
    });

    test('404: nobody with this id', async () => {
      const { contacts, companies, tags } = await start();
      const contact_id = '0123456789abcdef01234567';
      await fails(contacts.find({ contact_id }), IntercomError, 404, 'not_found');
      await fails(companies.attachContact({ contact_id, id: '1' }), Intercom.NotFoundError, 404, 'not_found');
      await fails(tags.tagContact({ contact_id, id: '1' }), Intercom.NotFoundError, 404, 'not_found');
    });

    test('409: the id of the contact that is there stands in the message', async () => {
      const { contacts } = await start();
      const { id } = await contacts.create({ email: 'ada@example.com' });
      await fails(
        contacts.create({ email: 'ADA@example.com' }),
        IntercomError,
        409,
        'conflict',
        new RegExp(`id=${id}$`),
      );
    });

    test('400: a wrong body, and an attribute that the workspace does not have', async () => {
      const { contacts, companies } = await start();
      await fails(companies.createOrUpdate({ name: 'No id' }), Intercom.BadRequestError, 400, 'parameter_not_found');
      const { id } = await contacts.create({ email: 'ada@example.com' });
      const change = contacts.update({ contact_id: id!, custom_attributes: { unheard_of: 1 } });
      await fails(change, IntercomError, 400, 'parameter_invalid', /'unheard_of' does not exist/);
    });

    test('422: an email without a subject', async () => {
      const { contacts, messages } = await start();
      const { id = '' } = await contacts.create({ email: 'ada@example.com' });
      const email = { message_type: 'email' as const, subject: '', body: 'Hello', template: 'plain' };
      const sent = messages.create({ ...email, from: { type: 'admin', id: 1 }, to: { type: 'user', id } });
      await fails(sent, Intercom.UnprocessableEntityError, 422, 'parameter_not_found');
    });

    test('429: too many calls in a window', async () => {
      const { contacts } = await start({ callsPerWindow: 1, now: () => 1_790_000_000_000 });
      await contacts.list();
      await fails(contacts.list(), IntercomError, 429, 'rate_limit_exceeded');
    });

    test('400: a request that the version does not have', async () => {
      const { contacts } = await start();
      const search = contacts.search({ query: { field: 'email', operator: '=', value: 'x' } }, { version: '1.4' });
      await fails(search, IntercomError, 400, 'intercom_version_invalid');
    });
  });

  suite('forced failures and retries', function () {
    this.timeout(20_000);
    const forced = (wish: string) => ({ headers: { 'X-Sandbox-Respond': wish } });
    const failures = [
      ['429', 'rate_limit_exceeded'],
      ['500', 'server_error'],
      ['503', 'service_unavailable'],
    ] as const;

    for (const [status, code] of failures) {
      test(`${status} is tried again, and then given up`, async () => {
        await start({ now: longAgo });
        const { contacts } = clientOf(sandbox, { maxRetries: 1 });
        await fails(contacts.list({}, forced(status)), IntercomError, Number(status), code);
        assert.equal(await received(), 2);
      });
    }

    test('a wrong request is not tried again', async () => {
      await start();
      const { companies } = clientOf(sandbox, { maxRetries: 2 });
      await fails(companies.createOrUpdate({}), Intercom.BadRequestError, 400, 'parameter_not_found');
      assert.equal(await received(), 1);
    });

    test('the limit of calls is over when the header says so', async () => {
      // Now is shortly before the end of a window, for the sandbox as for the client.
      const real = Date.now;
      const shift = 10_000 - (real() % 10_000) - 2000;
      Date.now = () => real() + shift;
      try {
        await start({ callsPerWindow: 1, now: () => Date.now() });
        const { contacts } = clientOf(sandbox, { maxRetries: 1 });
        await contacts.list();
        const started = performance.now();
        await contacts.list();
        assert.ok(performance.now() - started > 300);
      } finally {
        Date.now = real;
      }
      assert.equal(await received(), 3);
    });

    test('no answer, and a broken connection', async () => {
      await start();
      const { contacts } = clientOf(sandbox);
      for (const [wish, timeoutInSeconds, message] of [
        ['timeout', 0.2, /timeout/],
        ['reset', 10, /fetch failed/],
      ] as const) {
        const error = await errorOf(contacts.list({}, { ...forced(wish), timeoutInSeconds }));
        // It has a class for timeouts, and on Node 20 does not use it.
        assert.ok(error instanceof IntercomError || error instanceof IntercomTimeoutError, `${error}`);
        assert.match(error.message, message);
      }
    });

    test('half of an answer, which the client hands out as if it were one', async () => {
      const { contacts } = await start();
      const { id = '' } = await contacts.create({ email: 'ada@example.com' });
      const half = (await contacts.find({ contact_id: id }, forced('malformed'))) as unknown;
      assert.equal((half as { error?: { reason?: string } }).error?.reason, 'non-json');
    });

    /** How many requests the sandbox says have come. */
    async function received(): Promise<number> {
      const response = await fetch(sandbox.url, { headers: { Accept: 'application/json' } });
      return ((await response.json()) as { total: number }).total;
    }
  });
});

function clientOf({ url }: Sandbox, options: Partial<IntercomClient.Options> = {}): IntercomClient {
  return new IntercomClient({ token: 'not-a-real-token', baseUrl: url, maxRetries: 0, ...options });
}

type ErrorClass = new (...parameters: never[]) => IntercomError;

/** The client throws an error of this class that tells of what Intercom answers. */
async function fails(call: PromiseLike<unknown>, type: ErrorClass, status: number, code: string, message = /^/) {
  const error = await errorOf(call);
  assert.ok(error instanceof type, `${error}`);
  const body = error.body as { type?: string; errors?: readonly { code?: string; message?: string }[] };
  assert.deepEqual([error.statusCode, body.type, body.errors?.[0]?.code], [status, 'error.list', code]);
  assert.match(body.errors?.[0]?.message ?? '', message);
}

function errorOf(call: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

/** With a window that ended long ago the client does not wait for it, but for a second. */
function longAgo(): number {
  return 1_600_000_000_000;
}
