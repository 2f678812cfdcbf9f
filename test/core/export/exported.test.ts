import assert from 'node:assert/strict';
import { exportRequest } from '../../../server/core/export/exported';
import { fakeToken, projectOf } from '../../http/project';

suite('a request that leaves the editor', () => {
  test('holds the names of secrets', async () => {
    const { request, hidden } = await exported({});
    assert.equal(header(request, 'Authorization'), 'Bearer <secret:intercom>');
    assert.equal(hidden, false);
  });

  test('masks what stands in a file, in every part', async () => {
    const { request } = await exported(
      {
        urlParameters: [{ map: fakeToken, to: 'a' }],
        cookies: [{ map: fakeToken, to: 'b' }],
        headers: [
          { map: 'Bearer plain', to: 'Authorization' },
          { map: fakeToken, to: 'X-Other' },
        ],
      },
      { 'body.json.trimou': `{"a":"${fakeToken}","b":"Bearer 1234567890123456","c":"${fakeToken}"}` },
    );
    assert.ok(!JSON.stringify(request).includes(fakeToken.slice(8, -8)));
    assert.ok(!request.body!.includes('123456789'));
    assert.equal(header(request, 'Authorization'), 'Bearer ••••••••');
    assert.equal(request.body, '{"a":"••••••••","b":"Bearer ••••••••","c":"••••••••"}');
  });

  test('the user and the password of the connector are masked', async () => {
    const { request } = await exported({ headers: [] }, {}, { username: 'ada', password: 'pass' });
    assert.equal(header(request, 'Authorization'), 'Basic ••••••••');
  });

  test('says when a template has encoded a secret, beside one that stands there as it is', async () => {
    const auth = '{{#encodeBase64}}{{token}}:{{/encodeBase64}}';
    const { hidden } = await exported({}, { 'auth.trimou': `Basic ${auth}`, 'body.json.trimou': '{"a":"{{token}}"}' });
    assert.equal(hidden, true);
  });

  test('a random value is no reason to say so', async () => {
    const { hidden } = await exported({}, { 'body.json.trimou': '{"id":"{{uuid}}","t":"{{token}}"}' }, undefined, () =>
      String(Math.random()),
    );
    assert.equal(hidden, false);
  });

  test('what cannot be planned says why', async () => {
    const { project, event } = await projectOf({ method: 'SEND' });
    const failed = exportRequest({ project, event, now: 0, uuid: () => 'u' });
    assert.equal(
      failed.kind === 'failed' && failed.message,
      'The action needs a method: GET, POST, PUT, DELETE, PATCH.',
    );
  });
});

async function exported(
  changes: Readonly<Record<string, unknown>>,
  files?: Readonly<Record<string, string>>,
  basicAuth?: Readonly<Record<string, string>>,
  uuid = () => 'u',
) {
  const { project, event } = await projectOf(changes, files);
  const span = (text: string) => ({ start: 0, end: 0, text });
  const auth = basicAuth && {
    basicAuth: {
      username: span(basicAuth.username!),
      password: span(basicAuth.password!),
      range: { start: 0, end: 0 },
    },
  };
  const answer = exportRequest({
    project: { ...project, action: { ...project.action, ...auth } },
    event,
    now: 0,
    uuid,
  });
  assert.ok(answer.kind === 'exported', JSON.stringify(answer));
  return answer;
}

function header(request: { headers: readonly (readonly [string, string])[] }, name: string): string | undefined {
  return request.headers.find(([other]) => other === name)?.[1];
}
