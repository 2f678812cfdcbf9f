import assert from 'node:assert/strict';
import { inStream } from '../../../server/core/action/inStream';
import { parseAction } from '../../../server/core/action/parse';

type Condition = readonly [attribute: string, operator: string, value?: string | number | undefined];
type Event = Readonly<Record<string, unknown>>;

function completed(
  groups: readonly (readonly Condition[])[],
  event: Event,
  kept: string[] = [],
  sample?: Event,
): Event {
  const when = groups.map(group => group.map(([attribute, operator, value]) => ({ attribute, operator, value })));
  const { action } = parseAction(JSON.stringify({ action: { source: { when } } }));
  const attributes = new Map(Object.entries(sample ?? {}));
  const range = { start: 0, end: 0 };
  return inStream(action.when, event, name => kept.includes(name), sample && { path: '', name: '', range, attributes });
}

suite('an event with what the stream asks for', () => {
  const order: Condition = ['tealium_event', 'equals', 'order'];

  test('what the conditions compare with', () => {
    assert.deepEqual(completed([[order]], { a: 1 }), { a: 1, tealium_event: 'order' });
    assert.deepEqual(completed([[order]], { tealium_event: 'x' }), { tealium_event: 'order' });
    for (const [operator, value, expected] of [
      ['contains', 'b', 'b'],
      ['array contains', 'b', 'b'],
      ['is true', undefined, true],
      ['is false', undefined, false],
      ['less than', 10, 9],
      ['greater than', 10, 11],
      ['is assigned', undefined, true],
    ] as const)
      assert.deepEqual(completed([[['b', operator, value]]], {}), { b: expected }, operator);
    assert.deepEqual(completed([[['b', 'is not assigned']]], { b: 1 }), {});
  });

  test('what a sample has there, where that does', () => {
    const pattern: Condition = ['code', 'matches regex', '^[A-Z]\\d$'];
    assert.deepEqual(completed([[pattern, order]], {}, [], { code: 'B7', tealium_event: 'other' }), {
      code: 'B7',
      tealium_event: 'order',
    });
    assert.deepEqual(completed([[['total', 'greater than', 10]]], {}, [], { total: 155.5 }), { total: 155.5 });
  });

  test('the first alternative that leaves alone what must stay', () => {
    const groups = [[order, ['email', 'is assigned']], [['tealium_event', 'equals', 'lead']]] as const;
    assert.deepEqual(completed(groups, {}), { tealium_event: 'order', email: true });
    assert.deepEqual(completed(groups, {}, ['email']), { tealium_event: 'lead' });
    assert.deepEqual(completed(groups, { tealium_event: 'x' }, ['tealium_event']), { tealium_event: 'x' });
  });

  test('as it is, where it is one of them or nothing is asked', () => {
    assert.deepEqual(completed([], { a: 1 }), { a: 1 });
    assert.deepEqual(completed([[order, ['a', 'equals', 2]], [['a', 'equals', 1]]], { a: 1 }), { a: 1 });
    assert.deepEqual(completed([[['code', 'matches regex', '^[A-Z]\\d$']]], { a: 1 }), { a: 1 });
  });
});
