import assert from 'node:assert/strict';
import type { AttributeType } from '../../../server/core/action/model';
import type { Variable } from '../../../server/core/json/events';
import { type Proof, prove } from '../../../server/core/json/prove';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile, tealiumProfileWith } from '../../../server/core/template/profiles';

/** `name string, tags array of strings?, again string@name`: the question mark says optional, and behind `@` is the attribute. */
function variablesOf(text: string): ReadonlyMap<string, Variable> {
  return new Map(
    text.split(', ').map(one => {
      const [, name, type, mark, attribute = name!] = /^(\S+) (.*?)(\??)(?:@(\w+))?$/.exec(one)!;
      return [name!, { type: type as AttributeType, optional: mark === '?', attribute }];
    }),
  );
}

function proofOf(template: string, variables: string, profile = tealiumProfile): Proof {
  return prove(parse(template, profile), { profile, variables: variablesOf(variables) });
}

/** The findings as `code «text» condition`. */
function told(template: string, variables: string, profile = tealiumProfile): readonly string[] {
  return proofOf(template, variables, profile).findings.map(({ code, range, condition }) =>
    `${code} «${template.slice(range.start, range.end)}» ${condition}`.trim(),
  );
}

function finds(name: string, template: string, variables: string, ...expected: readonly string[]): void {
  test(name, () => assert.deepEqual(told(template, variables), expected));
}

