import { nearest } from '../text/nearest';
import { fieldsIn } from './endpoints';
import { type Endpoint, type Field, type FieldType, type Rule, text } from './fields';
import { searchFields, searchLimits, searchOperators } from './searchQuery';

/** The names and indexes that lead from the body to a place in it: `['companies', 0, 'size']`. */
export type JsonPath = readonly (string | number)[];

/** What an object at some place of a body may hold. */
export interface Members {
  readonly fields: readonly Field[];
  /** The same, and those of other versions. */
  readonly ofAllVersions?: readonly Field[];
  /** Names that the author makes up are taken too, as in custom attributes. */
  readonly open: boolean;
  /** At least one of these is required. */
  readonly oneOf: readonly string[];
  /** What its fields require of one another. */
  readonly rules?: readonly Rule[];
}

/** The field that a place in the body of a request is, through lists, nested objects, custom attributes and metadata. */
export function fieldAt(endpoint: Endpoint, version: string, path: JsonPath): Field | undefined {
  let field: Field | undefined = bodyOf(endpoint);
  for (const step of path) field = field && fieldIn(field, version, step);
  return field;
}

/** The body of a request, as the field that all others are in. */
export function bodyOf({ fields, help }: Endpoint): Field {
  return { name: '', type: { kind: 'object', fields }, help };
}

/** The field that one name or index leads to from another field. */
export function fieldIn(field: Field, version: string, step: string | number): Field | undefined {
  const { type } = field;
  if (typeof step === 'number') {
    const items = itemsOf(type);
    return items && { name: field.name, type: items, help: field.help };
  }
  const known = membersOf(type, version)?.fields.find(({ name }) => name === step);
  return known ?? ownField(type, step);
}

/** What the object at a place of the body may hold; undefined where there is no object. */
export function fieldsAt(endpoint: Endpoint, version: string, path: JsonPath): Members | undefined {
  if (path.length === 0) {
    const rule = endpoint.rules.find(candidate => candidate.kind === 'one of' && !candidate.where);
    const oneOf = rule?.kind === 'one of' ? rule.fields : [];
    const { fields } = endpoint;
    return { fields: fieldsIn(fields, version), ofAllVersions: fields, open: false, oneOf };
  }
  const field = fieldAt(endpoint, version, path);
  return field && membersOf(field.type, version);
}

/** The field that a misspelt name most likely means. */
export function nearestField(name: string, members: Members): string | undefined {
  return nearest(
    name,
    members.fields.map(field => field.name),
  );
}

/** A field whose name the author makes up. */
function ownField(type: FieldType, name: string): Field | undefined {
  switch (type.kind) {
    case 'custom attributes':
      return (
        type.known?.find(known => known.name === name) ?? {
          name,
          type: { kind: 'attribute value', associations: type.associations },
          nullable: true,
          help: 'An attribute of your own, which must exist in the workspace. Null clears it.',
        }
      );
    case 'event metadata':
      return name.endsWith('_date')
        ? {
            name,
            type: { kind: 'integer', unit: 'seconds' },
            nullable: true,
            help: 'A moment, in Unix seconds, since the name ends in _date.',
          }
        : { name, type: { kind: 'metadata value' }, help: 'A detail of the event: text, a number, a link or money.' };
    case 'either':
      return type.of.map(part => ownField(part, name)).find(field => field !== undefined);
    default:
      return undefined;
  }
}

function itemsOf(type: FieldType): FieldType | undefined {
  switch (type.kind) {
    case 'list':
      return type.of;
    case 'either':
      return type.of.map(itemsOf).find(items => items !== undefined);
    case 'attribute value':
      return type.associations ? text : undefined;
    case 'query value':
      return { kind: 'search query' };
    default:
      return undefined;
  }
}

/** What an object of a type may hold; undefined for a type that is not an object. */
export function membersOf(type: FieldType, version: string): Members | undefined {
  switch (type.kind) {
    case 'object':
      return {
        fields: fieldsIn(type.fields, version),
        ofAllVersions: type.fields,
        open: false,
        oneOf: (type.oneOf ?? []).filter(name => fieldsIn(type.fields, version).some(field => field.name === name)),
      };
    case 'either':
      return type.of.map(part => membersOf(part, version)).find(members => members !== undefined);
    case 'custom attributes':
      return { fields: type.known ?? [], open: true, oneOf: [] };
    case 'event metadata':
      return { fields: [], open: true, oneOf: [] };
    case 'metadata value':
      return { fields: linkOrMoney, open: false, oneOf: [] };
    case 'search query':
      return { fields: filter, open: false, oneOf: [], rules: filterRules };
    default:
      return undefined;
  }
}

const linkOrMoney: readonly Field[] = [
  { name: 'url', type: text, help: 'Of a link: where it leads. Needs value beside it.' },
  { name: 'value', type: text, help: 'Of a link: the text that is shown.' },
  {
    name: 'amount',
    type: { kind: 'integer', min: 0, cents: true },
    help: 'Of money: how much, in cents. Needs currency beside it.',
  },
  { name: 'currency', type: text, help: 'Of money: three letters, such as eur.' },
];

const filter: readonly Field[] = [
  {
    name: 'field',
    type: { kind: 'string', likely: [...searchFields, 'custom_attributes.'] },
    help: 'The field to compare: email, custom_attributes.plan.',
  },
  {
    name: 'operator',
    type: { kind: 'string', values: [...searchOperators, ...searchLimits.joins] },
    required: true,
    help: 'How to compare; AND and OR join a list of filters.',
  },
  {
    name: 'value',
    type: { kind: 'query value' },
    required: true,
    nullable: true,
    help: 'What to compare with; after AND and OR a list of filters.',
  },
];

const filterRules: readonly Rule[] = searchOperators.map(is => ({
  kind: 'all of',
  fields: ['field'],
  where: { field: 'operator', is },
}));
