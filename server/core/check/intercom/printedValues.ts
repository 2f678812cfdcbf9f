import { t } from '@vscode/l10n';
import { type FieldType, mayBe, text } from '../../intercom/fields';
import type { OutlineScalar } from '../../json/outline';
import type { Fix } from '../finding';
import { replace } from '../rule';
import { fireTime } from './fireTime';
import { inMilliseconds, type Printed } from './printed';
import {
  asTimestamp,
  inCents,
  inQuotes,
  inSeconds,
  joined,
  notAllowed,
  quoteTag,
  say,
  unquote,
  unquoteWith,
  type ValueContext,
  wrongType,
} from './valueReport';

/** A tag without quotes: what it prints has to be of the type that the field takes. */
export function checkBareTag(context: ValueContext, value: OutlineScalar, printed: Printed): void {
  const { field } = context;
  const { type, name } = field;
  const { kind } = printed;
  // A text or a date without quotes is not JSON, which the proof reports; of the unknown nothing can be said.
  if (kind === 'unknown' || kind === 'text') return;
  if (printed.fireTime) fireTime({ ...context, value, printed });
  switch (type.kind) {
    case 'string':
    case 'identifier':
      if (kind === 'integer' && type.kind === 'identifier') return;
      if (kind === 'decimal' || kind === 'integer' || kind === 'boolean')
        wrongType(context, value, printed.says(), quoteTag(context, value, printed));
      else if (kind !== 'date') wrongType(context, value, printed.says(), asText(context, value, printed));
      return;
    case 'integer':
      checkWholeNumber(context, value, printed);
      return;
    case 'boolean':
      if (kind !== 'boolean' && kind !== 'date') wrongType(context, value, printed.says());
      return;
    case 'attribute value':
      if (kind === 'list' && type.associations) checkItems(context, value, printed);
      else if (kind === 'list' || kind === 'object')
        say(
          context,
          'custom-attribute-value',
          value,
          kind === 'list'
            ? t`A custom attribute holds no list. Print \`${name}\` as text, for example with \`join\`, in quotes.`
            : t(
                `A custom attribute holds no object. Print one entry of it, or all of them as text, in quotes: a section \`{{#….entrySet}}\` with \`{{key}}\` and \`{{value}}\` in it.`,
              ),
          asText(context, value, printed),
        );
      return;
    case 'metadata value':
      if (kind === 'list') wrongType(context, value, printed.says(), asText(context, value, printed));
      return;
    case 'list':
    case 'object':
    case 'custom attributes':
    case 'event metadata':
    case 'search query':
      if (kind === 'list' && mayBe(type, 'list')) checkItems(context, value, printed);
      else if (kind !== 'date' && !(kind === 'object' && mayBe(type, 'object')))
        wrongType(context, value, printed.says());
      return;
    case 'either':
    case 'query value':
    case 'any':
  }
}

/** The fix that prints a list of plain values as one text. */
function asText(context: ValueContext, value: OutlineScalar, printed: Printed): Fix | undefined {
  const isPlain =
    printed.kind === 'list' && printed.items !== 'object' && (!printed.suffix || printed.suffix === 'toJson');
  return isPlain && !printed.helper ? joined(context, value, printed) : undefined;
}

/** A whole list from one tag: its items have to be of the type that the list takes. */
function checkItems(context: ValueContext, value: OutlineScalar, printed: Printed): void {
  const { type } = context.field;
  const { items } = printed;
  if (items === undefined || items === 'unknown' || items === 'date') return;
  // Custom objects are linked by lists of ids.
  const wanted = type.kind === 'list' ? type.of : text;
  if (!takesItem(wanted, items)) wrongType(context, value, printed.says());
}

function takesItem(type: FieldType, item: Printed['kind']): boolean {
  switch (type.kind) {
    case 'string':
    case 'identifier':
      return item === 'text';
    case 'object':
      return item === 'object';
    default:
      return true;
  }
}

