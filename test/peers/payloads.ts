import { fieldsIn } from '../../server/core/intercom/endpoints';
import { endpoints } from '../../server/core/intercom/endpoints/all';
import type { Endpoint, Field, FieldType } from '../../server/core/intercom/fields';
import { listOperators, searchLimits, searchOperators } from '../../server/core/intercom/searchQuery';
import { inVersion } from '../../server/core/intercom/versions';

/** A body for a request, right or wrong. */
export interface Payload {
  readonly endpoint: Endpoint;
  /** What it tries: `POST /events: created_at is a text`. No two have the same. */
  readonly title: string;
  readonly body: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** A value to put in the place of another, and what it tries. */
interface Variant {
  /** `created_at`, `companies[0].size`; empty for the value itself. */
  readonly place: string;
  readonly what: string;
  readonly value: unknown;
}

/**
 * Bodies for all requests of a version that take one, enumerated from our table: the least that is needed (in each way
 * that a rule allows), everything at once, each needed field left out, each field with a value of every type and at and
 * beyond its limits, down to the fields of nested objects, and fields that nobody knows.
 */
export function payloads(version: string): Payload[] {
  return endpoints
    .filter(endpoint => endpoint.fields.length > 0 && inVersion(endpoint, version))
    .flatMap(endpoint => {
      const all = new Map<string, Payload>();
      for (const { place, what, value } of bodies(endpoint, version)) {
        const title = `${endpoint.method} ${endpoint.path}: ${place ? `${place} ` : ''}${what}`;
        if (!all.has(title)) all.set(title, { endpoint, title, body: value });
      }
      return [...all.values()];
    });
}

function bodies(endpoint: Endpoint, version: string): Variant[] {
  const fields = fieldsIn(endpoint.fields, version);
  const least = leastBodies(endpoint, version);
  // Where a field says who writes, teammates can tell more than contacts.
  const usual = (least.find(({ value }) => value.type === 'admin') ?? least[0]!).value;
  return [
    ...kinds.map(kind => ({ ...kind, place: 'the body' })),
    ...least.map(({ what, value }) => ({ place: '', what, value })),
    ...least.flatMap(({ what, value }) =>
      Object.keys(value).map(name => ({ place: '', what: `${what}, without ${name}`, value: without(value, name) })),
    ),
    { place: '', what: 'everything', value: { ...everything(fields, version), ...usual } },
    { place: '', what: 'a field nobody knows', value: { ...usual, nobody_knows: 'x' } },
    ...fields.flatMap(field => {
      // The field is tried where it is needed, if there is such a body.
      const base = field.name in usual ? usual : (least.find(({ value }) => field.name in value)?.value ?? usual);
      const partners = endpoint.rules.flatMap(rule =>
        rule.kind === 'needs' && rule.field === field.name ? fields.filter(({ name }) => name === rule.other) : [],
      );
      const whole = { ...base, ...everything(partners, version) };
      return variants(field.type, version, `.${field.name}`).map(({ place, what, value }) => ({
        place: field.name + place,
        what,
        value: { ...whole, [field.name]: value },
      }));
    }),
  ];
}

/** What must be there, once for each way in which the rules allow it. */
function leastBodies({ rules, fields }: Endpoint, version: string): { what: string; value: Fields }[] {
  const known = fieldsIn(fields, version);
  let ways: { what: string; value: Fields }[] = [
    {
      what: 'the least',
      value: everything(
        known.filter(({ required }) => required),
        version,
      ),
    },
  ];
  const cases = new Set(rules.flatMap(rule => ('where' in rule && rule.where ? [rule.where.field] : [])));
  for (const name of cases) {
    const type = known.find(field => field.name === name)!.type;
    const values = type.kind === 'string' ? (type.values ?? []) : [];
    ways = ways.flatMap(({ what, value }) =>
      values.map(each => ({ what: `${what}, ${name} ${each}`, value: { ...value, [name]: each } })),
    );
  }
  for (const rule of rules) {
    const needed =
      rule.kind === 'one of' || rule.kind === 'all of' ? known.filter(({ name }) => rule.fields.includes(name)) : [];
    ways = ways.flatMap(way => {
      if ('where' in rule && rule.where && way.value[rule.where.field] !== rule.where.is) return [way];
      if (rule.kind === 'all of') return [{ ...way, value: { ...everything(needed, version), ...way.value } }];
      if (rule.kind !== 'one of') return [way];
      return needed.map(field => ({
        what: `${way.what}, with ${field.name}`,
        value: { ...way.value, ...everything([field], version) },
      }));
    });
  }
  return ways;
}

function everything(fields: readonly Field[], version: string, parent = ''): Fields {
  return Object.fromEntries(fields.map(({ name, type }) => [name, sample(type, version, `${parent}.${name}`)]));
}

/** A value that fits, as somebody would write it; `place` is the field's name after those it is in, each with a dot before it. */
function sample(type: FieldType, version: string, place: string): unknown {
  switch (type.kind) {
    case 'string':
      return type.values?.[0] ?? texts[place.slice(place.lastIndexOf('.') + 1)] ?? 'text';
    case 'integer':
      return type.unit ? 1_790_000_000 : 12;
    case 'boolean':
      return true;
    case 'identifier':
      // The only one that the descriptions have as a number is the teammate who sends a message.
      return place === '.from.id' ? 12 : '12';
    case 'list':
      return [sample(type.of, version, place)];
    case 'object': {
      const [first, ...others] = type.oneOf ?? [];
      const fields = fieldsIn(type.fields, version).filter(field => !others.includes(field.name) || !first);
      return everything(fields, version, place);
    }
    case 'either':
      return sample(type.of[0]!, version, place);
    case 'any':
      return [];
    case 'custom attributes':
    case 'event metadata':
      return { plan: 'gold' };
    case 'search query':
      return { field: 'email', operator: '=', value: 'joe@example.com' };
    case 'attribute value':
    case 'metadata value':
    case 'query value':
      return 'text';
  }
}

const texts: Readonly<Record<string, string>> = {
  email: 'joe@example.com',
  avatar: 'https://example.com/joe.png',
  website: 'https://example.com',
  attachment_urls: 'https://example.com/picture.png',
  content_type: 'image/png',
  data: 'aGVsbG8=',
  language_override: 'en',
  phone: '+353871234567',
  uuid: '5c6e9f8a-1111-4222-8333-444455556666',
  id: '667d60a98a68186f43bafda1',
  intercom_user_id: '667d60a98a68186f43bafda1',
  contact_id: '667d60a98a68186f43bafda1',
  from: '667d60a98a68186f43bafda1',
  into: '667d60a98a68186f43bafda2',
};

/** A value of each type that JSON has, and those that are taken for another. */
const kinds = [
  { what: 'is a text', value: 'x' },
  { what: 'is an empty text', value: '' },
  { what: 'is a number in quotes', value: '12' },
  { what: 'is a date in words', value: '2026-10-05T12:00:00Z' },
  { what: 'is a whole number', value: 12 },
  { what: 'is a number with decimals', value: 1.5 },
  { what: 'is a negative number', value: -1 },
  { what: 'is true', value: true },
  { what: 'is null', value: null },
  { what: 'is an empty list', value: [] },
  { what: 'is a list with a text', value: ['x'] },
  { what: 'is an empty object', value: {} },
] as const;

/** What to try in the place of a field: every type, its limits, and the same within it. */
function variants(type: FieldType, version: string, place: string): Variant[] {
  return [
    { place: '', what: 'fits', value: sample(type, version, place) },
    ...kinds.map(kind => ({ ...kind, place: '' })),
    ...ownVariants(type, version, place),
  ];
}

function ownVariants(type: FieldType, version: string, parent: string): Variant[] {
  const here = (what: string, value: unknown): Variant => ({ place: '', what, value });
  switch (type.kind) {
    case 'string':
      return (type.values ?? []).map(value => here(`is ${value}`, value));
    case 'integer':
      return [
        ...(type.unit ? [here('is in milliseconds', 1_790_000_000_000)] : []),
        ...(type.max === undefined ? [] : [here('is the most', type.max), here('is beyond the most', type.max + 1)]),
      ];
    case 'list': {
      const item = sample(type.of, version, parent);
      const items = (length: number) => Array.from({ length }, () => item);
      return [
        ...(type.atMost === undefined
          ? []
          : [here('has the most items', items(type.atMost)), here('has one item too many', items(type.atMost + 1))]),
        ...variants(type.of, version, parent).map(({ place, what, value }) => ({
          place: `[0]${place}`,
          what,
          value: [value],
        })),
      ];
    }
    case 'object':
      return objectVariants(type, version, parent);
    case 'either':
      return type.of.flatMap(each => ownVariants(each, version, parent));
    case 'custom attributes':
      return [
        ...valueVariants('plan', [
          ['is a list with a number', [1]],
          ['is an object', { a: 1 }],
          ['is a text of 255', 'x'.repeat(255)],
          ['is a text of 256', 'x'.repeat(256)],
        ]),
        here('has a name with a dot', { 'a.b': 1 }),
        here('has a name with a dollar sign', { a$: 1 }),
      ];
    case 'event metadata':
      return [
        ...valueVariants('detail', [
          ['is a link', { url: 'https://example.com', value: 'text' }],
          ['is a link without a text', { url: 'https://example.com' }],
          ['is an amount of money', { amount: 1999, currency: 'eur' }],
          ['is an amount with decimals', { amount: 19.99, currency: 'eur' }],
          ['is an amount without a currency', { amount: 1999 }],
          ['is some other object', { a: 1 }],
        ]),
        ...valueVariants('paid_date', [
          ['is in seconds', 1_790_000_000],
          ['is in milliseconds', 1_790_000_000_000],
        ]),
        here('has 11 keys', Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`key${index}`, index]))),
      ];
    case 'search query':
      return searchVariants();
    default:
      return [];
  }
}

