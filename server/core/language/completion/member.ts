import type { Field } from '../../intercom/fields';
import type { BodyPlace } from '../bodyPlace';
import type { TemplateDocument } from '../document';
import type { Fitting } from './fitting';
import { type Completion, plainInSnippet, type SideEdit } from './item';
import { placeholderOf } from './placeholder';
import { apart, type Surroundings, surroundingsOf } from './surroundings';

/** What a member puts where its name is being typed. */
type Written = Pick<Completion, 'range' | 'text' | 'snippet' | 'filter' | 'also'>;
type MemberWriter = (field: Field, fitting: Fitting | undefined, required: boolean) => Written;

/**
 * How a member is written where a name is being typed: with its value and the commas around it, and so that it is left
 * out where its variable is missing. If there is a value already, only the name is replaced. Undefined where no name is
 * allowed.
 */
export function memberWriter(document: TemplateDocument, offset: number, place: BodyPlace): MemberWriter | undefined {
  const { text } = document;
  const { step, request } = place;
  const around = surroundingsOf(document, offset, openingQuote(place));
  const { range, quote } = around;
  const before = lastBefore(text, range.start);
  // Nobody begins a name right after a value.
  if (step.expects === 'after' && before.end === range.start && !quote) return undefined;
  const filter = (name: string) => (quote ? { filter: `"${name}"` } : {});
  if (/^\s*:/.test(text.slice(range.end, range.end + 50)))
    return ({ name }) => ({ range, text: JSON.stringify(name), ...filter(name) });
  const needsComma = step.expects === 'after';
  const comma = needsComma && before.end < range.start ? [insert(before.end, ',')] : [];
  const front = needsComma && before.end === range.start ? ', ' : '';
  const room = around.alone || /^(\s|\{\{\/)/.test(text.slice(range.end, range.end + 3));
  const after = around.next === 'more' ? (room ? ',' : ', ') : '';
  return (field, fitting, required) => {
    const key = JSON.stringify(field.name);
    const common = { range, ...filter(field.name) };
    const known = fitting && isKnown(place, fitting.name.name);
    if (fitting?.leaveOut && !known && !required) {
      const guarded = leaveOut(document, around, `${key}: ${fitting.text}`, fitting.name.name, needsComma, before);
      if (guarded) return { ...common, ...guarded, text: apart(guarded.text, text, guarded.range) };
    }
    if (fitting) {
      const value = known ? fitting.text : fitting.always;
      return { ...common, text: apart(`${front}${key}: ${value}${after}`, text, range), also: comma };
    }
    const value = placeholderOf(field.type, request.version);
    return {
      ...common,
      text: `${front}${key}: ${value.text}${after}`,
      snippet: `${front}${plainInSnippet(key)}: ${value.snippet}${after}`,
      also: comma,
    };
  };
}

/**
 * The offset of the half-typed name's quote; the name may have been read as a value if the comma before it is missing.
 */
function openingQuote({ step: { inside, member } }: BodyPlace): number | undefined {
  if (inside === 'key') return member ? member.keyRange.start - 1 : undefined;
  return inside?.kind === 'string' ? inside.range.start : undefined;
}

/**
 * A member with its comma, inside a section that asks for its variable; undefined where the commas around do not allow
 * that.
 */
function leaveOut(
  document: TemplateDocument,
  { range, next, alone }: Surroundings,
  member: string,
  name: string,
  needsComma: boolean,
  before: { readonly character: string; readonly end: number },
): Pick<Written, 'range' | 'text' | 'also'> | undefined {
  const [open, close] = [`{{#${name}}}`, `{{/${name}}}`];
  if (next !== 'end') {
    if (needsComma && before.end === range.start) return undefined;
    const own = next === 'comma' ? /^[ \t]*,/.exec(document.text.slice(range.end, range.end + 50))?.[0] : '';
    if (own === undefined) return undefined;
    const text = alone ? `${open}\n${member},\n${close}` : `${open}${member},${close}`;
    const also = needsComma ? [insert(before.end, ',')] : [];
    return { range: { start: range.start, end: range.end + own.length }, text, also };
  }
  if (needsComma) return { range, text: `${open}, ${member}${close}`, also: [] };
  if (before.character === '{') return { range, text: `${open}${member}${close}`, also: [] };
  if (before.character !== ',') return undefined;
  const taken = { range: { start: before.end - 1, end: before.end }, text: '' };
  return { range, text: `${open}, ${member}${close}`, also: [taken] };
}

/** Whether a section around the place already asks for the variable. */
function isKnown({ step: { conditions } }: BodyPlace, name: string): boolean {
  return conditions.some(({ asks, holds }) => holds && (asks === name || asks === `if ${name}`));
}

/** The last character before an offset that is not a blank. */
function lastBefore(text: string, offset: number): { readonly character: string; readonly end: number } {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1]!)) end--;
  return { character: text[end - 1] ?? '', end };
}

function insert(at: number, text: string): SideEdit {
  return { range: { start: at, end: at }, text };
}