function checkWholeNumber(context: ValueContext, value: OutlineScalar, printed: Printed): void {
  const { field, subject } = context;
  const { type, name } = field;
  if (type.kind !== 'integer') return;
  const { base } = printed;
  const suffixed = (suffix: string): Fix => ({
    title: t`Print it with .${suffix}`,
    edits: [
      replace(subject.path, base.end, printed.suffix ? base.end + printed.suffix.length + 1 : base.end, `.${suffix}`),
    ],
    preferred: true,
    safe: true,
  });
  if (type.unit === 'seconds' && printed.isMilliseconds()) {
    const isHelper = printed.fireTime === true;
    const fix: Fix | undefined = isHelper
      ? {
          title: t('Print seconds'),
          edits: [replace(subject.path, base.start, base.end, 'unixTimestamp')],
          preferred: true,
        }
      : inMilliseconds.has(printed.suffix ?? '')
        ? suffixed('toTimestamp')
        : undefined;
    const advice = fix ? '' : ` ${t('Map an attribute that counts seconds, such as `tealium_timestamp_epoch`.')}`;
    say(context, 'milliseconds-not-seconds', value, `${inSeconds(name)}${advice}`, fix);
    return;
  }
  switch (printed.kind) {
    case 'integer':
      return;
    case 'decimal':
      if (!type.cutsDecimals)
        say(
          context,
          'number-format',
          value,
          type.cents
            ? inCents(name)
            : t`\`${name}\` takes whole numbers, and this prints \`12.0\`: print it with \`.toInteger\`.`,
          type.cents ? undefined : suffixed('toInteger'),
        );
      return;
    case 'date':
      say(
        context,
        'date-not-timestamp',
        value,
        type.unit === 'seconds' ? asTimestamp(name) : t`\`${name}\` takes a whole number, and this prints a date.`,
        suffixed('toTimestamp'),
      );
      return;
    default:
      wrongType(context, value, printed.says());
  }
}

/** Tags in quotes, which make a text; `printed` where there is one tag and nothing else. */
export function checkQuotedTags(context: ValueContext, value: OutlineScalar, printed: Printed | undefined): void {
  const { type, name } = context.field;
  switch (type.kind) {
    case 'string':
    case 'identifier':
      if (printed?.kind === 'decimal' && (!printed.suffix || printed.suffix === 'toJson'))
        numberAsText(context, value, printed);
      else if (printed) checkConstant(context, value, printed);
      return;
    case 'integer':
      if (!printed || printed.kind === 'unknown') return;
      if (printed.kind === 'date' || (type.unit === 'seconds' && printed.kind === 'text' && isDateCall(printed)))
        say(
          context,
          'date-not-timestamp',
          value,
          asTimestamp(name),
          printed.kind === 'date' ? unquoteWith(context, value, printed, 'toTimestamp') : undefined,
        );
      else if (printed.kind === 'decimal' && !type.cents)
        say(
          context,
          'quoted-number',
          value,
          inQuotes(name, t('a number')),
          unquoteWith(context, value, printed, 'toInteger'),
        );
      else if (printed.kind === 'integer' || printed.kind === 'decimal')
        say(context, 'quoted-number', value, inQuotes(name, t('a number')), unquote(context, value));
      else wrongType(context, value, printed.says());
      return;
    case 'boolean':
      if (printed?.kind === 'boolean')
        say(context, 'quoted-boolean', value, inQuotes(name, t('true or false')), unquote(context, value));
      else if (printed?.kind !== 'unknown') wrongType(context, value, printed?.says() ?? t('a text'));
      return;
    case 'list':
    case 'object':
    case 'custom attributes':
    case 'event metadata':
    case 'search query':
      wrongType(context, value, t('a text'));
      return;
    default:
  }
}

/** Quotes are right here, but the number is printed with a fraction, which no id has. */
function numberAsText(
  { subject, field, report }: ValueContext,
  { range }: OutlineScalar,
  { base, suffix }: Printed,
): void {
  const end = suffix ? base.end + suffix.length + 1 : base.end;
  report({
    code: 'quoted-number',
    severity: 'warning',
    range,
    message: t`\`${field.name}\` gets a text such as "12.0", or "1.2345678E7" of a large number. Print the whole number with \`.toInteger\`.`,
    fixes: [
      {
        title: t('Print it with .toInteger'),
        edits: [replace(subject.path, base.end, end, '.toInteger')],
        preferred: true,
        safe: true,
      },
    ],
  });
}

/** A variable that is the same text for every event. */
function checkConstant(context: ValueContext, value: OutlineScalar, { variable }: Printed): void {
  const { type } = context.field;
  const { source } = variable?.()?.mapping ?? {};
  if (type.kind !== 'string' || !type.values || source?.kind !== 'text') return;
  if (!type.values.includes(source.value.text)) notAllowed(context, value, type.values, source.value.text);
}

function isDateCall({ helper }: Printed): boolean {
  return helper === 'formatDate';
}
