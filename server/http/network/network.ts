import type { HttpSettings } from '../../protocol';
import { isLoopback } from '../hosts';
import { type Authorities, trustedAuthorities } from './certificates';
import { bypasses } from './noProxy';

/** How this machine reaches others: what its owner set for the whole editor, or in the environment. */
export interface Network {
  /** For https and for http, as they were written; undefined for none. */
  readonly proxies?: Readonly<Record<'https:' | 'http:', ProxyAddress | undefined>>;
  /** Hosts that are reached without a proxy, one an entry. */
  readonly noProxy?: readonly string[];
  /** The value of `Proxy-Authorization`, before the name and password that the proxy's address may hold. */
  readonly proxyAuthorization?: string;
  /** Whether the certificate of an https proxy must be good. That of the server must always. */
  readonly proxyStrictSSL?: boolean;
  /** Whom to trust; unless given, those that Node trusts. */
  readonly authorities?: Authorities;
}

/** The address of a proxy, and where it is set, for whoever has to correct it. */
export interface ProxyAddress {
  readonly address: string;
  /** `the setting http.proxy`, `HTTPS_PROXY`. */
  readonly from: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const known = new WeakMap<Environment, { readonly key: string; readonly network: Promise<Network> }>();

/**
 * Reads VS Code's settings under `http` and the environment; gives the same object as long as the settings are the same, so
 * that connections are kept. As in VS Code, a setting goes before a variable, `HTTP_PROXY` stands in for `HTTPS_PROXY`, and
 * `http.proxySupport: off` means no proxy at all.
 */
export function networkOf(environment: Environment, settings: HttpSettings = {}): Promise<Network> {
  const key = JSON.stringify(settings);
  const before = known.get(environment);
  if (before?.key === key) return before.network;
  const network = read(environment, settings);
  known.set(environment, { key, network });
  return network;
}

async function read(environment: Environment, settings: HttpSettings): Promise<Network> {
  const { proxy, proxySupport, noProxy, proxyAuthorization, proxyStrictSSL, systemCertificates } = settings;
  const set = proxy?.trim() ? { address: proxy.trim(), from: 'the setting http.proxy' } : undefined;
  const http = set ?? variable(environment, 'http_proxy');
  const https = set ?? variable(environment, 'https_proxy') ?? http;
  const bypassed = noProxy?.length ? noProxy : (variable(environment, 'no_proxy')?.address.split(/[\s,]+/) ?? []);
  const authorities = await trustedAuthorities({
    system: systemCertificates === true,
    extraFile: environment.NODE_EXTRA_CA_CERTS,
    systemFile: environment.SSL_CERT_FILE,
  });
  return {
    ...(proxySupport !== 'off' && { proxies: { 'https:': https, 'http:': http } }),
    noProxy: bypassed,
    ...(proxyAuthorization && { proxyAuthorization }),
    proxyStrictSSL: proxyStrictSSL !== false,
    ...(authorities && { authorities }),
  };
}

/** The proxy that a request goes by, if any. This machine is never reached by one. */
export function proxyFor(url: URL, { proxies, noProxy = [] }: Network): ProxyAddress | undefined {
  if (isLoopback(url.hostname) || bypasses(noProxy, url)) return undefined;
  return proxies?.[url.protocol as 'https:' | 'http:'];
}

/** The lower-case name first, as other programs do. */
function variable(environment: Environment, name: string): ProxyAddress | undefined {
  for (const from of [name, name.toUpperCase()]) {
    const address = environment[from]?.trim();
    if (address) return { address, from };
  }
  return undefined;
}
