import { fieldsIn, rulesIn } from './endpoints';
import {
  customAttributeLimits,
  type Endpoint,
  eventMetadataLimits,
  type Field,
  type FieldType,
  isAttributeName,
  likelyMilliseconds,
  type Rule,
} from './fields';
import { validateSearchQuery } from './searchQuery';

export type Path = readonly (string | number)[];

/** Something in a body that Intercom would refuse, or take without effect. */
export interface FieldError {
  readonly path: Path;
  readonly kind:
    | 'not-an-object'
    | 'missing-field'
    | 'missing-identifier'
    | 'wrong-type'
    | 'invalid-value'
    | 'too-long'
    | 'too-large'
    | 'decimals'
    | 'milliseconds'
    | 'invalid-key'
    | 'too-many-keys'
    | 'too-many-items'
    | 'conflicting-fields'
    | 'unknown-field';
  /** `ignored`: Intercom takes the request and leaves this out. */
  readonly outcome: 'rejected' | 'ignored';
  readonly message: string;
}

/** What is wrong with a body, a parsed JSON value, for an endpoint in one version of the API. */
export function validateBody(endpoint: Endpoint, version: string, body: unknown): readonly FieldError[] {
  if (!isObject(body)) {
    return [rejected([], 'not-an-object', `The body should be an object, and is ${nameOf(body)}`)];
  }
  return [
    ...validateFields(endpoint.fields, version, body, []),
    ...rulesIn(endpoint, version).flatMap(rule => validateRule(rule, body)),
  ];
}

function validateFields(
  fields: readonly Field[],
  version: string,
  object: Readonly<Record<string, unknown>>,
  path: Path,
): FieldError[] {
  const known = fieldsIn(fields, version);
  const missing = known
    .filter(field => field.required && isAbsent(object[field.name]))
    .map(field => rejected([...path, field.name], 'missing-field', `${field.name} is required`));
  const present = Object.entries(object).flatMap(([name, value]) => {
    const field = known.find(candidate => candidate.name === name);
    if (!field) return [ignored([...path, name], 'unknown-field', `${name} is not a field of this request`)];
    if (value === null && (field.nullable || field.required)) return [];
    return validateValue(field.type, version, value, [...path, name]);
  });
  return [...missing, ...present];
}

function validateRule(rule: Rule, body: Readonly<Record<string, unknown>>): FieldError[] {
  switch (rule.kind) {
    case 'one of':
      if (rule.where && body[rule.where.field] !== rule.where.is) return [];
      return missingIdentifier(rule.fields, body, []);
    case 'all of': {
      const { field, is } = rule.where;
      if (body[field] !== is) return [];
      return rule.fields
        .filter(name => isAbsent(body[name]))
        .map(name => rejected([name], 'missing-field', `${name} is required where ${field} is ${is}`));
    }
    case 'needs':
      if (isAbsent(body[rule.field]) || !isAbsent(body[rule.other])) return [];
      return [rejected([rule.field], 'conflicting-fields', `${rule.field} needs ${rule.other} beside it`)];
    case 'only': {
      const { field, values, where } = rule;
      const value = body[field];
      if (body[where.field] !== where.is || typeof value !== 'string' || values.includes(value)) return [];
      const message = `${field} should be ${values.join(' or ')} where ${where.field} is ${where.is}`;
      return [rejected([field], 'invalid-value', message)];
    }
    case 'not with':
      if (isAbsent(body[rule.field]) || body[rule.other] !== rule.value) return [];
      return [
        rejected(
          [rule.field],
          'conflicting-fields',
          `${rule.field} cannot be set where ${rule.other} is ${rule.value}`,
        ),
      ];
  }
}

function missingIdentifier(names: readonly string[], object: Readonly<Record<string, unknown>>, path: Path) {
  if (names.some(name => !isAbsent(object[name]))) return [];
  const wanted = names.length === 1 ? `${names[0]} is` : `one of ${names.join(', ')} is`;
  const place = path.length > 0 ? ` in ${path.join('.')}` : '';
  return [rejected(path, 'missing-identifier', `${wanted} required${place}`)];
}

