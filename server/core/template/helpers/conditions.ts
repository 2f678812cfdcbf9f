import { javaException } from '../failure';
import { isFalsy } from '../java/truth';
import { equals, type JavaValue } from '../java/values';
import { hashText, textOf } from './arguments';
import { type Body, type HashKey, type Helper, type HelperCall, once, type Parameter, skip } from './helper';

const tested: Parameter = {
  name: 'value',
  help: 'What is tested; several values are combined by `logic`.',
  variadic: true,
};

const otherwise: HashKey = {
  name: 'else',
  help: 'A text to print instead of the section. `{name}` in it is replaced by that variable.',
};

function logic(standard: 'and' | 'or'): HashKey {
  return {
    name: 'logic',
    help: `How several values are combined; "${standard}" by default.`,
    values: ['and', 'or'],
  };
}

export const conditionHelpers: readonly Helper[] = [
  {
    name: 'if',
    kind: 'section',
    origin: 'trimou built in',
    documentedByTealium: true,
    parameters: [tested],
    hash: [logic('and'), otherwise],
    appliesTo: ['any'],
    prints: 'body',
    help: 'Renders the section if the value is there and is not false, zero, an empty text or an empty list. There is no `{{else}}`: use `{{#unless}}` beside it, or `else="…"`.',
    example: { template: '{{#if email}}has email{{/if}}', data: '{"email":"ada@example.com"}', output: 'has email' },
    javaClass: 'org.trimou.handlebars.IfHelper',
    enter: call => matching(call, 'and', value => !isFalsy(value)),
  },
  {
    name: 'unless',
    kind: 'section',
    origin: 'trimou built in',
    documentedByTealium: true,
    parameters: [tested],
    hash: [logic('or'), otherwise],
    appliesTo: ['any'],
    prints: 'body',
    help: 'Renders the section if the value is missing, false, zero, an empty text or an empty list: the opposite of `if`.',
    example: { template: '{{#unless name}}no name{{/unless}}', data: '{}', output: 'no name' },
    javaClass: 'org.trimou.handlebars.UnlessHelper',
    enter: call => matching(call, 'or', isFalsy),
  },
  {
    name: 'is',
    kind: 'value',
    origin: 'trimou built in',
    documentedByTealium: false,
    parameters: [
      { name: 'value', help: 'What is tested.' },
      { name: 'yes', help: 'Printed if the value is there and not false, zero or empty.' },
      { name: 'no', help: 'Printed otherwise.', optional: true },
    ],
    hash: [],
    appliesTo: ['any'],
    prints: 'value',
    help: 'Prints one of two values, depending on a third.',
    example: { template: '{{is vip "gold" "basic"}}', data: '{"vip":true}', output: 'gold' },
    javaClass: 'org.trimou.handlebars.IsHelper',
    print: ({ parameters: [value = null, yes, no] }) => {
      if (!isFalsy(value)) return textOf(yes);
      return no === undefined ? '' : textOf(no);
    },
  },
  equality('isEq', true, 'Renders the section if both values are equal and of the same type.'),
  equality('isNotEq', false, 'Renders the section if the values differ in value or type.'),
  nullity('isNull', value => value === null, 'Renders the section if the value is missing or null.'),
  nullity(
    'isNotNull',
    value => value !== null,
    'Renders the section if the value is there, even if it is false or empty.',
  ),
];

function equality(name: 'isEq' | 'isNotEq', equal: boolean, help: string): Helper {
  return {
    name,
    kind: 'section',
    origin: 'trimou extra',
    documentedByTealium: true,
    parameters: [
      { name: 'value', help: 'The value to compare.' },
      {
        name: 'other',
        help: 'What it is compared with; without it, `value` is compared with the current item.',
        optional: true,
      },
    ],
    hash: [],
    appliesTo: ['any'],
    prints: 'body',
    help: `${help} A missing value is neither equal nor unequal: nothing is rendered. Numbers of different types are never equal: 1 in a template is an Integer, a number attribute is a Double.`,
    example: {
      template: `{{#${name} plan "pro"}}yes{{/${name}}}`,
      data: equal ? '{"plan":"pro"}' : '{"plan":"free"}',
      output: 'yes',
    },
    javaClass: 'org.trimou.handlebars.EqualsHelper',
    enter: call => {
      const [first = null, second] = call.parameters;
      const one = second === undefined ? call.peek() : first;
      const other = second === undefined ? first : second;
      if (one === null || other === null) return skip;
      return equals(one, other) === equal ? once : skip;
    },
  };
}

function nullity(name: 'isNull' | 'isNotNull', matches: (value: JavaValue) => boolean, help: string): Helper {
  return {
    name,
    kind: 'section',
    origin: 'trimou extra',
    documentedByTealium: false,
    parameters: [tested],
    hash: [logic('and'), otherwise],
    appliesTo: ['any'],
    prints: 'body',
    help,
    example: {
      template: `{{#${name} name}}yes{{/${name}}}`,
      data: name === 'isNull' ? '{}' : '{"name":""}',
      output: 'yes',
    },
    javaClass: 'org.trimou.handlebars.NullCheckHelper',
    enter: call => matching(call, 'and', matches),
  };
}

function matching(call: HelperCall, standard: 'and' | 'or', matches: (value: JavaValue) => boolean): Body {
  if (matchesAll(call, standard, matches)) return once;
  const text = hashText(call, 'else');
  if (text === undefined) return skip;
  return { kind: 'text', text: text.includes('{') ? interpolated(text, call) : text };
}

function matchesAll(call: HelperCall, standard: 'and' | 'or', matches: (value: JavaValue) => boolean): boolean {
  const { parameters, hash } = call;
  if (parameters.length === 1) return matches(parameters[0]!);
  const told = hash.has('logic') ? textOf(hash.get('logic')).toLowerCase() : standard;
  const used = told === 'and' || told === 'or' ? told : standard;
  return used === 'and' ? parameters.every(matches) : parameters.some(matches);
}

/** Replaces each `{name}`. The value is the replacement text of a Java regular expression, in which `$` and `\` are special. */
function interpolated(text: string, call: HelperCall): string {
  return text.replace(/(\{)(.*?)(\})/g, (whole: string, open: string, key: string, close: string) => {
    const value = call.lookUp(key.trim());
    return replacement(value === null ? '' : textOf(value), [whole, open, key, close]);
  });
}

/** `Matcher.appendReplacement` with three groups (source: Java SE 17). */
function replacement(text: string, groups: readonly string[]): string {
  let output = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\') {
      at++;
      if (at === text.length) throw javaException('IllegalArgumentException', 'character to be escaped is missing');
      output += text[at];
    } else if (character === '$') {
      at++;
      const digit = text[at];
      if (digit === undefined || !/\d/.test(digit))
        throw javaException('IllegalArgumentException', 'Illegal group reference');
      const group = groups[Number(digit)];
      if (group === undefined) throw javaException('IndexOutOfBoundsException', `No group ${digit}`);
      output += group;
    } else {
      output += character;
    }
  }
  return output;
}
