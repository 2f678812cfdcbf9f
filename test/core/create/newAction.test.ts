import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { flattenEvent } from '../../../server/core/action/eventShapes';
import { loadProject } from '../../../server/core/action/load';
import { planRequest } from '../../../server/core/action/plan';
import type { Project } from '../../../server/core/action/project';
import { check } from '../../../server/core/check/check';
import { type Offer, offers } from '../../../server/core/create/endpoints';
import { sourceEvent } from '../../../server/core/create/event';
import { type NewAction, newAction } from '../../../server/core/create/newAction';
import { validateBody } from '../../../server/core/intercom/validate';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

const example = (file: string) => JSON.parse(readFileSync(`examples/${file}`, 'utf8'));

/** Events in every shape that people have at hand. */
const events: Readonly<Record<string, unknown>> = {
  'a sample of ours': undefined,
  'a full event': example('new-user/events/registered.event.json'),
  'an event with lists': example('order-event/events/two-products.event.json'),
  'a flat event with nothing in it': {},
  'its udo alone': { udo: { tealium_event: 'purchase', email: 'ada@example.com', order_total: '12.50' } },
  'a flattened utag.data': { tealium_event: 'view', 'dom.url': 'https://example.com/', 'cp.utag_main_v_id': '1' },
  'a row of EventStore': { udo_tealium_event: 'purchase', udo_customer_id: 314159, dom_url: 'https://example.com/' },
  'a visitor profile': {
    properties: { customer_email: 'ada@example.com', name: 'Ada' },
    metrics: { order_total: 12.5 },
    flags: { unsubscribed_from_emails: true },
    badges: { Fan: true },
    dates: { signed_up_at: 1767268800000 },
    current_visit: { last_event: { data: { udo: { tealium_event: 'view' } } } },
  },
  'ids as numbers and values of the wrong type': {
    tealium_event: 'register',
    customer_id: 314159,
    user_id: 12.5,
    email: ['ada@example.com'],
    name: { first: 'Ada' },
    phone: null,
    signed_up_at: 1767268800000,
    unsubscribed_from_emails: 'yes',
    company_size: '12',
    note_body: ['a'],
    reply_body: '',
    intercom_contact_id: { id: 1 },
    expect: { request: { status: 200 } },
  },
  'names that are hard to write': {
    tealium_event: 'a "quoted" \\ name\n{{x}}',
    'customer email': 'ada@example.com',
    'order {{id}}': 'O-1',
    this: 'x',
    iter: 'y',
    constructor: 'z',
    size: 3,
    'a.b': 1,
    toJson: 'w',
    each: 'v',
    Ünïcode: 'u',
    _under: 't',
    signed_up_date: '2026-01-01',
    price_date: 12,
  },
};

suite('a new action', () => {
  for (const offer of offers) {
    test(`for ${offer.id} is clean, and Intercom takes what it sends, whatever the event`, async () => {
      for (const [what, json] of Object.entries(events)) await isClean(offer, offer.endpoint.title, json, what);
    }).timeout(20_000);
  }

  test('has another name, another folder and another event', async () => {
    for (const name of ['Ünïcode “x” {{y}}\n\u0000', '', '   ', '../../etc', '日本語', 'a'.repeat(300), 'CON', '"'])
      for (const offer of offers.slice(0, 3)) {
        const made = await isClean(offer, name, undefined, name);
        assert.match(made.folder, /^[\p{L}\p{N}-]{1,60}$/u);
      }
  }).timeout(20_000);

  test('is clean for events that nobody has thought of', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      // JSON has no others.
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
    );
    const name = fc.oneof(
      fc.constantFrom(
        'email',
        'name',
        'customer_id',
        'phone',
        'order_id',
        'body',
        'tealium_event',
        'company_id',
        'count',
      ),
      fc.string({ minLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value), fc.constantFrom(...offers), async (json, offer) => {
        await isClean(offer, 'Try', json, JSON.stringify(json));
      }),
      { numRuns: 60 },
    );
  }).timeout(20_000);

  test('prints what the kind of message demands, whatever the event', async () => {
    const json = { body: 'Thank you', email: 'ada@example.com' };
    const made = await isClean(offerOf('POST /messages 2.16'), 'Message', json, JSON.stringify(json));
    assert.match(made.files.get(made.opens)!, /^ {2}"body": "\{\{body\.toJson\}\}",$/m);
  });

  test('names what the event has of its own and no field was found for', () => {
    const event = sourceEvent(events['a full event'])!;
    const { leftOut } = newAction({ offer: offerOf('POST /contacts 2.16'), name: 'Contact', event });
    assert.deepEqual(leftOut, ['newsletter_opt_out', 'plan_name', 'order_total']);
    assert.deepEqual(newAction({ offer: offerOf('POST /contacts 2.16'), name: 'Contact' }).leftOut, []);
  });

  test('maps what the event has, leaves out what may be missing, and asks for what it needs', async () => {
    const made = newAction({ offer: offerOf('POST /users 1.4'), name: 'Create or update user' });
    assert.equal(made.folder, 'create-or-update-user');
    assert.equal(made.opens, 'user_template.json.trimou');
    assert.equal(
      made.files.get(made.opens),
      `{
  "user_id": "{{user_id.toJson}}",
  {{#name}}
  "name": "{{name.toJson}}",
  {{/name}}
  {{#phone}}
  "phone": "{{phone.toJson}}",
  {{/phone}}
  "email": "{{email.toJson}}"
}
`,
    );
    const { action } = await load(made);
    assert.deepEqual(
      action.when?.flat().map(({ attribute, operator }) => `${attribute?.text} ${operator?.text}`),
      ['tealium_event equals', 'customer_id is assigned', 'customer_email is assigned'],
    );
  });

  test('puts Intercom’s ids into the URL, and adds them to the event', async () => {
    const made = newAction({ offer: offerOf('POST /contacts/{contact_id}/tags 2.16'), name: 'Tag' });
    const request = await planned(await load(made));
    assert.equal(request.url, 'https://api.intercom.io/contacts/5ba682d23d7cf92bef87bfd4/tags');
    assert.equal(request.body?.trim(), '{\n  "id": "1"\n}');
    assert.match(made.files.get('tag.webhook.json')!, /\/\/ Intercom's id of the tag: replace 1 by yours\.\n/);
  });

  test('leaves an event of one’s own as it is, and leaves out what Intercom does not require', () => {
    const json = { tealium_event: 'purchase', customer_id: '1', customer_email: 'ada@example.com', order_id: 'O-1' };
    const made = newAction({ offer: offerOf('POST /users 1.4'), name: 'User', event: sourceEvent(json)! });
    assert.deepEqual(made.lacking, []);
    assert.deepEqual(JSON.parse(made.files.get('events/purchase.event.json')!), json);
    assert.equal(
      made.files.get(made.opens),
      `{
  "user_id": "{{user_id.toJson}}",
  "email": "{{email.toJson}}"
}
`,
    );
  });

  test('names what the request needs and an event of one’s own lacks, which no event has to have to start it', async () => {
    const json = { tealium_event: 'purchase', order_total: 1 };
    const lacking = async (id: string) => {
      const made = newAction({ offer: offerOf(id), name: 'Try', event: sourceEvent(json)! });
      assert.deepEqual(JSON.parse(made.files.get('events/purchase.event.json')!), json);
      const project = await load(made);
      assert.deepEqual(project.action.when?.flat().length, 1);
      assert.ok(check(project).every(({ code }) => /^(unknown-attribute|missing-)/.test(code)));
      return made.lacking;
    };
    assert.deepEqual(await lacking('POST /users 1.4'), ['user_id']);
    assert.deepEqual(await lacking('POST /companies 2.16'), ['company_id']);
    assert.deepEqual(await lacking('POST /conversations 2.16'), ['intercom_contact_id', 'conversation_body']);
    assert.deepEqual(await lacking('DELETE /contacts/{contact_id} 2.16'), ['intercom_contact_id']);
  });
});

