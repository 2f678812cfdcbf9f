import { fieldAt } from '../intercom/fieldAt';
import type { Field } from '../intercom/fields';
import { literalOf, type OutlineMember, type OutlineScalar } from '../json/outline';
import type { Range } from '../text/range';
import { type BodyPlace, bodyPlaceAt, fieldHere } from './bodyPlace';
import { code, describeName } from './describe';
import { describeField, fixedValues } from './describeField';
import type { TemplateDocument } from './document';
import { elementAt } from './elements';
import type { Hover } from './hover';

/** What is known of a field of the body, at its name, and of a value that is written out. */
export function fieldHover(document: TemplateDocument, offset: number): Hover | undefined {
  const place = bodyPlaceAt(document, offset);
  if (!place) return undefined;
  const { inside, member } = place.step;
  if (inside === 'key') return member && nameHover(document, place, member);
  const field = inside && fieldHere(place);
  return field ? valueHover(document, place, field, inside) : undefined;
}

function nameHover(document: TemplateDocument, place: BodyPlace, member: OutlineMember): Hover | undefined {
  const { request, path } = place;
  const { key, keyRange } = member;
  const field = key === undefined ? undefined : fieldAt(request.endpoint, request.version, [...path, key]);
  if (!field) return undefined;
  const about = describeField(field, request.endpoint, request.version, path.length === 0);
  return { range: keyRange, markdown: [about, ...variablesOf(document, member)].join('\n\n') };
}

/** The variables in a member's value, each described as in the hover of its tag. */
function variablesOf(document: TemplateDocument, { values }: OutlineMember): readonly string[] {
  const tags = values
    .flatMap(value => (value.kind === 'string' || value.kind === 'bare' ? value.pieces : []))
    .flatMap(piece => (piece.kind === 'tag' ? piece.node.tag.content.start : []));
  const names = tags.flatMap(start => {
    const element = elementAt(document, start);
    return element?.kind === 'name' ? describeName(element.name, document.event?.name) : [];
  });
  const described = [...new Set(names)];
  return described.length > 0 ? ['---', ...described] : [];
}

function valueHover(
  document: TemplateDocument,
  { request: { endpoint }, path }: BodyPlace,
  field: Field,
  value: OutlineScalar,
): Hover | undefined {
  const literal = literalOf(value);
  if (literal === undefined) return undefined;
  const about = value.kind === 'string' ? textMeaning(field, literal) : numberMeaning(field, literal);
  if (about === undefined) return undefined;
  const place = [...path.filter(step => typeof step === 'string'), field.name].join('.');
  return {
    range: innerRange(document, value),
    markdown: `${about}\n\n${code(place)} of ${endpoint.method} ${endpoint.path}`,
  };
}

function textMeaning({ type, help }: Field, text: string): string | undefined {
  const values = fixedValues(type);
  if (!values.includes(text)) return undefined;
  const others = values.filter(value => value !== text);
  return `${code(text)}${others.length > 0 ? `, or ${others.map(code).join(', ')}` : ''}: ${help}`;
}

/** A moment in words. */
function numberMeaning({ type }: Field, text: string): string | undefined {
  if (type.kind !== 'integer' || type.unit !== 'seconds' || !/^\d{1,11}$/.test(text)) return undefined;
  return `${new Date(Number(text) * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}

/** Without the quotes; the closing one may be missing. */
function innerRange({ text }: TemplateDocument, { kind, range: { start, end } }: OutlineScalar): Range {
  if (kind === 'bare') return { start, end };
  return { start: start + 1, end: end > start + 1 && text[end - 1] === '"' ? end - 1 : end };
}