suite('what the proof says: values', () => {
  const choice = (count: number, wrong: string): string => {
    const cases = Array.from({ length: count }, (_, index) => {
      const value = index === count - 1 ? wrong : String(index);
      return `{{#isEq s "v${index}"}}${value}{{/isEq}}{{#isNotEq s "v${index}"}}`;
    });
    return `{"a":${cases.join('')}null${'{{/isNotEq}}'.repeat(count)}}`;
  };
  finds('a choice among 20 texts', choice(20, '20'), 's string');
  finds('the last of 20 texts', choice(20, 'x'), 's string', 'invalid-json «x» when `s` is "v19"');
  finds(
    'an element far back in a list',
    '{"a":"{{#l.4}}{{l.4}}{{/l.4}}"}',
    'l array of strings',
    'unescaped-string «{{l.4}}» when `l` has 5 elements',
  );
  finds(
    'a list of a size',
    '{"a":1{{#isEq l.size 5}}x{{/isEq}}}',
    'l set of strings',
    'invalid-json «x» when `l` has 5 elements',
  );
  finds(
    'a turn far on in a loop',
    '[{{#l}}1{{#isEq iter.index 6}};{{/isEq}}{{#iter.hasNext}},{{/iter.hasNext}}{{/l}}]',
    'l array of numbers',
    'invalid-json «;» when `l` has 6 elements or has 7 elements',
  );
  finds(
    'an entry far on in a tally',
    '[{{#each t.entrySet}}{{#isEq iter.index 5}};{{/isEq}}{{value}}{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}]',
    't tally',
    'invalid-json «;» when `t` has 5 entries or has 6 entries',
  );
  finds(
    'a date at 0, of which two make no number',
    '[{{#l}}{{d.toTimestamp}}{{/l}}]',
    'd date, l array of numbers',
    'missing-comma «{{#l}}» when `l` has two elements or has three or more elements and `d` is 0 or is negative',
  );
  finds(
    'an escaped text that is cut inside of an escape',
    '{"a":"{{substring s.toJson start="0" end="2"}}"}',
    's string',
    'unescaped-string «{{substring s.toJson start="0" end="2"}}» when `s` holds a quote',
  );
  finds(
    'a list of objects as it is, of which only one field is text',
    '{"a":"{{items}}"}',
    'items.price array of numbers, items.sku array of strings',
    'unescaped-string «{{items}}» when `items` has one element, the first of `items.price` has a fraction and the first of `items.sku` holds a quote, a backslash or a line break',
  );
  finds(
    'a text that holds a list',
    '{"a":{{#s.toList}}"x"{{/s.toList}}{{^s.toList}}2{{/s.toList}}}',
    's string',
    'invalid-json «"» when `s` holds a list',
  );
  finds(
    'an element by the name that a loop gives it',
    '{"a":"{{#each l as="one"}}{{one}}{{/each}}"}',
    'l array of strings',
    'unescaped-string «{{one}}» when `l` is not empty',
  );
  finds(
    'an entry of a tally by its name',
    '{"a":1{{#t}}{{#Red}}x{{/Red}}{{/t}}}',
    't tally',
    'invalid-json «x» when `t` has `Red` or has `Red` = 0',
  );
  finds('a field of an object by its name', '[{{#o}}"{{name}}",{{/o}}0]', 'o any', 'unescaped-string «{{name}}»');
  finds('a field of an object, escaped', '[{{#o}}"{{name.toJson}}",{{/o}}0]', 'o any');
  finds(
    'a gap that any event can leave, beside a text that only some can',
    '{"a":{{#o}}{{#name}}{{o}}{{/name}}{{/o}}}',
    'o any',
    'unquoted-string «{{o}}» when `o` holds text, is empty, has a fraction or the like',
    'unquoted-string «{{o}}» when `o` holds a quote, a backslash or a line break',
  );
  finds('a number that is true, and 0 as an integer', '[1{{#if n}}{{#if n.toInteger}},2{{/if}}{{/if}}]', 'n number');
  finds(
    'a number that is true, and no integer',
    '[1{{#if n}},{{#if n.toInteger}}2{{/if}}{{/if}}]',
    'n number',
    'comma-on-one-branch «,» when `n` is between 0 and 1',
  );
  finds('a variable in the section of an object', '[{{#o}}{{n}},{{/o}}0]', 'o any, n number');
  finds(
    'a whole body that is minified',
    '{{#jsonMinify}}{"a":"{{s.toJson}}","b":"{{t.toJson}}","c":"{{u.toJson}}","d":"{{v}}"}{{/jsonMinify}}',
    's string, t string, u string?, v string',
    'unescaped-string «{{v}}»',
  );
  finds(
    'what comes after a comma that minifying takes away',
    '{{#jsonMinify}}{"a":[{{#l}}1,{{/l}}0,],"b":"{{s}}"}{{/jsonMinify}}',
    's string, l array of strings',
    'unescaped-string «{{s}}»',
  );
  finds(
    'a comma that minifying takes away',
    '{{#jsonMinify}}{"a":[{{#l}}1,{{/l}}]}{{/jsonMinify}}',
    'l array of strings',
  );
  finds('a text without quotes', '{"a":{{s}}}', 's string', 'unquoted-string «{{s}}»');
  finds(
    'a text without quotes, on a branch',
    '{{#b}}{"a":{{s}}}{{/b}}{{^b}}1{{/b}}',
    's string, b string?',
    'unquoted-string «{{s}}» when `b` is there',
  );
  finds('one mistake, though it may be missing as well', '{"a":{{s}}}', 's string?', 'unquoted-string «{{s}}»');
  finds('a date prints text', '{"a":{{d}}}', 'd date', 'unquoted-string «{{d}}»');
  finds('a text in quotes', '{"a":"{{s}}"}', 's string', 'unescaped-string «{{s}}»');
  finds('a text in quotes with toJson', '{"a":"{{s.toJson}}"}', 's string?');
  finds(
    'a list as it is',
    '{"a":{{l}}}',
    'l array of strings',
    'collection-without-to-json «{{l}}» when `l` has one element and the first of `l` holds text',
  );
  finds(
    'what may be a text or a list has no form that fits both',
    '{"a":{{#x}}"{{x.toJson}}"{{/x}}{{^x}}null{{/x}}}',
    'x any?',
    'to-json-unquoted «{{x.toJson}}» when `x` is a list or is an object',
  );
  finds(
    'the same without quotes',
    '{"a":{{#x}}{{x.toJson}}{{/x}}{{^x}}null{{/x}}}',
    'x any?',
    'unquoted-string «{{x.toJson}}» when `x` holds text, is empty or is a list',
  );
  test('a helper that refuses its arguments says why', () => {
    const [finding] = proofOf('{"a":"{{hash algorithm="HmacSHA256" s}}"}', 's string').findings;
    assert.equal(finding?.code, 'helper-arguments');
    assert.equal(
      finding.message,
      'The render fails here: HmacSHA256 needs useSecretKey="true" and a key as first value.',
    );
  });
  finds('a tally as it is', '{"a":{{t}}}', 't tally', 'collection-without-to-json «{{t}}» when `t` is not empty');
  finds(
    'a list in quotes',
    '{"a":"{{l.toJson}}"}',
    'l array of strings',
    'to-json-unquoted «{{l.toJson}}» when `l` is not empty',
  );
  finds('a number that may be missing', '{"a":{{n}}}', 'n number?', 'maybe-missing-value «{{n}}» when `n` is missing');
  finds('a number', '{"a":{{n}},"b":"{{n}}"}', 'n number');
  finds('a badge', '{"a":{{v}}}', 'v badge?', 'badge-never-false «{{v}}» when `v` is missing');
  finds('a badge with both halves', '{"a":{{#v}}true{{/v}}{{^v}}false{{/v}}}', 'v badge?');
  finds(
    'a section without the other half',
    '{"a":{{#n}}{{n}}{{/n}}}',
    'n number?',
    'maybe-missing-value «{{#n}}» when `n` is missing',
  );
  finds(
    'if takes 0 for nothing',
    '{"a":{{#if n}}{{n}}{{/if}}}',
    'n number',
    'maybe-missing-value «{{#if n}}» when `n` is 0',
  );
  finds('digits behind a fraction', '{"a":{{n}}.00}', 'n number', 'number-format «.00»');
  finds(
    'a month has a leading zero',
    '{"a":{{formatDate d pattern="MM"}}}',
    'd date',
    'number-format «{{formatDate d pattern="MM"}}»',
  );
  finds('each over a text fails', '[{{#each s}}{{.}}{{/each}}]', 's string', 'helper-type «{{#each s}}»');
});

