import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import type { Network } from '../../server/http/network/network';
import { type SendResult, send } from '../../server/http/send';
import { selfSigned } from './certificate';
import { outcome, withRawServer, withServer } from './loopback';
import { type ProxyOptions, type RunningProxy, withProxy } from './proxy';

const host = 'api.example.test';
const tls = selfSigned({ host });
const token = 'made-up-token';

/** The proxy of a test, as it would be set; `login` stands before its host. */
function by(
  { port }: Pick<RunningProxy, 'port'>,
  { login = '', scheme = 'http', ...more }: Partial<Network> & { login?: string; scheme?: string } = {},
): Network {
  const address = { address: `${scheme}://${login}localhost:${port}`, from: 'the setting http.proxy' };
  return { proxies: { 'https:': address, 'http:': address }, authorities: { certificates: [tls.cert] }, ...more };
}

function post(
  network: Network,
  options: { signal?: AbortSignal; timeoutMs?: number; url?: string } = {},
): Promise<SendResult> {
  const { url = `https://${host}/users`, ...rest } = options;
  const request = { method: 'POST', url, headers: [['Authorization', `Bearer ${token}`]] as const, body: '{"a":1}' };
  return send(request, { timeoutMs: 2000, allowedHosts: [host, `http://${host}`], network, ...rest });
}

/** A server behind a proxy. */
function behind<Result>(
  listener: RequestListener,
  use: (proxy: RunningProxy) => Promise<Result>,
  options: ProxyOptions = {},
): Promise<Result> {
  return withServer(listener, url => withProxy({ to: Number(new URL(url).port), ...options }, use), tls);
}

const ok: RequestListener = (_, response) => response.end('{}');

suite('proxy: https through a tunnel', () => {
  test('it sees the name of the server and none of what is said', () =>
    behind(ok, async proxy => {
      assert.equal(outcome(await post(by(proxy))), 200);
      assert.deepEqual([proxy.asked[0]?.method, proxy.asked[0]?.url], ['CONNECT', `${host}:443`]);
      assert.notEqual(proxy.passed(), '');
      assert.ok(!proxy.passed().includes(token) && !JSON.stringify(proxy.asked[0]?.rawHeaders).includes(token));
    }));

  test('the tunnel is kept, and its time is told', () =>
    behind(ok, async proxy => {
      const network = by(proxy);
      const first = (await post(network)).timing!;
      assert.ok(first.dnsMs !== undefined && first.connectMs !== undefined && first.tlsMs !== undefined);
      for (let index = 0; index < 2; index++) assert.equal((await post(network)).timing?.reusedConnection, true);
      assert.equal(proxy.asked.length, 1);
    }));

  test('name and password of its address, which the server does not get', async () => {
    let seen: unknown;
    const listener: RequestListener = (request, response) => {
      seen = request.headers['proxy-authorization'];
      response.end();
    };
    await behind(listener, async proxy => {
      await post(by(proxy, { login: 'anna:p%40ss@' }));
      const expected = `Basic ${Buffer.from('anna:p@ss').toString('base64')}`;
      assert.deepEqual([proxy.asked[0]?.headers['proxy-authorization'], seen], [expected, undefined]);
    });
  });

  test('the setting http.proxyAuthorization goes before them', () =>
    behind(ok, async proxy => {
      await post(by(proxy, { login: 'anna:pass@', proxyAuthorization: 'Bearer made-up' }));
      assert.equal(proxy.asked[0]?.headers['proxy-authorization'], 'Bearer made-up');
    }));

  test('the certificate of the server is looked at all the same', () =>
    behind(ok, async proxy => {
      const result = await post({ ...by(proxy), authorities: { certificates: [selfSigned().cert] } });
      assert.equal(outcome(result), 'certificate');
    }));

  test('an https proxy, whose certificate counts unless http.proxyStrictSSL is off; that of the server counts always', async () => {
    const own = selfSigned();
    await behind(
      ok,
      async proxy => {
        const strict = await post(by(proxy, { scheme: 'https', proxyStrictSSL: true }));
        assert.equal(outcome(strict), 'proxy');
        assert.match(detailOf(strict), /^The proxy could not be used\. localhost showed a self-signed certificate/);
        assert.equal(outcome(await post(by(proxy, { scheme: 'https', proxyStrictSSL: false }))), 200);
        const authorities = { certificates: [own.cert] };
        assert.equal(
          outcome(await post(by(proxy, { scheme: 'https', proxyStrictSSL: false, authorities }))),
          'certificate',
        );
      },
      { tls: own },
    );
  });
});

