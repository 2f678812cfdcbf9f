import assert from 'node:assert/strict';
import { readEvents } from '../../../server/core/action/events';
import { loadProject } from '../../../server/core/action/load';
import { planRequest } from '../../../server/core/action/plan';
import { explainSend, type SendExplanation } from '../../../server/core/answer/explainSend';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

/** The form around a body template, aimed at a request. */
interface Form {
  readonly body?: string;
  /** What is mapped to Body, as JSON has it between quotes. */
  readonly map?: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

const usual = '{ "map": "application/json", "to": "Accept" }, { "map": "2.16", "to": "Intercom-Version" }';

async function explained(form: Form, status: number, errors: readonly object[], headers: [string, string][] = []) {
  const { body = '{}', map = '{{body}}', method = 'POST', url = 'https://api.intercom.io/contacts' } = form;
  const files: Record<string, string> = {
    '/a.webhook.json': `{ "action": {
  "method": "${method}", "url": "${url}",
  "headers": [${form.headers ?? usual}],
  "contentType": "application/json",
  "bodyData": [{ "map": "${map}", "to": "Body" }],
  "templateVariables": [
    { "attribute": "name", "to": "name" }, { "attribute": "vip", "to": "vip" }, { "attribute": "sku", "to": "items.sku" }
  ],
  "templates": { "body": "body.json.trimou", "other": "other.json.trimou" }
},
"attributes": { "name": "string", "vip": "boolean", "sku": "array of strings" } }`,
    '/body.json.trimou': body,
    '/other.json.trimou': '"from": "{{name.toJson}}"',
  };
  const project = await loadProject('/a.webhook.json', memoryFiles(files), { profile: tealiumProfile });
  const attributes = form.attributes ?? { name: 'Zoë "Z" O\nB', vip: true, sku: ['x', 'y'] };
  const event = readEvents('/e.event.json', JSON.stringify(attributes)).events[0]!;
  const plan = planRequest({ project, event, now: 0, uuid: () => '' });
  assert.ok(plan.kind === 'planned', JSON.stringify(plan));
  const answer = { status, headers, body: JSON.stringify({ type: 'error.list', errors }) };
  return explainSend(project, plan.request, answer).map(found => ({ ...found, at: shown(found, files) }));
}

/** The file and the characters of a place: `body.json.trimou "{{name}}"`. */
function shown({ place }: SendExplanation, files: Readonly<Record<string, string>>): string | undefined {
  if (!place) return undefined;
  return `${place.path.slice(1)} ${files[place.path]!.slice(place.range.start, place.range.end)}`;
}

/** The place of an error that names a field. */
async function ofField(form: Form, field: string): Promise<string | undefined> {
  const [found] = await explained(form, 400, [{ code: 'parameter_invalid', message: 'x', field }]);
  return found?.at;
}

suite('an answer explained: the template that wrote the field', () => {
  const cases: [string, string, string, string][] = [
    ['a value of a tag', '{"name": "{{name.toJson}}"}', 'name', '"{{name.toJson}}"'],
    ['a value in so many words', '{"role": "boss", "name": ""}', 'role', '"boss"'],
    ['text around a tag', '{"name": "Dear {{name.toJson}}, x"}', 'name', '"Dear {{name.toJson}}, x"'],
    ['a branch', '{"a": {{#vip}}1{{/vip}}{{^vip}}2{{/vip}} , "b": 3}', 'a', '1'],
    ['nested', '{"custom_attributes": {"plan": {{vip}}, "x": 1}}', 'custom_attributes.plan', '{{vip}}'],
    ['an item of a list', '{"tags": [{"id": 1}, {"id": 2}]}', 'tags.1.id', '2'],
    ['written by a loop', '{"tags": [{{#items}}"{{sku}}"{{#hasNext}},{{/hasNext}}{{/items}}]}', 'tags.1', '"{{sku}}"'],
    ['all of a list', '{"tags": [{{#items}}"{{sku}}"{{#hasNext}},{{/hasNext}}{{/items}}], "b": 1}', 'tags', ''],
    ['a name with a dot', '{"custom_attributes": {"a.b": 7}}', 'custom_attributes.a.b', '7'],
    ['only the end of the path', '{"companies": [{"size": "x"}]}', 'size', '"x"'],
    ['missing: the object that lacks it', '{"email": "{{name}}"}', 'external_id', '{'],
    ['missing: the inner object', '{"a": 1, "from": {"type": "x"}}', 'from.id', '{'],
    ['a standalone section before it', '{\n{{#vip}}\n"a": 1,\n{{/vip}}\n"b": 2}', 'b', '2'],
    ['Windows line ends', '{\r\n{{#vip}}\r\n"a": "{{name.toJson}}",\r\n{{/vip}}\r\n"b": 2}', 'a', '"{{name.toJson}}"'],
    ['signs beyond the first plane', '{"a": "😀 {{name.toJson}} 😀", "b": 2}', 'b', '2'],
  ];
  for (const [name, body, field, expected] of cases) {
    test(name, async () => {
      const all = body.slice(body.indexOf('['), body.lastIndexOf(']') + 1);
      assert.equal(await ofField({ body }, field), `body.json.trimou ${expected || all}`);
    });
  }

  test('of several templates the one that wrote it', async () => {
    const map = '{\\"a\\": 1, {{other}}, \\"b\\": {{body}}}';
    assert.equal(await ofField({ map, body: '[2]' }, 'from'), 'other.json.trimou "{{name.toJson}}"');
    assert.equal(await ofField({ map, body: '[2]' }, 'b'), 'body.json.trimou [2]');
  });

  test('written in the action itself: the row, whose quotes are escaped there', async () => {
    const map = '{\\"a\\": 1, \\"b\\": \\"x\\"}';
    assert.equal(await ofField({ map }, 'b'), `a.webhook.json ${map}`);
  });

  test('a template within custom text that is no JSON', async () => {
    const [found] = await explained({ map: '{\\"a\\": {{body}}}', body: '{{name}}' }, 400, [
      { code: 'parameter_invalid', message: 'not JSON' },
    ]);
    assert.match(found!.at!, /^body\.json\.trimou \{\{name\}\}$/);
  });

  test('a body that is no JSON: where it breaks', async () => {
    const body = '{\n  "a": 1,\n  "name": "{{name}}"\n}';
    const [found] = await explained({ body }, 400, [{ code: 'parameter_invalid', message: 'not valid JSON' }]);
    assert.match(found!.at!, /^body\.json\.trimou (\{\{name\}\}|"\{\{name\}\}"?)$/);
  });

  test('a body nested by the thousand', async () => {
    assert.equal(await ofField({ body: `{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}` }, 'a'), undefined);
  });
});

suite('an answer explained: the part of the action', () => {
  const error = (code: string, message = '') => [{ code, message }];
  const version = 'Requested resource is not available in current API version';
  const old = { url: 'https://api.intercom.io/users', body: '{"user_id": "1", "last_request_at": 1}' };
  const cases: [string, Form, number, object[], string | undefined][] = [
    [
      '406: the Accept header',
      { headers: '{"map": "applications/json", "to": "accept"}' },
      406,
      [],
      'applications/json',
    ],
    ['406: the headers, where it is missing', { headers: '' }, 406, [], 'headers'],
    ['401: the Authorization header', { headers: '{"secret": "t", "to": "Authorization"}' }, 401, [], 't'],
    ['400: the version', old, 400, error('intercom_version_invalid', version), '2.16'],
    [
      '404: the URL',
      { url: 'https://api.intercom.io/contacts/1', method: 'PUT' },
      404,
      [],
      'https://api.intercom.io/contacts/1',
    ],
    ['409: the URL', {}, 409, error('conflict'), 'https://api.intercom.io/contacts'],
    ['405: the method', {}, 405, [], 'POST'],
    ['415: the content type', {}, 415, [], 'application/json'],
    ['429: nowhere', {}, 429, error('rate_limit_exceeded'), undefined],
    ['503: nowhere', {}, 503, [], undefined],
  ];
  for (const [name, form, status, errors, expected] of cases) {
    test(name, async () => {
      const [found] = await explained(form, status, errors);
      assert.equal(found?.at, expected && `a.webhook.json ${expected}`);
    });
  }

  test('404 of an event: the person it names', async () => {
    const form = { url: 'https://api.intercom.io/events', body: '{"event_name": "x", "user_id": "{{name.toJson}}"}' };
    const [found] = await explained(form, 404, error('not_found', 'User Not Found'));
    assert.equal(found?.at, 'body.json.trimou "{{name.toJson}}"');
  });

  test('404 of a company: the company', async () => {
    const form = { url: 'https://api.intercom.io/contacts/1/companies', body: '{"id": "{{name.toJson}}"}' };
    const [found] = await explained(form, 404, error('company_not_found', 'Company Not Found'));
    assert.equal(found?.at, 'body.json.trimou "{{name.toJson}}"');
  });

  test('success is not explained', async () => assert.deepEqual(await explained({}, 200, []), []));

  test('409: the id, and the way out', async () => {
    const id = 'f'.repeat(24);
    const [found] = await explained(
      {},
      409,
      error('conflict', `A contact matching those details already exists with id=${id}`),
    );
    assert.equal(found?.contactId, id);
    assert.deepEqual(found?.fixes, [
      { kind: 'update-contact', method: 'PUT', path: `/contacts/${id}`, title: `Send Once as PUT /contacts/${id}` },
    ]);
  });

  test('400 of a version: both ways out', async () => {
    const [found] = await explained(old, 400, error('intercom_version_invalid', version));
    assert.deepEqual(
      found?.fixes.map(({ title }) => title),
      ['Map 1.4 to Intercom-Version', 'Move to POST /contacts'],
    );
  });

  test('a custom attribute that the workspace does not have: its name and its place', async () => {
    const form = { body: '{"external_id": "1", "custom_attributes": {"plan": "{{name.toJson}}"}}' };
    const [found] = await explained(form, 400, error('parameter_invalid', "Custom attribute 'plan' does not exist"));
    assert.match(found!.meaning, /plan/);
    assert.equal(found?.at, 'body.json.trimou "{{name.toJson}}"');
  });

  test('each of several errors has its own place', async () => {
    const body = '{"signed_up_at": "{{name.toJson}}", "role": "boss"}';
    const found = await explained({ body }, 400, [
      { code: 'parameter_invalid', message: 'signed_up_at should be a whole number', field: 'signed_up_at' },
      { code: 'parameter_invalid', message: 'role should be one of user, lead' },
    ]);
    assert.deepEqual(
      found.map(({ at }) => at),
      ['body.json.trimou "{{name.toJson}}"', 'body.json.trimou "boss"'],
    );
  });
});