suite('what the proof says: variables of one attribute', () => {
  const either = '{ {{#a}}"x": 1{{/a}}{{^b}}"y": 2{{/b}} }';
  finds('either is there or the other is not', either, 'a string?@q, b string?@q');
  finds(
    'of two attributes both may be',
    either,
    'a string?, b string?',
    'missing-comma «"» when `a` is there and `b` is missing',
  );
  finds('they are equal', '[{{#isEq a b}}1{{/isEq}}{{#isNotEq a b}}x{{/isNotEq}}]', 'a string@q, b string@q');
  finds(
    'what is said of one holds for the other',
    '[{{#isEq a "gold"}}1{{/isEq}}{{#isNotEq b "gold"}}2{{/isNotEq}}]',
    'a string@q, b string@q',
  );
  const listed =
    '[{{#skus}}1,{{/skus}}{{#items}}"{{sku.toJson}}"{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}{{^skus}}2{{/skus}}]';
  finds('a list, and the same in a list of objects', listed, 'skus array of strings?@q, items.sku array of strings?@q');
  finds(
    'a list, and another in a list of objects',
    listed,
    'skus array of strings?, items.sku array of strings?',
    'trailing-comma «,» when `skus` is there and is not empty and `items.sku` is missing',
    'comma-on-one-branch «{{#iter.hasNext}}» when `skus` is missing or is empty, `items` is not empty and `items.sku` is there',
  );
});

suite('what the proof says: commas', () => {
  finds('behind the last member', '{"a":1,}', 'n number', 'trailing-comma «,»');
  finds('doubled', '[1,,2]', 'n number', 'trailing-comma «,»');
  finds('missing', '{"a":1\n"b":2}', 'n number', 'missing-comma «"»');
  finds(
    'stays outside of the section',
    '{"a":1,{{#n}}"b":{{n}}{{/n}}}',
    'n number?',
    'comma-on-one-branch «,» when `n` is missing',
  );
  finds(
    'stays behind the section',
    '{ {{#n}}"b":{{n}}{{/n}},"a":1}',
    'n number?',
    'comma-on-one-branch «,» when `n` is missing',
  );
  finds('in the section', '{"a":1{{#n}},"b":{{n}}{{/n}}}', 'n number?');
  finds('after every element', '[{{#l}}1,{{/l}}]', 'l array of strings', 'trailing-comma «,» when `l` is not empty');
  finds(
    'after no element',
    '[{{#l}}"x"{{/l}}]',
    'l array of strings',
    'missing-comma «{{#l}}» when `l` has two elements or has three or more elements',
  );
  finds(
    'at the wrong elements: one mistake',
    '[{{#l}}"x"{{^iter.hasNext}},{{/iter.hasNext}}{{/l}}]',
    'l array of strings',
    'missing-comma «{{#l}}» when `l` has two elements or has three or more elements',
  );
  finds('between the elements', '[{{#l}}1{{#iter.hasNext}},{{/iter.hasNext}}{{/l}}]', 'l array of strings?');
  finds(
    'a section that should ask once',
    '{ {{#l}}"l":{{l.toJson}}{{/l}} }',
    'l array of strings',
    'missing-comma «{{#l}}» when `l` has two elements or has three or more elements',
  );
});