suite('the requests that are offered', () => {
  test('are all that change something, each once', () => {
    assert.equal(new Set(offers.map(({ id }) => id)).size, offers.length);
    for (const id of ['POST /users 1.4', 'POST /contacts 2.16', 'POST /events 2.16', 'PUT /contacts/{contact_id} 2.16'])
      assert.ok(offerOf(id));
    assert.ok(offers.every(({ endpoint }) => endpoint.method !== 'GET'));
  });

  test('begin with those of the recipes, the one that creates or updates first; the others are in order of the alphabet', () => {
    const calls = readFileSync('docs/recipes.md', 'utf8').matchAll(/ · `(\w+ \S+)`/g);
    const recipes = [...calls].map(([, call]) => call!.replace('contacts/{id}', 'contacts/{contact_id}'));
    const [common, others] = [offers.slice(0, recipes.length), offers.slice(recipes.length)];
    assert.deepEqual(common.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`).sort(), recipes.sort());
    assert.equal(common[0]?.endpoint.title, 'Create or update a user');
    const titles = others.map(({ endpoint }) => endpoint.title);
    assert.deepEqual(titles, [...titles].sort());
  });
});

function offerOf(id: string): Offer {
  return offers.find(offer => offer.id === id)!;
}

/** Whether nothing is wrong with an action, once its event has what the request needs. */
async function isClean(offer: Offer, name: string, json: unknown, what: string): Promise<NewAction> {
  const event = json === undefined ? undefined : sourceEvent(json);
  const made = newAction({ offer, name, ...(event && { event }) });
  const project = await load(completed(made));
  const shown = () => `${what}\n${[...made.files].map(([path, content]) => `${path}\n${content}`).join('\n')}`;
  assert.deepEqual([...project.problems, ...project.eventProblems], [], shown());
  assert.deepEqual(
    check(project).map(({ code, message, path }) => `${path} ${code}: ${message}`),
    [],
    shown(),
  );
  const { body } = await planned(project);
  if (body !== undefined) assert.deepEqual(validateBody(offer.endpoint, offer.version, JSON.parse(body)), [], shown());
  assert.equal(body !== undefined, offer.endpoint.fields.length > 0);
  return made;
}

/** The action as somebody goes on with it: what its event lacks, it has. */
function completed(made: NewAction): NewAction {
  const files = new Map(made.files);
  const exampleOf = (name: string) => (/count/.test(name) ? 1 : /email/.test(name) ? 'ada@example.com' : 'order-1');
  const values = new Map(made.lacking.map(name => [name, exampleOf(name)]));
  for (const [path, text] of values.size > 0 ? files : [])
    if (path.endsWith('.event.json'))
      files.set(path, JSON.stringify(Object.fromEntries([...flattenEvent(JSON.parse(text))!.attributes, ...values])));
  return { ...made, files };
}

async function load({ files, folder }: NewAction): Promise<Project> {
  const texts = Object.fromEntries([...files].map(([path, text]) => [`/w/${path}`, text]));
  return loadProject(`/w/${folder}.webhook.json`, memoryFiles(texts), { profile: tealiumProfile });
}

async function planned(project: Project) {
  const plan = planRequest({ project, event: project.events[0]!, now: 1767268800000, uuid: () => '1' });
  assert.equal(plan.kind, 'planned', JSON.stringify(plan));
  return (plan as Extract<typeof plan, { kind: 'planned' }>).request;
}
