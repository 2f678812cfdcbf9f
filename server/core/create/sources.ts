import { arrivalTime } from '../action/attributes';
import type { AttributeType } from '../action/model';
import type { Attribute } from '../action/project';
import type { Field } from '../intercom/fields';
import { likelyMilliseconds } from '../intercom/fields';
import { trimouProfile } from '../template/profiles';
import type { SourceEvent } from './event';

/** What a variable of the new action is mapped from. */
export type Source =
  | { readonly kind: 'attribute'; readonly name: string; readonly type: AttributeType; readonly optional: boolean }
  | { readonly kind: 'text'; readonly text: string };

/** A variable of the new action. `help`: what to fill in by hand, or what events must have from now on. */
export interface Variable {
  readonly name: string;
  readonly source: Source;
  readonly help?: string;
}

/** Whom or what a field is about. */
export interface Place {
  /** The names of the fields that lead to it, its own last. */
  readonly path: readonly string[];
  /** What the request is about, in one word: `contact`, `note`, `order`. */
  readonly noun: string;
  /** What the object around the field is, where it says so itself: `admin`. */
  readonly role?: string;
  /** Whether it stands in the URL, where every id is Intercom's. */
  readonly inUrl?: true;
}

/** Finds the attributes of an event that fields can be mapped from, and keeps the resulting variables. */
export class Sources {
  readonly #byName = new Map<string, Variable>();
  /** Attributes that our sample needs and does not have, with a value to try. */
  readonly added: Record<string, unknown> = {};
  /** Attributes that an event of somebody's own needs and does not have: such an event stays as it is. */
  readonly lacking: string[] = [];

  /** `isOurs`: the event is a sample that we made up, which may get more. */
  constructor(
    private readonly event: SourceEvent,
    readonly isOurs: boolean,
  ) {}

  get variables(): readonly Variable[] {
    return [...this.#byName.values()];
  }

  /** The attribute that has the field's value, by its name and its type; undefined where none has. */
  find(field: Field, place: Place): Attribute | undefined {
    const wanted = wordsOf(field.name, place);
    const fitting = [...this.event.attributes.values()].filter(
      attribute => wordsOf(attribute.name, place) === wanted && this.#fits(field, attribute),
    );
    if (isForeignId(field.name, place)) return fitting.find(({ name }) => name === foreignId(field.name, place));
    return fitting.find(({ name }) => name === field.name) ?? fitting[0];
  }

  /** The attribute that usually has the value of a required field. */
  usual({ name, type }: Field): Pick<Attribute, 'name' | 'type'> | undefined {
    if (type.kind === 'integer' && type.unit === 'seconds') return { name: arrivalTime, type: 'number' };
    return name === 'event_name' ? this.event.attributes.get('tealium_event') : undefined;
  }

  /** The variable for an attribute; optional where the field may be left out. */
  ofAttribute(
    { name, type }: Pick<Attribute, 'name' | 'type'>,
    place: Place,
    optional: boolean,
    help?: string,
  ): Variable {
    return this.#variable({ kind: 'attribute', name, type, optional }, place, help);
  }

  /** The variable for a required field that no attribute has a value for. */
  missing(field: Field, place: Place): Variable {
    const { help } = field;
    if (isForeignId(field.name, place) && !varies(foreignId(field.name, place)))
      return this.#variable({ kind: 'text', text: '1' }, place, help.replace(/\.$/, ': replace 1 by yours.'));
    const own = plain(field.name);
    const ownName = own.endsWith('_id') ? own : `${place.noun}_${own}`;
    const named = isForeignId(field.name, place) ? foreignId(field.name, place) : ownName;
    // An attribute of that name would have been found if its value fitted.
    const name = this.event.attributes.has(named) ? `${named}_2` : named;
    const value = exampleOf(field, named);
    if (this.isOurs) this.added[name] = value;
    else if (!this.lacking.includes(name)) this.lacking.push(name);
    return this.ofAttribute({ name, type: typeof value as 'string' | 'number' | 'boolean' }, place, false, help);
  }

  /** Attributes that nothing is mapped from yet and that say something about what happened. */
  rest(): readonly Attribute[] {
    return this.leftOut().filter(
      ({ name, type }) =>
        /^[a-z]\w*$/i.test(name) &&
        !/^(customer|user|visitor)_|_date$/.test(name) &&
        name !== 'this' &&
        !trimouProfile.helpers.has(name) &&
        (type === 'string' || type === 'number'),
    );
  }

  /**
   * The shop's own attributes that nothing is mapped from yet: those that the browser adds have a dot in their names.
   */
  leftOut(): readonly Attribute[] {
    const mapped = new Set(this.variables.flatMap(({ source }) => (source.kind === 'attribute' ? [source.name] : [])));
    return [...this.event.attributes.values()].filter(
      ({ name, origin }) => origin === 'events' && !/^(tealium|udo|ut)_|\./.test(name) && !mapped.has(name),
    );
  }

  #variable(source: Source, { path, noun }: Place, help?: string): Variable {
    const same = this.variables.find(known => sameSource(known.source, source));
    if (same && isOptional(same.source) && !isOptional(source)) this.#byName.set(same.name, { ...same, source });
    if (same) return same;
    const own = plain(path.at(-1)!);
    const names = [
      own === 'id' ? `${singular(path.at(-2) ?? noun)}_id` : own,
      path.join('_'),
      `${noun}_${path.join('_')}`,
    ];
    const name = names.find(each => !this.#byName.has(each)) ?? `${names[2]}_${this.#byName.size}`;
    const variable = { name, source, ...(help !== undefined && { help }) };
    this.#byName.set(name, variable);
    return variable;
  }

  #fits({ type, name }: Field, attribute: Attribute): boolean {
    const value = this.event.values.get(attribute.name);
    switch (type.kind) {
      case 'string':
      case 'identifier':
        if (type.kind === 'string' && type.values) return false;
        return attribute.type === 'string' || (/(^|_)id$/.test(name) && Number.isSafeInteger(value));
      case 'integer':
        if (type.unit === 'seconds' && attribute.type === 'date') return true;
        return attribute.type === 'number' && !(type.unit === 'seconds' && Number(value) >= likelyMilliseconds);
      case 'boolean':
        return attribute.type === 'boolean' || attribute.type === 'badge';
      default:
        return false;
    }
  }
}

