import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { checkToken } from '../../server/http/checkToken';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import type { TokenCheck } from '../../server/protocol';
import { unreached, withServer } from './loopback';
import { fakeToken } from './project';

const me = {
  type: 'admin',
  name: 'Ann Example',
  email: 'ann@example.com',
  app: { type: 'app', id_code: 'abc123', name: 'Acme', region: 'EU' },
};

function checked(listener: RequestListener, more: object = {}): Promise<TokenCheck> {
  return withServer(listener, url =>
    checkToken({ token: fakeToken, origin: new URL(url).origin, timeout: 2000, ...more }),
  );
}

const withoutHost = ({ host: _, ...rest }: TokenCheck & { host?: string }) => rest;

suite('check a token', () => {
  test('asks GET /me, and says whose it is', async () => {
    let seen: unknown;
    const answer = await checked((request, response) => {
      seen = [request.method, request.url, request.headers.authorization, request.headers.accept];
      response.end(JSON.stringify(me));
    });
    assert.deepEqual(seen, ['GET', '/me', `Bearer ${fakeToken}`, 'application/json']);
    const owner = { workspace: 'Acme', id: 'abc123', region: 'EU', teammate: 'Ann Example' };
    assert.deepEqual(withoutHost(answer), { kind: 'known', ...owner });
  });

  test('the sandbox, with a token that is made up', async () => {
    const sandbox = await startSandbox();
    try {
      const answer = await checkToken({ token: undefined, origin: sandbox.url });
      assert.deepEqual(withoutHost(answer), {
        kind: 'known',
        ...{ workspace: 'Sandbox', id: 'sandbox', region: 'US', teammate: 'Sandbox' },
      });
    } finally {
      await sandbox.close();
    }
  });

  test('a token that is not known', async () =>
    assert.equal((await checked((_, response) => response.writeHead(401).end('{}'))).kind, 'unknown'));

  test('a token of another region, and where that is', () =>
    withServer(
      (_, response) => response.writeHead(401).end('{}'),
      here =>
        withServer(
          (_, response) => response.end(JSON.stringify(me)),
          async there => {
            const [origin, other] = [new URL(here).origin, new URL(there).origin];
            const answer = await checkToken({ token: fakeToken, origin, regions: [origin, other] });
            assert.deepEqual([answer.kind, 'host' in answer && answer.host], ['known', new URL(there).host]);
          },
        ),
    ));

  test('a host that is no region of Intercom: nobody else is asked', () =>
    withServer(unreached, other =>
      checked((_, response) => response.writeHead(401).end(), { regions: [new URL(other).origin] }).then(({ kind }) =>
        assert.equal(kind, 'unknown'),
      ),
    ));

  const odd: [string, number, string][] = [
    ['a failure', 503, '{}'],
    ['no JSON', 200, '<script>alert(1)</script>'],
    ['null', 200, 'null'],
    ['something else', 200, '[]'],
    ['a teammate without a workspace', 200, '{"type":"admin"}'],
    ['a redirect', 302, ''],
  ];
  for (const [name, status, body] of odd) {
    test(`an answer that says nothing of it: ${name}`, async () => {
      const answer = await checked((_, response) => response.writeHead(status).end(body));
      assert.ok(answer.kind === 'odd' && answer.status === status);
    });
  }

  test('names that are no texts, or far too long', async () => {
    const app = { name: 'x'.repeat(5000), id_code: 7, region: null };
    const answer = await checked((_, response) => response.end(JSON.stringify({ name: {}, app })));
    assert.deepEqual(withoutHost(answer), { kind: 'known', workspace: 'x'.repeat(100) });
  });

  test('the token is in nothing that comes back', async () => {
    const app = { ...me.app, name: `was ${fakeToken}` };
    const answers = [
      await checked((_, response) => response.writeHead(200, fakeToken).end(JSON.stringify({ name: fakeToken, app }))),
      await checked(request => request.socket.end(`${fakeToken}\r\n`)),
      await checkToken({ token: fakeToken, origin: 'https://evil.test' }),
    ];
    assert.deepEqual(
      answers.map(({ kind }) => kind),
      ['known', 'failed', 'failed'],
    );
    assert.ok(!JSON.stringify(answers).includes(fakeToken.slice(0, 20)), JSON.stringify(answers));
  });
});