suite('proxy: what can go wrong', () => {
  test('407: what it wants, without the password it was given', () =>
    withProxy({ status: 407 }, async proxy => {
      const result = await post(by(proxy, { login: 'anna:made-up-password@' }));
      assert.equal(outcome(result), 'proxy');
      assert.match(detailOf(result), /wants a name and a password \(407\).*http\.proxyAuthorization/);
      assertClean(result);
    }));

  test('403', () =>
    withProxy({ status: 403 }, async proxy => {
      const result = await post(by(proxy, { login: 'anna:made-up-password@' }));
      assert.equal(outcome(result), 'proxy');
      assert.match(detailOf(result), /did not connect to api\.example\.test:443 \(403\)\. Nothing was sent/);
      assertClean(result);
    }));

  test('nothing listens there', async () => {
    const result = await post(by({ port: 1 }));
    assert.equal(outcome(result), 'proxy');
    assert.match(detailOf(result), /Nothing listens at localhost:1\..*named by the setting http\.proxy/);
  });

  test('it is no proxy', () =>
    withRawServer(
      socket => socket.end('220 mail.example.com ESMTP\r\n'),
      async url => assert.match(detailOf(await post(by({ port: Number(new URL(url).port) }))), /not HTTP/),
    ));

  test('it hangs up', () =>
    withRawServer(
      socket => socket.destroy(),
      async url => assert.equal(outcome(await post(by({ port: Number(new URL(url).port) }))), 'proxy'),
    ));

  test('it never answers: nothing was sent, and its socket is closed', () =>
    withProxy({ status: 0 }, async proxy => {
      const result = await post(by(proxy), { timeoutMs: 60 });
      assert.equal(outcome(result), 'timeout');
      assert.match(detailOf(result), /No connection to api\.example\.test within 0\.06 s\. Nothing was sent/);
      await allGone(proxy.sockets);
    }));

  test('cancelled while it is silent: its socket is closed', () =>
    withProxy({ status: 0 }, async proxy => {
      const controller = new AbortController();
      const asked = once(proxy.server, 'connect');
      const result = post(by(proxy), { signal: controller.signal });
      await asked;
      controller.abort();
      assert.equal(outcome(await result), 'cancelled');
      await allGone(proxy.sockets);
    }));

  test('cancelled while the server behind it is silent: both sockets are closed', async () => {
    await withServer(
      () => {},
      async (url, server) => {
        const requested = once(server, 'request');
        await withProxy({ to: Number(new URL(url).port) }, async proxy => {
          const controller = new AbortController();
          const result = post(by(proxy), { signal: controller.signal });
          const [request] = await requested;
          controller.abort();
          assert.equal(outcome(await result), 'cancelled');
          await allGone(proxy.sockets);
          await allGone([request.socket]);
        });
      },
      tls,
    );
  });

  for (const [address, said] of [
    ['socks5://localhost:1080', /starts with "socks5:\/\/"\. Only HTTP proxies work/],
    ['http://', /cannot be read/],
    ['http://anna:made-up-password@exa mple', /cannot be read/],
  ] as const) {
    test(`an address that is none: ${address}`, async () => {
      const wrong = { address, from: 'HTTPS_PROXY' };
      const result = await post({ proxies: { 'https:': wrong, 'http:': wrong } });
      assert.equal(outcome(result), 'proxy');
      assert.match(detailOf(result), said);
      assertClean(result);
    });
  }
});

suite('proxy: plain http', () => {
  const url = `http://${host}/users`;

  test('the whole address is asked for, with the login of the proxy', () =>
    withProxy({}, async proxy => {
      const result = await post(by(proxy, { login: 'anna:pass@' }), { url });
      assert.equal(result.kind === 'response' && result.body, `through the proxy: ${url}`);
      const [asked] = proxy.asked;
      assert.deepEqual([asked?.method, asked?.headers.host], ['POST', host]);
      assert.match(asked?.headers['proxy-authorization'] ?? '', /^Basic /);
    }));

  test('407', () =>
    withProxy({ status: 407 }, async proxy => {
      const result = await post(by(proxy), { url });
      assert.equal(outcome(result), 'proxy');
      assert.match(detailOf(result), /407/);
    }));

  test('nothing listens there', async () => assert.equal(outcome(await post(by({ port: 1 }), { url })), 'proxy'));
});

suite('proxy: who goes without', () => {
  test('this machine is reached without it', () =>
    withServer(ok, url =>
      withProxy({}, async proxy => {
        assert.equal(outcome(await post(by(proxy), { url })), 200);
        assert.deepEqual(proxy.asked, []);
      }),
    ));

  test('what the exceptions name', () =>
    withProxy({}, async proxy => {
      const result = await post(by(proxy, { noProxy: ['example.test'] }));
      assert.equal(outcome(result), 'host-not-found');
      assert.deepEqual(proxy.asked, []);
    }));
});

function detailOf(result: SendResult): string {
  return result.kind === 'failed' ? result.detail : `answered ${result.status}`;
}

function assertClean(result: SendResult): void {
  assert.doesNotMatch(
    JSON.stringify(result),
    new RegExp(`made-up-password|${Buffer.from('anna:made-up-pass').toString('base64').slice(0, 16)}`),
  );
}

async function allGone(sockets: Iterable<Socket>): Promise<void> {
  for (const socket of sockets) if (!socket.destroyed) await once(socket, 'close');
}
