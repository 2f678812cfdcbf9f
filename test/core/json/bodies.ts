import fc from 'fast-check';
import type { Variable } from '../../../server/core/json/events';

/** The variables that the bodies print. */
export const variables: ReadonlyMap<string, Variable> = new Map([
  ['s', { type: 'string', optional: true }],
  ['t', { type: 'string', optional: false }],
  ['n', { type: 'number', optional: true }],
  ['m', { type: 'number', optional: false }],
  ['b', { type: 'boolean', optional: true }],
  ['c', { type: 'boolean', optional: false }],
  ['v', { type: 'badge', optional: true }],
  ['d', { type: 'date', optional: true }],
  ['tags', { type: 'array of strings', optional: true }],
  ['nums', { type: 'array of numbers', optional: false }],
  ['flags', { type: 'array of booleans', optional: false }],
  ['items.sku', { type: 'array of strings', optional: false }],
  ['items.price', { type: 'array of numbers', optional: true }],
  ['tally', { type: 'tally', optional: true }],
  ['unique', { type: 'set of strings', optional: true }],
  ['any', { type: 'any', optional: true }],
]);

/** Templates as people write them, right and wrong: values, guards, loops, separators, and now and then a slip of the pen. */

const scalars = ['s', 't', 'n', 'm', 'b', 'c', 'v', 'd', 'any'];
const lists = ['tags', 'nums', 'flags', 'unique'];

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const join = (...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map(part => (typeof part === 'string' ? fc.constant(part) : part))).map(texts => texts.join(''));

const scalar = pick(...scalars);
const list = pick(...lists);
const suffix = fc.oneof(
  { weight: 4, arbitrary: pick('', '.toJson') },
  { weight: 2, arbitrary: pick('.toInteger', '.toTimestamp', '.size', '.length', '.0', '.toString') },
);

/** A tag that prints something. */
const printed = fc.oneof(
  { weight: 8, arbitrary: join('{{', scalar, suffix, '}}') },
  {
    weight: 2,
    arbitrary: join('{{', list, pick('', '.toJson', '.size', '.0', '.castIntegers', '.sum', '.empty'), '}}'),
  },
  { weight: 1, arbitrary: join('{{tally', pick('', '.toJson', '.P', '.sum', '.castIntegers.toJson', '.size'), '}}') },
  { weight: 1, arbitrary: join('{{items', pick('.toJson', '.size', '.0.sku', '.0.price'), '}}') },
  { weight: 1, arbitrary: join('{{join ', list, pick('', ' on=","', ' on=""', ' on=\'","\'', ' on=" "'), '}}') },
  { weight: 1, arbitrary: join('{{is ', scalar, ' ', pick('"1" "0"', 't', '"x"', 'm n'), '}}') },
  {
    weight: 1,
    arbitrary: join('{{substring', pick('After', 'Before'), ' ', scalar, ' separator=', pick('"o"', '"?"'), '}}'),
  },
  { weight: 1, arbitrary: join('{{substring ', scalar, ' start="', pick('0', '2'), '" end="', pick('1', '4'), '"}}') },
  { weight: 1, arbitrary: join('{{formatDate d pattern="', pick('yyyy', 'MM', 'd', 'yyyy-MM-dd', 'HH:mm'), '"}}') },
  {
    weight: 1,
    arbitrary: pick(
      '{{.}}',
      '{{this}}',
      '{{this.toJson}}',
      '{{iter.index}}',
      '{{size}}',
      '{{nope}}',
      '{{P}}',
      '{{sku}}',
      '{{price}}',
    ),
  },
);

const word = pick('x', 'a b', '', '5', '\\n', 'tru');

