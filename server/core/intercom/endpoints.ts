import { frequent } from './endpoints/frequent';
import { others } from './endpoints/others';
import type { Endpoint, Field, Rule, Where } from './fields';
import { inVersion } from './versions';

export type EndpointMatch =
  | { readonly kind: 'found'; readonly endpoint: Endpoint; readonly parameters: Readonly<Record<string, string>> }
  /** There is such a request, but not in this version. */
  | { readonly kind: 'other-version'; readonly endpoint: Endpoint }
  /** The path exists, with these methods. */
  | { readonly kind: 'other-method'; readonly methods: readonly string[] }
  | { readonly kind: 'unknown' };

/** Finds the endpoint of a request by its method and its path (without the query), in one version of the API. */
export function findEndpoint(method: string, path: string, version: string): EndpointMatch {
  const matches = matching(isFrequent.test(path) ? frequent : others, path);
  // A literal path is preferred to one with a parameter: /contacts/search is not the contact "search".
  const literal = matches.filter(({ parameters }) => Object.keys(parameters).length === 0);
  const named = literal.length > 0 ? literal : matches;
  if (named.length === 0) return { kind: 'unknown' };
  const ofMethod = named.filter(({ endpoint }) => endpoint.method === method);
  if (ofMethod.length === 0) {
    const inThisVersion = named.filter(({ endpoint }) => inVersion(endpoint, version));
    const methods = (inThisVersion.length > 0 ? inThisVersion : named).map(({ endpoint }) => endpoint.method);
    return { kind: 'other-method', methods: [...new Set(methods)] };
  }
  const found = ofMethod.find(({ endpoint }) => inVersion(endpoint, version));
  return found ? { kind: 'found', ...found } : { kind: 'other-version', endpoint: ofMethod[0]!.endpoint };
}

/** How the paths of the frequent requests begin, and no others', so that only one of the two tables need be loaded. */
const isFrequent = /^\/(?:companies|contacts|events|notes|subscription_types|users)(?:\/|$)/;

function matching(some: readonly Endpoint[], path: string) {
  return some.flatMap(endpoint => {
    const parameters = matchPath(endpoint.path, path);
    return parameters ? [{ endpoint, parameters }] : [];
  });
}

/** The fields that a version has. */
export function fieldsIn(fields: readonly Field[], version: string): readonly Field[] {
  const byVersion = fieldsByVersion.get(fields) ?? new Map<string, readonly Field[]>();
  fieldsByVersion.set(fields, byVersion);
  const known = byVersion.get(version) ?? fields.filter(field => inVersion(field, version));
  byVersion.set(version, known);
  return known;
}

/** Kept, since every object of a body asks for its fields and the table never changes. */
const fieldsByVersion = new WeakMap<readonly Field[], Map<string, readonly Field[]>>();

/** The rules that a version has, without those about a value that it does not take. */
export function rulesIn({ fields, rules }: Endpoint, version: string): readonly Rule[] {
  const takes = ({ field, is }: Where) =>
    fieldsIn(fields, version).some(
      ({ name, type }) => name === field && (type.kind !== 'string' || (type.values?.includes(is) ?? true)),
    );
  return rules.filter(
    rule => inVersion('since' in rule ? rule : {}, version) && (!('where' in rule && rule.where) || takes(rule.where)),
  );
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index]!;
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== value : value === '') return undefined;
    if (name !== undefined) parameters[name] = decode(value);
  }
  return parameters;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray percent sign: taken as it stands.
    return part;
  }
}
