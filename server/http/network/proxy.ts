import type { Network, ProxyAddress } from './network';

/** A proxy that can be talked to. */
export interface HttpProxy {
  readonly url: URL;
  /** The value of `Proxy-Authorization`, where it wants one. */
  readonly authorization?: string;
  readonly strictSSL: boolean;
  readonly from: string;
}

/** What goes wrong with a proxy: the message is a sentence for the person who sends, without any name or password. */
export class ProxyError extends Error {}

/** Reads the address of a proxy. Throws a `ProxyError`. */
export function readProxy({ address, from }: ProxyAddress, network: Network): HttpProxy {
  // It is often written `proxy.example.com:3128`, and a URL parser would take the host for a scheme.
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(text))
    throw new ProxyError(`The proxy in ${from} cannot be read. It should look like http://proxy.example.com:3128.`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new ProxyError(
      `The proxy in ${from} starts with "${url.protocol}//". Only HTTP proxies work: "http://" or "https://".`,
    );
  const authorization = network.proxyAuthorization ?? basicAuthorization(url);
  const strictSSL = network.proxyStrictSSL !== false;
  return { url, ...(authorization && { authorization }), strictSSL, from };
}

/** The passwords in it, which must not appear anywhere. */
export function proxySecrets({ proxies, proxyAuthorization }: Network): readonly string[] {
  const addresses = [proxies?.['https:'], proxies?.['http:']];
  const passwords = addresses.map(proxy => {
    const address = proxy?.address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '') ?? '';
    return /^[^:@]*:(.*)@/.exec(address)?.[1] ?? '';
  });
  const scheme = /^\S+\s+/;
  return [...passwords, ...passwords.map(decoded), proxyAuthorization?.replace(scheme, '') ?? ''].filter(
    text => text !== '',
  );
}

function basicAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % sign: somebody wrote the password as it is.
    return text;
  }
}
