import type { Project, ProjectTemplate } from '../../action/project';
import { type EndpointLookup, endpointOf } from '../../intercom/endpointOf';
import type { Endpoint } from '../../intercom/fields';
import { compareVersions, newestDescribed, readVersion, versions } from '../../intercom/versions';
import type { Span } from '../../text/range';
import { header } from '../action/formEdits';

/** What an action asks of Intercom, as far as its fields tell. */
export interface IntercomRequest {
  readonly method: Span;
  readonly url: Span;
  readonly lookup: EndpointLookup;
  /** The endpoint, even if only another version has it. */
  readonly endpoint?: Endpoint;
  /** The version whose fields count: the one asked for, else the nearest that has the endpoint. */
  readonly version: string;
  readonly asked: AskedVersion;
}

/** What the header `Intercom-Version` says. */
export type AskedVersion =
  | { readonly kind: 'none' }
  /** A variable decides. */
  | { readonly kind: 'dynamic' }
  | { readonly kind: 'known'; readonly version: string; readonly value: Span }
  /** Later than any version we know of. */
  | { readonly kind: 'newer'; readonly value: Span }
  | { readonly kind: 'unknown'; readonly value: Span };

/** The request of an action to Intercom; undefined for one without method or URL, or to another host. */
export function intercomRequest(project: Project): IntercomRequest | undefined {
  const known = requests.get(project.action) ?? { request: requestOf(project) };
  requests.set(project.action, known);
  return known.request;
}

/** Found once for each action: it stays the same while the templates are edited. */
const requests = new WeakMap<Project['action'], { readonly request: IntercomRequest | undefined }>();

function requestOf(project: Project): IntercomRequest | undefined {
  const { method, url } = project.action;
  if (!method || !url) return undefined;
  const asked = askedVersion(project);
  const wanted = asked.kind === 'known' ? asked.version : newestDescribed;
  const lookup = endpointOf(method.text, url.text, wanted);
  if (lookup.kind === 'other-host') return undefined;
  const common = { method, url, lookup, asked };
  switch (lookup.kind) {
    case 'found':
      return { ...common, endpoint: lookup.endpoint, version: wanted };
    case 'other-version':
      return { ...common, endpoint: lookup.endpoint, version: lookup.nearest };
    default:
      return { ...common, version: wanted };
  }
}

export function askedVersion(project: Project): AskedVersion {
  const mapping = header(project, 'Intercom-Version');
  if (!mapping?.source) return { kind: 'none' };
  const { kind, value } = mapping.source;
  if (kind === 'attribute' || kind === 'secret' || value.text.includes('{{')) return { kind: 'dynamic' };
  const text = value.text.trim();
  if (text === '') return { kind: 'none' };
  const version = readVersion(text);
  if (version) return { kind: 'known', version, value };
  const isLater = /^2\.\d{1,3}$/.test(text) && compareVersions(text, versions.at(-1)!) > 0;
  return { kind: isLater ? 'newer' : 'unknown', value };
}

/** The template that alone is the body of the request: mapped to Body with nothing around it. */
export function bodyTemplate({ action, templates }: Project): ProjectTemplate | undefined {
  const [mapping, ...others] = action.bodyData;
  const { source } = mapping ?? {};
  if (others.length > 0 || source?.kind !== 'map') return undefined;
  const name = /^\s*\{\{\s*([^{}\s]+)\s*\}\}\s*$/.exec(source.value.text)?.[1];
  return name === undefined ? undefined : templates.get(name);
}
