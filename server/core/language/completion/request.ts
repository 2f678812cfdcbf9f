import type { ProjectTemplate } from '../../action/project';
import { endpointOf, intercomHosts } from '../../intercom/endpointOf';
import { endpoints } from '../../intercom/endpoints/all';
import type { Endpoint } from '../../intercom/fields';
import { headerNamed, requestHeaders } from '../../intercom/headers';
import { inVersion, newestDescribed, versions } from '../../intercom/versions';
import { methods } from '../../tealium/form';
import type { ActionPlace } from '../actionPlace';
import { describeEndpoint, describeHeader, describeVersion, meaningOf, methodUses, regionOf } from '../describeRequest';
import type { ActionDocument } from '../document';
import { versionOf } from '../request';
import { type Completion, plainInSnippet } from './item';

/**
 * The endpoints that a URL may lead to, those with the action's method first; for others, the method is changed along
 * with the URL.
 */
export function urlItems({ project }: ActionDocument, { range, quote, typed }: ActionPlace): readonly Completion[] {
  const { method } = project.action;
  const version = versionOf(project);
  const host = hostOf(typed.slice(1));
  const items = offeredEndpoints(version).map((endpoint, index): Completion | undefined => {
    const same = !method || method.text === '' ? endpoint.method === 'POST' : endpoint.method === method.text;
    // A webhook writes; requests that only read are offered only for their own method.
    if (endpoint.method === 'GET' && !same) return undefined;
    const url = `${host}${endpoint.path}`;
    const change = method && !same ? [{ range: method, text: endpoint.method }] : [];
    return {
      label: `${endpoint.method} ${endpoint.path}`,
      kind: 'url',
      range,
      ...withIds(url, project),
      filter: quote ? `"${url}` : url,
      type: endpoint.title,
      also: change,
      rank: same ? 0 : endpoint.method === 'DELETE' ? 2 : 1,
      order: String(index).padStart(3, '0'),
      documentation: () => describeEndpoint(endpoint),
    };
  });
  const hosts = intercomHosts.map((name, index): Completion => {
    const url = `https://${name}`;
    const text = JSON.stringify(`${url}/`);
    const item = {
      label: url,
      kind: 'url',
      range,
      text,
      snippet: `"${url}/$0"`,
      filter: quote ? `"${url}` : url,
    } as const;
    return { ...item, type: regionOf(name) ?? '', rank: 4, order: String(index) };
  });
  return [...items.filter(item => item !== undefined), ...hosts];
}

/** Each request once: in the version asked for, else in the newest version that has it. */
function offeredEndpoints(version: string | undefined): readonly Endpoint[] {
  const known = endpoints.filter(endpoint => version === undefined || inVersion(endpoint, version));
  const chosen = new Map<string, Endpoint>();
  for (const endpoint of known) {
    const key = `${endpoint.method} ${endpoint.path}`;
    if (!chosen.has(key) || inVersion(endpoint, newestDescribed)) chosen.set(key, endpoint);
  }
  return [...chosen.values()];
}

/** Scheme and host as typed, or the ones that are being typed. */
function hostOf(typed: string): string {
  const whole = /^https?:\/\/[^/?#]+(?=\/)/.exec(typed)?.[0];
  if (whole) return whole;
  const names = intercomHosts.map(host => `https://${host}`);
  return names.find(name => name.startsWith(typed)) ?? names[0]!;
}

/** The URL with its ids: a template of that name, or a placeholder. */
function withIds(url: string, { templates }: ActionDocument['project']): Pick<Completion, 'text' | 'snippet'> {
  let places = 0;
  const parts = url.split(/\{(\w+)\}/).map((part, index) => {
    if (index % 2 === 0) return { text: part, snippet: part };
    const template = `{{${part}}}`;
    return templates.has(part)
      ? { text: template, snippet: plainInSnippet(template) }
      : { text: part, snippet: `\${${++places}:${part}}` };
  });
  const text = `"${parts.map(part => part.text).join('')}"`;
  return places === 0 ? { text } : { text, snippet: `"${parts.map(part => part.snippet).join('')}"` };
}

/** The methods of the form, with what each does at the URL. */
export function methodItems({ project }: ActionDocument, { range, quote }: ActionPlace): readonly Completion[] {
  const { url } = project.action;
  const version = versionOf(project) ?? newestDescribed;
  return methods.map((method, index) => {
    const lookup = url && endpointOf(method, url.text, version);
    const endpoint = lookup?.kind === 'found' || lookup?.kind === 'other-version' ? lookup.endpoint : undefined;
    const other = lookup?.kind === 'other-method';
    return {
      label: method,
      kind: 'value',
      range,
      text: JSON.stringify(method),
      ...(quote && { filter: JSON.stringify(method) }),
      type: endpoint?.title ?? (other ? 'not at this URL' : (methodUses[method] ?? '')),
      rank: endpoint ? 0 : other ? 2 : 1,
      order: String(index),
      documentation: () => (endpoint ? describeEndpoint(endpoint) : (methodUses[method] ?? '')),
    };
  });
}

/** The headers that Intercom looks at and that are not there yet. */
export function headerItems({ project }: ActionDocument, { range, quote }: ActionPlace): readonly Completion[] {
  const present = project.action.headers.filter(({ to }) => to && (to.end < range.start || to.start > range.end));
  const names = present.map(({ to }) => to!.text.trim().toLowerCase());
  return requestHeaders
    .filter(({ name }) => !names.includes(name.toLowerCase()))
    .map((header, index) => ({
      label: header.name,
      kind: 'value',
      range,
      text: JSON.stringify(header.name),
      ...(quote && { filter: JSON.stringify(header.name) }),
      rank: header.required ? 0 : 1,
      order: String(index),
      documentation: () => describeHeader(header),
    }));
}

/** Values for a header: media types, versions from the newest on, the template with the token. */
export function headerValueItems({ project }: ActionDocument, place: ActionPlace): readonly Completion[] {
  const to = place.beside('to');
  const header = typeof to === 'string' ? headerNamed(to) : undefined;
  switch (header?.name) {
    case 'Intercom-Version':
      return [...versions].reverse().map((version, index) =>
        valueItem(place, version, index, {
          type: meaningOf(version),
          documentation: () => describeVersion(version),
        }),
      );
    case 'Authorization':
      return templateItems(
        place,
        [...project.templates.values()].filter(({ json }) => !json),
      );
    default:
      return (header?.values ?? []).map(({ value, help }, index) => valueItem(place, value, index, { type: help }));
  }
}

/** Templates to map to Body: those that are JSON, then the others. */
export function bodyTemplateItems({ project }: ActionDocument, place: ActionPlace): readonly Completion[] {
  const all = [...project.templates.values()];
  return templateItems(place, [...all.filter(({ json }) => json), ...all.filter(({ json }) => !json)]);
}

function templateItems(place: ActionPlace, templates: readonly ProjectTemplate[]): readonly Completion[] {
  return templates.map(({ name, reference }, index) =>
    valueItem(place, `{{${name}}}`, index, { kind: 'template', type: reference.path.text }),
  );
}

function valueItem({ range, quote }: ActionPlace, value: string, index: number, more: Partial<Completion>): Completion {
  return {
    label: value,
    kind: 'value',
    range,
    text: JSON.stringify(value),
    ...(quote && { filter: JSON.stringify(value) }),
    rank: 0,
    order: String(index).padStart(2, '0'),
    ...more,
  };
}
