import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import { type Plan, planRequest } from '../../../server/core/action/plan';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

interface Form {
  readonly action: Record<string, unknown>;
  readonly [field: string]: unknown;
}

const now = Date.UTC(2026, 0, 1, 12);

/** The plan of an action for an event, with templates given by their text. */
async function plan(
  form: Form,
  event: unknown = {},
  templates: Record<string, string> = {},
  secrets?: (name: string) => string,
) {
  const names = Object.keys(templates);
  const action = {
    method: 'POST',
    url: 'https://api.intercom.io/users',
    templates: Object.fromEntries(names.map(name => [name, `${name}.trimou`])),
    ...form.action,
  };
  const files = memoryFiles({
    'a.webhook.json': JSON.stringify({ ...form, action }),
    'events/one.event.json': JSON.stringify(event),
    ...Object.fromEntries(names.map(name => [`${name}.trimou`, templates[name]!])),
  });
  const project = await loadProject('a.webhook.json', files, { profile: tealiumProfile });
  const result = planRequest({
    project,
    event: project.events[0]!,
    now,
    uuid: () => 'u-1',
    ...(secrets && { secrets }),
  });
  return { result, text: project.text };
}

async function request(...given: Parameters<typeof plan>) {
  const { result } = await plan(...given);
  assert.equal(result.kind, 'planned', JSON.stringify(result));
  return (result as Extract<Plan, { kind: 'planned' }>).request;
}

async function failure(...given: Parameters<typeof plan>) {
  const { result, text } = await plan(...given);
  assert.equal(result.kind, 'failed');
  const { reason, message, path, range } = result as Extract<Plan, { kind: 'failed' }>;
  return { reason, message, path, at: range && path === 'a.webhook.json' ? text.slice(range.start, range.end) : range };
}

