import type { Field, FieldType } from '../../intercom/fields';
import { literalOf } from '../../json/outline';
import { type BodyPlace, fieldHere, objectName } from '../bodyPlace';
import { describeName, showValue, typeOf } from '../describe';
import { describeField, fixedValues, typeInWords } from '../describeField';
import type { TemplateDocument } from '../document';
import type { Name } from '../names';
import { fittings } from './fitting';
import { type Completion, plainInSnippet } from './item';
import { placeholderOf } from './placeholder';
import { apart, surroundingsOf, wordAround } from './surroundings';

/** Values for a field: variables of a fitting type, the values it takes, or its shape. */
export function valueItems(
  document: TemplateDocument,
  offset: number,
  place: BodyPlace,
  names: readonly Name[],
): readonly Completion[] {
  const { step, request } = place;
  const { inside, member } = step;
  const field = fieldHere(place);
  if (!field || inside === 'key') return [];
  const { text } = document;
  const { range, quote, next } = surroundingsOf(
    document,
    offset,
    inside?.kind === 'string' ? inside.range.start : undefined,
  );
  const documentation = () => describeField(field, request.endpoint, request.version, place.path.length === 0);
  if (inside?.kind === 'string' && text.slice(range.start, range.end).includes('{{'))
    return inside.pieces.every(({ kind }) => kind === 'text') ? branchItems(field, text, offset, documentation) : [];
  // A value that a tag is part of is completed in its tag.
  if (inside && literalOf(inside) === undefined) return [];
  const front = text[range.start - 1] === ':' ? ' ' : '';
  const after = next === 'more' ? ',' : '';
  const item = (label: string, written: string, snippet?: string) => ({
    label,
    range,
    text: apart(front + written + after, text, range),
    ...(snippet !== undefined && { snippet: front + snippet + after }),
    ...(quote && { filter: `"${label}"` }),
  });
  const object = objectName(place);
  const isItem = !member || step.container.kind === 'list';
  const variables = fittings(document, field, names, object).map(
    ({ name, always, nearness }): Completion => ({
      ...item(name.name, always),
      kind: name.origin === 'variable' ? 'variable' : 'member',
      type: typeOf(name),
      ...shownValue(name),
      rank: nearness > 0 && !isItem ? 0 : textsOf(field.type).length > 0 || isNoMoment(field, name) ? 3 : 1,
      documentation: () => describeName(name, document.event?.name),
    }),
  );
  const values = literalsOf(field).map(
    (literal): Completion => ({
      ...item(plain(literal), literal),
      kind: 'value',
      rank: literal === 'null' ? 5 : 2,
      documentation,
    }),
  );
  const shapes = shapesOf(field.type, request.version).map(
    ({ label, text, snippet }): Completion => ({
      ...item(label, text, snippet),
      kind: 'value',
      type: typeInWords(field.type),
      rank: 3,
      documentation,
    }),
  );
  return [...variables, ...values, ...shapes];
}

/** Inside one branch of a text, only that branch is replaced: `"{{#vip}}us|{{/vip}}"`. */
function branchItems(
  { type }: Field,
  text: string,
  offset: number,
  documentation: () => string,
): readonly Completion[] {
  const range = wordAround(text, offset);
  return fixedValues(type).map(value => ({ label: value, range, text: value, kind: 'value', rank: 2, documentation }));
}

function shownValue(name: Name): { readonly value?: string } {
  const value = showValue(name.value);
  return value === undefined ? {} : { value };
}

function plain(literal: string): string {
  return literal.replace(/^"|"$/g, '');
}

/** Whether a moment is wanted, and this is a number whose name does not sound like time. */
function isNoMoment({ type }: Field, { name, type: given }: Name): boolean {
  if (type.kind !== 'integer' || !type.unit || given === 'date') return false;
  return !/(^|_|\b)(at|date|time|timestamp|epoch|seconds)$/.test(
    name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase(),
  );
}

/** The values that a field takes, as JSON, where there is a fixed set of them. */
function literalsOf({ type, nullable }: Field): readonly string[] {
  const flags = takesFlag(type) ? ['true', 'false'] : [];
  return [...textsOf(type).map(value => JSON.stringify(value)), ...flags, ...(nullable ? ['null'] : [])];
}

/** The texts to choose from: all that a field takes, or just the likely ones. */
function textsOf(type: FieldType): readonly string[] {
  return type.kind === 'string' && type.likely ? type.likely : fixedValues(type);
}

function takesFlag(type: FieldType): boolean {
  return type.kind === 'either' ? type.of.some(takesFlag) : type.kind === 'boolean';
}

interface Shape {
  readonly label: string;
  readonly text: string;
  readonly snippet: string;
}

/** How an object or a list begins. */
function shapesOf(type: FieldType, version: string): readonly Shape[] {
  switch (type.kind) {
    case 'object':
    case 'custom attributes':
    case 'event metadata':
    case 'search query':
      return [{ label: '{ }', ...placeholderOf(type, version) }];
    case 'list':
      return [{ label: '[ ]', ...placeholderOf(type, version) }];
    case 'either':
      return type.of.flatMap(one => shapesOf(one, version));
    case 'metadata value':
      return [
        shape('link', { value: 'text', url: 'https://example.com' }),
        shape('money', { amount: 0, currency: 'eur' }),
      ];
    default:
      return [];
  }
}

function shape(label: string, members: Readonly<Record<string, string | number>>): Shape {
  const write = (value: (value: string | number, place: number) => string) =>
    Object.entries(members)
      .map(([name, member], index) => `"${name}": ${value(member, index + 1)}`)
      .join(', ');
  const text = write(value => JSON.stringify(value));
  const snippet = write((value, place) =>
    typeof value === 'number' ? `\${${place}:${value}}` : `"\${${place}:${plainInSnippet(value)}}"`,
  );
  return { label, text: `{ ${text} }`, snippet: `{ ${snippet} \\}` };
}
