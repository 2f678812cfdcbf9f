import { compareVersions } from '../intercom/versions';
import { preloadedAttributes } from '../tealium/attributes';
import { bodyOf, nounOf } from './body';
import { bodyText } from './bodyText';
import type { Offer } from './endpoints';
import { eventSlug, eventText, ownSample, type SourceEvent, slug, sourceEvent } from './event';
import { Sources, type Variable } from './sources';

export interface NewActionOptions {
  readonly offer: Offer;
  /** As people call it: `Create or update user`. */
  readonly name: string;
  /** The event whose attributes are mapped; absent: one that we made up. */
  readonly event?: SourceEvent;
  /** The name of the event's file without its ending; absent: made from the event. */
  readonly eventName?: string;
}

/** Files by their path below the action's folder. */
export interface NewAction {
  /** A name for the folder. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  /** The file to go on with: the body template, else the action. */
  readonly opens: string;
  /** Attributes of the event that no field of the request was found for. */
  readonly leftOut: readonly string[];
  /** Attributes that are mapped since the request needs them, and that the event does not have. */
  readonly lacking: readonly string[];
}

/** An action with templates and an event, as a start: without findings, but for what the event lacks. */
export function newAction(options: NewActionOptions): NewAction {
  const { offer, name, event = sourceEvent(ownSample(name))! } = options;
  const sources = new Sources(event, !options.event);
  const noun = nounOf(offer);
  const parameters = parametersOf(offer.endpoint.path).map(parameter => ({
    parameter,
    variable: parameter in typesInPaths ? undefined : idOf(parameter, noun, sources),
  }));
  const body = offer.endpoint.fields.length > 0 ? bodyOf(offer, noun, sources) : undefined;
  const folder = slug(name) || 'action';
  const bodyName = `${noun}_template`;
  const files = new Map<string, string>();
  const ids = parameters.flatMap(({ parameter, variable }) => (variable ? [{ parameter, variable }] : []));
  const { variables, lacking } = sources;
  const form = { name, offer, variables, lacking, event, ids, ...(body && { bodyName }) };
  const action = `${folder}.webhook.json`;
  files.set(action, actionText(form));
  files.set('auth_template.trimou', 'Bearer {{access_token}}\n');
  for (const { parameter, variable } of ids)
    files.set(`${parameter}.trimou`, `{{#encodeUrl}}{{${variable.name}}}{{/encodeUrl}}\n`);
  if (body) files.set(`${bodyName}.json.trimou`, bodyText(body));
  const eventName = options.eventName ?? eventSlug(event.values);
  files.set(`events/${eventName}.event.json`, eventText({ ...event.json, ...sources.added }));
  // The sample that we made up is there to be replaced.
  const leftOut = options.event ? sources.leftOut().map(({ name }) => name) : [];
  return { folder, files, opens: body ? `${bodyName}.json.trimou` : action, leftOut, lacking };
}

/** Values for parameters of a path that are the same in every event: a custom object has the name of its type there. */
const typesInPaths: Readonly<Record<string, string>> = { custom_object_type_identifier: 'Order' };

