import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Condition } from '../../../server/core/json/branches';
import { whenNone } from '../../../server/core/json/branches';
import type { OutlineValue } from '../../../server/core/json/outline';
import { outlineOf } from '../../../server/core/json/readOutline';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';

/** The outline drawn: `{user_id: "<user_id>", phone?phone: …}`; tags in angles, conditions behind a question mark. */
function draw(text: string): string {
  return outlineOf(parse(text, tealiumProfile))
    .roots.map(value => drawValue(value, []))
    .join(' | ');
}

function drawValue(value: OutlineValue, outer: readonly Condition[]): string {
  const mark = drawConditions(value.conditions.slice(outer.length));
  switch (value.kind) {
    case 'object': {
      const members = value.members.map(member => {
        const conditions = drawConditions(member.conditions.slice(value.conditions.length));
        const values = member.values.map(one => drawValue(one, member.conditions)).join(' | ');
        return `${conditions}${member.key ?? '?'}: ${values}`;
      });
      return `${mark}{${[...members, ...(value.open ? ['…'] : [])].join(', ')}}`;
    }
    case 'list': {
      const items = value.items.map(item => drawValue(item, value.conditions));
      return `${mark}[${[...items, ...(value.open ? ['…'] : [])].join(', ')}]`;
    }
    default: {
      const text = value.pieces.map(piece => {
        if (piece.kind === 'text') return piece.text;
        return piece.kind === 'tag' ? `<${piece.inner ? '~' : ''}${piece.node.tag.content.text}>` : '<?>';
      });
      return mark + (value.kind === 'string' ? `"${text.join('')}"` : text.join(''));
    }
  }
}

function drawConditions(conditions: readonly Condition[]): string {
  return conditions.map(({ asks, holds }) => `(${holds ? '' : 'not '}${asks}) `).join('');
}

