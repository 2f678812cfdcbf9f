import type { AttributeType } from '../action/model';

/**
 * What a value can be, as far as a template and a JSON reader can tell values apart: one example for each kind. The examples
 * decide the proof, so they hold every kind that prints or compares differently.
 */
export interface Choice {
  /** As in an event: dates are milliseconds; undefined where the variable is absent. */
  readonly json: unknown;
  /** Text that only someone careless or hostile would send: quotes, backslashes, line breaks. */
  readonly hostile: boolean;
  readonly words: Words;
}

/** A choice in words, to follow "`name` …"; choices with the same words are mentioned once. */
type Words =
  | 'is missing'
  | 'is empty'
  | 'holds text'
  | 'holds digits only'
  | 'holds a quote'
  | 'holds a backslash'
  | 'holds a line break'
  | 'is 0'
  | 'is negative'
  | 'has a fraction'
  | 'is between 0 and 1'
  | 'is a whole number'
  | 'is 10,000,000 or more'
  | 'is true'
  | 'is false'
  | 'has a value'
  | `is ${string}`
  | `has ${string}`
  | `holds ${string}`;

/** Values that a template itself names: what it compares a variable with, cuts it at, or looks up in it. */
export interface Named {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Texts that a variable is cut at. */
  readonly separators: readonly string[];
  /** Properties that are looked up in a tally or an object. */
  readonly keys: readonly string[];
  /** Names in its own section that may be such properties. */
  readonly fields: readonly string[];
  /**
   * Lengths of a list at which something changes: what `iter.index` and `size` are compared with, and numbers after a
   * dot.
   */
  readonly lengths: readonly number[];
  /** How its text is used: as a replacement, where `$` and `\` mean something; cut at a fixed place; read as a JSON list. */
  readonly uses: readonly ('replacement' | 'cut' | 'list')[];
}

export const nothingNamed: Named = {
  texts: [],
  numbers: [],
  separators: [],
  keys: [],
  fields: [],
  lengths: [],
  uses: [],
};

export const absent: Choice = { json: undefined, hostile: false, words: 'is missing' };

/** How long a list can be: three stands for many. */
export const usualLengths: readonly number[] = [1, 0, 2, 3];

/**
 * The lengths that a list can have, and the same as choices of a cell. Where there is no list, the length is null and
 * the choice `absent`.
 */
export interface Lengths {
  readonly counts: readonly (number | null)[];
  readonly choices: readonly Choice[];
}

const known = new Map<string, Lengths>();

/** The lengths that matter in a list; equal ones are the same object, since much is remembered by it. */
export function lengthsOf({ lengths }: Named, optional: boolean): Lengths {
  const more = lengths.filter(length => !usualLengths.includes(length));
  const key = `${optional} ${more}`;
  let found = known.get(key);
  if (!found) {
    const counts = [...usualLengths, ...more];
    const choices = counts.map((count): Choice => ({ json: count, hostile: false, words: lengthWords(count, more) }));
    found = optional ? { counts: [null, ...counts], choices: [absent, ...choices] } : { counts, choices };
    if (more.length === 0) known.set(key, found);
  }
  return found;
}

function lengthWords(count: number, named: readonly number[]): Words {
  if (count === 0) return 'is empty';
  if (count < 3) return count === 1 ? 'has one element' : 'has two elements';
  return named.length > 0 ? `has ${count} elements` : 'has three or more elements';
}

/** The kinds of values of an attribute that is not a list; the first is the ordinary one. */
export function scalarChoices(type: AttributeType, named: Named): readonly Choice[] {
  switch (type) {
    case 'string':
      return textChoices('Ada', named);
    case 'number':
      return numberChoices(12.5, named);
    case 'boolean':
      return [plain(true, 'is true'), plain(false, 'is false')];
    case 'badge':
      return [plain(true, 'is true')];
    case 'date':
      // The second prints leading zeros, whatever part of it is formatted; the others print numbers, some of which
      // cannot follow a digit.
      return [
        plain(1749081326718, 'has a value'),
        plain(Date.UTC(2009, 0, 2, 3, 4, 5, 6), 'has a value'),
        plain(0, 'is 0'),
        plain(Date.UTC(1960, 0, 2, 3, 4, 5, 6), 'is negative'),
      ];
    case 'tally':
      return tallyChoices(named);
    case 'any':
      return unique([...textChoices('Ada', named), ...numberChoices(12.5, named), ...otherChoices(named)]);
    default:
      return [];
  }
}

/** Whether an attribute of this type is a list or a set. */
export function isListType(type: AttributeType): boolean {
  return type.startsWith('array') || type.startsWith('set');
}

/** The kinds of the element at `index` of a list; undefined for an attribute that is not a list. */
export function elementChoices(type: AttributeType, index: number, named: Named): readonly Choice[] | undefined {
  switch (type) {
    case 'array of strings':
    case 'set of strings':
      return textChoices(['red', 'blue', 'green'][index] ?? `colour ${index + 1}`, named);
    case 'array of numbers':
      return numberChoices([1.5, 2, 3][index] ?? index + 1, named);
    case 'array of booleans':
      return [
        plain(index % 2 === 0, index % 2 === 0 ? 'is true' : 'is false'),
        plain(index % 2 !== 0, index % 2 === 0 ? 'is false' : 'is true'),
      ];
    default:
      return undefined;
  }
}

/** Text that breaks a JSON string; the last two do so wherever a helper cuts them. */
const hostileTexts: readonly (readonly [text: string, words: Words])[] = [
  ['say "hi"', 'holds a quote'],
  ['C:\\dir', 'holds a backslash'],
  ['two\nlines', 'holds a line break'],
  ['"'.repeat(40), 'holds a quote'],
  ['\n'.repeat(40), 'holds a line break'],
];

