import { eventTime } from '../../check/intercom/fireTime';
import { isInMilliseconds } from '../../check/intercom/printed';
import type { Field, FieldType } from '../../intercom/fields';
import { renamedFields } from '../../intercom/renamed';
import type { TemplateDocument } from '../document';
import type { Name } from '../names';

/** What can be written for a field with a variable. */
export interface Fitting {
  readonly name: Name;
  /** The tag, with the quotes and the suffix that the field's type wants. */
  readonly text: string;
  /** The same, but it prints something valid where the variable is missing. */
  readonly always: string;
  /** Where the variable is missing, the member is better left out. */
  readonly leaveOut: boolean;
}

/** How near the variable's name is to the field's; 0: not at all. */
interface NearFitting extends Fitting {
  readonly nearness: number;
}

/** The variable that a field is most likely written with: near by name, and of a type that fits. */
export function nearestFitting(
  document: TemplateDocument,
  field: Field,
  names: readonly Name[],
  object: string,
): Fitting | undefined {
  return fittings(document, field, names, object)
    .filter(({ nearness }) => nearness > 0)
    .sort((a, b) => b.nearness - a.nearness)[0];
}

/** The variables whose type fits a field. `object`: the name of what the field is in: `companies`. */
export function fittings(
  document: TemplateDocument,
  field: Field,
  names: readonly Name[],
  object: string,
): readonly NearFitting[] {
  const nearness = nearnessTo(field.name, object);
  return names.flatMap(name => {
    const fitting = fittingOf(document, field, name);
    const isMomentOfEvent = object === 'events' && field.name === 'created_at' && isEventTime(name);
    return fitting ? [{ ...fitting, nearness: isMomentOfEvent ? 3 : nearness(name) }] : [];
  });
}

/** How a field is written with a variable; undefined where its type does not fit. */
export function fittingOf({ project }: TemplateDocument, field: Field, name: Name): Fitting | undefined {
  const [row] = name.variables;
  if (name.origin === 'loop' || row?.mapping.source?.kind === 'secret') return undefined;
  const milliseconds = project && row ? isInMilliseconds(row, project) : false;
  const written = write(field.type, name, milliseconds);
  return written && { name, ...written };
}

type Written = Pick<Fitting, 'text' | 'always' | 'leaveOut'>;

function write(type: FieldType, name: Name, milliseconds: boolean): Written | undefined {
  switch (type.kind) {
    case 'string':
    case 'identifier':
      if (name.type === 'number' || name.type === 'integer') return quoted(name, 'toInteger');
      return name.type === 'string' ? quoted(name, 'toJson') : undefined;
    case 'integer':
      if (type.cents && !/cent/i.test(name.name)) return undefined;
      if (type.unit === 'seconds' && name.type === 'date') return bare(name, '.toTimestamp', 'null');
      return isNumber(name) && !(type.unit && milliseconds) ? bare(name, '.toInteger', 'null') : undefined;
    case 'boolean':
      return isFlag(name) ? flag(name) : undefined;
    case 'list':
      return writeList(type.of, name);
    case 'either':
      return type.of.map(one => write(one, name, milliseconds)).find(written => written !== undefined);
    case 'attribute value':
    case 'metadata value':
    case 'query value':
    case 'any':
      if (name.type === 'string') return quoted(name, 'toJson');
      if (name.type === 'date') return bare(name, '.toTimestamp', 'null');
      if (isNumber(name)) return bare(name, '', 'null');
      return isFlag(name) ? flag(name) : undefined;
    default:
      return undefined;
  }
}

function writeList(of: FieldType, name: Name): Written | undefined {
  const text = of.kind === 'string' || of.kind === 'identifier';
  if (text && /^(array|set) of strings$/.test(name.type)) return list(name, '.toJson');
  return of.kind === 'integer' && name.type === 'array of numbers' ? list(name, '.castIntegers.toJson') : undefined;
}

function quoted({ name, optional }: Name, suffix: string): Written {
  const text = `"{{${name}.${suffix}}}"`;
  return { text, always: text, leaveOut: optional };
}

/** In a list of objects any member may be missing, since the lists it comes from may differ in length. */
function bare({ name, optional, origin }: Name, suffix: string, otherwise: string): Written {
  const text = `{{${name}${suffix}}}`;
  const mayMiss = optional || origin === 'member';
  return { text, always: mayMiss ? `${text}{{^${name}}}${otherwise}{{/${name}}}` : text, leaveOut: mayMiss };
}

function flag({ name, type, optional, origin }: Name): Written {
  const always = type === 'boolean' && !optional && origin !== 'member';
  const text = always ? `{{${name}}}` : `{{#${name}}}true{{/${name}}}{{^${name}}}false{{/${name}}}`;
  return { text, always: text, leaveOut: false };
}

function list({ name, optional }: Name, suffix: string): Written {
  const text = `{{${name}${suffix}}}`;
  const always = `{{#if ${name}}}${text}{{/if}}{{^${name}}}[]{{/${name}}}`;
  return { text: optional ? always : text, always: optional ? always : text, leaveOut: false };
}

function isNumber({ type }: Name): boolean {
  return type === 'number' || type === 'integer';
}

/** The moment of the event, which is not the moment the action fires. */
function isEventTime({ variables: [row] }: Name): boolean {
  return row?.mapping.source?.kind === 'attribute' && row.mapping.source.value.text === eventTime;
}

function isFlag({ type }: Name): boolean {
  return type === 'boolean' || type === 'badge';
}

/** How near the name of a variable, or of the attribute it is mapped from, is to a field's. */
function nearnessTo(field: string, object: string): (name: Name) => number {
  const wanted = wordsOf(field).join('');
  const own = wordsOf(object.replace(/ies$/, 'y').replace(/s$/, ''));
  const owners = peoplesIds.has(field) ? people : [...people, ...own];
  const ofName = (name: string): number => {
    const given = wordsOf(name);
    if (wanted === given.join('')) return 4;
    if (renamedFields.some(pair => pair.includes(field) && pair.includes(given.join('_')))) return 3;
    const [owner, ...rest] = given;
    if (!owner || !owners.includes(owner)) return 0;
    // The author's own id is not Intercom's.
    if (rest.join('_') === 'id') return peoplesIds.has(field) ? 2 : 0;
    if (rest.join('') !== wanted) return 0;
    // For the name of a company, `company_name` is nearer than a mere `name`, which may be anyone's.
    return own.includes(owner) && !people.includes(owner) ? 5 : 2;
  };
  return ({ name, variables }) => {
    const attributes = variables.flatMap(({ mapping: { source } }) =>
      source?.kind === 'attribute' ? source.value.text : [],
    );
    return Math.max(0, ...[name, ...attributes].map((candidate, index) => ofName(candidate) - index / 2));
  };
}

/** Prefixes that authors give to the attributes of a person. */
const people = ['customer', 'user', 'contact', 'person', 'visitor', 'member', 'client', 'lead'];

/** The fields that take the author's own id of a person. */
const peoplesIds: ReadonlySet<string> = new Set(['user_id', 'external_id']);

/** `customer`, `email` for `customerEmail` and `customer_email`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
