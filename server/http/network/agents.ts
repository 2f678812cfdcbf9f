import { Agent as HttpAgent, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import * as tls from 'node:tls';
import { type Network, proxyFor } from './network';
import { type HttpProxy, readProxy } from './proxy';
import { TunnelAgent } from './tunnel';

/** What the exchange that needs a connection tells those who make it. */
interface Exchange {
  /** Aborted when nobody waits for the connection any more. */
  readonly abandoned: AbortSignal;
  /** Called when the name of the proxy has been looked up, and when its tunnel is open. */
  readonly mark: (step: 'lookup' | 'connect') => void;
}

/** What a request's options carry to the agent that makes the connection. */
export interface ForExchange {
  readonly exchange: Exchange;
}

/** How a request gets to its server. */
export interface Route {
  readonly options: RequestOptions & Partial<ForExchange>;
  readonly secure: boolean;
  /** The proxy to which the request itself is sent, because the server speaks plain http: the proxy answers for it. */
  readonly through?: HttpProxy;
}

/**
 * The way to a server, over a kept connection where there is one. Throws a `ProxyError` for a proxy whose address
 * cannot be read, and an error of Node's for certificates that cannot be used.
 */
export function routeTo(url: URL, network: Network, exchange: Exchange): Route {
  const address = proxyFor(url, network);
  const proxy = address && readProxy(address, network);
  const kept = keptFor(network);
  const to = { host: unbracketed(url.hostname), port: url.port, path: url.pathname + url.search };
  if (url.protocol === 'https:') {
    const agent = proxy ? kept.tunnels(proxy) : kept.https();
    // Set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's shell does not undo it.
    const options = { ...to, agent, rejectUnauthorized: true, exchange };
    return { options, secure: true };
  }
  if (!proxy) return { options: { ...to, agent: kept.http() }, secure: false };
  const secure = proxy.url.protocol === 'https:';
  const { hostname, port } = proxy.url;
  const agent = secure ? kept.https() : kept.http();
  const options = { host: unbracketed(hostname), port, path: url.href, agent, rejectUnauthorized: proxy.strictSSL };
  return { options, secure, through: proxy };
}

/** How long an idle connection is kept, in milliseconds. Servers close them after a minute or so. */
const idleMs = 30_000;

interface Kept {
  readonly http: () => HttpAgent;
  readonly https: () => HttpsAgent;
  readonly tunnels: (proxy: HttpProxy) => TunnelAgent;
}

/** The connections that are kept, by the settings of the network: after a change the old ones are of no use. */
const kept = new WeakMap<Network, Kept>();

function keptFor(network: Network): Kept {
  const found = kept.get(network);
  if (found) return found;
  const options = { keepAlive: true, timeout: idleMs, maxFreeSockets: 8 };
  const secure = once(() => {
    const ca = network.authorities?.certificates;
    // Made only once: there are hundreds of certificates to read.
    return { ...options, ...(ca && { secureContext: tls.createSecureContext({ ca: [...ca] }) }) };
  });
  const tunnels = new Map<string, TunnelAgent>();
  const fresh: Kept = {
    http: once(() => new HttpAgent(options)),
    https: once(() => new HttpsAgent(secure())),
    tunnels(proxy) {
      const agent = tunnels.get(proxy.url.href) ?? new TunnelAgent(proxy, secure());
      tunnels.set(proxy.url.href, agent);
      return agent;
    },
  };
  kept.set(network, fresh);
  return fresh;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function unbracketed(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
