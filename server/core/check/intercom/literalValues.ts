import { t } from '@vscode/l10n';
import { customAttributeLimits, type FieldType, likelyMilliseconds } from '../../intercom/fields';
import type { OutlineScalar } from '../../json/outline';
import {
  asTimestamp,
  inCents,
  inQuotes,
  inSeconds,
  notAllowed,
  quote,
  say,
  unquote,
  type ValueContext,
  wrongType,
} from './valueReport';

/** A text in quotes that no tag is part of. */
export function checkText(context: ValueContext, value: OutlineScalar, text: string): void {
  const { type, name } = context.field;
  switch (type.kind) {
    case 'string':
      if (type.values && !type.values.includes(text)) notAllowed(context, value, type.values, text);
      return;
    case 'attribute value':
      if (text.length > customAttributeLimits.textLength) {
        const most = customAttributeLimits.textLength;
        say(context, 'custom-attribute-value', value, t`\`${name}\` takes at most ${most} characters.`);
      }
      return;
    case 'identifier':
    case 'metadata value':
    case 'query value':
    case 'any':
      return;
    case 'integer':
      if (type.unit === 'seconds' && looksLikeDate(text)) say(context, 'date-not-timestamp', value, asTimestamp(name));
      else if (/^-?\d+(\.\d+)?$/.test(text))
        say(context, 'quoted-number', value, inQuotes(name, t('a number')), unquote(context, value));
      else wrongType(context, value, t('a text'));
      return;
    case 'boolean':
      if (text === 'true' || text === 'false')
        say(context, 'quoted-boolean', value, inQuotes(name, t('true or false')), unquote(context, value));
      else wrongType(context, value, t('a text'));
      return;
    default:
      wrongType(context, value, t('a text'));
  }
}

/** A number, true, false or null. */
export function checkBareLiteral(context: ValueContext, value: OutlineScalar, text: string): void {
  const { field } = context;
  if (text === 'null') {
    if (!field.nullable && !field.required && !takesNull(field.type)) wrongType(context, value, text);
    return;
  }
  if (text === 'true' || text === 'false') {
    if (!['boolean', 'attribute value', 'metadata value', 'query value', 'any'].includes(field.type.kind))
      wrongType(context, value, text, quote(context, value));
    return;
  }
  if (/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) checkNumber(context, value, Number(text));
}

function takesNull({ kind }: FieldType): boolean {
  return ['attribute value', 'metadata value', 'query value', 'any'].includes(kind);
}

function checkNumber(context: ValueContext, value: OutlineScalar, number: number): void {
  const { type, name } = context.field;
  const whole = Number.isInteger(number);
  switch (type.kind) {
    case 'integer':
      if (!whole && !type.cutsDecimals) {
        say(context, 'number-format', value, type.cents ? inCents(name) : t`\`${name}\` takes whole numbers only.`);
      } else if (type.unit === 'seconds' && number >= likelyMilliseconds) {
        say(context, 'milliseconds-not-seconds', value, inSeconds(name));
      } else if (type.max !== undefined && number > type.max) {
        wrongType(context, value, t`more than ${type.max}`);
      } else if (type.min !== undefined && number < type.min) {
        wrongType(context, value, t`less than ${type.min}`);
      }
      return;
    case 'identifier':
      if (!whole) wrongType(context, value, t('no whole number'));
      return;
    case 'attribute value':
    case 'metadata value':
    case 'query value':
    case 'any':
      return;
    default:
      wrongType(context, value, t('a number'), type.kind === 'string' ? quote(context, value) : undefined);
  }
}

function looksLikeDate(text: string): boolean {
  return /^\d{4}-\d\d(-\d\d)?([T ]|$)/.test(text) || /^\d{1,2}[./]\d{1,2}[./]\d{2,4}/.test(text);
}
