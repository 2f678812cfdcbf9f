import assert from 'node:assert/strict';
import { once } from 'node:events';
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { send } from '../../server/http/send';
import { selfSigned, trusting } from './certificate';
import { outcome, post, unreached, withRawServer, withServer } from './loopback';

suite('send: what arrives', () => {
  test('method, path, headers and body, with a length of our own', () =>
    withServer(
      async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
      },
      async url => {
        const result = await send({
          method: 'PUT',
          url: `${url}contacts/1?a=b%20c`,
          headers: [
            ['Accept', 'application/json'],
            ['X-Twice', 'one'],
            ['x-twice', 'two'],
            ['Content-Length', '9999'],
            ['Transfer-Encoding', 'chunked'],
          ],
          body: '{"name":"Zoë"}',
        });
        assert.equal(result.kind, 'response');
        const seen = JSON.parse(result.kind === 'response' ? result.body : '');
        assert.equal(seen.method, 'PUT');
        assert.equal(seen.url, '/contacts/1?a=b%20c');
        assert.equal(seen.body, '{"name":"Zoë"}');
        assert.equal(seen.headers['content-length'], '15');
        assert.equal(seen.headers['transfer-encoding'], undefined);
        assert.equal(seen.headers['x-twice'], 'one, two');
        assert.match(seen.headers['user-agent'], /^intercom-webhook-templates\/\d/);
        assert.equal(seen.headers['accept-encoding'], 'gzip, deflate, br');
      },
    ));

  test('no Accept of ours: Tealium sends none either', () =>
    withServer(
      (request, response) => response.end(String(request.headers.accept)),
      async url => assert.equal(textOf(await post(url)), 'undefined'),
    ));

  test('a connection is kept and used again', async () => {
    let connections = 0;
    await withServer(
      (_, response) => response.end('{}'),
      async (url, server) => {
        server.on('connection', () => connections++);
        for (let index = 0; index < 3; index++) await post(url);
        assert.equal(connections, 1);
      },
    );
  });
});

