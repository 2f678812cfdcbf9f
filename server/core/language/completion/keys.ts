import { rulesIn } from '../../intercom/endpoints';
import { fieldAt, type Members } from '../../intercom/fieldAt';
import type { Field } from '../../intercom/fields';
import { isAttributeName } from '../../intercom/fields';
import { complement } from '../../json/branches';
import { literalOf, type OutlineObject } from '../../json/outline';
import { type BodyPlace, membersAt, objectName } from '../bodyPlace';
import { describeName, showValue, typeOf } from '../describe';
import { describeField, typeInWords } from '../describeField';
import type { TemplateDocument } from '../document';
import type { Name } from '../names';
import { type Fitting, fittingOf, nearestFitting } from './fitting';
import type { Completion } from './item';
import { memberWriter } from './member';

/** The names that may be typed as the next name of an object, each with a value. */
export function keyItems(
  document: TemplateDocument,
  offset: number,
  place: BodyPlace,
  names: readonly Name[],
): readonly Completion[] {
  const { container } = place.step;
  const members = membersAt(place);
  const write = memberWriter(document, offset, place);
  if (container.kind !== 'object' || !members || !write) return [];
  const { endpoint, version } = place.request;
  const present = presentNames(document, offset, place, container);
  const needed = neededNames(place, container, members);
  const choices = [
    ...knownChoices(document, place, members, names),
    ...(members.open ? ownChoices(document, place, names) : []),
  ];
  return choices
    .filter(({ field }) => !present.has(field.name))
    .map(({ field, fitting, type, rank }): Completion => {
      const required = needed.has(field.name);
      const value = fitting && showValue(fitting.name.value);
      const about = () => describeField(field, endpoint, version, place.path.length === 0);
      return {
        label: field.name,
        kind: 'field',
        ...write(field, fitting, required),
        type: required ? `${type}, required` : type,
        ...(value !== undefined && { value }),
        rank: required ? 0 : rank,
        documentation: () =>
          fitting ? `${about()}\n\n---\n\n${describeName(fitting.name, document.event?.name)}` : about(),
      };
    });
}

/** A name that may be chosen, and the variable to write its value with. */
interface Choice {
  readonly field: Field;
  readonly fitting: Fitting | undefined;
  readonly type: string;
  readonly rank: number;
}

/** The fields of the object: ids and those that a variable fits first, what Intercom does not document last. */
function knownChoices(
  document: TemplateDocument,
  place: BodyPlace,
  { fields, oneOf }: Members,
  names: readonly Name[],
): readonly Choice[] {
  const object = objectName(place);
  return fields.map(field => {
    const fitting = nearestFitting(document, field, names, object);
    const rank = field.undocumented ? 4 : oneOf.includes(field.name) ? 2 : 3;
    return { field, fitting, type: typeInWords(field.type), rank: fitting ? rank - 1 : rank };
  });
}

/**
 * Where authors make up the names, those of the variables; variables that have a field of their own in the body come
 * last.
 */
function ownChoices(
  document: TemplateDocument,
  { request: { endpoint, version }, path }: BodyPlace,
  names: readonly Name[],
): readonly Choice[] {
  return names.flatMap(name => {
    const field = isAttributeName(name.name) ? fieldAt(endpoint, version, [...path, name.name]) : undefined;
    const fitting = field && fittingOf(document, field, name);
    const elsewhere = endpoint.fields.some(other => other.name === name.name);
    return field && fitting ? [{ field, fitting, type: typeOf(name), rank: elsewhere ? 3 : 1 }] : [];
  });
}

/** Names that other members already have on this branch; not those on the other branch. */
function presentNames(
  { text }: TemplateDocument,
  offset: number,
  { step: { conditions } }: BodyPlace,
  { members }: OutlineObject,
): ReadonlySet<string> {
  const beside = members.filter(
    ({ keyRange, conditions: others }) =>
      (offset < keyRange.start || offset > keyRange.end) &&
      !conditions.some(one => others.some(other => complement(one, other))),
  );
  return new Set([...beside.flatMap(({ key }) => key ?? []), ...restOfLine(text, offset)]);
}

/**
 * The names that follow on the line of the cursor: a string that is being typed swallows the next quote, so that text
 * and strings change places on the rest of the line.
 */
function restOfLine(text: string, offset: number): readonly string[] {
  const line = /^[^\r\n]*/.exec(text.slice(offset, offset + 2000))![0];
  const found: string[] = [];
  let depth = 0;
  for (const [part, key] of line.matchAll(/\{\{.*?\}\}+|"(\w+)"\s*:|[{}[\]]/g)) {
    if (key !== undefined && depth === 0) found.push(key);
    else if (part === '{' || part === '[') depth++;
    else if (part === '}' || part === ']') depth--;
    if (depth < 0) break;
  }
  return found;
}

/** The fields that are required: always, or because of values in the template. */
function neededNames(
  { request: { endpoint, version }, path }: BodyPlace,
  { members }: OutlineObject,
  { fields, oneOf }: Members,
): ReadonlySet<string> {
  const needed = fields.flatMap(({ name, required }) => (required ? [name] : []));
  const has = (name: string) => members.some(({ key }) => key === name);
  if (oneOf.length === 1) needed.push(...oneOf);
  const says = (name: string, text: string) =>
    members.some(
      ({ key, values }) => key === name && values.some(value => value.kind === 'string' && literalOf(value) === text),
    );
  for (const rule of path.length === 0 ? rulesIn(endpoint, version) : []) {
    if (rule.kind === 'all of' && says(rule.where.field, rule.where.is)) needed.push(...rule.fields);
    if (rule.kind === 'needs' && has(rule.field)) needed.push(rule.other);
  }
  return new Set(needed);
}
