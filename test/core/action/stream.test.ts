import assert from 'node:assert/strict';
import { parseAction } from '../../../server/core/action/parse';
import { matches } from '../../../server/core/action/stream';
import { operators } from '../../../server/core/tealium/operators';

const event = {
  attributes: new Map<string, unknown>([
    ['name', 'Ada Lovelace'],
    ['total', 12.5],
    ['count', '12'],
    ['empty', ''],
    ['none', []],
    ['nothing', null],
    ['yes', true],
    ['no', false],
    ['tags', ['red', 'Green']],
    ['tally', { Shirts: 2 }],
    ['seen', Date.UTC(2026, 0, 1)],
  ]),
};
const now = Date.UTC(2026, 0, 4);

function holds(attribute: string, operator: string, value?: string | number) {
  const when = [[{ attribute, operator, ...(value !== undefined && { value }) }]];
  const { action } = parseAction(JSON.stringify({ action: { source: { when } } }));
  return matches(action.when, event, now).kind === 'matched';
}

const cases: Record<string, { yes: [string, (string | number)?][]; no: [string, (string | number)?][] }> = {
  'array contains': {
    yes: [['tags', 'red']],
    no: [
      ['tags', 're'],
      ['missing', 'red'],
    ],
  },
  'array does not contain': {
    yes: [
      ['tags', 'blue'],
      ['missing', 'red'],
    ],
    no: [['tags', 'red']],
  },
  contains: {
    yes: [
      ['name', 'Love'],
      ['tags', 'red'],
      ['tally', 'Shirts'],
    ],
    no: [
      ['name', 'love'],
      ['tags', 're'],
      ['tally', 'shirts'],
    ],
  },
  'contains (ignore case)': {
    yes: [['name', 'LOVE']],
    no: [
      ['name', 'hate'],
      ['missing', ''],
    ],
  },
  'does not contain': {
    yes: [
      ['name', 'love'],
      ['missing', 'x'],
    ],
    no: [
      ['name', 'Love'],
      ['tags', 'red'],
    ],
  },
  'does not contain (ignore case)': {
    yes: [['name', 'hate']],
    no: [
      ['name', 'love'],
      ['tags', 'green'],
    ],
  },
  'contains partial string': {
    yes: [
      ['tags', 're'],
      ['tally', 'Shirt'],
    ],
    no: [['tags', 'gre']],
  },
  'contains partial string (ignore case)': { yes: [['tags', 'GRE']], no: [['tags', 'blue']] },
  equals: {
    yes: [
      ['name', 'Ada Lovelace'],
      ['total', 12.5],
      ['total', '12.50'],
      ['count', 12],
    ],
    no: [
      ['name', 'ada lovelace'],
      ['missing', ''],
    ],
  },
  'equals (ignore case)': { yes: [['name', 'ada LOVELACE']], no: [['name', 'ada']] },
  'does not equal': {
    yes: [
      ['name', 'Ada'],
      ['missing', 'x'],
    ],
    no: [['total', 12.5]],
  },
  'does not equal (ignore case)': { yes: [['name', 'Bob']], no: [['name', 'ada lovelace']] },
  'starts with': {
    yes: [
      ['name', 'Ada'],
      ['tags', 're'],
    ],
    no: [['name', 'ada']],
  },
  'starts with (ignore case)': { yes: [['name', 'ada']], no: [['name', 'lovelace']] },
  'ends with': {
    yes: [
      ['name', 'lace'],
      ['tags', 'reen'],
    ],
    no: [['name', 'LACE']],
  },
  'ends with (ignore case)': { yes: [['name', 'LACE']], no: [['name', 'ada']] },
  'less than': {
    yes: [
      ['total', 13],
      ['count', '13'],
    ],
    no: [
      ['total', 12.5],
      ['missing', 1],
      ['name', 1],
    ],
  },
  'less than or equal to': { yes: [['total', 12.5]], no: [['total', 12]] },
  'greater than': {
    yes: [['total', 12]],
    no: [
      ['total', 12.5],
      ['empty', -1],
    ],
  },
  'greater than or equal to': { yes: [['total', 12.5]], no: [['total', 13]] },
  'is assigned': { yes: [['empty'], ['none'], ['no']], no: [['missing'], ['nothing']] },
  'is not assigned': { yes: [['missing'], ['nothing']], no: [['empty'], ['none']] },
  'is empty': { yes: [['missing'], ['nothing'], ['empty'], ['none']], no: [['total'], ['no']] },
  'is not empty': { yes: [['total'], ['no'], ['tags']], no: [['empty'], ['none'], ['missing']] },
  'is true': { yes: [['yes']], no: [['no'], ['missing'], ['name']] },
  'is false': { yes: [['no']], no: [['yes'], ['missing']] },
  'occurred less than': {
    yes: [['seen', '4 days']],
    no: [
      ['seen', '2 days'],
      ['missing', '2 days'],
    ],
  },
  'occurred more than': {
    yes: [
      ['seen', '71 hours'],
      ['seen', 2],
    ],
    no: [['seen', '1 week']],
  },
  'is started': { yes: [['funnel']], no: [] },
  'is completed': { yes: [['funnel']], no: [] },
  'step completed': { yes: [['funnel', '1']], no: [] },
  'step not completed': { yes: [['funnel', '1']], no: [] },
  'is executed': { yes: [['tag']], no: [] },
  'matches regex': {
    yes: [
      ['name', 'a L'],
      ['count', '^\\d+$'],
    ],
    no: [
      ['name', '^ada'],
      ['missing', '.*'],
    ],
  },
  'matches regex (ignore case)': { yes: [['name', '^ADA']], no: [['name', 'b']] },
  'matches regex (multiline)': { yes: [['name', '^Ada']], no: [['name', '^Lovelace']] },
  'matches regex (multiline, ignore case)': { yes: [['name', 'LACE$']], no: [['name', '^lace']] },
};