suite('send: what comes back', () => {
  test('status, its text, headers with repeats, body, milliseconds', () =>
    withServer(
      (_, response) => {
        response.setHeader('X-Twice', ['one', 'two']);
        response.writeHead(409, 'Conflict').end('{"type":"error.list"}');
      },
      async url => {
        const result = await post(url);
        assert.ok(result.kind === 'response');
        assert.deepEqual([result.status, result.statusText, result.body], [409, 'Conflict', '{"type":"error.list"}']);
        assert.deepEqual(
          result.headers.filter(([name]) => name === 'X-Twice'),
          [
            ['X-Twice', 'one'],
            ['X-Twice', 'two'],
          ],
        );
        assert.ok(Number.isInteger(result.ms) && result.ms >= 0);
        assert.equal('truncated' in result, false);
      },
    ));

  const packed: Record<string, [string, Buffer]> = {
    gzip: ['gzip', gzipSync('{"name":"Zoë"}')],
    'deflate with its zlib head': ['deflate', deflateSync('{"name":"Zoë"}')],
    'bare deflate': ['deflate', deflateRawSync('{"name":"Zoë"}')],
    brotli: ['br', brotliCompressSync('{"name":"Zoë"}')],
    'no packing, said in words': ['identity', Buffer.from('{"name":"Zoë"}')],
  };
  for (const [name, [encoding, bytes]] of Object.entries(packed)) {
    test(`unpacked: ${name}`, () =>
      withServer(
        (_, response) => response.setHeader('Content-Encoding', encoding).end(bytes),
        async url => assert.equal(textOf(await post(url)), '{"name":"Zoë"}'),
      ));
  }

  test('202 without a body, though it says gzip', () =>
    withServer(
      (_, response) => response.writeHead(202, { 'Content-Encoding': 'gzip' }).end(),
      async url => {
        const result = await post(url);
        assert.deepEqual([outcome(result), textOf(result)], [202, '']);
      },
    ));

  test('a body that is not the gzip it claims to be', () =>
    withServer(
      (_, response) => response.setHeader('Content-Encoding', 'gzip').end('{"plain":true}'),
      async url => assert.match(detailOf(await post(url)), /answered 200 with a body that is not gzip/),
    ));

  test('gzip that ends too soon', () =>
    withServer(
      (_, response) => response.setHeader('Content-Encoding', 'gzip').end(gzipSync('x'.repeat(500)).subarray(0, 20)),
      async url => assert.match(detailOf(await post(url)), /not gzip/),
    ));

  test('an encoding that was not asked for', () =>
    withServer(
      (_, response) => response.setHeader('Content-Encoding', 'zstd, gzip').end('?'),
      async url => assert.match(detailOf(await post(url)), /"zstd, gzip", which was not asked for/),
    ));

  test('another charset; a charset nobody knows; bytes that are no UTF-8', async () => {
    const cases: [string, Buffer, string][] = [
      ['text/plain; charset=iso-8859-1', Buffer.from([0x5a, 0x6f, 0xeb]), 'Zoë'],
      ['text/plain; charset=klingon', Buffer.from('Zoë'), 'Zoë'],
      ['application/json', Buffer.from([0x22, 0xff, 0x22]), '"\ufffd"'],
    ];
    for (const [type, bytes, text] of cases) {
      await withServer(
        (_, response) => response.setHeader('Content-Type', type).end(bytes),
        async url => assert.equal(textOf(await post(url)), text),
      );
    }
  });

  test('HTML with script is passed on as text, untouched', () =>
    withServer(
      (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script>alert(1)</script>'),
      async url => assert.equal(textOf(await post(url)), '<script>alert(1)</script>'),
    ));

  test('a redirect is an answer, and the token does not travel', () => {
    let visited = 0;
    return withServer(
      (_, response) => {
        visited++;
        response.end();
      },
      elsewhere =>
        withServer(
          (_, response) => response.writeHead(302, { Location: elsewhere }).end(),
          async url => {
            assert.equal(outcome(await post(url)), 302);
            assert.equal(visited, 0);
          },
        ),
    );
  });
});

suite('send: too much of an answer', () => {
  test('50 MB are cut at the cap, and the rest is neither read nor held', () => {
    let written = 0;
    return withServer(
      (request, response) => {
        const piece = Buffer.alloc(1 << 20, 'x');
        const write = () => {
          while (written < 50 && !request.socket.destroyed) {
            written++;
            if (!response.write(piece)) return response.once('drain', write);
          }
          return response.end();
        };
        write();
      },
      async url => {
        const before = process.memoryUsage().rss;
        const result = await post(url, { maxBytes: 1 << 20 });
        assert.ok(result.kind === 'response' && result.truncated);
        assert.equal(result.body.length, 1 << 20);
        assert.ok(written < 50, `${written} MB were written`);
        assert.ok(process.memoryUsage().rss - before < 40 << 20);
      },
    );
  });

  test('an answer of exactly the cap is whole', () =>
    withServer(
      (_, response) => response.end('x'.repeat(1000)),
      async url => {
        const result = await post(url, { maxBytes: 1000 });
        assert.ok(result.kind === 'response' && result.truncated === undefined && result.body.length === 1000);
      },
    ));

  test('a character cut in two is left off, not garbled', () =>
    withServer(
      (_, response) => response.end('ëëë'),
      async url => assert.equal(textOf(await post(url, { maxBytes: 3 })), 'ë'),
    ));

  for (const [name, depth] of [
    ['a gzip bomb of 200 MB', 1],
    ['gzip in gzip is unpacked once', 2],
  ] as const) {
    test(name, () =>
      withServer(
        (_, response) => {
          response.setHeader('Content-Encoding', 'gzip');
          if (depth === 2) return response.end(gzipSync(gzipSync('x')));
          const gzip = createGzip();
          gzip.pipe(response);
          response.on('close', () => gzip.destroy());
          const zeros = Buffer.alloc(1 << 20);
          const feed = (left: number): unknown =>
            gzip.destroyed ? undefined : left === 0 ? gzip.end() : gzip.write(zeros, () => feed(left - 1));
          return feed(200);
        },
        async url => {
          const before = process.memoryUsage().rss;
          const result = await post(url, { maxBytes: 1 << 20 });
          assert.ok(result.kind === 'response');
          assert.equal(result.truncated, depth === 1 ? true : undefined);
          assert.ok(process.memoryUsage().rss - before < 60 << 20);
        },
      ),
    );
  }

  test('headers of 100 KB', () =>
    withServer(
      (_, response) => response.setHeader('X-Long', 'x'.repeat(100_000)).end(),
      async url => assert.match(detailOf(await post(url)), /headers of more than 16 KB/),
    ));
});

suite('send: failures are values', () => {
  test('nothing listens', async () => {
    const url = await withServer(
      () => {},
      async address => address,
    );
    const result = await post(url);
    assert.equal(outcome(result), 'refused');
    assert.match(detailOf(result), /Nothing listens at localhost:\d+\./);
  });

  test('no such host', async () => {
    const result = await post('https://nowhere.invalid/users', { allowedHosts: ['nowhere.invalid'] });
    assert.equal(outcome(result), 'host-not-found');
    assert.match(detailOf(result), /nowhere\.invalid/);
  });

  const badUrls = [
    '',
    'not a url',
    'api.intercom.io/users',
    'ftp://api.intercom.io/',
    'file:///etc/passwd',
    'https://',
  ];
  for (const url of badUrls) {
    test(`bad URL: ${JSON.stringify(url)}`, async () => assert.equal(outcome(await post(url)), 'bad-url'));
  }

  test('credentials in the URL are refused and not repeated', async () => {
    const result = await post('https://made-up-user:made-up-password@api.intercom.io/');
    assert.equal(outcome(result), 'bad-url');
    assert.doesNotMatch(detailOf(result), /made-up/);
  });

  const headers: [string, string][] = [
    ['X-Break', 'one\r\nX-Smuggled: two'],
    ['X-Wide', 'Ž'],
    ['X-Null', 'a\0b'],
    ['Bad Name', 'x'],
    ['', 'x'],
  ];
  for (const [name, value] of headers) {
    test(`header that cannot be sent: ${JSON.stringify([name, value])}`, () =>
      withServer(unreached, async url =>
        assert.equal(outcome(await send({ method: 'POST', url, headers: [[name, value]] })), 'plan'),
      ));
  }

  test('a method Tealium does not have', async () =>
    assert.equal(outcome(await send({ method: 'CONNECT', url: 'http://localhost:1/', headers: [] })), 'plan'));

  test('the connection is closed without an answer', () =>
    withRawServer(
      socket => socket.destroy(),
      async url => assert.match(detailOf(await post(url)), /closed the connection without an answer/),
    ));

  test('the connection is reset in the middle of the body', () =>
    withRawServer(
      socket =>
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":', () =>
          setTimeout(() => socket.resetAndDestroy(), 20),
        ),
      async url => {
        const result = await post(url);
        assert.equal(outcome(result), 'network');
        assert.match(detailOf(result), /in the middle of its answer/);
      },
    ));

  test('a Content-Length that promises too much', () =>
    withRawServer(
      socket => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort'),
      async url => assert.match(detailOf(await post(url)), /in the middle of its answer/),
    ));

  test('what answers is not HTTP', () =>
    withRawServer(
      socket => socket.end('220 mail.example.com ESMTP\r\n'),
      async url => assert.match(detailOf(await post(url)), /not HTTP/),
    ));

  test('chunks that are no chunks', () =>
    withRawServer(
      socket => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense\r\n'),
      async url => assert.equal(outcome(await post(url)), 'network'),
    ));

  test('an upgrade nobody asked for', () =>
    withRawServer(
      socket => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
      async url => assert.equal(outcome(await post(url, { timeoutMs: 500 })), 'network'),
    ));
});