/** How many separators are also tried in pairs, for what is between two of them. */
const maxPaired = 4;

function textChoices(ordinary: string, named: Named): readonly Choice[] {
  const choices: Choice[] = [plain(ordinary, 'holds text'), plain('', 'is empty'), plain('12345', 'holds digits only')];
  for (const text of named.texts) choices.push(textChoice(text));
  for (const separator of named.separators) {
    choices.push(textChoice(`a${separator}b`), textChoice(`a${separator}`), textChoice(separator));
    choices.push(hostile(`a${separator}"`, 'holds a quote'), hostile(`"${separator}b`, 'holds a quote'));
  }
  for (const open of named.separators.slice(0, maxPaired)) {
    for (const close of named.separators.slice(0, maxPaired)) {
      if (open !== close)
        choices.push(plain(`${open}b${close}`, 'holds text'), hostile(`${open}"${close}`, 'holds a quote'));
    }
  }
  if (named.uses.includes('replacement')) choices.push(plain('$5 off (50%)', 'holds a dollar sign'));
  if (named.uses.includes('cut')) choices.push(hostile(`a${'"'.repeat(40)}`, 'holds a quote'));
  if (named.uses.includes('list')) {
    choices.push(...['["red","blue"]', '[1.5,2]', '[]'].map(text => plain(text, 'holds a list')));
    choices.push(hostile('["say \\"hi\\""]', 'holds a list with a quote'));
  }
  choices.push(...hostileTexts.map(([text, words]) => hostile(text, words)));
  return unique(choices);
}

/** A text that the template names; it is hostile if it would be in an event. */
function textChoice(text: string): Choice {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a JSON string may not hold.
  const isHostile = /["\\\u0000-\u001f]/.test(text);
  return { json: text, hostile: isHostile, words: text === '' ? 'is empty' : `is "${text}"` };
}

function numberChoices(ordinary: number, named: Named): readonly Choice[] {
  const choices = [ordinary, 0, 5, -1, 12345678, 1e21, 0.5, ...named.numbers].map(number =>
    plain(number, numberWords(number)),
  );
  return unique(choices);
}

function numberWords(number: number): Words {
  if (number === 0) return 'is 0';
  if (number < 0) return 'is negative';
  if (number < 1) return 'is between 0 and 1';
  if (number >= 1e7) return 'is 10,000,000 or more';
  return Number.isInteger(number) ? 'is a whole number' : 'has a fraction';
}

/**
 * What else a value of no declared type can be: the JSON that a data layer holds. What the fields of its objects hold nobody knows;
 * where it is text, somebody can send any.
 */
function otherChoices({ keys, fields }: Named): readonly Choice[] {
  const withNames = (names: readonly string[], value: unknown) =>
    Object.fromEntries(['Shirts', ...names].map(key => [key, value]));
  const withKeys = (value: unknown) => withNames(keys, value);
  const withFields = (value: unknown) => withNames([...keys, ...fields], value);
  return [
    plain(true, 'is true'),
    plain(false, 'is false'),
    plain([], 'is empty'),
    ...[['red', 'blue'], ['red'], [''], ['red', ''], [1.5, 0], [true, false, true], [withKeys('red')]].map(list =>
      plain(list, 'is a list'),
    ),
    plain({}, 'is an empty object'),
    ...['red', '', 0, 12345678, true, false, ['red']].map(value => plain(withKeys(value), 'is an object')),
    ...hostileTexts.flatMap(([text, words]) =>
      [[text], withFields(text), [withFields(text)]].map(value => hostile(value, words)),
    ),
  ];
}

function tallyChoices(named: Named): readonly Choice[] {
  const { keys } = named;
  const all = Object.fromEntries(keys.map((key, index) => [key, index + 1]));
  const choices = [
    plain({ Shirts: 3, Blazers: 1 }, 'has entries'),
    plain({}, 'is empty'),
    plain({ A: 1 }, 'has one entry'),
    plain({ A: 1, B: 0 }, 'has an entry of 0'),
    plain({ A: 0, B: 1 }, 'has an entry of 0'),
    plain({ A: 0 }, 'has an entry of 0'),
    plain({ A: 1.5, B: 12345678, C: -1 }, 'has entries'),
    hostile({ 'say "hi"': 1 }, 'has a key with a quote'),
    hostile({ 'C:\\dir': 1 }, 'has a key with a backslash'),
  ];
  if (named.uses.includes('cut'))
    choices.push(hostile({ [`a${'"'.repeat(40)}`]: 1, ['"'.repeat(40)]: 2 }, 'has a key with a quote'));
  for (const length of named.lengths) {
    const entries = Array.from({ length }, (_, index) => [`Item ${index + 1}`, index + 1] as const);
    choices.push(plain(Object.fromEntries(entries), `has ${length} entries`));
  }
  if (keys.length > 0) {
    choices.push(plain(all, `has ${keys.map(key => `\`${key}\``).join(', ')}`));
    choices.push(plain({ ...all, [keys[0]!]: 0 }, `has \`${keys[0]}\` = 0`));
    for (const key of keys.slice(0, 3)) {
      choices.push(plain({ [key]: 12345678 }, `has \`${key}\``));
      choices.push(
        plain(Object.fromEntries(Object.entries(all).filter(([name]) => name !== key)), `has no \`${key}\``),
      );
    }
  }
  return unique(choices);
}

function plain(json: unknown, words: Words): Choice {
  return { json, hostile: false, words };
}

function hostile(json: unknown, words: Words): Choice {
  return { json, hostile: true, words };
}

function unique(choices: readonly Choice[]): readonly Choice[] {
  const seen = new Set<string>();
  return choices.filter(choice => {
    const key = JSON.stringify(choice.json);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