/** Words that say whose something is; they do not count when names are compared. */
const owners: Readonly<Record<string, readonly string[]>> = {
  person: ['customer', 'user', 'visitor', 'contact', 'member', 'person', 'profile', 'lead', 'external'],
  company: ['company', 'account', 'organization', 'organisation'],
};

const people = ['user', 'contact', 'visitor', 'lead', 'convert', 'event', 'summary'];

/** The words of a name, without those that say whose it is: `id` of `customer_id`, `first name` of `userFirstName`. */
function wordsOf(name: string, { noun, path }: Place): string {
  const about = path.length > 1 ? singular(path.at(-2)!) : noun;
  const person = people.includes(about) || name === 'user_id' || name === 'email';
  const own = person ? owners.person! : about === 'company' ? owners.company! : [about, 'external'];
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.-]+/);
  const rest = words.filter(word => !own.includes(word));
  return (rest.length > 0 ? rest : words).join(' ');
}

/** Whether a field holds one of Intercom's own ids, by which no shop knows a person or a company. */
function isForeignId(name: string, { noun, path, inUrl }: Place): boolean {
  if (inUrl) return true;
  if (name === 'user_id' || name === 'external_id') return false;
  if (name === 'company_id') return singular(path.at(-2) ?? noun) !== 'company';
  return /(^|_)id$/.test(name);
}

/** The name that we give an attribute for one of Intercom's ids: `intercom_contact_id`. */
function foreignId(name: string, { noun, path, role }: Place): string {
  const person = role === 'user' || role === 'lead' ? 'contact' : role;
  const about = person ?? singular(path.at(-2) ?? noun);
  return name === 'id' ? `intercom_${about}_id` : `intercom_${name.replace(/^intercom_/, '')}`;
}

/** Whether the id differs from event to event, rather than being set up once in the workspace. */
function varies(id: string): boolean {
  return /_(contact|user|lead|visitor|conversation|company)_id$/.test(id);
}

/** A name without its decoration: `title` of `_default_title_`. */
function plain(name: string): string {
  return name.replace(/^_+(default_)?|_+$/g, '');
}

export function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}

function sameSource(one: Source, other: Source): boolean {
  return one.kind === 'attribute' && other.kind === 'attribute' && one.name === other.name;
}

function isOptional(source: Source): boolean {
  return source.kind === 'attribute' && source.optional;
}

function exampleOf({ type }: Field, name: string): unknown {
  if (type.kind === 'integer') return type.unit === 'seconds' ? 1767268800 : 1;
  if (type.kind === 'boolean') return true;
  if (/_id$/.test(name)) return '5ba682d23d7cf92bef87bfd4';
  if (/email/.test(name)) return 'ada@example.com';
  if (/(^|_)(body|description|text)$/.test(name)) return 'Thank you for your order.';
  return name
    .split('_')
    .at(-1)!
    .replace(/^./, first => first.toUpperCase());
}