suite('send: time', () => {
  test('no answer in time, and the socket is closed', () =>
    withServer(
      () => {},
      async (url, server) => {
        const connected = once(server, 'connection');
        const result = await post(url, { timeoutMs: 400 });
        assert.equal(outcome(result), 'timeout');
        assert.match(detailOf(result), /No answer within 0\.4 s/);
        await gone((await connected)[0]);
      },
    ));

  test('a stall in the middle of the body', () =>
    withServer(
      (_, response) => response.write('{"half":'),
      async url => assert.match(detailOf(await post(url, { timeoutMs: 400 })), /did not end within/),
    ));

  test('a slow drip does not reset the clock', () =>
    withServer(
      (_, response) => {
        const drip = setInterval(() => response.write('x'), 10);
        response.on('close', () => clearInterval(drip));
      },
      async url => assert.equal(outcome(await post(url, { timeoutMs: 400 })), 'timeout'),
    ));

  test('no connection in the time that making one may take', () =>
    withRawServer(
      () => {},
      async url => {
        const result = await post(url.replace('http:', 'https:'), { timeoutMs: 60_000, connectTimeoutMs: 60 });
        assert.equal(outcome(result), 'timeout');
        assert.match(detailOf(result), /^No connection to 127\.0\.0\.1:\d+ within 0\.06 s\. Nothing was sent\.$/);
      },
    ));

  test('cancelled before it began', async () =>
    assert.equal(outcome(await post('http://localhost:1/', { signal: AbortSignal.abort() })), 'cancelled'));

  test('cancelled while waiting: the server sees the socket close', () =>
    withServer(
      () => {},
      async (url, server) => {
        const controller = new AbortController();
        const connected = once(server, 'connection');
        const result = post(url, { signal: controller.signal });
        const [socket] = await connected;
        controller.abort();
        assert.equal(outcome(await result), 'cancelled');
        await gone(socket);
      },
    ));

  test('cancelled in the middle of the body', () =>
    withServer(
      (_, response) => response.write('{"half":'),
      async (url, server) => {
        const controller = new AbortController();
        const requested = once(server, 'request');
        const result = post(url, { signal: controller.signal });
        const [request] = await requested;
        controller.abort();
        assert.equal(outcome(await result), 'cancelled');
        await gone(request.socket);
      },
    ));
});