function objectVariants(type: FieldType & { kind: 'object' }, version: string, parent: string): Variant[] {
  const known = fieldsIn(type.fields, version);
  const usual = sample(type, version, parent) as Fields;
  const all = everything(known, version, parent);
  const oneOf = known.map(({ name }) => name).filter(name => type.oneOf?.includes(name));
  const others = Object.fromEntries(Object.entries(all).filter(([name]) => !oneOf.includes(name)));
  const whole = (name: string) => (oneOf.includes(name) ? others : usual);
  return [
    ...(oneOf.length > 1 ? [{ place: '', what: `has all of ${oneOf.join(', ')}`, value: all }] : []),
    ...(oneOf.length > 0 ? [{ place: '', what: `has none of ${oneOf.join(', ')}`, value: others }] : []),
    { place: '', what: 'has a field nobody knows', value: { ...usual, nobody_knows: 'x' } },
    ...known.flatMap(({ name, type: own }) => [
      { place: `.${name}`, what: 'is left out', value: without(usual, name) },
      ...variants(own, version, `${parent}.${name}`).map(({ place, what, value }) => ({
        place: `.${name}${place}`,
        what,
        value: { ...whole(name), [name]: value },
      })),
    ]),
  ];
}

/** Values under a name that is not in the table. */
function valueVariants(name: string, own: readonly (readonly [what: string, value: unknown])[]): Variant[] {
  return [...kinds.map(({ what, value }) => [what, value] as const), ...own].map(([what, value]) => ({
    place: `.${name}`,
    what,
    value: { [name]: value },
  }));
}

