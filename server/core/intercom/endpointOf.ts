import { editDistance, nearest } from '../text/nearest';
import { findEndpoint } from './endpoints';
import { endpoints } from './endpoints/all';
import type { Endpoint } from './fields';
import { otherRequests } from './otherRequests';
import { compareVersions } from './versions';

/** Which endpoint a request means, or why it means none. */
export type EndpointLookup =
  /** `parameters`: the ids in the path, with tags as they are written. */
  | { readonly kind: 'found'; readonly endpoint: Endpoint; readonly parameters: Readonly<Record<string, string>> }
  /** Intercom answers it, and our table says nothing of its body. */
  | { readonly kind: 'not-described' }
  /** The host or the path depends on a variable. */
  | { readonly kind: 'dynamic' }
  | { readonly kind: 'not-a-url' }
  | { readonly kind: 'other-host'; readonly host: string }
  /** `nearest`: the version nearest to the one asked for that has the endpoint. */
  | { readonly kind: 'other-version'; readonly endpoint: Endpoint; readonly nearest: string }
  | { readonly kind: 'other-method'; readonly methods: readonly string[] }
  /** `suggestion`: the path that was most likely meant. */
  | { readonly kind: 'unknown-path'; readonly path: string; readonly suggestion?: string };

/** The hosts of Intercom's API, in the order US, EU, Australia (REST reference, servers). */
export const intercomHosts = ['api.intercom.io', 'api.eu.intercom.io', 'api.au.intercom.io'] as const;

/**
 * Which endpoint a request means in one version of the API. `url` is as an action has it: it may hold tags, which are
 * taken to be ids. A host of this machine counts as Intercom's, since a sandbox answers there.
 */
export function endpointOf(method: string, url: string, version: string): EndpointLookup {
  const parts = splitUrl(url);
  if (!parts) return { kind: 'not-a-url' };
  if (parts.host.includes(tagMark)) return { kind: 'dynamic' };
  if (!isIntercom(parts.host)) return { kind: 'other-host', host: parts.host };
  const path = parts.path.replace(/\/+$/, '') || '/';
  const match = findEndpoint(method, path, version);
  switch (match.kind) {
    case 'found': {
      const values = Object.entries(match.parameters).map(([name, value]) => [name, parts.restore(value)]);
      return { kind: 'found', endpoint: match.endpoint, parameters: Object.fromEntries(values) };
    }
    case 'other-version':
      return isOther(method, path)
        ? { kind: 'not-described' }
        : { kind: 'other-version', endpoint: match.endpoint, nearest: nearestVersion(match.endpoint, version) };
    case 'other-method':
      return isOther(method, path) ? { kind: 'not-described' } : { kind: 'other-method', methods: match.methods };
    case 'unknown':
      return unknown(method, path, parts.restore);
  }
}

function unknown(method: string, path: string, restore: (text: string) => string): EndpointLookup {
  if (isOther(method, path)) return { kind: 'not-described' };
  const methods = methodsOf(path);
  if (methods) return { kind: 'other-method', methods };
  const suggestion = suggest(path);
  // A tag may stand for a word of the path: /{{resource}}.
  if (!suggestion && path.includes(tagMark) && mayBeKnown(path)) return { kind: 'dynamic' };
  return { kind: 'unknown-path', path: restore(path), ...(suggestion && { suggestion: restore(suggestion) }) };
}

/** Stands for a tag while a URL is taken apart: a tag may hold `/` and `?`. */
const tagMark = '\uE000';

interface UrlParts {
  readonly host: string;
  readonly path: string;
  /** Puts the tags back. */
  readonly restore: (text: string) => string;
}

function splitUrl(url: string): UrlParts | undefined {
  const tags: string[] = [];
  const marked = url.trim().replace(/\{\{[\s\S]*?\}\}\}?/g, tag => {
    tags.push(tag);
    return `${tagMark}${tags.length - 1}${tagMark}`;
  });
  const match =
    /^(?:https?:\/\/)([^/?#]+)([^?#]*)/i.exec(marked) ?? new RegExp(`^(${tagMark}[^/?#]*)([^?#]*)`).exec(marked);
  if (!match) return undefined;
  const restore = (text: string) =>
    text.replace(new RegExp(`${tagMark}(\\d+)${tagMark}`, 'g'), (_, index) => tags[Number(index)] ?? '');
  return { host: match[1]!.toLowerCase(), path: match[2]!, restore };
}

function isIntercom(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return (intercomHosts as readonly string[]).includes(name) || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(name);
}

/**
 * For a URL that was meant for Intercom but does not reach it: the beginning that is wrong, and what it should be.
 * Undefined for all other URLs, also those of other servers.
 */
export function meantOrigin(
  url: string,
): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  const [, before = '', host = ''] = /^([a-z]*:?\/*)([a-z0-9.-]+)(?=[/?#:]|\s*$)/i.exec(url.trimStart()) ?? [];
  const name = host.toLowerCase();
  const region = /(?:^|\.)(eu|au)\./.exec(name)?.[1];
  const meant = region ? `api.${region}.intercom.io` : 'api.intercom.io';
  const isNear = /(?:^|\.)intercom(?:\.[a-z]{2,3})?$/.test(name) || intercomHosts.some(known => isNearly(name, known));
  if (!isNear) return undefined;
  const blanks = url.length - url.trimStart().length;
  const start = blanks + before.length;
  if (!/^https?:\/\/$/i.test(before)) return { start: blanks, end: start + host.length, text: `https://${meant}` };
  return isIntercom(name) ? undefined : { start, end: start + host.length, text: meant };
}

function isNearly(name: string, known: string): boolean {
  return Math.abs(name.length - known.length) <= 2 && editDistance(name, known, 3) <= 2;
}

function nearestVersion({ since, until }: Endpoint, version: string): string {
  return compareVersions(version, since) < 0 ? since : (until ?? since);
}

function isOther(method: string, path: string): boolean {
  return methodsOf(path)?.includes(method) ?? false;
}

function methodsOf(path: string): string[] | undefined {
  const found = Object.entries(otherRequests)
    .filter(([pattern]) => fits(pattern, path, false))
    .flatMap(([, methods]) => methods.split(' '));
  return found.length > 0 ? found : undefined;
}

function mayBeKnown(path: string): boolean {
  return [...endpoints.map(endpoint => endpoint.path), ...Object.keys(otherRequests)].some(pattern =>
    fits(pattern, path, true),
  );
}

/** Whether a path has the form of a pattern; `loosely`: a part with a tag in it may be any word. */
function fits(pattern: string, path: string, loosely: boolean): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => {
      const value = given[index]!;
      if (part.startsWith('{')) return value !== '';
      return part === value || (loosely && value.includes(tagMark));
    })
  );
}

/** The known path that is nearest, with the ids of the one given. */
function suggest(path: string): string | undefined {
  const given = path.split('/');
  const candidates = endpoints
    .map(endpoint => endpoint.path.split('/'))
    .filter(parts => parts.length === given.length)
    .map(parts => parts.map((part, index) => (part.startsWith('{') ? given[index]! : part)).join('/'));
  return nearest(path, new Set(candidates));
}