/** Both halves of a condition: right pairs, and pairs that overlap or leave a gap. `X` is the variable. */
const GUARDS: readonly (readonly [string, string, string, string])[] = [
  ['{{#X}}', '{{/X}}', '{{^X}}', '{{/X}}'],
  ['{{#if X}}', '{{/if}}', '{{#unless X}}', '{{/unless}}'],
  ['{{#if X}}', '{{/if}}', '{{^X}}', '{{/X}}'],
  ['{{#X}}', '{{/X}}', '{{#unless X}}', '{{/unless}}'],
  ['{{#isEq X true}}', '{{/isEq}}', '{{#isNotEq X true}}', '{{/isNotEq}}'],
  ['{{#isEq X "gold"}}', '{{/isEq}}', '{{#isNotEq X "gold"}}', '{{/isNotEq}}'],
  ['{{#isEq X 3}}', '{{/isEq}}', '{{#isNotEq X 3}}', '{{/isNotEq}}'],
  ['{{#isEq X t}}', '{{/isEq}}', '{{^X}}', '{{/X}}'],
  ['{{#with X}}', '{{/with}}', '{{^X}}', '{{/X}}'],
  ['{{#if X s}}', '{{/if}}', '{{#unless X s}}', '{{/unless}}'],
  ['{{#if X s logic="or"}}', '{{/if}}', '{{#unless X s logic="and"}}', '{{/unless}}'],
];

const separatorBefore = fc.oneof(
  { weight: 5, arbitrary: pick('') },
  {
    weight: 1,
    arbitrary: pick(
      '{{^iter.first}},{{/iter.first}}',
      '{{#unless iter.isFirst}},{{/unless}}',
      '{{#iter.first}},{{/iter.first}}',
    ),
  },
);
const separatorAfter = fc.oneof(
  { weight: 5, arbitrary: pick('{{#iter.hasNext}},{{/iter.hasNext}}', '{{^iter.isLast}},{{/iter.isLast}}') },
  {
    weight: 2,
    arbitrary: pick(
      ',',
      '',
      '{{#iter.isLast}},{{/iter.isLast}}',
      '{{#iter.odd}},{{/iter.odd}}',
      '{{#isEq iter.index 1}},{{/isEq}}',
    ),
  },
);
const separator = fc.oneof(pick(',', ''), guarded(fc.constant(',')));

const { value } = fc.letrec<{ value: string }>(tie => {
  const deep = { maxDepth: 3, depthIdentifier: 'body' } as const;
  const inner = tie('value');

  const inString = fc.oneof(
    { weight: 5, arbitrary: printed },
    { weight: 3, arbitrary: word },
    { weight: 2, arbitrary: guarded(printed) },
    {
      weight: 1,
      arbitrary: join(
        '{{#',
        pick('escapeJson', 'md5', 'encodeBase64', 'encodeUrl'),
        '}}',
        printed,
        '{{/',
        pick('e', 'm'),
        '}}',
      ).map(closed),
    },
  );
  const string = join('"', inString, pick('', '', ' '), fc.oneof(word, inString), '"');

  /** One of two, complementary or nearly so. */
  const either = fc
    .record({
      name: fc.oneof(scalar, list, pick('tally', 'items')),
      pair: fc.nat(GUARDS.length - 1),
      yes: inner,
      no: inner,
    })
    .map(({ name, pair, yes, no }) => {
      const [open, close, openNo, closeNo] = GUARDS[pair]!;
      const fill = (tag: string) => tag.replaceAll('X', name);
      return `${fill(open)}${yes}${fill(close)}${fill(openNo)}${no}${fill(closeNo)}`;
    });

  const loop = fc
    .record({
      name: fc.oneof(list, pick('items', 'tally.entrySet', 'tally.values', 'tally.keySet')),
      each: pick(undefined, undefined, '', ' as="one"'),
      before: separatorBefore,
      after: separatorAfter,
      element: fc.oneof(
        inner,
        pick(
          '"{{.}}"',
          '{{.}}',
          '"{{one}}"',
          '"{{this.toJson}}"',
          '{"k":"{{sku}}"}',
          '"{{key}}{{value}}"',
          '{{price}}',
          '{{value}}',
        ),
      ),
    })
    .map(({ name, each, before, after, element }) =>
      each === undefined
        ? `{{#${name}}}${before}${element}${after}{{/${name}}}`
        : `{{#each ${name}${each}}}${before}${element}${after}{{/each}}`,
    );

  const member = join(
    '"',
    fc.oneof({ weight: 6, arbitrary: pick('a', 'b', 'c') }, { weight: 1, arbitrary: printed }),
    '":',
    inner,
  );

  const array = fc.oneof(
    join('[', inner, ']'),
    join('[', inner, pick(',', ',', ', ', ''), inner, ']'),
    join('[', loop, ']'),
    join('[', fc.oneof(inner, loop), separator, fc.oneof(inner, loop), ']'),
    join('[', guarded(join(inner, pick(',', ''))), inner, ']'),
    join('[', inner, guarded(join(pick(',', ''), inner)), ']'),
  );
  const object = fc.oneof(
    join('{ ', member, '}'),
    join('{ ', member, pick(',', ',\n', ''), member, '\n}'),
    join('{ ', guarded(join(member, pick(',', ',', ''))), member, '}'),
    join('{ ', member, guarded(join(pick(',', ',', ''), member)), '}'),
    join('{ ', guarded(member), separator, guarded(member), '}'),
    join('{ ', loopOfMembers(inner), '}'),
  );
  return {
    value: fc.oneof(
      deep,
      { weight: 6, arbitrary: fc.oneof(printed, pick('1', '-2.5', 'null', 'true', '""', '[]', '{}', '0')) },
      { weight: 5, arbitrary: string },
      { weight: 4, arbitrary: either },
      { weight: 2, arbitrary: guarded(inner) },
      { weight: 3, arbitrary: array },
      { weight: 4, arbitrary: object },
    ),
  };
});