suite('what the proof says: brackets, quotes and words', () => {
  finds('a bracket that is never closed', '{\n  "a": {\n    "b": 1,\n  "c": 2\n}', 'n number', 'unbalanced-json «{»');
  finds('a bracket too many', '{"a":1}]', 'n number', 'unbalanced-json «]»');
  finds('members without an object', '"a": 1, "b": {{n}}', 'n number', 'unbalanced-json «:»');
  finds('the wrong bracket', '{"a":[1}', 'n number', 'unbalanced-json «}»');
  finds('a string that is not closed', '{\n  "a": "x,\n  "b": 1\n}', 'n number', 'invalid-json «"x,»');
  finds(
    'a string that is not closed before a section',
    '{\n  "a": "{{s.toJson}},\n  {{#o}}\n  "b": "{{o.toJson}}",\n  {{/o}}\n  "c": 1\n}',
    's string, o string?',
    'invalid-json «"{{s.toJson}},»',
  );
  finds(
    'a string that is not closed in a section',
    '{\n  {{#o}}\n  "b": "{{o.toJson}},\n  {{/o}}\n  {{#n}}\n  "n": {{n}},\n  {{/n}}\n  "c": 1\n}',
    'o string?, n number?',
    'invalid-json «"{{o.toJson}},» when `o` is there',
  );
  finds(
    'a string that is not closed before the bracket of its line',
    '{\n  "a": { "b": "{{s.toJson}} },\n  {{#o}}\n  "o": 1,\n  {{/o}}\n  "c": 1\n}',
    's string, o string?',
    'invalid-json «"{{s.toJson}} },»',
  );
  finds(
    'a string that is not closed in a loop, whose comma is in it',
    '{ "l": [\n  {{#l}}\n  "{{this.toJson}}{{#iter.hasNext}},{{/iter.hasNext}}\n  {{/l}}\n] }',
    'l array of strings',
    'invalid-json «"{{this.toJson}}{{#iter.hasNext}},{{/iter.hasNext}}» when `l` is not empty',
  );
  finds(
    'a string that the next key closes, on whichever branch',
    '{ "a": "{{s.toJson}}, {{#o}}"b": "{{o.toJson}}",{{/o}} "c": 1 }',
    's string, o string?',
    'invalid-json «"»',
  );
  test('the string that the next key closes begins where it is said', () => {
    const text = '{ "a": "{{s.toJson}}, {{#o}}"b": "{{o.toJson}}",{{/o}} "c": 1 }';
    assert.equal(proofOf(text, 's string, o string?').findings[0]?.range.start, text.indexOf('"{{s'));
  });
  finds(
    'a comment',
    '{\n  // one\n  "a": 1, /* two */\n  "b": 2\n}',
    'n number',
    'invalid-json «// one»',
    'invalid-json «/* two */»',
  );
  test('ways out that lead somewhere', () => {
    const says = (value: string, variables: string) =>
      proofOf(`{"a":${value}}`, variables).findings.map(({ message, condition }) => `${message} ${condition}`);
    const [list, ...others] = says('"{{items}}"', 'items.sku array of strings');
    assert.match(list!, /`items` is a list of objects.*`\{\{#items\}\}…\{\{\/items\}\}`/);
    assert.deepEqual(others, []);
    assert.match(says('-{{n.toInteger}}', 'n number')[0]!, /its own sign.*remove the one before the tag/);
    assert.match(
      says('{{d.toTimestamp}}', 'd any').join(),
      /^The type of `d` is not declared.*declare its attribute as `date`/,
    );
    assert.match(says('{{#t.x}}1{{/t.x}}', 't tally').join(), /when `t` does not have `x`$/);
  });
  finds('the first quote is missing', '{"a":{{s.toJson}}"}', 's string', 'unquoted-string «{{s.toJson}}»');
  finds('a word of another language', '{"a":None}', 'n number', 'invalid-json «None»');
  finds('a key without quotes', '{a:1}', 'n number', 'invalid-json «a»');
  finds(
    'a list without brackets',
    '{"a":{{#l}}"{{this.toJson}}"{{#iter.hasNext}},{{/iter.hasNext}}{{/l}}}',
    'l array of strings',
    'collection-without-to-json «{{#l}}» when `l` does not have one element',
  );
});

