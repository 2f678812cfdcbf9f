import { fieldsIn } from '../intercom/endpoints';
import { eventMetadataLimits, type Field, type FieldType, type Rule } from '../intercom/fields';
import type { Offer } from './endpoints';
import { type Place, type Sources, singular, type Variable } from './sources';

/** A value of the new body. */
export type Value =
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly item: Value }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly variable: Variable; readonly type: FieldType };

/** `guarded`: left out where its variable has no value. */
export interface Member {
  readonly name: string;
  readonly value: Value;
  readonly guarded: boolean;
}

/** The last literal part of a path in one word: `note` of `/contacts/{contact_id}/notes`. */
export function nounOf({ endpoint: { path } }: Offer): string {
  const [last = ''] = path
    .split('/')
    .filter(part => part !== '' && !part.startsWith('{'))
    .slice(-1);
  // The example of a type of custom object, which stands in the path.
  return last === 'custom_object_instances' ? 'order' : singular(last);
}

/**
 * The body of a request: all that Intercom demands, and what else the event says. Where that is nothing but ids of our
 * sample, one more field is filled in, so that the request does something.
 */
export function bodyOf({ endpoint, version }: Offer, noun: string, sources: Sources): Member[] {
  const body = new Body(version, noun, sources);
  return body.members(endpoint.fields, [], endpoint.rules);
}

class Body {
  constructor(
    private readonly version: string,
    private readonly noun: string,
    private readonly sources: Sources,
  ) {}

  /** `role`: what the object with the fields is, where it says so itself. */
  members(all: readonly Field[], path: readonly string[], rules: readonly Rule[] = [], role?: string): Member[] {
    const fields = fieldsIn(all, this.version);
    const placeOf = ({ name }: Field): Place => ({ path: [...path, name], noun: this.noun, ...(role && { role }) });
    const told = new Set(fields.filter(field => this.#isTold(field, placeOf(field))));
    const wanted = new Set(fields.filter(field => field.required || told.has(field)).map(({ name }) => name));
    const demanded = this.#obey(rules, fields, wanted);
    if (path.length === 0) {
      if (this.sources.isOurs) saySomething(fields, wanted);
    } else if (wanted.size === 0) for (const field of fields) if (canBeMade(field)) wanted.add(field.name);
    const ids = rules.flatMap(rule => (rule.kind === 'one of' ? rule.fields : []));
    const chosen = fields.filter(({ name }) => wanted.has(name));
    const isNeeded = (field: Field) =>
      field.required || [...ids, ...demanded].includes(field.name) || isOwnId(field) || !told.has(field);
    // A member that may be left out takes its comma with it, so one member must always be there.
    const anchor = chosen.some(field => isNeeded(field) || field.type.kind === 'boolean') ? undefined : chosen[0];
    return chosen.flatMap(field => {
      const value = this.#value(field, placeOf(field), isNeeded(field) || field === anchor);
      return value ? [{ name: field.name, value, guarded: isGuarded(value) }] : [];
    });
  }

  /** Whether the event has a value for a field. */
  #isTold(field: Field, place: Place): boolean {
    if (field.type.kind === 'event metadata') return this.sources.rest().length > 0;
    if (field.type.kind === 'custom attributes') return field.type.known !== undefined;
    return this.sources.find(field, place) !== undefined;
  }

  /** Adds what the rules ask for, and returns the fields that they ask for in any case. */
  #obey(rules: readonly Rule[], fields: readonly Field[], wanted: Set<string>): readonly string[] {
    const demanded: string[] = [];
    for (const rule of rules) {
      if ('where' in rule && rule.where) {
        const field = fields.find(({ name }) => name === rule.where!.field);
        if (!field || !wanted.has(field.name) || firstValue(field.type) !== rule.where.is) continue;
      }
      if (rule.kind === 'one of' && !rule.fields.some(name => wanted.has(name))) wanted.add(rule.fields[0]!);
      if (rule.kind === 'all of') demanded.push(...rule.fields);
      if (rule.kind === 'needs' && wanted.has(rule.field)) wanted.add(rule.other);
    }
    for (const name of demanded) wanted.add(name);
    return demanded;
  }

