import { t } from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { attributeTypes } from '../tealium/attributes';
import { formFields } from '../tealium/form';
import { nearest } from '../text/nearest';
import { FieldReader, openingOf, properties, rangeOf, sources } from './fieldReader';
import { contentOf, readJson } from './json';
import type {
  Action,
  ActionProblem,
  AttributeType,
  Condition,
  DeclaredAttribute,
  Mapping,
  MappingSource,
  TemplateReference,
} from './model';

/** What the text of a `*.webhook.json` says, and what cannot be read in it. Any text gives an action. */
export function parseAction(text: string): { readonly action: Action; readonly problems: ActionProblem[] } {
  const reader = new FieldReader();
  const { root, problem } = readJson(text);
  if (problem) reader.problems.push(problem);
  if (root?.type !== 'object') {
    if (!problem)
      reader.report(root ? rangeOf(root) : { start: 0, end: 0 }, t('An action is a JSON object in braces.'));
    return { action: { ...empty, range: { start: 0, end: text.length } }, problems: reader.problems };
  }
  const action = readAction(reader, root);
  // After a mistake in the JSON, much seems wrong that is not.
  return { action, problems: problem ? [problem] : reader.problems };
}

/** The attribute types in a shared `attributes.json`: an object from attribute name to type. */
export function parseAttributes(text: string): {
  readonly attributes: readonly DeclaredAttribute[];
  readonly problems: ActionProblem[];
} {
  const reader = new FieldReader();
  const { root, problem } = readJson(text);
  if (problem) reader.problems.push(problem);
  if (root && root.type !== 'object' && !problem) {
    reader.report(rangeOf(root), t('A file of attributes is a JSON object from attribute name to type.'));
  }
  return { attributes: root?.type === 'object' ? readAttributes(reader, root) : [], problems: reader.problems };
}

const empty: Action = {
  range: { start: 0, end: 0 },
  urlParameters: [],
  headers: [],
  cookies: [],
  bodyData: [],
  templateVariables: [],
  templates: [],
  attributes: [],
  events: 'events/*',
  fields: new Map(),
};

function readAction(reader: FieldReader, root: Node): Action {
  const top = reader.fields(root, '', formFields.root, '');
  const connector = reader.fields(reader.object(top, 'connector'), 'connector', formFields.connector, 'connector');
  const basic = reader.object(connector, 'basicAuth');
  const login = reader.fields(basic, 'basicAuth', formFields.basicAuth, 'connector.basicAuth');
  const action = reader.fields(reader.object(top, 'action'), 'action', formFields.action, 'action');
  const source = reader.fields(reader.object(action, 'source'), 'source', formFields.source, 'action.source');
  const attributes = top.get('attributes');
  const eventsPattern = reader.text(top, 'events');
  const when = action.has('source') && source.get('when');
  return {
    range: rangeOf(root),
    ...given('connectorTitle', reader.text(connector, 'title')),
    ...(basic && {
      basicAuth: {
        ...given('username', reader.text(login, 'username')),
        ...given('password', reader.text(login, 'password')),
        range: rangeOf(basic),
      },
    }),
    ...given('name', reader.text(action, 'name')),
    ...given('stream', reader.text(source, 'stream')),
    ...(when && { when: readWhen(reader, when) }),
    ...given('method', reader.text(action, 'method')),
    ...given('url', reader.text(action, 'url')),
    urlParameters: readMappings(reader, action.get('urlParameters'), 'urlParameters'),
    headers: readMappings(reader, action.get('headers'), 'headers'),
    cookies: readMappings(reader, action.get('cookies'), 'cookies'),
    ...given('contentType', reader.text(action, 'contentType')),
    bodyData: readMappings(reader, action.get('bodyData'), 'bodyData'),
    templateVariables: readMappings(reader, action.get('templateVariables'), 'templateVariables'),
    templates: readTemplates(reader, reader.object(action, 'templates')),
    attributes: attributes?.type === 'object' ? readAttributes(reader, attributes) : [],
    ...(attributes && attributes.type !== 'object' && given('attributesFile', reader.text(top, 'attributes', true))),
    events: eventsPattern?.text || empty.events,
    ...given('eventsPattern', eventsPattern),
    fields: reader.places,
  };
}