function guarded(body: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .record({ name: fc.oneof(scalar, list, pick('tally', 'items', 'iter.first')), kind: fc.nat(6), body })
    .map(({ name, kind, body: text }) => {
      switch (kind) {
        case 0:
        case 1:
          return `{{#${name}}}${text}{{/${name}}}`;
        case 2:
          return `{{^${name}}}${text}{{/${name}}}`;
        case 3:
          return `{{#if ${name}}}${text}{{/if}}`;
        case 4:
          return `{{#unless ${name}}}${text}{{/unless}}`;
        case 5:
          return `{{#if ${name} else="null"}}${text}{{/if}}`;
        default:
          return `{{#isEq ${name} "gold"}}${text}{{/isEq}}`;
      }
    });
}

function loopOfMembers(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    join(
      '{{#each tally.entrySet}}"{{key',
      pick('', '.toJson'),
      '}}":',
      fc.oneof(pick('{{value}}', '{{value.toInteger}}'), inner),
      separatorAfter,
      '{{/each}}',
    ),
    join('{{#tags}}"{{.}}":', inner, separatorAfter, '{{/tags}}'),
    join('{{#tags}}"k":', inner, '{{/tags}}'),
  );
}

/** Closes a block helper by its own name. */
function closed(text: string): string {
  const name = /^\{\{#(\w+)/.exec(text)![1]!;
  return text.replace(/\{\{\/\w+\}\}$/, `{{/${name}}}`);
}

/** Now and then a character is lost, doubled or replaced. */
const slips = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  with: pick('', ',', '"', '}', ']', '0', ' '),
});

const slip = fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: slips });

const body = fc.oneof(
  { weight: 15, arbitrary: value },
  { weight: 1, arbitrary: join('{{#jsonMinify}}', value, '{{/jsonMinify}}') },
);

export const bodies: fc.Arbitrary<string> = fc.record({ text: body, slip }).map(one => {
  if (!one.slip) return one.text;
  const at = Math.floor(one.slip.at * one.text.length);
  return one.text.slice(0, at) + one.slip.with + one.text.slice(at + 1);
});
