import { utc, zoneOf } from '../java/dateFields';
import { formatDate } from '../java/dateFormat';
import { formatted } from '../java/formatter';
import { printed } from '../java/print';
import { toLong } from '../java/reflect';
import { isNumber, type JavaValue } from '../java/values';
import { hashText, invalidOptions, textOf } from './arguments';
import type { Helper, HelperCall } from './helper';

export const formatHelpers: readonly Helper[] = [
  {
    name: 'fmt',
    kind: 'value',
    origin: 'trimou extra',
    documentedByTealium: false,
    parameters: [
      { name: 'format', help: 'A format of java.util.Formatter, such as "%.2f".' },
      { name: 'value', help: 'What is formatted.', variadic: true },
    ],
    hash: [{ name: 'locale', help: 'A language tag such as "de"; a variable named `locale` counts as well.' }],
    appliesTo: ['any'],
    prints: 'text',
    help: 'Formats values as printf does. The result is never escaped.',
    example: { template: '{{fmt "%.2f" price}}', data: '{"price":9.5}', output: '9.50' },
    javaClass: 'org.trimou.handlebars.FormatHelper',
    raw: true,
    print: call => formatted(textOf(call.parameters[0]), call.parameters.slice(1), localeOf(call)),
  },
];

/** Trimou's own helper for dates, which has the name that the host gives it. */
export function dateTimeFormatHelper(name: string): Helper {
  return {
    name,
    kind: 'value',
    origin: 'trimou extra',
    documentedByTealium: false,
    parameters: [{ name: 'date', help: 'A date, or a number of milliseconds since 1970.' }],
    hash: [
      { name: 'pattern', help: 'A pattern of java.text.SimpleDateFormat.' },
      { name: 'style', help: 'Instead of a pattern.', values: ['full', 'long', 'medium', 'short'] },
      { name: 'timeZone', help: 'A zone such as "Europe/Oslo"; UTC by default.' },
      { name: 'locale', help: 'A language tag such as "de".' },
    ],
    appliesTo: ['date', 'number'],
    prints: 'date',
    help: 'Prints a date in the form that the pattern describes.',
    example: { template: `{{${name} d pattern="yyyy"}}`, data: '{"d":0}', output: '1970' },
    javaClass: 'org.trimou.handlebars.i18n.DateTimeFormatHelper',
    raw: true,
    print: call => {
      const locale = localeOf(call);
      const zone = zoneIn(call);
      const ms = millisecondsOf(call.parameters[0]!, call);
      return formatDate(hashText(call, 'pattern') ?? patternOf(call), ms, { zone, locale });
    },
  };
}

/** The zone of the hash entry `timeZone`, UTC by default. */
export function zoneIn(call: HelperCall) {
  const id = hashText(call, 'timeZone');
  return id === undefined ? utc : zoneOf(id);
}

/** Java's patterns of the four styles in American English (source: Java SE 17). */
const styles: Readonly<Record<string, string>> = {
  full: "EEEE, MMMM d, y 'at' h:mm:ss a zzzz",
  long: "MMMM d, y 'at' h:mm:ss a z",
  medium: 'MMM d, y, h:mm:ss a',
  short: 'M/d/yy, h:mm a',
};

function patternOf(call: HelperCall): string {
  const style = hashText(call, 'style') ?? 'medium';
  const pattern = Object.hasOwn(styles, style) ? styles[style] : undefined;
  if (pattern !== undefined) return pattern;
  const { line } = call.node.tag;
  throw invalidOptions(`Unknown style defined ${style} [template: ${call.template}, line: ${line}]`);
}

/** The moment that a date, or a number of milliseconds since 1970, stands for. */
export function millisecondsOf(value: JavaValue, call: HelperCall): number {
  if (isNumber(value)) return Number(toLong(value));
  if (value !== null && typeof value === 'object' && value.kind === 'date') return value.ms;
  const { line } = call.node.tag;
  const place = `[value: ${printed(value)}, template: ${call.template}, line: ${line}]`;
  throw invalidOptions(`Value is not a formattable object ${place}`);
}

function localeOf(call: HelperCall): string | undefined {
  const told = hashText(call, 'locale');
  if (told !== undefined) return told;
  const variable = call.lookUp('locale');
  return variable === null ? undefined : printed(variable);
}