suite('the evidence', () => {
  test('a minimal event, what comes out and where it breaks', () => {
    const [finding] = proofOf(
      '{"id":1,{{#x}}"x":{{x}}{{/x}},"s":"{{s.toJson}}"}',
      'x number?, s string, l array of strings?',
    ).findings;
    assert.deepEqual(finding?.shown.plain, { s: 'Ada' });
    assert.equal(finding?.shown.evidence.kind === 'broken' && finding.shown.evidence.output, '{"id":1,,"s":"Ada"}');
    assert.equal(finding?.shown.breaks?.first?.at, 8);
  });

  test('the mistake of another rule that it comes from', () => {
    const causes = (template: string) => proofOf(template, 'c boolean').findings.map(finding => finding.causedBy);
    assert.deepEqual(causes('{"a":{{#if c}}1{{else}}2{{/if}}}'), ['else-tag']);
    assert.deepEqual(causes('{"a":{{#if c}}true{{/if}}{{^if c}}false{{/if}}}'), ['inverted-helper']);
    assert.deepEqual(causes('{"a":{{nope}}}'), ['unmapped-variable']);
    assert.deepEqual(causes('{"a":{c}}'), ['single-braces']);
  });

  test('HTML escaping breaks what is fine without it', () => {
    const escaping = tealiumProfileWith({ escapeHtml: true });
    assert.deepEqual(told('{"a":{{l.toJson}}}', 'l array of strings', escaping), [
      'html-escaped «{{l.toJson}}» when `l` is not empty',
    ]);
    assert.deepEqual(told('{"a":{{{l.toJson}}}}', 'l array of strings', escaping), []);
  });

  test('a template that does not compile is unsafe, and that is for the parser to explain', () => {
    const { plain, hostile, findings } = proofOf('{"a":{{#c}}1}', 'c boolean');
    assert.deepEqual([plain, hostile, findings], ['unsafe', 'unsafe', []]);
  });
});

suite('where the analysis gives up, it says so and tries events', () => {
  test('a tag that prints the whole event', () => {
    const { limited, plain, hostile } = proofOf('{"a":"{{.}}"}', 's string');
    assert.deepEqual([limited, plain, hostile], ['a tag prints the whole event', 'safe', 'unsafe']);
  });

  test('sections nested without end', () => {
    const nested = `{"a":1${'{{#c}}'.repeat(10_000)},${'{{/c}}'.repeat(10_000)}}`;
    const { limited, plain } = proofOf(nested, 'c boolean');
    assert.deepEqual([limited, plain], ['sections are nested too deep', 'unsafe']);
  });

  test('templates that call themselves', () => {
    const { limited, plain } = proofOf('{{+n}}[{{#l}}{{>n}}{{/l}}]{{/n}}{{>n}}', 'l array of strings');
    assert.deepEqual([limited, plain], ['templates call each other without end', 'unsafe']);
  });
});

suite('loops inside each other', () => {
  const inner = (wrong: string) =>
    `{{#x}}[{{#a}}[{{#b}}1${wrong}{{#iter.hasNext}},{{/iter.hasNext}}{{/b}}]{{#iter.hasNext}},{{/iter.hasNext}}{{/a}}]{{/x}}{{^x}}0{{/x}}`;
  const variables = 'a array of strings, b array of strings, x string?, y string?';
  finds('what is asked around them holds in them', inner('{{^x}}oops{{/x}}'), variables);
  finds(
    'what goes wrong in them does so under all conditions around',
    inner('{{#y}}oops{{/y}}'),
    variables,
    'invalid-json «oops» when `x` is there, `a` is not empty, `b` is not empty and `y` is there',
  );
});

