import { intercomHosts } from '../core/intercom/endpointOf';
import { type Failed, failed } from './failed';

/**
 * Whether a request, and the token in it, may go to this address: to Intercom and to what the user allowed over https,
 * to this machine also over http. Names are compared whole, after the URL parser has normalized them.
 */
export function checkDestination(
  address: string,
  allowedHosts: readonly string[],
): { readonly kind: 'destination'; readonly url: URL } | Failed {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return failed('bad-url', 'The URL cannot be read. It should look like https://api.intercom.io/users.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return failed('bad-url', `The URL starts with "${url.protocol}//". It should start with "https://".`);
  if (url.username !== '' || url.password !== '')
    return failed('bad-url', 'The URL holds a user name or a password. Send them in the Authorization header instead.');
  if (isLoopback(url.hostname)) return { kind: 'destination', url };
  const known: readonly string[] = intercomHosts;
  const named = known.includes(url.hostname) || allowedHosts.some(allowed => allowed.toLowerCase() === url.hostname);
  if (!named && !allowedHosts.some(allowed => originOf(allowed) === url.origin))
    return failed(
      'host-not-allowed',
      `Nothing was sent: ${url.hostname} is not one of Intercom's hosts (${known.join(', ')}). If it is yours, allow it first.`,
    );
  if (url.protocol === 'http:' && !allowedHosts.some(allowed => originOf(allowed) === url.origin))
    return failed('bad-url', 'The URL starts with "http://", which would send the token unencrypted. Use "https://".');
  return { kind: 'destination', url };
}

/** This machine by name or address, as the URL parser writes it (`127.1` has become `127.0.0.1`). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function originOf(allowed: string): string | undefined {
  if (!allowed.includes('://')) return undefined;
  try {
    return new URL(allowed).origin;
  } catch {
    // An entry that is not an origin allows nothing.
    return undefined;
  }
}
