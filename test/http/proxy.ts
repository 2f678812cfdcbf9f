import { createServer as createHttp, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface RunningProxy {
  readonly port: number;
  readonly server: Server;
  /** What it was asked for: `CONNECT api.test:443`, `POST http://mock.test/users`. */
  readonly asked: IncomingMessage[];
  readonly sockets: Set<Socket>;
  /** All that went through the tunnels, either way. */
  passed(): string;
}

export interface ProxyOptions {
  /** Where its tunnels lead, whatever they are asked for. */
  readonly to?: number;
  /** The status of its answer to CONNECT; 0: it never answers. */
  readonly status?: number;
  readonly tls?: { cert: string; key: string };
}

/** An HTTP proxy on this machine for the length of one test. */
export async function withProxy<Result>(
  { to = 0, status = 200, tls }: ProxyOptions,
  use: (proxy: RunningProxy) => Promise<Result>,
): Promise<Result> {
  const asked: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  let passed = '';
  const server = (tls ? createHttps(tls) : createHttp()) as Server;
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  });
  server.on('request', (request, response) => {
    asked.push(request);
    response.writeHead(status).end(`through the proxy: ${request.url}`);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked.push(request);
    // HTTP servers leave half of a connection open, and nobody reads on.
    socket.on('end', () => socket.end()).resume();
    if (status === 0) return;
    if (status !== 200) {
      socket.end(
        `HTTP/1.1 ${status} ${request.headers['proxy-authorization']}\r\n\r\n${JSON.stringify(request.headers)}`,
      );
      return;
    }
    const server = connect(to, 'localhost', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    for (const [from, into] of [
      [socket, server],
      [server, socket],
    ] as const) {
      from.on('data', data => {
        passed += data.toString('latin1');
        if (!into.writableEnded) into.write(data);
      });
      from.on('close', () => into.destroy());
      from.on('error', () => into.destroy());
    }
  });
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use({ port, server, asked, sockets, passed: () => passed });
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  }
}
