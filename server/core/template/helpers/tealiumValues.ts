import { utc } from '../java/dateFields';
import { formatDate } from '../java/dateFormat';
import { digest } from '../java/digest';
import { printed } from '../java/print';
import { utf8 } from '../java/reflect';
import { hashText, invalidOptions } from './arguments';
import { base64, hex } from './encode';
import { millisecondsOf, zoneIn } from './format';
import type { Helper, HelperCall } from './helper';

const shared = { kind: 'value', origin: 'tealium', documentedByTealium: true, parameters: [], hash: [] } as const;

const algorithmNames = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512', 'HmacMD5', 'HmacSHA1', 'HmacSHA256', 'HmacSHA512'];

/** Dates, hashes and values of the system (source: Tealium, template help functions). */
export const tealiumValueHelpers: readonly Helper[] = [
  {
    ...shared,
    name: 'formatDate',
    parameters: [{ name: 'date', help: 'A date attribute.' }],
    hash: [
      { name: 'pattern', help: 'A pattern of Java, such as "yyyy-MM-dd HH:mm:ss".', required: true },
      { name: 'timeZone', help: 'A zone such as "Europe/Oslo"; UTC by default.' },
    ],
    appliesTo: ['date'],
    prints: 'date',
    help: 'Prints a date as the pattern says: `yyyy` year, `MM` month, `dd` day, `HH` hour, `mm` minute, `ss` second. Text in the pattern goes between apostrophes.',
    example: {
      template: '{{formatDate d pattern="yyyy-MM-dd"}}',
      data: '{"d":{"$date":1600128000000}}',
      output: '2020-09-15',
    },
    javaClass: "Tealium's formatDate",
    raw: true,
    print: call => {
      const [value = null] = call.parameters;
      if (value === null) return '';
      return formatDate(hashText(call, 'pattern') ?? '', millisecondsOf(value, call), { zone: zoneIn(call) });
    },
  },
  {
    ...shared,
    name: 'hash',
    parameters: [
      {
        name: 'value',
        help: 'What is hashed; with `useSecretKey="true"` the first value is the key.',
        optional: true,
        variadic: true,
      },
    ],
    hash: [
      { name: 'algorithm', help: 'The name of the algorithm in Java.', required: true, values: algorithmNames },
      { name: 'encodingCharset', help: 'How text becomes bytes; "UTF-8" by default.', values: ['UTF-8', 'US-ASCII'] },
      { name: 'binaryEncoding', help: 'How the hash is printed.', values: ['base64', 'hex'] },
      { name: 'binaryEncodingOptions', help: 'The case of hexadecimal digits.', values: ['lowercase', 'uppercase'] },
      { name: 'joinOn', help: 'What is put between the values before they are hashed; nothing by default.' },
      { name: 'useSecretKey', help: '"true": the first value is the secret key.', values: ['false', 'true'] },
    ],
    appliesTo: ['any'],
    prints: 'hex',
    help: 'Prints a hash, or with a secret key a signature, of one or more values.',
    example: {
      template: '{{hash algorithm="SHA-256" binaryEncoding="hex" email}}',
      data: '{"email":"Hello World!"}',
      output: '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069',
    },
    javaClass: "Tealium's hash",
    print: hashed,
  },
  timestamp('unixTimestamp', 'seconds', 1000, '1600128000'),
  timestamp('unixTimestampMs', 'milliseconds', 1, '1600128000000'),
  {
    ...shared,
    name: 'uuid',
    appliesTo: [],
    prints: 'uuid',
    help: 'Prints a new random identifier.',
    example: { template: '{{uuid}}', data: '{}', output: '00000000-0000-4000-8000-000000000000' },
    javaClass: "Tealium's uuid",
    print: call => call.uuid(),
  },
];

function timestamp(name: string, unit: string, divisor: number, output: string): Helper {
  return {
    ...shared,
    name,
    hash: [{ name: 'format', help: 'A date pattern of Java; the number by default.' }],
    appliesTo: [],
    prints: 'integer',
    help: `Prints the moment at which the action fires, in ${unit} since 1970 or in the given format. It is not the moment of the event.`,
    example: { template: `{{${name}}}`, data: '{}', output },
    javaClass: `Tealium's ${name}`,
    print: call => {
      const format = hashText(call, 'format');
      if (format !== undefined) return formatDate(format, call.now, { zone: utc });
      return String(Math.floor(call.now / divisor));
    },
  };
}

function hashed(call: HelperCall): string {
  const algorithm = hashText(call, 'algorithm') ?? '';
  const [, keyed = '', name = ''] = /^(hmac)?(.*)$/i.exec(algorithm.replaceAll('-', '')) ?? [];
  const texts = call.parameters.map(value => (value === null ? '' : printed(value)));
  const secret = hashText(call, 'useSecretKey')?.toLowerCase() === 'true';
  const charset = hashText(call, 'encodingCharset') ?? 'UTF-8';
  const key = secret ? bytesOf(texts.shift() ?? '', charset) : undefined;
  const bytes = digest(name, bytesOf(texts.join(hashText(call, 'joinOn') ?? ''), charset), key);
  if (!bytes) throw invalidOptions(`${algorithm} MessageDigest not available [${call.describe()}]`);
  if (secret !== (keyed !== '')) {
    const what = secret ? 'takes no secret key' : 'needs useSecretKey="true" and a key as first value';
    throw invalidOptions(`${algorithm} ${what} [${call.describe()}]`);
  }
  if ((hashText(call, 'binaryEncoding') ?? 'base64').toLowerCase() === 'base64') return base64(bytes);
  const digits = hex(bytes);
  return hashText(call, 'binaryEncodingOptions')?.toLowerCase() === 'uppercase' ? digits.toUpperCase() : digits;
}

/** In ASCII every other character is a question mark, as Java's encoder writes it. */
function bytesOf(text: string, charset: string): Uint8Array {
  const ascii = /^(US-)?ASCII$/i.test(charset);
  return Uint8Array.from(utf8(ascii ? text.replace(/[^\0-\x7f]/gu, '?') : text));
}
