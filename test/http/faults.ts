import type { RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { selfSigned } from './certificate';
import { listen, withRawServer, withServer } from './loopback';

/** Where a server with a fault can be reached, and whom it takes to be trusted. */
export interface Place {
  readonly url: string;
  readonly ca?: string;
  /** Connections that the server still has. */
  readonly open?: () => number;
}

/** Something a server can do wrong, and how to do it. */
export interface Fault {
  /** As `docs/reliability.md` calls it. */
  readonly name: string;
  /** Milliseconds that a send may take, where it is the time that ends it. */
  readonly timeout?: number;
  /** The answer is whole on the wire, so that its connection is good for the next send. */
  readonly whole?: true;
  serve(use: (place: Place) => Promise<void>): Promise<void>;
}

export const faults: readonly Fault[] = [
  {
    name: 'Refuses the connection',
    serve: use =>
      withServer(
        () => {},
        async () => {},
      ).then(() => use({ url: 'http://localhost:1/' })),
  },
  { name: 'Has a name that does not exist', serve: use => use({ url: 'http://nowhere.localhost.invalid/' }) },
  raw('Hangs up at once', socket => socket.destroy()),
  raw('Resets the connection instead of answering', socket => socket.resetAndDestroy()),
  raw('Resets the connection in the middle of the body', socket =>
    socket.write(`${head('Content-Length: 100')}{"half":`, () => setTimeout(() => socket.resetAndDestroy(), 20)),
  ),
  { name: 'Accepts, and never speaks TLS', timeout: 300, serve: silent },
  { ...http('Never answers', () => {}), timeout: 300 },
  { ...http('Stalls after the headers', (_, response) => response.writeHead(200).flushHeaders()), timeout: 300 },
  {
    ...http('Sends a byte now and then, for ever', (_, response) => {
      const drip = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(drip));
    }),
    timeout: 300,
  },
  raw('Sends chunks that are no chunks', socket =>
    socket.end(`${head('Transfer-Encoding: chunked')}zz\r\nnonsense\r\n`),
  ),
  raw('Ends before the last chunk', socket => socket.end(`${head('Transfer-Encoding: chunked')}5\r\nhello\r\n`)),
  http('Sends a gzip bomb, 256 MB in 256 KB', (_, response) => {
    const gzip = createGzip();
    gzip.pipe(response.setHeader('Content-Encoding', 'gzip'));
    response.on('close', () => gzip.destroy());
    const zeros = Buffer.alloc(1 << 20);
    const feed = (left: number): unknown =>
      gzip.destroyed ? undefined : left === 0 ? gzip.end() : gzip.write(zeros, () => feed(left - 1));
    feed(256);
  }),
  {
    ...http('Says gzip, and sends something else', (_, response) =>
      response.setHeader('Content-Encoding', 'gzip').end('{"plain":true}'),
    ),
    whole: true,
  },
  {
    ...http('Sends gzip that ends too soon', (_, response) =>
      response.setHeader('Content-Encoding', 'gzip').end(gzipSync('x'.repeat(5000)).subarray(0, 20)),
    ),
    whole: true,
  },
  http('Sends bytes that are no UTF-8', (_, response) => response.end(Buffer.from([0x22, 0xff, 0xc3, 0x22]))),
  http('Sends 100 MB', (request, response) => {
    const piece = Buffer.alloc(1 << 20, 'x');
    const write = (left: number): unknown => {
      if (request.socket.destroyed) return undefined;
      if (left === 0) return response.end();
      return response.write(piece) ? write(left - 1) : response.once('drain', () => write(left - 1));
    };
    write(100);
  }),
  raw('Sends less than its Content-Length says', socket => socket.end(`${head('Content-Length: 100')}short`)),
  raw('Sends more than its Content-Length says', socket => socket.end(`${head('Content-Length: 2')}{}and more`)),
  raw('Has two lengths that differ', socket => socket.end(`${head('Content-Length: 2\r\nContent-Length: 9')}{}`)),
  {
    name: 'Redirects to another host',
    serve: use =>
      withServer(
        (_, response) => response.writeHead(500, 'The redirect was followed').end(),
        elsewhere =>
          withServer(
            (_, response) => response.writeHead(307, { Location: elsewhere }).end(),
            (url, server) => use({ url, open: connectionsOf(server) }),
          ),
      ),
  },
  secure('Has a self-signed certificate', selfSigned(), false),
  secure('Has a certificate of another host', selfSigned({ host: 'example.com' }), true),
  secure('Has a certificate that has expired', selfSigned({ from: -10, days: 5 }), true),
  http('Repeats the Authorization header, plain, in base64, URL-encoded, in JSON', (request, response) => {
    const sent = String(request.headers.authorization);
    const forms = [sent, Buffer.from(sent).toString('base64'), encodeURIComponent(sent), JSON.stringify(sent)];
    response.writeHead(400, sent, { 'X-Echo': sent, 'Set-Cookie': sent }).end(JSON.stringify(forms));
  }),
  http('Sends HTML with script in every field', (_, response) => {
    const script = '<script>alert(1)</script>';
    const error = { code: script, message: script, field: script };
    response
      .writeHead(400, script, { 'Content-Type': 'text/html', 'X-Script': script })
      .end(JSON.stringify({ type: script, request_id: script, errors: [error] }));
  }),
  http('Sends JSON that is nested 100,000 deep', (_, response) => response.writeHead(400).end('['.repeat(100_000))),
  http('Sends headers of 100 KB', (_, response) => response.setHeader('X-Long', 'x'.repeat(100_000)).end()),
  raw('Speaks another protocol', socket => socket.end('220 mail.example.com ESMTP\r\n')),
  raw('Changes the protocol without being asked', socket =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  ),
];

function head(header: string): string {
  return `HTTP/1.1 200 OK\r\n${header}\r\n\r\n`;
}

function http(name: string, listener: RequestListener): Fault {
  return { name, serve: use => withServer(listener, (url, server) => use({ url, open: connectionsOf(server) })) };
}

function raw(name: string, talk: (socket: Socket) => void): Fault {
  return { name, serve: use => withRawServer(talk, (url, sockets) => use({ url, open: openOf(sockets) })) };
}

function secure(name: string, tls: { cert: string; key: string }, trusted: boolean): Fault {
  const listener: RequestListener = (_, response) => response.writeHead(500, 'Something was sent').end();
  return {
    name,
    serve: use =>
      withServer(
        listener,
        (url, server) => use({ url, open: connectionsOf(server), ...(trusted && { ca: tls.cert }) }),
        tls,
      ),
  };
}

/** A server that takes connections and says nothing, not even that it speaks TLS. */
async function silent(use: (place: Place) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).resume();
  });
  try {
    await use({ url: `https://localhost:${await listen(server)}/`, open: openOf(sockets) });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  }
}

function connectionsOf(server: { on(event: 'connection', then: (socket: Socket) => void): unknown }): () => number {
  const sockets = new Set<Socket>();
  server.on('connection', socket => sockets.add(socket));
  return openOf(sockets);
}

function openOf(sockets: ReadonlySet<Socket>): () => number {
  return () => [...sockets].filter(({ destroyed }) => !destroyed).length;
}
