import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Socket, type Server as TcpServer } from 'node:net';
import { type SendOptions, type SendResult, send } from '../../server/http/send';

/** A server on a free port of this machine for the length of one test. */
export async function withServer<Result>(
  listener: RequestListener,
  use: (url: string, server: Server) => Promise<Result>,
  tls?: { cert: string; key: string },
): Promise<Result> {
  const server = tls ? createHttps(tls, listener) : createHttp(listener);
  try {
    return await use(`${tls ? 'https' : 'http'}://localhost:${await listen(server)}/`, server as Server);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

/** The same for bytes instead of HTTP: `talk` gets each connection once its request has come. */
export async function withRawServer<Result>(
  talk: (socket: Socket) => void,
  use: (url: string, sockets: ReadonlySet<Socket>) => Promise<Result>,
): Promise<Result> {
  const sockets = new Set<Socket>();
  const server = createTcp(socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () => talk(socket));
  });
  try {
    return await use(`http://127.0.0.1:${await listen(server)}/`, sockets);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  }
}

/** Answers what no test expects, for servers that nothing should reach. */
export const unreached: RequestListener = (_, response) => response.writeHead(599, 'Nothing should arrive').end();

/** A POST with an obviously made-up token. */
export function post(url: string, options: SendOptions = {}): Promise<SendResult> {
  return send(
    { method: 'POST', url, headers: [['Authorization', 'Bearer made-up-token']], body: '{"a":1}' },
    { timeoutMs: 2000, ...options },
  );
}

/** The reason of a failure, or the status of an answer. */
export function outcome(result: SendResult): string | number {
  return result.kind === 'failed' ? result.reason : result.status;
}

/** Listens on a free port of this machine, and says which. */
export async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
  return (server.address() as AddressInfo).port;
}
