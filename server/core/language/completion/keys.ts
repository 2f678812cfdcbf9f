import type { Members } from '../../intercom/fieldAt';
import { fieldAt } from '../../intercom/fieldAt';
import type { Field } from '../../intercom/fields';
import { isAttributeName } from '../../intercom/validate';
import { inVersion } from '../../intercom/versions';
import { complement } from '../../json/branches';
import { literalOf, type OutlineObject } from '../../json/outline';
import { type BodyPlace, membersAt } from '../bodyPlace';
import { showValue } from '../describe';
import { describeField, typeInWords } from '../describeField';
import type { TemplateDocument } from '../document';
import type { Name } from '../names';
import { fittings, nearestFitting } from './fitting';
import type { Completion } from './item';
import { memberWriter } from './member';

/** The names that may stand where a name of an object is being typed, each with a value to go with it. */
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
  const { request, path } = place;
  const present = presentNames(document, offset, place, container);
  const object = String(path.findLast(step => typeof step === 'string') ?? lastWord(request.endpoint.path));
  const needed = neededNames(place, container, members);
  const item = (field: Field, rank: number, fitting = nearestFitting(document, field, names, object)): Completion => {
    const value = fitting && showValue(fitting.name.value);
    return {
      label: field.name,
      kind: 'field',
      ...write(field, fitting, needed.has(field.name)),
      type: needed.has(field.name) ? `${typeInWords(field.type)}, required` : typeInWords(field.type),
      ...(value !== undefined && { value }),
      rank: needed.has(field.name) ? 0 : fitting ? rank - 1 : rank,
      documentation: () => describeField(field, request.endpoint, request.version, path.length === 0),
    };
  };
  const known = members.fields
    .filter(({ name }) => !present.has(name))
    .map(field => item(field, field.undocumented ? 4 : members.oneOf.includes(field.name) ? 2 : 3));
  if (!members.open) return known;
  const own = names.filter(({ name }) => isAttributeName(name) && !present.has(name));
  return own.flatMap(name => {
    const field = fieldAt(request.endpoint, request.version, [...path, name.name]);
    const [fitting] = field ? fittings(document, field, [name], '') : [];
    // What has a field of its own in the body is seldom wanted here as well.
    const elsewhere = request.endpoint.fields.some(other => other.name === name.name);
    return field && fitting ? [item(field, elsewhere ? 4 : 2, fitting)] : [];
  });
}

/** Names that another member has where this one would stand; not those of the other branch. */
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
 * The names that follow on the line of the cursor: a string that is being typed swallows the next quote, and what
 * follows it on its line is read the wrong way round.
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

/** The fields that must be there: always, or given the values that stand in the template. */
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
  for (const rule of path.length === 0 ? endpoint.rules : []) {
    if (rule.kind === 'all of' && says(rule.where.field, rule.where.is)) needed.push(...rule.fields);
    if (rule.kind === 'needs' && inVersion(rule, version) && has(rule.field)) needed.push(rule.other);
  }
  return new Set(needed);
}

function lastWord(path: string): string {
  return path.split('/').findLast(part => part !== '' && !part.startsWith('{')) ?? '';
}
