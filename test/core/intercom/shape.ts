import { fieldsIn } from '../../../server/core/intercom/endpoints';
import type { Endpoint, Field, FieldType } from '../../../server/core/intercom/fields';
import { searchLimits, searchOperators } from '../../../server/core/intercom/searchQuery';

/** What a JSON value may be: the common ground of our table and an OpenAPI schema. */
export interface Shape {
  /** Empty where nothing is said. */
  readonly types: readonly string[];
  readonly values?: readonly string[];
  readonly nullable: boolean;
  readonly required: readonly string[];
  /** At least one of these fields is required. */
  readonly oneOf: readonly string[];
  readonly fields: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  /** What fields of any name may be. */
  readonly others?: Shape;
  readonly atMost?: number;
  readonly length?: string;
  readonly moment: boolean;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

const blank: Shape = { types: [], nullable: false, required: [], oneOf: [], fields: {}, moment: false };

/** The shape of an OpenAPI 3.0 schema; alternatives are laid over each other. Search filters nest without end, hence `depth`. */
export function shapeOfSchema(schema: Schema, resolve: (ref: string) => Schema, depth = 0): Shape {
  if (schema.$ref) return shapeOfSchema(resolve(schema.$ref), resolve, depth);
  const inner = (child: Schema) => shapeOfSchema(child, resolve, depth + 1);
  const { additionalProperties: others } = schema;
  const own: Shape = {
    ...blank,
    types: schema.type ? [schema.type] : [],
    nullable: schema.nullable ?? false,
    required: schema.required ?? [],
    fields: depth > 6 ? {} : mapValues(schema.properties ?? {}, inner),
    moment: schema.format === 'date-time' && schema.type === 'integer',
    ...(schema.enum && { values: schema.enum }),
    ...(schema.items && depth <= 6 && { items: inner(schema.items) }),
    ...(typeof others === 'object' && { others: inner(others) }),
    ...(schema.maxItems !== undefined && { atMost: schema.maxItems }),
    ...(schema.maxLength !== undefined && { length: `${schema.minLength} to ${schema.maxLength}` }),
  };
  const parts = (schema.allOf ?? []).map(child => shapeOfSchema(child, resolve, depth));
  const alternatives = [schema.oneOf, schema.anyOf].map(list =>
    (list ?? []).map(child => shapeOfSchema(child, resolve, depth)),
  );
  return [...parts, ...alternatives.filter(list => list.length > 0).map(either)].reduce(both, own);
}

/** The shape of a request's body in our table. */
export function shapeOfEndpoint(endpoint: Endpoint, version: string): Shape {
  const rule = endpoint.rules.find(candidate => candidate.kind === 'one of' && !candidate.where);
  const oneOf = rule?.kind === 'one of' ? rule.fields : [];
  return { ...shapeOfType({ kind: 'object', fields: endpoint.fields }, version), oneOf };
}

function shapeOfType(type: FieldType, version: string): Shape {
  switch (type.kind) {
    case 'string':
      return { ...blank, types: ['string'], ...(type.values && { values: type.values }) };
    case 'integer':
      return { ...blank, types: ['integer'], moment: type.unit === 'seconds' };
    case 'boolean':
      return { ...blank, types: ['boolean'] };
    case 'identifier':
      return { ...blank, types: ['string', 'integer'] };
    case 'list': {
      const items = shapeOfType(type.of, version);
      return { ...blank, types: ['array'], items, ...(type.atMost !== undefined && { atMost: type.atMost }) };
    }
    case 'object':
      return shapeOfFields(type.fields, type.oneOf ?? [], version);
    case 'either':
      return either(type.of.map(part => shapeOfType(part, version)));
    case 'custom attributes':
    case 'event metadata': {
      const scalars = ['string', 'number', 'boolean'];
      const more = type.kind === 'event metadata' ? ['object'] : type.associations ? ['array'] : [];
      return { ...blank, types: ['object'], others: { ...blank, types: [...scalars, ...more] } };
    }
    case 'search query': {
      const operator = { ...blank, types: ['string'], values: [...searchOperators, ...searchLimits.joins] };
      return {
        ...blank,
        types: ['object'],
        fields: { field: { ...blank, types: ['string'] }, operator, value: { ...blank, nullable: true } },
      };
    }
    case 'any':
    case 'attribute value':
    case 'metadata value':
    case 'query value':
      return blank;
  }
}

function shapeOfFields(fields: readonly Field[], oneOf: readonly string[], version: string): Shape {
  const known = fieldsIn(fields, version);
  const names = known.map(field => field.name);
  return {
    ...blank,
    types: ['object'],
    required: known.filter(field => field.required).map(field => field.name),
    oneOf: oneOf.filter(name => names.includes(name)),
    fields: Object.fromEntries(
      known.map(field => [field.name, { ...shapeOfType(field.type, version), nullable: field.nullable ?? false }]),
    ),
  };
}

/** The union of several shapes; only what all of them require is required. */
function either(shapes: readonly Shape[]): Shape {
  const required = shapes
    .map(shape => shape.required)
    .reduce((left, right) => left.filter(name => right.includes(name)));
  const added = shapes.map(shape => shape.required.filter(name => !required.includes(name)));
  const laid = shapes.reduce(both);
  const oneOf = shapes.length > 1 && added.every(names => names.length === 1) ? added.flat() : laid.oneOf;
  return { ...laid, required, oneOf };
}

function both(left: Shape, right: Shape): Shape {
  const values = [...(left.values ?? []), ...(right.values ?? [])];
  const items = left.items && right.items ? both(left.items, right.items) : (left.items ?? right.items);
  const others = left.others ?? right.others;
  const atMost = left.atMost ?? right.atMost;
  const names = new Set([...Object.keys(left.fields), ...Object.keys(right.fields)]);
  return {
    types: unique([...left.types, ...right.types]),
    nullable: left.nullable || right.nullable,
    required: unique([...left.required, ...right.required]),
    oneOf: unique([...left.oneOf, ...right.oneOf]),
    fields: Object.fromEntries(
      [...names].map(name => {
        const [first, second] = [left.fields[name], right.fields[name]];
        return [name, first && second ? both(first, second) : (first ?? second)!];
      }),
    ),
    moment: left.moment || right.moment,
    ...(values.length > 0 && { values: unique(values) }),
    ...(items && { items }),
    ...(others && { others }),
    ...(atMost !== undefined && { atMost }),
    ...(left.length && { length: left.length }),
  };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