suite('send: certificates', () => {
  const cases: [string, Parameters<typeof selfSigned>[0], boolean, RegExp][] = [
    ['self-signed', {}, false, /self-signed/],
    ['expired', { from: -10, days: 5 }, true, /expired/],
    ['not valid yet', { from: 5 }, true, /not valid yet/],
    ['made out to another host', { host: 'example.com' }, true, /another host/],
  ];
  for (const [name, options, trusted, said] of cases) {
    test(name, () => {
      const tls = selfSigned(options);
      return withServer(
        unreached,
        async url => {
          const result = await post(url, trusted ? trusting(tls) : {});
          assert.equal(outcome(result), 'certificate');
          assert.match(detailOf(result), said);
        },
        tls,
      );
    });
  }

  test('NODE_TLS_REJECT_UNAUTHORIZED=0 changes nothing', () =>
    withServer(
      unreached,
      async url => {
        const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
        try {
          assert.equal(outcome(await post(url)), 'certificate');
        } finally {
          if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
          else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
        }
      },
      selfSigned(),
    ));

  test('a certificate that is trusted', () => {
    const tls = selfSigned();
    return withServer(
      (_, response) => response.end('{}'),
      async url => assert.equal(outcome(await post(url, trusting(tls))), 200),
      tls,
    );
  });

  test('https to a port that speaks plain http', () =>
    withServer(
      (_, response) => response.end(),
      async url => assert.match(detailOf(await post(url.replace('http:', 'https:'))), /does not speak TLS/),
    ));
});

function textOf(result: Awaited<ReturnType<typeof send>>): string {
  return result.kind === 'response' ? result.body : `${result.reason}: ${result.detail}`;
}

function detailOf(result: Awaited<ReturnType<typeof send>>): string {
  return result.kind === 'failed' ? result.detail : `answered ${result.status}`;
}

async function gone(socket: { destroyed: boolean; once(event: 'close', then: () => void): unknown }): Promise<void> {
  if (!socket.destroyed) await new Promise<void>(resolve => socket.once('close', resolve));
}