/** OR of ANDs. */
function readWhen(reader: FieldReader, node: Node): Condition[][] {
  const message = t('`when` is a list of lists of conditions: one inner list must hold as a whole.');
  return reader
    .items(node, message)
    .map(group => reader.items(group, message).flatMap(condition => readCondition(reader, condition)));
}

function readCondition(reader: FieldReader, node: Node): Condition[] {
  const fields = reader.fields(node, t('a condition'), formFields.condition);
  if (node.type !== 'object') return [];
  const value = fields.get('value');
  if (value && !['string', 'number', 'boolean'].includes(value.type)) {
    reader.report(rangeOf(value), t('The value of a condition is a text, a number, true or false.'));
  }
  for (const key of ['attribute', 'operator'] as const) {
    if (!fields.has(key)) {
      reader.report(openingOf(node), t`This condition has no \`${key}\`.`);
    }
  }
  return [
    {
      range: rangeOf(node),
      ...given('attribute', reader.text(fields, 'attribute')),
      ...given('operator', reader.text(fields, 'operator')),
      ...(value && isPlain(value.value) && { value: value.value, valueRange: rangeOf(value) }),
    },
  ];
}

function readMappings(reader: FieldReader, node: Node | undefined, field: string): Mapping[] {
  if (!node) return [];
  const message = t`\`${field}\` is a list of mappings such as { "map": "…", "to": "…" }.`;
  return reader.items(node, message).flatMap(item => {
    if (item.type !== 'object') {
      reader.report(rangeOf(item), t('A mapping is an object such as { "map": "…", "to": "…" }.'));
      return [];
    }
    return [readMapping(reader, item)];
  });
}

function readMapping(reader: FieldReader, node: Node): Mapping {
  const fields = reader.fields(node, t('a mapping'), formFields.mapping);
  const named = sources.filter(kind => fields.has(kind));
  const kind = named[0];
  if (!kind) {
    const message = t('This mapping has no source: give it one of `map`, `attribute`, `text` or `secret`.');
    reader.report(openingOf(node), message);
  }
  if (named.length > 1) {
    reader.report(
      reader.keyOf(node, named[1]!),
      t`A mapping has one source; this one has ${named.map(name => `\`${name}\``).join(t(' and '))}.`,
    );
  }
  if (!fields.has('to')) reader.report(openingOf(node), t('This mapping has no `to`: the name it maps to.'));
  const value = kind && reader.text(fields, kind);
  const source: MappingSource | undefined = kind && value && { kind, value };
  return { range: rangeOf(node), ...given('source', source), ...given('to', reader.text(fields, 'to')) };
}

function readTemplates(reader: FieldReader, node: Node | undefined): TemplateReference[] {
  return properties(node).flatMap(({ key, value }) => {
    if (value.type === 'string') return [{ name: key, path: contentOf(value) }];
    reader.report(rangeOf(value), t`Template \`${key.text}\`: give the path of its file as a text.`);
    return [];
  });
}

function readAttributes(reader: FieldReader, node: Node): DeclaredAttribute[] {
  const seen = new Set<string>();
  return properties(node).flatMap(({ key, value }) => {
    if (seen.has(key.text)) reader.repeated(key);
    seen.add(key.text);
    const fields = value.type === 'object' ? reader.fields(value, t('an attribute'), formFields.attribute) : undefined;
    const typeNode = fields ? fields.get('type') : value;
    if (!typeNode) {
      reader.report(openingOf(value), t`Attribute \`${key.text}\` has no \`type\`.`);
      return [];
    }
    const type = readType(reader, typeNode);
    const optional = fields?.get('optional');
    if (optional && optional.type !== 'boolean') reader.report(rangeOf(optional), t('`optional` is true or false.'));
    return type ? [{ name: key, type, optional: optional?.value === true }] : [];
  });
}

function readType(reader: FieldReader, node: Node): AttributeType | undefined {
  const type = attributeTypes.find(name => name === node.value);
  if (type) return type;
  const near = typeof node.value === 'string' ? nearest(node.value, attributeTypes) : undefined;
  const range = node.type === 'string' ? contentOf(node) : rangeOf(node);
  reader.report(
    range,
    t`This is no attribute type. ${near ? t`Did you mean \`${near}\`?` : t`Types: ${attributeTypes.join(', ')}.`}`,
    undefined,
    near,
  );
  return attributeTypes.find(name => name === near);
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** `{ [name]: value }`, or nothing where there is no value. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { [N in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [N in Name]?: Value };
}