function searchVariants(): Variant[] {
  const filter = { field: 'email', operator: '=', value: 'joe@example.com' };
  const group = (operator: string, value: unknown) => ({ operator, value });
  const nested = (depth: number): unknown => (depth === 0 ? filter : group('AND', [nested(depth - 1)]));
  const filters = (length: number) => Array.from({ length }, () => filter);
  const tries: readonly (readonly [string, unknown])[] = [
    ...searchOperators.map(operator => {
      const value = listOperators.includes(operator) ? [filter.value] : filter.value;
      return [`compares by ${operator}`, { ...filter, operator, value }] as const;
    }),
    ...listOperators.map(operator => [`compares by ${operator} with one value`, { ...filter, operator }] as const),
    ...searchOperators.map(operator => {
      const moment = { field: 'created_at', operator, value: 1_790_000_000 };
      const value = listOperators.includes(operator) ? [moment.value] : moment.value;
      return [`compares a moment by ${operator}`, { ...moment, value }] as const;
    }),
    ['compares by an unknown operator', { ...filter, operator: '==' }],
    ...Object.keys(filter).map(name => [`is without ${name}`, without(filter, name)] as const),
    ...kinds.map(({ what, value }) => [`has a value that ${what}`, { ...filter, value }] as const),
    ...searchLimits.joins.map(join => [`is a group of ${join}`, group(join, [filter, filter])] as const),
    ['is a group of XOR', group('XOR', [filter])],
    ['is a group of nothing', group('AND', [])],
    ['is a group of one filter that is not a list', group('AND', filter)],
    [`has ${searchLimits.depth} groups in one another`, nested(searchLimits.depth)],
    [`has ${searchLimits.depth + 1} groups in one another`, nested(searchLimits.depth + 1)],
    [`has ${searchLimits.filters} filters`, group('AND', filters(searchLimits.filters))],
    [`has ${searchLimits.filters + 1} filters`, group('AND', filters(searchLimits.filters + 1))],
  ];
  return tries.map(([what, value]) => ({ place: '', what, value }));
}

function without(object: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
