import { type ClientRequestArgs, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { explainFailure, type Stage } from '../failure';
import type { ForExchange } from './agents';
import { type HttpProxy, ProxyError } from './proxy';

/**
 * An agent that reaches https servers through tunnels of a proxy (`CONNECT`), and keeps the tunnels as it would keep
 * connections. The proxy sees the name of the server and nothing of the exchange.
 */
export class TunnelAgent extends HttpsAgent {
  constructor(
    private readonly proxy: HttpProxy,
    options: ConstructorParameters<typeof HttpsAgent>[0],
  ) {
    super(options);
  }

  /** Passes the connection to `done` later, as agents may. */
  override createConnection(
    options: ClientRequestArgs,
    done: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { path: _, exchange, ...rest } = options as ClientRequestArgs & tls.ConnectionOptions & ForExchange;
    openTunnel(this.proxy, `${options.host}:${options.port}`, exchange, rest.secureContext).then(
      socket => done(null, tls.connect({ ...rest, socket } as tls.ConnectionOptions)),
      // The types want a connection even where there is none.
      error => done(error, undefined as unknown as Duplex),
    );
    return undefined;
  }
}

/**
 * Asks a proxy for a tunnel to `authority` (host and port). Fails with a `ProxyError`; an abandoned exchange closes the
 * socket.
 */
function openTunnel(
  proxy: HttpProxy,
  authority: string,
  { abandoned, mark }: ForExchange['exchange'],
  secureContext?: tls.SecureContext,
): Promise<Socket> {
  const { url, authorization, strictSSL } = proxy;
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === 'https:' ? httpsRequest : httpRequest)({
      method: 'CONNECT',
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || (url.protocol === 'https:' ? 443 : 80),
      path: authority,
      headers: { Host: authority, ...(authorization && { 'Proxy-Authorization': authorization }) },
      agent: false,
      ...(url.protocol === 'https:' && { rejectUnauthorized: strictSSL, secureContext }),
    });
    const abandon = () => asked.destroy(new ProxyError('Nobody waits for the tunnel any more.'));
    const fail = (error: Error) => {
      abandoned.removeEventListener('abort', abandon);
      reject(error);
    };
    abandoned.addEventListener('abort', abandon, { once: true });
    asked.once('socket', socket => socket.once('lookup', () => mark('lookup')));
    asked.once('error', error => fail(error instanceof ProxyError ? error : proxyFailed(proxy, error, 'unconnected')));
    asked.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        return fail(new ProxyError(refusal(proxy, authority, statusCode)));
      }
      abandoned.removeEventListener('abort', abandon);
      mark('connect');
      return resolve(socket);
    });
    asked.end();
  });
}

/** The error for what went wrong at a proxy, or on the way to it. */
export function proxyFailed({ url, from }: HttpProxy, error: Error, stage: Stage): ProxyError {
  const { detail } = explainFailure(error, url, stage);
  return new ProxyError(`The proxy could not be used. ${detail} The proxy is named by ${from}.`);
}

/** Only the status of the proxy's answer is repeated: the rest may hold the password that it was given. */
export function refusal({ url, from }: HttpProxy, to: string, status: number): string {
  if (status === 407) {
    const how = from.startsWith('the setting') ? `in ${from}, or set http.proxyAuthorization` : `in ${from}`;
    return `The proxy ${url.host} wants a name and a password (407). Nothing was sent. Put them before its host ${how}.`;
  }
  return `The proxy ${url.host} did not connect to ${to} (${status}). Nothing was sent. Ask whoever runs the proxy, or name the host in ${from.startsWith('the setting') ? 'the setting http.noProxy' : 'NO_PROXY'}.`;
}
