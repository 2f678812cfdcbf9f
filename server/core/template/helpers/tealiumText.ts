import { printed } from '../java/print';
import { elementsOf, type JavaValue } from '../java/values';
import { hashText, integerOf } from './arguments';
import type { Example, HashKey, Helper, HelperCall, Parameter } from './helper';

const text: Parameter = { name: 'text', help: 'The text to cut.' };
const separator: HashKey = { name: 'separator', help: 'The text at which to cut.', required: true };

/** Helpers for texts and lists (source: Tealium, template help functions). A missing value prints nothing. */
export const tealiumTextHelpers: readonly Helper[] = [
  value(
    'join',
    [{ name: 'list', help: 'An array or a set.' }],
    [{ name: 'on', help: 'What is put between the items; a comma by default.' }],
    {
      help: 'Prints the items of a list with a separator in between, without quotes: for a JSON array use `.toJson`.',
      example: { template: '{{join tags on=" and "}}', data: '{"tags":["A","B","C"]}', output: 'A and B and C' },
      appliesTo: ['array of strings', 'array of numbers', 'array of booleans', 'set of strings'],
    },
    call => {
      const [list = null] = call.parameters;
      return (
        elementsOf(list)
          ?.map(shown)
          .join(hashText(call, 'on') ?? ',') ?? shown(list)
      );
    },
  ),
  value(
    'substring',
    [text],
    [
      { name: 'start', help: 'The position of the first character; the first one is 0.', required: true },
      { name: 'end', help: 'The position after the last character; the end of the text by default.' },
    ],
    {
      help: 'Prints a part of a text. Positions beyond the end are taken for the end.',
      example: {
        template: '{{substring sequence start="0" end="5"}}',
        data: '{"sequence":"123456789"}',
        output: '12345',
      },
    },
    call => {
      const whole = shown(call.parameters[0]!);
      const end = hashText(call, 'end');
      const from = position(hashText(call, 'start') ?? '0', whole);
      const to = end === undefined ? whole.length : position(end, whole);
      return from < to ? whole.slice(from, to) : '';
    },
  ),
  cut('substringAfter', 'Prints what follows the first separator; nothing without one.', 'b-c', (whole, at) => {
    const found = whole.indexOf(at);
    return found === -1 ? '' : whole.slice(found + at.length);
  }),
  cut('substringAfterLast', 'Prints what follows the last separator; nothing without one.', 'c', (whole, at) => {
    const found = at === '' ? -1 : whole.lastIndexOf(at);
    return found === -1 ? '' : whole.slice(found + at.length);
  }),
  cut(
    'substringBefore',
    'Prints what is before the first separator; everything if there is none.',
    'a',
    (whole, at) => {
      const found = whole.indexOf(at);
      return found === -1 ? whole : whole.slice(0, found);
    },
  ),
  cut(
    'substringBeforeLast',
    'Prints what is before the last separator; everything if there is none.',
    'a-b',
    (whole, at) => {
      const found = at === '' ? -1 : whole.lastIndexOf(at);
      return found === -1 ? whole : whole.slice(0, found);
    },
  ),
  value(
    'substringBetween',
    [text],
    [
      { name: 'open', help: 'The text before the wanted part.', required: true },
      { name: 'close', help: 'The text after it.', required: true },
    ],
    {
      help: 'Prints what is between two texts; nothing when one of them is missing.',
      example: {
        template: '{{substringBetween note open="[" close="]"}}',
        data: '{"note":"alpha [mid] omega"}',
        output: 'mid',
      },
    },
    call => {
      const whole = shown(call.parameters[0]!);
      const open = hashText(call, 'open') ?? '';
      const from = whole.indexOf(open);
      const to = whole.indexOf(hashText(call, 'close') ?? '', from + open.length);
      return from === -1 || to === -1 ? '' : whole.slice(from + open.length, to);
    },
  ),
];

/** A position as it is written; a negative one counts from the end. */
function position(written: string, whole: string): number {
  const number = integerOf(written);
  return Math.min(whole.length, Math.max(0, number < 0 ? whole.length + number : number));
}

function cut(name: string, help: string, output: string, take: (whole: string, at: string) => string): Helper {
  const example = { template: `{{${name} code separator="-"}}`, data: '{"code":"a-b-c"}', output };
  return value(name, [text], [separator], { help, example }, call =>
    take(shown(call.parameters[0]!), hashText(call, 'separator') ?? ''),
  );
}

function value(
  name: string,
  parameters: readonly Parameter[],
  hash: readonly HashKey[],
  words: { help: string; example: Example; appliesTo?: Helper['appliesTo'] },
  print: (call: HelperCall) => string,
): Helper {
  return {
    name,
    kind: 'value',
    origin: 'tealium',
    documentedByTealium: true,
    parameters,
    hash,
    appliesTo: words.appliesTo ?? ['string'],
    prints: 'text',
    help: words.help,
    example: words.example,
    javaClass: `Tealium's ${name}`,
    print,
  };
}

function shown(value: JavaValue): string {
  return value === null ? '' : printed(value);
}