suite('the outline of a body template', () => {
  const cases: [string, string][] = [
    ['{"a": 1, "b": "x y", "c": [true, null]}', '{a: 1, b: "x y", c: [true, null]}'],
    ['{"a": {{n}}, "b": "{{s}} {{t}}"}', '{a: <n>, b: "<s> <t>"}'],
    ['{"a": {"b": {"c": []}}}', '{a: {b: {c: []}}}'],
    ['{ {{#phone}}"phone": "{{phone}}",{{/phone}} "a": 1 }', '{(phone) phone: "<phone>", a: 1}'],
    ['{"a": {{#x}}true{{/x}}{{^x}}false{{/x}}, "b": 1}', '{a: (x) true | (not x) false, b: 1}'],
    ['{"a": {{#x}}{{x}}{{/x}}{{^x}}null{{/x}}}', '{a: (x) <x> | (not x) null}'],
    ['{"a": {{#x}}1{{/x}}{{#y}}2{{/y}}}', '{a: (x) 1 | (y) 2}'],
    ['{"a": {{x}}{{^x}}null{{/x}}}', '{a: <x>null}'],
    ['{{#x}}{"a": 1}{{/x}}{{^x}}{"b": 2}{{/x}}', '(x) {a: 1} | (not x) {b: 2}'],
    ['{{#x}}{"a": [{{/x}}\n{{^x}}{"b": [{{/x}} 1]}', '(x) {a: []} | (not x) {b: [1]}'],
    ['[{{#items}}{"sku": "{{sku}}"}{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}]', '[(items) {sku: "<sku>"}]'],
    ['{"a": "{{#escapeJson}}{{s}}{{/escapeJson}}"}', '{a: "<s>"}'],
    ['{"a": "x{{#s}} {{s}}{{/s}}"}', '{a: "x <~s>"}'],
    ['{"{{k}}": 1}', '{?: 1}'],
    ['{ {{members}} }', '{…}'],
    ['{"a": 1 {{> more}} }', '{a: 1, …}'],
    [
      '{{#isEq p "pro"}}{"a": 1}{{/isEq}}{{#isNotEq p "pro"}}{"b": 1}{{/isNotEq}}',
      '(isEq p "pro") {a: 1} | (not isEq p "pro") {b: 1}',
    ],
    ['{"a\\u0062": "\\"x\\""}', '{ab: "\\"x\\""}'],
    ['{! {{! comment }} "a": 1 }', '{a: 1}'],
    // Half typed.
    ['{"a": 1, "', '{a: 1, ?: }'],
    ['{"a": 1, "em\n}', '{a: 1, em: }'],
    ['{"a": , "b": 2}', '{a: , b: 2}'],
    ['{"a": 1 "b": 2}', '{a: 1, b: 2}'],
    ['{"a": "x" "b": 2}', '{a: "x", b: 2}'],
    ['{"a": {"b": 1, "c": [1, 2', '{a: {b: 1, c: [1, 2]}}'],
    ['{"a": 1]}, "b": 2', '{a: 1} | "b" | 2'],
    ['{a: 1, "b": 2}', '{b: 2}'],
    ['{"a": {{x, "b": 2}', '{a: <?>}'],
    ['', ''],
    ['}}]]', ''],
    ['12', '12'],
  ];
  for (const [text, expected] of cases) test(text.replaceAll('\n', '↵'), () => assert.equal(draw(text), expected));

  test('keys and values know their places', () => {
    const text = '{ "email": "{{email}}", "a": {{n}} }';
    const [root] = outlineOf(parse(text, tealiumProfile)).roots;
    assert.ok(root?.kind === 'object');
    const places = root.members.map(({ keyRange, values }) => [
      text.slice(keyRange.start, keyRange.end),
      text.slice(values[0]!.range.start, values[0]!.range.end),
    ]);
    assert.deepEqual(places, [
      ['email', '"{{email}}"'],
      ['a', '{{n}}'],
    ]);
  });

  test('any text has an outline, with places inside of it', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      ' ',
      '\n',
      '\\',
      '1',
      'a',
      '{{x}}',
      '{{#x}}',
      '{{^x}}',
      '{{/x}}',
      '{{',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        const visit = (value: OutlineValue): boolean => {
          if (value.range.start < 0 || value.range.end > text.length || value.range.start > value.range.end)
            return false;
          if (value.kind === 'object') return value.members.flatMap(member => member.values).every(visit);
          return value.kind === 'list' ? value.items.every(visit) : true;
        };
        return outlineOf(parse(text, tealiumProfile)).roots.every(visit);
      }),
    );
  });
});

suite('when none of several things happens', () => {
  const is = (asks: string): Condition => ({ asks, holds: true });
  const not = (asks: string): Condition => ({ asks, holds: false });
  const cases: [string, readonly (readonly Condition[])[], readonly Condition[] | undefined][] = [
    ['nothing at all', [], []],
    ['one thing, always', [[]], undefined],
    ['one thing on a branch', [[is('a')]], [not('a')]],
    ['both branches', [[is('a')], [not('a')]], undefined],
    ['either of two', [[is('a')], [is('b')]], [not('a'), not('b')]],
    ['both of two', [[is('a'), is('b')]], [not('b')]],
    ['always beside a branch', [[is('a')], []], undefined],
    ['what holds where another does', [[is('if a'), is('a')], [not('if a')]], undefined],
    ['a text that is there where it is equal', [[is('isEq a "x"'), is('a')], [not('isEq a "x"')]], undefined],
    [
      'false may well be equal',
      [[is('isEq a "false"'), is('a')], [not('isEq a "false"')]],
      [is('isEq a "false"'), not('a')],
    ],
    ['two texts at once', [[not('isEq a "x"')], [not('isEq a "y"')]], undefined],
  ];
  for (const [title, things, expected] of cases) test(title, () => assert.deepEqual(whenNone(things), expected));

  test('what is known is not asked', () => {
    assert.equal(
      whenNone([[is('a')]], () => true),
      undefined,
    );
    assert.deepEqual(
      whenNone([[not('a')]], () => true),
      [],
    );
  });
  test('too many questions have no answer', () =>
    assert.equal(whenNone([Array.from({ length: 9 }, (_, index) => is(`q${index}`))]), undefined));
});