function parametersOf(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

function idOf(parameter: string, noun: string, sources: Sources): Variable {
  const about = parameter === 'id' ? noun : parameter.replace(/_id$/, '').replaceAll('_', ' ');
  const help = `Intercom's id of the ${about}.`;
  const field = { name: parameter, type: { kind: 'identifier' }, help } as const;
  const place = { path: [parameter], noun, inUrl: true } as const;
  const found = sources.find(field, place);
  return found ? sources.ofAttribute(found, place, false) : sources.missing(field, place);
}

interface Form {
  readonly name: string;
  readonly offer: Offer;
  readonly event: SourceEvent;
  readonly variables: readonly Variable[];
  readonly lacking: readonly string[];
  readonly ids: readonly { readonly parameter: string }[];
  /** Absent where the request has no body. */
  readonly bodyName?: string;
}

/** The text of the action, laid out and commented as a person would. */
function actionText({ name, offer, event, variables, lacking, ids, bodyName }: Form): string {
  const { method, path } = offer.endpoint;
  const json = (value: unknown) => JSON.stringify(value);
  const url = `https://api.intercom.io${path.replace(/\{(\w+)\}/g, (_, id: string) => typesInPaths[id] ?? `{{${id}}}`)}`;
  const mappings = variables.flatMap(({ name: to, source, help }) => [
    ...(help === undefined ? [] : [`// ${help}`]),
    source.kind === 'attribute'
      ? `{ "attribute": ${json(source.name)}, "to": ${json(to)} },`
      : `{ "text": ${json(source.text)}, "to": ${json(to)} },`,
  ]);
  const templates = [
    ['auth_template', 'auth_template.trimou'],
    ...ids.map(({ parameter }) => [parameter, `${parameter}.trimou`]),
    ...(bodyName === undefined ? [] : [[bodyName, `${bodyName}.json.trimou`]]),
  ].map(([key, file]) => `${json(key)}: ${json(file)}`);
  // A made-up name is neither declared nor a condition of the stream, so the checks ask for an attribute that there is.
  const known = variables.filter(({ source }) => source.kind === 'text' || !lacking.includes(source.name));
  const lines = [
    `"name": ${json(name)},`,
    ...streamLines(event, known),
    `"method": ${json(method)},`,
    ...(isCreation(offer)
      ? ['// A person who exists already is answered with 409.', '// check-disable-next-line contact-not-upserted']
      : []),
    `"url": ${json(url)},`,
    '"headers": [',
    '  { "map": "application/json", "to": "Accept" },',
    `  { "map": ${json(offer.version)}, "to": "Intercom-Version" },`,
    '  { "map": "{{auth_template}}", "to": "Authorization" }',
    '],',
    ...(bodyName === undefined
      ? []
      : ['"contentType": "application/json",', `"bodyData": [{ "map": "{{${bodyName}}}", "to": "Body" }],`]),
    '"templateVariables": [',
    ...mappings.map(line => `  ${line}`),
    '  { "secret": "intercom", "to": "access_token" }',
    '],',
    '"templates": {',
    ...templates.map((line, index) => `  ${line}${index < templates.length - 1 ? ',' : ''}`),
    '}',
  ].map(line => `    ${line}`);
  const attributes = attributeLines(known);
  return [
    '{',
    '  "connector": { "title": "Intercom" },',
    '  "action": {',
    ...lines,
    `  }${attributes.length > 0 ? ',' : ''}`,
    ...attributes,
    '}',
    '',
  ].join('\n');
}

/** Whether the request creates contacts and never updates them, which the checks warn of. */
function isCreation({ endpoint: { method, path }, version }: Offer): boolean {
  return method === 'POST' && path === '/contacts' && compareVersions(version, '2.0') >= 0;
}

/** The conditions of the stream: events of this name that have what the request cannot do without. */
function streamLines({ values }: SourceEvent, variables: readonly Variable[]): readonly string[] {
  const name = values.get('tealium_event');
  if (typeof name !== 'string' || name === '') return [];
  const needed = variables.flatMap(({ source }) =>
    source.kind === 'attribute' && !source.optional && !isPreloaded(source.name) ? [source.name] : [],
  );
  const conditions = [
    `{ "attribute": "tealium_event", "operator": "equals", "value": ${JSON.stringify(name)} }`,
    ...[...new Set(needed)].map(each => `{ "attribute": ${JSON.stringify(each)}, "operator": "is assigned" }`),
  ];
  return [
    '"source": {',
    `  "stream": ${JSON.stringify(name)},`,
    '  "when": [[',
    ...conditions.map((line, index) => `    ${line}${index < conditions.length - 1 ? ',' : ''}`),
    '  ]]',
    '},',
  ];
}

/** Declares the types, so that they stay the same whatever other samples show. */
function attributeLines(variables: readonly Variable[]): readonly string[] {
  const declared = variables.flatMap(({ source }) => {
    if (source.kind !== 'attribute' || isPreloaded(source.name)) return [];
    const type = source.optional
      ? `{ "type": ${JSON.stringify(source.type)}, "optional": true }`
      : JSON.stringify(source.type);
    return [`${JSON.stringify(source.name)}: ${type}`];
  });
  if (declared.length === 0) return [];
  return [
    '  "attributes": {',
    ...declared.map((line, index) => `    ${line}${index < declared.length - 1 ? ',' : ''}`),
    '  }',
  ];
}

function isPreloaded(name: string): boolean {
  return preloadedAttributes.some(attribute => attribute.name === name);
}