  #value(field: Field, place: Place, needed: boolean): Value | undefined {
    const { type } = field;
    const { path } = place;
    switch (type.kind) {
      case 'string':
      case 'identifier':
      case 'integer':
      case 'boolean': {
        const literal = firstValue(type);
        return literal === undefined
          ? this.#scalar(field, place, needed)
          : { kind: 'literal', text: JSON.stringify(literal) };
      }
      case 'list': {
        const item = this.#value({ ...field, type: type.of }, place, needed);
        return item && { kind: 'list', item };
      }
      case 'object': {
        const rules: Rule[] = type.oneOf ? [{ kind: 'one of', fields: ownFirst(type.oneOf) }] : [];
        const roles = type.fields.find(({ name }) => name === 'type')?.type;
        const members = this.members(type.fields, path, rules, roles && firstValue(roles));
        return { kind: 'object', members };
      }
      case 'either':
        return this.#value(
          { ...field, type: type.of.find(({ kind }) => kind === 'object') ?? type.of[0]! },
          place,
          needed,
        );
      case 'custom attributes':
        return type.known && { kind: 'object', members: this.members(type.known, path) };
      case 'event metadata':
        return this.#metadata();
      default:
        return undefined;
    }
  }

  #scalar(field: Field, place: Place, needed: boolean): Value {
    const found = this.sources.find(field, place) ?? (needed ? this.sources.usual(field) : undefined);
    const variable = found ? this.sources.ofAttribute(found, place, !needed) : this.sources.missing(field, place);
    return { kind: 'variable', variable, type: field.type };
  }

  /** What else the event says about what happened. */
  #metadata(): Value | undefined {
    const members = this.sources
      .rest()
      .slice(0, eventMetadataLimits.keys)
      .map((attribute, index) => {
        const place = { path: [attribute.name], noun: this.noun };
        const variable = this.sources.ofAttribute(attribute, place, index > 0);
        const type: FieldType = { kind: 'metadata value' };
        return { name: attribute.name, value: { kind: 'variable', variable, type } as const, guarded: index > 0 };
      });
    return members.length > 0 ? { kind: 'object', members } : undefined;
  }
}

/** Whether it is an id that the shop gives, by which Intercom finds what the request is about. */
function isOwnId({ name }: Field): boolean {
  return name === 'user_id' || name === 'external_id' || name === 'company_id';
}

function isGuarded(value: Value): boolean {
  if (value.kind !== 'variable' || value.type.kind === 'boolean') return false;
  return value.variable.source.kind === 'attribute' && value.variable.source.optional;
}

/** One of the values that a field takes, where it takes no others: a known person before a lead, else the first. */
function firstValue(type: FieldType): string | undefined {
  if (type.kind !== 'string') return undefined;
  return type.values?.find(value => value === 'user') ?? type.values?.[0];
}

/** A request with nothing but ids in it would do nothing. */
function saySomething(fields: readonly Field[], wanted: Set<string>): void {
  const says = ({ name }: Field) => !/(^|_)id$|^email$/.test(name);
  if (fields.some(field => wanted.has(field.name) && says(field))) return;
  const more = fields.find(field => !wanted.has(field.name) && says(field) && canBeMade(field));
  if (more && ![...wanted].includes('id')) wanted.add(more.name);
}

function canBeMade({ type }: Field): boolean {
  return type.kind === 'object' || type.kind === 'string' || type.kind === 'integer' || type.kind === 'boolean';
}

/** The shop's own ids before those given by Intercom. */
function ownFirst(names: readonly string[]): readonly string[] {
  return [...names].sort((one, other) => Number(one === 'id') - Number(other === 'id'));
}
