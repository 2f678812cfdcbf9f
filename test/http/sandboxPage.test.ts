import assert from 'node:assert/strict';
import { Received } from '../../server/http/sandbox/received';
import { send } from '../../server/http/send';
import { inSandbox } from './inSandbox';
import { fakeToken } from './project';

async function page(url: string, accept = 'text/html') {
  const result = await send({ method: 'GET', url: `${url}/`, headers: [['Accept', accept]] });
  assert.ok(result.kind === 'response', JSON.stringify(result));
  return { ...result, named: Object.fromEntries(result.headers.map(([name, value]) => [name.toLowerCase(), value])) };
}

suite('sandbox: the page of what it has received', () => {
  test('empty', () =>
    inSandbox(async (_, { url }) => {
      const { status, body } = await page(url);
      assert.equal(status, 200);
      assert.match(body, /Nothing has been received yet/);
    }));

  test('time, method, path, status and both bodies, newest first', () =>
    inSandbox(
      async (call, { url }) => {
        await call('POST /contacts', '{"email":"a@example.com","n":12345678901234567890}');
        await call('GET /nowhere?x=1');
        const { body } = await page(url);
        assert.ok(body.indexOf('&#x2F;nowhere?x&#x3D;1') < body.indexOf('POST &#x2F;contacts'));
        assert.match(body, /<time class="soft" datetime="2023-11-14T22:13:20\.000Z">22:13:20<\/time>/);
        assert.match(body, /<span class="good">200<\/span> <span>POST<\/span>/);
        assert.match(body, /<span class="bad">404<\/span>/);
        assert.match(body, /&quot;n&quot;: 12345678901234567890/);
        assert.match(body, /<span class="why soft">Resource Not Found<\/span>/);
        assert.match(body, /contacts: 1/);
      },
      { now: () => 1_700_000_000_000 },
    ));

  test('no token, wherever it stands', () =>
    inSandbox(async (call, { url }) => {
      const secret = 'a-made-up-token-of-another-shape';
      await call(
        `POST /contacts?t=${secret}`,
        { email: secret, name: fakeToken, phone: encodeURIComponent(secret) },
        {
          Authorization: `Bearer ${secret}`,
          Cookie: 'session=abc123456',
          'X-Other': secret,
        },
      );
      for (const accept of ['text/html', 'application/json']) {
        const { body } = await page(url, accept);
        for (const token of [secret, fakeToken, 'abc123456']) assert.ok(!body.includes(token), accept);
        assert.match(body, /Bearer ••••/);
      }
    }));

  test('whatever is sent is text', () =>
    inSandbox(async (call, { url }) => {
      const script = '<script>alert(1)</script><img src=x onerror="alert(1)">{{url}}';
      await call(`POST /contacts?${encodeURIComponent(script)}`, { email: script, name: '</pre>' }, { 'X-A': script });
      await call('POST /contacts', script);
      const { body } = await page(url);
      assert.doesNotMatch(body, /<script|<img|<\/pre><\/pre>/);
      assert.equal(body.match(/<pre /g)?.length, body.match(/<\/pre>/g)?.length);
    }));

  test('it may run nothing and stand in no frame', () =>
    inSandbox(async (_, { url }) => {
      const { body, named } = await page(url);
      const policy = named['content-security-policy']!;
      const nonce = /style-src 'nonce-([\w-]+)'/.exec(policy)![1]!;
      assert.match(policy, /^default-src 'none'; .*frame-ancestors 'none'/);
      assert.ok(body.includes(`<style nonce="${nonce}">`));
      assert.doesNotMatch(body, /<script|\sstyle=|\son\w+=|https?:\/\/(?!127)/);
      assert.notEqual((await page(url)).named['content-security-policy'], policy);
      assert.equal(named['x-content-type-options'], 'nosniff');
    }));

  test('the same as JSON', () =>
    inSandbox(async (call, { url }) => {
      await call('GET /me');
      await call('GET /me', undefined, { 'X-Sandbox-Respond': '503' });
      const { body, named } = await page(url, 'application/json');
      assert.match(named['content-type']!, /^application\/json/);
      const { total, exchanges } = JSON.parse(body);
      assert.equal(total, 2);
      assert.deepEqual(
        exchanges.map(({ path, answer }: { path: string; answer: { status: number } }) => [path, answer.status]),
        [
          ['/me', 503],
          ['/me', 200],
        ],
      );
    }));

  test('a request that got no answer', () =>
    inSandbox(async (_, { url }) => {
      await send({ method: 'GET', url: `${url}/me`, headers: [['X-Sandbox-Respond', 'reset']] });
      assert.match((await page(url)).body, /The connection was broken off, as asked\./);
    }));

  test('asked by another name it shows nothing', () =>
    inSandbox(async (_, { url }) => {
      const result = await send({ method: 'GET', url: `${url}/`, headers: [['Host', 'evil.test']] });
      assert.equal(result.kind === 'response' && result.status, 403);
    }));

  test('the page itself counts for nothing', () =>
    inSandbox(async (call, { url }) => {
      await page(url);
      assert.equal((await call('GET /me')).headers['x-ratelimit-remaining'], '1665');
    }));

  test('what it keeps is bounded', () => {
    const received = new Received();
    const arrival = {
      at: 0,
      method: 'POST',
      path: '/x',
      headers: {},
      body: new TextEncoder().encode('x'.repeat(200_000)),
    };
    for (let index = 0; index < 100; index++)
      received.add(arrival, { kind: 'answered', status: 200, body: 'y'.repeat(100_000) });
    assert.equal(received.count, 100);
    assert.ok(received.latest.length >= 40 && JSON.stringify(received.latest).length < 5_100_000);
    assert.equal(received.latest[0]!.number, 100);
    assert.match(received.latest[0]!.body, /x… \(200000 characters\)$/);
  });
});