suite('tangled templates take less than a second', () => {
  const count = (length: number) => Array.from({ length }, (_, index) => index);
  const all = (length: number, type: string) =>
    count(length)
      .map(index => `a${index} ${type}`)
      .join(', ');

  /**
   * Processor time, so that a busy machine makes no difference, and three times the target, so that a slow one makes
   * none either.
   */
  function quickly(name: string, template: string, variables: string, plain: Proof['plain']): void {
    test(name, () => {
      const start = process.cpuUsage();
      const proof = proofOf(template, variables);
      const { user, system } = process.cpuUsage(start);
      assert.deepEqual([proof.limited, proof.plain, proof.unconfirmed], [undefined, plain, 0]);
      assert.ok(user + system < 3_000_000, `${(user + system) / 1000} ms`);
    }).timeout(60_000);
  }

  const anyBefore = (index: number): string =>
    count(index).reduce((rest, before) => `{{#a${before}}},{{/a${before}}}{{^a${before}}}${rest}{{/a${before}}}`, '');
  const member = (index: number): string => `"a${index}":"{{a${index}.toJson}}"`;

  quickly(
    '30 optional members, each with a comma when any before it is there',
    `{ ${count(30)
      .map(index => `{{#a${index}}}${anyBefore(index)}${member(index)}{{/a${index}}}`)
      .join('')}}`,
    all(30, 'string?'),
    'safe',
  );
  quickly(
    '8 nested loops',
    `[${count(8)
      .map(index => `{{#a${index}}}`)
      .join('[')}1${count(8)
      .map(index => `{{#iter.hasNext}},{{/iter.hasNext}}{{/a${7 - index}}}`)
      .join(']')}]`,
    all(8, 'array of strings?'),
    'safe',
  );
  quickly(
    '30 optional members, each with a comma if any of those before it is there',
    `{ ${count(30)
      .map(index => {
        const before = count(index).map(one => `a${one}`);
        const comma = index > 0 ? `{{#if ${before.join(' ')} logic="or"}},{{/if}}` : '';
        return `{{#if a${index}}}${comma}${member(index)}{{/if}}`;
      })
      .join('')}}`,
    all(30, 'string?'),
    'safe',
  );
  for (const depth of [8, 10]) {
    quickly(
      `${depth} nested loops over lists of objects`,
      `${count(depth)
        .map(index => `[{{#each a${index}}}`)
        .join('')}{"sku":"{{sku.toJson}}","turn":{{iter.index}}}${count(depth)
        .map(() => '{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}]')
        .join('')}`,
      count(depth)
        .map(index => `a${index}.sku array of strings?, a${index}.price array of numbers?`)
        .join(', '),
      'safe',
    );
  }
  quickly(
    'loops over what need not be a list',
    '[{{#each a0}}{{#each a1}}{{#each a2}}{{this.toJson}}{{/each}}{{/each}}{{/each}}]',
    all(3, 'any?'),
    'unsafe',
  );
  quickly(
    '200 optional members in a row',
    `{ ${count(200)
      .map(index => `{{#a${index}}}${member(index)},{{/a${index}}}`)
      .join('')}"z":1}`,
    all(200, 'string?'),
    'safe',
  );
  quickly(
    '200 independent conditions',
    `{"z":1${count(200)
      .map(index => `{{#if a${index}}},"a${index}":{{a${index}}}{{/if}}`)
      .join('')}}`,
    all(200, 'number?'),
    'safe',
  );
  quickly(
    'brackets opened and closed under 40 conditions',
    `${count(40)
      .map(index => `{{#a${index}}}[{{/a${index}}}`)
      .join('')}1${count(40)
      .map(index => `{{#a${39 - index}}}]{{/a${39 - index}}}`)
      .join('')}`,
    all(40, 'boolean?'),
    'safe',
  );
  quickly(
    '1,000 mistakes',
    `{${count(1000)
      .map(index => `"a${index}":{{a${index}}}`)
      .join(',')}}`,
    all(1000, 'string'),
    'unsafe',
  );
});