function validateValue(type: FieldType, version: string, value: unknown, path: Path): FieldError[] {
  const name = path.join('.');
  const wrong = (wanted: string) => [
    rejected(path, 'wrong-type', `${name} should be ${wanted}, and is ${nameOf(value)}`),
  ];
  switch (type.kind) {
    case 'string':
      if (typeof value !== 'string') return wrong('a string');
      if (!type.values || type.values.includes(value)) return [];
      return [rejected(path, 'invalid-value', `${name} should be one of ${type.values.join(', ')}`)];
    case 'identifier':
      return typeof value === 'string' || Number.isInteger(value) ? [] : wrong('a string');
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('true or false');
    case 'integer':
      if (typeof value !== 'number' || (!Number.isInteger(value) && !type.cutsDecimals))
        return wrong(type.unit ? 'a whole number of seconds' : 'a whole number');
      if (type.unit && value >= likelyMilliseconds)
        return [rejected(path, 'milliseconds', `${name} should be in seconds, and looks like milliseconds`)];
      if (type.max !== undefined && value > type.max)
        return [rejected(path, 'too-large', `${name} should be at most ${type.max}`)];
      return Number.isInteger(value) ? [] : [ignored(path, 'decimals', `${name} loses its decimals`)];
    case 'list':
      if (!Array.isArray(value)) return wrong('a list');
      if (type.atMost !== undefined && value.length > type.atMost)
        return [rejected(path, 'too-many-items', `${name} should have at most ${type.atMost} items`)];
      return value.flatMap((item, index) => validateValue(type.of, version, item, [...path, index]));
    case 'object':
      if (!isObject(value)) return wrong('an object');
      return [
        ...validateFields(type.fields, version, value, path),
        ...(type.oneOf ? missingIdentifier(type.oneOf, value, path) : []),
      ];
    case 'either':
      return validateEither(type.of, version, value, path);
    case 'any':
    case 'query value':
      return [];
    case 'custom attributes':
      return isObject(value) ? validateAttributes(value, type.associations, path) : wrong('an object');
    case 'attribute value':
      return validateAttribute(value, type.associations, path);
    case 'event metadata':
      return isObject(value) ? validateMetadata(value, path) : wrong('an object');
    case 'metadata value':
      return validateDetail(value, path);
    case 'search query':
      return [...validateSearchQuery(value, path)];
  }
}

/** The errors against the alternative that fits best: one of the value's own kind, else the last. */
function validateEither(types: readonly FieldType[], version: string, value: unknown, path: Path): FieldError[] {
  const results = types.map(type => validateValue(type, version, value, path));
  const right = results.find(errors => errors.every(error => error.outcome !== 'rejected'));
  const shaped = results.find(errors => !errors.some(error => error.kind === 'wrong-type' && error.path === path));
  return right ?? shaped ?? results.at(-1)!;
}

function validateAttributes(
  attributes: Readonly<Record<string, unknown>>,
  associations: boolean,
  path: Path,
): FieldError[] {
  return Object.entries(attributes).flatMap(([key, value]) =>
    isAttributeName(key)
      ? validateAttribute(value, associations, [...path, key])
      : [rejected([...path, key], 'invalid-key', `"${key}" cannot name an attribute: no "." and no "$"`)],
  );
}

function validateAttribute(value: unknown, associations: boolean, path: Path): FieldError[] {
  const name = path.join('.');
  if (typeof value === 'string' && value.length > customAttributeLimits.textLength)
    return [rejected(path, 'too-long', `${name} should have at most ${customAttributeLimits.textLength} characters`)];
  if (associations && Array.isArray(value) && value.every(item => typeof item === 'string')) return [];
  if (typeof value !== 'object' || value === null) return [];
  const wanted = 'a string, a number or true or false';
  return [rejected(path, 'wrong-type', `${name} should be ${wanted}, and is ${nameOf(value)}`)];
}

function validateMetadata(metadata: Readonly<Record<string, unknown>>, path: Path): FieldError[] {
  return Object.entries(metadata).flatMap(([key, value], index) => {
    const place = [...path, key];
    const { keys } = eventMetadataLimits;
    if (index >= keys)
      return [ignored(place, 'too-many-keys', `${place.join('.')} is beyond the ${keys} keys that are kept`)];
    const isDate = key.endsWith('_date') && (typeof value !== 'object' || value === null);
    if (!isDate) return validateDetail(value, place);
    return value === null ? [] : validateValue({ kind: 'integer', unit: 'seconds' }, '', value, place);
  });
}

function validateDetail(value: unknown, path: Path): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isObject(value) && (isLink(value) || isMoney(value))) return [];
  const wanted = 'a string, a number, a link ({url, value}) or money ({amount in cents, currency})';
  return [rejected(path, 'wrong-type', `${path.join('.')} should be ${wanted}, and is ${nameOf(value)}`)];
}

function isLink(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value.url === 'string' && typeof value.value === 'string';
}

function isMoney(value: Readonly<Record<string, unknown>>): boolean {
  return Number.isInteger(value.amount) && (value.amount as number) >= 0 && typeof value.currency === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An empty text identifies nobody and nothing. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The JSON type of a value in words. */
function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? 'a string' : 'a number';
}

function rejected(path: Path, kind: FieldError['kind'], message: string): FieldError {
  return { path, kind, outcome: 'rejected', message };
}

function ignored(path: Path, kind: FieldError['kind'], message: string): FieldError {
  return { path, kind, outcome: 'ignored', message };
}