suite('stream conditions', () => {
  for (const { name } of operators) {
    test(name, () => {
      const { yes, no } = cases[name]!;
      for (const [attribute, value] of yes) assert.ok(holds(attribute, name, value), `${attribute} ${name} ${value}`);
      for (const [attribute, value] of no)
        assert.ok(!holds(attribute, name, value), `not: ${attribute} ${name} ${value}`);
    });
  }

  test('what cannot be decided never fails: unknown operators, broken or exploding patterns', () => {
    assert.ok(holds('name', 'is roughly', 'x'));
    assert.ok(holds('name', 'matches regex', '(('));
    assert.ok(holds('name', 'matches regex', '(a+)+$'));
    assert.ok(holds('name', 'matches regex', '((a|b)c*)+$'));
  });

  test('without a clock, how long ago something was is left open', () => {
    const undecided = (value: string) => {
      const when = [[{ attribute: 'seen', operator: 'occurred less than', value }]];
      const { action } = parseAction(JSON.stringify({ action: { source: { when } } }));
      return matches(action.when, event).kind === 'matched';
    };
    assert.ok(undecided('2 days') && undecided('4 days'));
  });

  test('OR of ANDs, and the condition that failed in each group', () => {
    const text = JSON.stringify({
      action: {
        source: {
          when: [
            [
              { attribute: 'yes', operator: 'is true' },
              { attribute: 'name', operator: 'equals', value: 'Bob' },
            ],
            [{ attribute: 'missing', operator: 'is assigned' }],
          ],
        },
      },
    });
    const match = matches(parseAction(text).action.when, event);
    assert.equal(match.kind, 'not-matched');
    assert.deepEqual(match.kind === 'not-matched' && match.failed.map(({ expected, found }) => [expected, found]), [
      ['name equals "Bob"', 'Ada Lovelace'],
      ['missing is assigned', undefined],
    ]);
    assert.deepEqual(matches(undefined, event), { kind: 'matched' });
  });
});
