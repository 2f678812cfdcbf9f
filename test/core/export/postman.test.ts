import assert from 'node:assert/strict';
// @ts-expect-error: the package has no types.
import { Collection, VariableList } from 'postman-collection';
import type { ExportedRequest } from '../../../server/core/export/exported';
import { postmanCollection } from '../../../server/core/export/postman';

const request: ExportedRequest = {
  method: 'POST',
  url: 'https://api.intercom.io/contacts/1/tags?a=1&b=%20x&c&d=e=f#top',
  headers: [
    ['Accept', 'application/json'],
    ['Authorization', 'Bearer <secret:intercom>'],
    ['X-Key', '<secret:my key>'],
    ['Content-Type', 'application/json; charset=UTF-8'],
  ],
  body: '{ "name": "{{$guid}} {{{baseUrl}}}", "token": "<secret:intercom>" }',
};

/** A request as Postman's own library has it. */
interface Made {
  readonly url: { toString(): string };
  toJSON(): { method: string; header: { key: string; value: string }[]; body?: { raw: string } };
}

/** What Postman's own library makes of the collection, with these values for its variables. */
function resolved(requests: readonly ExportedRequest[], values: Readonly<Record<string, string>> = {}) {
  const folder = { name: 'Tag', requests: requests.map((one, at) => ({ name: `event ${at}`, request: one })) };
  const json = JSON.parse(JSON.stringify(postmanCollection('All', [folder])));
  structure(json);
  const collection = new Collection(json);
  const known: { key: string; value: string }[] = json.variable;
  const variables = new VariableList(
    null,
    known.map(({ key, value }) => ({ key, value: values[key] ?? value })),
  );
  const filled = (text: string): string => variables.replace(text);
  const made: Made[] = [];
  collection.forEachItem(({ request: one }: { request: Made }) => made.push(one));
  return {
    json,
    requests: made.map(one => {
      const { method, header, body } = one.toJSON();
      const headers = header.map(({ key, value }) => [key, filled(value)]);
      return { method, url: filled(one.url.toString()), headers, body: body && filled(body.raw) };
    }),
  };
}

suite('a Postman collection', () => {
  test('is the request, once the variables have values', () => {
    const values = { INTERCOM_ACCESS_TOKEN: 'T', INTERCOM_WEBHOOK_SECRET_MY_KEY: 'K' };
    const [made] = resolved([request], values).requests;
    assert.deepEqual(made, {
      method: 'POST',
      url: 'https://api.intercom.io/contacts/1/tags?a=1&b=%20x&c&d=e=f',
      headers: [
        ['Accept', 'application/json'],
        ['Authorization', 'Bearer T'],
        ['X-Key', 'K'],
        ['Content-Type', 'application/json; charset=UTF-8'],
      ],
      body: made!.body,
    });
    assert.deepEqual(JSON.parse(made!.body!), { name: '{{$guid}} {{{baseUrl}}}', token: 'T' });
  });

  test('has the origin as a variable, so that a sandbox can take its place', () => {
    const other = { ...request, url: 'https://a.test/x' };
    const { json, requests } = resolved([request, other], { baseUrl: 'http://127.0.0.1:8400' });
    assert.equal(requests[0]!.url, 'http://127.0.0.1:8400/contacts/1/tags?a=1&b=%20x&c&d=e=f');
    assert.equal(requests[1]!.url, 'https://a.test/x');
    assert.deepEqual(json.variable[0], { key: 'baseUrl', value: 'https://api.intercom.io', type: 'string' });
  });

  test('has no value of a secret, only its name', () => {
    const masked = { ...request, headers: [['Authorization', 'Bearer ••••••••']] as const };
    const { json } = resolved([request, masked]);
    assert.deepEqual(
      json.variable.map(({ key, value }: { key: string; value: string }) => [key, value]),
      [
        ['baseUrl', 'https://api.intercom.io'],
        ['INTERCOM_ACCESS_TOKEN', ''],
        ['INTERCOM_WEBHOOK_SECRET_MY_KEY', ''],
        ['MASKED_SECRET', ''],
      ],
    );
  });

  test('a folder an action, with its stream', () => {
    const json = JSON.parse(
      JSON.stringify(
        postmanCollection('All', [
          { name: 'One', description: 'Stream: New users', requests: [] },
          { name: 'Two', requests: [{ name: 'e', request: { method: 'GET', url: 'https://a.test', headers: [] } }] },
        ]),
      ),
    );
    structure(json);
    assert.deepEqual(
      json.item.map(({ name, description }: { name: string; description?: string }) => [name, description]),
      [
        ['One', 'Stream: New users'],
        ['Two', undefined],
      ],
    );
    assert.equal(json.item[1].item[0].request.body, undefined);
  });

  test('a form and a text go as they are', () => {
    const form = { ...request, headers: [['Content-Type', 'text/plain']] as const, body: 'a {{b}} c' };
    assert.equal(resolved([form]).requests[0]!.body, 'a {{b}} c');
  });
});

/** What the schema of 2.1 demands of the parts that are used here: names, types, and nothing unknown. */
function structure(json: Record<string, unknown>): void {
  assert.deepEqual(Object.keys(json), ['info', 'item', 'variable']);
  const info = json.info as Record<string, unknown>;
  assert.equal(info.schema, 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json');
  assert.equal(typeof info.name, 'string');
  for (const variable of json.variable as Record<string, unknown>[]) {
    assert.deepEqual(
      Object.values(variable).map(value => typeof value),
      ['string', 'string', 'string'],
    );
    assert.equal(variable.type, 'string');
  }
  for (const folder of json.item as { name: unknown; item: Record<string, never>[] }[]) {
    assert.equal(typeof folder.name, 'string');
    for (const { name, request: made, response } of folder.item) {
      assert.equal(typeof name, 'string');
      assert.deepEqual(response, []);
      const { method, header, url, body } = made as unknown as Record<string, string>;
      assert.match(method!, /^[A-Z]+$/);
      for (const one of header as unknown as object[]) assert.deepEqual(Object.keys(one), ['key', 'value']);
      const { raw, protocol, host, path, query = [] } = url as unknown as Record<string, unknown>;
      assert.equal(typeof raw, 'string');
      assert.ok(protocol === undefined || typeof protocol === 'string');
      for (const part of [...(host as unknown[]), ...(path as unknown[])]) assert.equal(typeof part, 'string');
      for (const { key, value } of query as { key: unknown; value: unknown }[]) {
        assert.equal(typeof key, 'string');
        assert.ok(value === null || typeof value === 'string');
      }
      if (body === undefined) continue;
      const { mode, raw: text } = body as unknown as Record<string, unknown>;
      assert.deepEqual([mode, typeof text], ['raw', 'string']);
    }
  }
}
