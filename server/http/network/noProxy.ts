import { BlockList, isIP } from 'node:net';

/**
 * Whether a list of exceptions names the host of a URL: `*`, `example.com` (with all that ends in `.example.com`),
 * `.example.com`, `*.example.com`, any of them with a port, an address, or a network, `10.0.0.0/8`.
 */
export function bypasses(entries: readonly string[], url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return entries.some(entry => matches(entry.trim().toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '' || entry === '*') return entry === '*';
  if (entry.includes('/')) return inNetwork(entry, host);
  const [, name = entry, wanted] = /^(.+?)(?::(\d+))?$/.exec(isIP(entry) ? `[${entry}]` : entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const suffix = name.replace(/^\[|\]$|^\*?\.?/g, '');
  return host === suffix || (!isIP(host) && host.endsWith(`.${suffix}`));
}

function inNetwork(entry: string, host: string): boolean {
  const family = isIP(host);
  const [address = '', bits] = entry.split('/');
  if (family === 0 || isIP(address) !== family || !/^\d+$/.test(bits ?? '')) return false;
  const prefix = Number(bits);
  if (prefix > (family === 4 ? 32 : 128)) return false;
  const network = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  network.addSubnet(address, prefix, type);
  return network.check(host, type);
}
