import { t } from '@vscode/l10n';
import type { JsonPath } from '../../intercom/fieldAt';
import type { Endpoint, Field, FieldType } from '../../intercom/fields';
import { literalOf, type OutlineScalar, type OutlineValue } from '../../json/outline';
import { nearest } from '../../text/nearest';
import type { Fix } from '../finding';
import { cannotCalculate } from '../helpers/operator';
import { type Report, replace } from '../rule';
import type { TemplateSubject } from '../subject';
import type { Printed } from './printed';

/** A value of a field, and what it is checked against. */
export interface ValueContext {
  readonly subject: TemplateSubject;
  readonly field: Field;
  readonly path: JsonPath;
  readonly endpoint: Endpoint;
  readonly report: Report;
}

export function say({ report }: ValueContext, code: string, value: OutlineValue, message: string, fix?: Fix): void {
  report({ code, severity: 'error', range: value.range, message, fixes: [fix] });
}

export function wrongType({ field, path, report }: ValueContext, value: OutlineValue, found: string, fix?: Fix): void {
  const range =
    value.kind === 'object' || value.kind === 'list'
      ? { start: value.range.start, end: value.range.start + 1 }
      : value.range;
  const name = path.filter(step => typeof step === 'string').join('.');
  const sentence = found.startsWith('`') ? `${found}.` : t`This is ${found}.`;
  report({
    code: isAttribute(field) ? 'custom-attribute-value' : 'wrong-field-type',
    range,
    message: t`\`${name}\` takes ${wanted(field.type)}. ${sentence}`,
    fixes: [fix],
  });
}

function isAttribute({ type }: Field): boolean {
  return type.kind === 'attribute value';
}

export function notAllowed(
  { subject, field, report }: ValueContext,
  value: OutlineScalar,
  values: readonly string[],
  text: string,
): void {
  const { start, end } = value.range;
  const meant =
    nearest(text, values) ??
    values.find(allowed => plain(allowed) === plain(text)) ??
    (values.length === 1 ? values[0] : undefined);
  const allowed = values.map(one => `\`${one}\``).join(', ');
  report({
    code: 'invalid-enum-value',
    range: { start: start + 1, end: Math.max(start + 1, end - 1) },
    message:
      values.length === 1
        ? t`\`${field.name}\` is always ${allowed}; \`${text}\` is not.`
        : t`\`${field.name}\` is one of ${allowed}; \`${text}\` is not.`,
    fixes: [
      meant !== undefined && literalOf(value) !== undefined
        ? { title: t`Change to ${meant}`, edits: [replace(subject.path, start + 1, end - 1, meant)], preferred: true }
        : undefined,
    ],
  });
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** What a type takes, in words. */
export function wanted(type: FieldType): string {
  switch (type.kind) {
    case 'string':
      return t('a text');
    case 'identifier':
      return t('an id, as text');
    case 'boolean':
      return t('true or false');
    case 'integer':
      return type.unit === 'seconds' ? t('a moment, in whole seconds since 1970') : t('a whole number');
    case 'list':
      return type.of.kind === 'object'
        ? t('a list of objects')
        : type.of.kind === 'string'
          ? t('a list of texts')
          : t('a list');
    case 'attribute value':
      return type.associations
        ? t('a text, a number or true or false, or a list of ids as texts')
        : t('a text, a number or true or false');
    case 'metadata value':
      return t('a text, a number, a link or money');
    case 'either':
      return type.of.map(wanted).join(t(' or '));
    case 'query value':
    case 'any':
      return t('any value');
    default:
      return t('an object');
  }
}

export function inSeconds(name: string): string {
  return t`\`${name}\` counts seconds, and these are milliseconds: Intercom would read a year far away.`;
}

export function asTimestamp(name: string): string {
  return t`\`${name}\` takes whole seconds since 1970, and this is a date in words.`;
}

/** Money has no fix: to cut 129.9 to 129 would make cents of it. */
export function inCents(name: string): string {
  return `${t`\`${name}\` takes whole cents: 12990 for 129.90, printed with \`.toInteger\`.`} ${cannotCalculate()}`;
}

export function inQuotes(name: string, what: string): string {
  return t`\`${name}\` takes ${what} without quotes; in quotes it is a text, which Intercom refuses.`;
}

export function quote({ subject }: ValueContext, { range }: OutlineScalar): Fix {
  const edits = [
    replace(subject.path, range.start, range.start, '"'),
    replace(subject.path, range.end, range.end, '"'),
  ];
  return { title: t('Put quotes around it'), edits, preferred: true };
}

/** The fix that puts a tag in quotes, and prints a number without its `.0`. */
export function quoteTag(context: ValueContext, value: OutlineScalar, printed: Printed): Fix {
  const { path } = context.subject;
  const [open, close] = quote(context, value).edits as [Fix['edits'][number], Fix['edits'][number]];
  const { base, suffix } = printed;
  const end = suffix ? base.end + suffix.length + 1 : base.end;
  const isWhole = printed.kind === 'decimal' && (!suffix || suffix === 'toJson');
  const whole = isWhole ? [replace(path, base.end, end, '.toInteger')] : [];
  return { title: t('Put quotes around it'), edits: [open, ...whole, close], preferred: true };
}

/** The fix that prints a list as one text in quotes, its items one after the other. */
export function joined({ subject }: ValueContext, { range }: OutlineScalar, { base }: Printed): Fix {
  const list = subject.text.slice(base.start, base.end);
  const text = `"{{#escapeJson}}{{join ${list} on=", "}}{{/escapeJson}}"`;
  return {
    title: t('Print its items as one text'),
    edits: [replace(subject.path, range.start, range.end, text)],
    preferred: true,
  };
}

export function unquote({ subject }: ValueContext, { range }: OutlineScalar): Fix {
  const { path } = subject;
  const edits = [replace(path, range.start, range.start + 1, ''), replace(path, range.end - 1, range.end, '')];
  return { title: t('Remove the quotes'), edits, preferred: true };
}

export function unquoteWith(
  context: ValueContext,
  value: OutlineScalar,
  { base, suffix }: Printed,
  added: string,
): Fix {
  const [open, close] = unquote(context, value).edits as [Fix['edits'][number], Fix['edits'][number]];
  const end = suffix ? base.end + suffix.length + 1 : base.end;
  const edits = [open, replace(context.subject.path, base.end, end, `.${added}`), close];
  return { title: t`Remove the quotes, and print it with .${added}`, edits, preferred: true };
}