suite('planning a request', () => {
  test('every field of the form', async () => {
    const planned = await request(
      {
        connector: { basicAuth: { username: 'Aladdin', password: 'open sesame' } },
        action: {
          method: 'PUT',
          url: 'https://api.intercom.io/contacts/{{id}}?a=1#top',
          urlParameters: [
            { map: '{{id}} & more', to: 'q u' },
            { attribute: 'nothing', to: 'left_out' },
          ],
          headers: [
            { map: 'application/json', to: 'Accept' },
            { map: '{{auth}}', to: 'Authorization' },
            { attribute: 'total', to: 'X-Total' },
          ],
          cookies: [
            { text: '1', to: 'n1' },
            { map: '{{id}}', to: 'n2' },
          ],
          contentType: 'application/json',
          bodyData: [{ map: '{{body}}', to: 'Body' }],
          templateVariables: [
            { attribute: 'email', to: 'email' },
            { text: 'web', to: 'channel' },
            { secret: 'intercom', to: 'token' },
          ],
        },
      },
      { email: 'ada@example.com', total: 5 },
      { id: '42\n', auth: 'Bearer {{token}}\n', body: '{"email":"{{email}}","channel":"{{channel}}"}\n' },
    );
    assert.deepEqual(planned, {
      method: 'PUT',
      url: 'https://api.intercom.io/contacts/42?a=1&q%20u=42%20%26%20more#top',
      headers: [
        ['Authorization', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
        ['Accept', 'application/json'],
        ['Authorization', 'Bearer <secret:intercom>'],
        ['X-Total', '5.0'],
        ['Cookie', 'n1=1; n2=42'],
        ['Content-Type', 'application/json; charset=UTF-8'],
      ],
      body: '{"email":"ada@example.com","channel":"web"}\n',
      templateVariables: { email: 'ada@example.com', channel: 'web', token: '<secret:intercom>' },
      renderedTemplates: planned.renderedTemplates,
    });
    assert.equal(planned.renderedTemplates.auth!.text, 'Bearer <secret:intercom>\n');
    assert.equal(planned.renderedTemplates.body!.segments.map(segment => segment.text).join(''), planned.body);
  });

  test('a secret passed in is used, in templates and in mappings', async () => {
    const action = {
      headers: [
        { map: '{{auth}}', to: 'Authorization' },
        { secret: 'other', to: 'X-Key' },
      ],
      templateVariables: [{ secret: 'intercom', to: 'token' }],
    };
    const planned = await request({ action }, {}, { auth: 'Bearer {{token}}' }, name => `value-of-${name}`);
    assert.deepEqual(planned.headers, [
      ['Authorization', 'Bearer value-of-intercom'],
      ['X-Key', 'value-of-other'],
    ]);
  });

  test('a form, url-encoded', async () => {
    const bodyData = [
      { attribute: 'name', to: 'full name' },
      { text: 'a&b', to: 'x' },
    ];
    const contentType = 'application/x-www-form-urlencoded';
    const planned = await request({ action: { contentType, bodyData } }, { name: 'Zoë \ud800' });
    assert.equal(planned.body, 'full%20name=Zo%C3%AB%20%EF%BF%BD&x=a%26b');
    assert.deepEqual(planned.headers, [['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8']]);
  });

  test('a form in parts', async () => {
    const bodyData = [
      { text: 'Ada', to: 'na"me' },
      { text: 'x', to: 'y' },
    ];
    const planned = await request({ action: { contentType: 'multipart/form-data', bodyData } });
    assert.equal(
      planned.body,
      '------u-1\r\nContent-Disposition: form-data; name="na%22me"\r\n\r\nAda\r\n' +
        '------u-1\r\nContent-Disposition: form-data; name="y"\r\n\r\nx\r\n------u-1--\r\n',
    );
    assert.deepEqual(planned.headers, [['Content-Type', 'multipart/form-data; boundary=----u-1']]);
  });

  test('no body data, no body; a charset that is there stays', async () => {
    assert.equal((await request({ action: { contentType: 'application/json' } })).body, undefined);
    const bodyData = [{ text: 'x', to: 'Body' }];
    const planned = await request({ action: { contentType: 'text/plain; charset=iso-8859-1', bodyData } });
    assert.deepEqual(planned.headers, [['Content-Type', 'text/plain; charset=iso-8859-1']]);
  });

  test('an event without a time of arrival gets one, as Tealium stamps it', async () => {
    const templateVariables = [{ attribute: 'tealium_timestamp_epoch', to: 'at' }];
    assert.deepEqual((await request({ action: { templateVariables } })).templateVariables, { at: now / 1000 });
    const own = await request({ action: { templateVariables } }, { tealium_timestamp_epoch: 5 });
    assert.deepEqual(own.templateVariables, { at: 5 });
  });

  test('dotted names make a list of objects', async () => {
    const templateVariables = [
      { attribute: 'sku', to: 'items.sku' },
      { attribute: 'price', to: 'items.price' },
      { attribute: 'currency', to: 'items.currency' },
    ];
    const event = { sku: ['A', 'B'], price: [1, 2, 3], currency: 'EUR' };
    const planned = await request({ action: { templateVariables } }, event, {
      list: '{{#items}}{{sku}}:{{price}}:{{currency}};{{/items}}',
    });
    assert.deepEqual(planned.templateVariables, {
      items: [
        { sku: 'A', price: 1, currency: 'EUR' },
        { sku: 'B', price: 2, currency: 'EUR' },
        { price: 3, currency: 'EUR' },
      ],
    });
    assert.equal(planned.renderedTemplates.list!.text, 'A:1.0:EUR;B:2.0:EUR;:3.0:EUR;');
  });

  test('values take the type of their attribute', async () => {
    const types = {
      text: 'string',
      number: 'number',
      flag: 'boolean',
      day: 'date',
      tags: 'set of strings',
      tally: 'tally',
      vip: 'badge',
      not_vip: 'badge',
      numbers: 'array of numbers',
      wrong: 'number',
      long: 'string',
    };
    const event = {
      text: 5,
      number: '12.5',
      flag: 'true',
      day: 1600128000000,
      tags: ['a', 'b', 'a'],
      tally: { A: 1 },
      vip: true,
      not_vip: false,
      numbers: [1, '2', null, 'x'],
      wrong: 'many',
      long: 'x'.repeat(2000),
    };
    const templateVariables = Object.keys(types).map(name => ({ attribute: name, to: name }));
    const planned = await request({ action: { templateVariables }, attributes: types }, event, {
      all: '{{text}} {{number}} {{flag}} {{day}} {{tags}} {{tally}} {{vip}} {{not_vip}} {{numbers}} {{wrong}}',
    });
    assert.equal(
      planned.renderedTemplates.all!.text,
      '5 12.5 true 2020-09-15T00:00:00.000Z [a, b] {A=1.0} true  [1.0, 2.0] ',
    );
    const { long, ...rest } = planned.templateVariables;
    assert.equal((long as string).length, 1500);
    assert.deepEqual(rest, {
      text: '5',
      number: 12.5,
      flag: true,
      day: '2020-09-15T00:00:00.000Z',
      tags: ['a', 'b'],
      tally: { A: 1 },
      vip: true,
      numbers: [1, 2],
    });
  });

  test('a variable named like a part of every object is a variable like any other', async () => {
    const templateVariables = [{ text: 'x', to: '__proto__' }];
    const planned = await request({ action: { templateVariables } }, {}, { t: '{{__proto__}}' });
    assert.equal(planned.renderedTemplates.t!.text, 'x');
    assert.deepEqual(Object.entries(planned.templateVariables), [['__proto__', 'x']]);
  });
});

suite('why no request can be planned', () => {
  const path = 'a.webhook.json';

  test('an action with a method that there is not', async () => {
    assert.deepEqual(await failure({ action: { method: 'FETCH' } }), {
      reason: 'action',
      message: 'The action needs a method: GET, POST, PUT, DELETE, PATCH.',
      path,
      at: 'FETCH',
    });
    assert.equal((await failure({ action: { url: '' } })).message, 'The action has no URL.');
    assert.equal((await failure({ action: { url: 5 } })).message, '`url` is a text in double quotes.');
    const headers = [{ map: 'x {{auht}}', to: 'Authorization' }];
    assert.deepEqual(await failure({ action: { headers } }, {}, { auth: 'x' }), {
      reason: 'action',
      message: 'There is no template `auht`. Did you mean `auth`?',
      path,
      at: '{{auht}}',
    });
    const bodyData = [{ text: 'x', to: 'body' }];
    assert.equal((await failure({ action: { contentType: 'application/json', bodyData } })).at, 'body');
  });

  test('a missing file', async () => {
    assert.deepEqual(await failure({ action: { templates: { body: 'gone.trimou' } } }), {
      reason: 'missing-template',
      message: 'Template body: there is no file gone.trimou.',
      path,
      at: 'gone.trimou',
    });
  });

  test('a template that the engine refuses', async () => {
    const { reason, path: where, at } = await failure({ action: {} }, {}, { body: 'Hello {{#name}}' });
    assert.deepEqual([reason, where, at], ['template', 'body.trimou', { start: 6, end: 15 }]);
  });

  test('a line break or a strange name in a header', async () => {
    const headers = [{ attribute: 'name', to: 'X-Name' }];
    const { message } = await failure({ action: { headers } }, { name: 'Ada\r\nX-Evil: 1' });
    assert.match(message, /Header X-Name must be one line/);
    assert.match((await failure({ action: { headers: [{ text: 'x', to: 'X Name' }] } })).message, /cannot be sent/);
  });
});
