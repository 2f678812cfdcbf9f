import assert from 'node:assert/strict';
import { allFindings } from '../../support/action';

const action = (declared: object, more: object = {}) =>
  JSON.stringify({
    action: {
      source: {
        stream: 'Orders',
        when: [[{ attribute: 'tealium_event', operator: 'equals', value: 'order' }]],
        ...more,
      },
      method: 'POST',
      url: 'https://example.com/',
      templateVariables: [{ attribute: 'value', to: 'value' }],
    },
    attributes: { value: declared, elsewhere: 'number' },
  });

async function said(declared: object | string, event: object, type = action(declared as object)) {
  const files = {
    'a.webhook.json': type,
    'auth.trimou': undefined,
    'body.json.trimou': undefined,
    'events/one.event.json': JSON.stringify({ tealium_event: 'order', ...event }),
  };
  const found = await allFindings({ files });
  return found.filter(({ code }) => code === 'event-attribute').map(({ message }) => message);
}

suite('sample events against the declared types', () => {
  const fitting: Record<string, unknown[]> = {
    string: ['x', 12, true],
    number: [1, '1.5'],
    boolean: [true, 'false'],
    date: [1_760_000_000_000, '1760000000000', '2026-03-01T12:00:00Z', '2026-03-01', -86_400_000],
    'array of strings': [[], ['a', null], 'a'],
    'array of numbers': [[1, '2'], 3],
    'array of booleans': [[true]],
    any: [{ a: [1] }],
  };
  for (const [type, values] of Object.entries(fitting))
    test(`${type}: as Tealium takes it`, async () => {
      for (const value of values) assert.deepEqual(await said(type, { value }), []);
    });

  const wrong: Record<string, unknown[]> = {
    string: [['x'], { a: 1 }],
    number: ['many', true, [1]],
    boolean: ['yes', 1],
    date: ['yesterday', 1_760_000_000, '1760000000'],
    'array of strings': [{ a: 1 }],
    'array of numbers': [['a'], 'a'],
    'array of booleans': [['no']],
  };
  for (const [type, values] of Object.entries(wrong))
    test(`${type}: with another type`, async () => {
      for (const value of values) {
        const [message, ...others] = await said(type, { value });
        assert.ok(message?.includes('`value` is declared as ') && message.includes(JSON.stringify(value)), message);
        assert.deepEqual(others, []);
      }
    });

  test('what is missing is named once an event; null counts as missing', async () => {
    for (const event of [{}, { value: null }])
      assert.deepEqual(await said('date', event), [
        'This event has no `value`, which is declared as always there. Add it to the event, or declare it with `"optional": true`.',
      ]);
    assert.deepEqual(await said({ type: 'date', optional: true }, {}), []);
  });

  test('events that the stream refuses, or that show a body that is not valid, may lack what they like', async () => {
    assert.deepEqual(await said('date', { tealium_event: 'other' }), []);
    assert.deepEqual(await said('date', { expect: { stream: false } }), []);
    assert.deepEqual(await said('date', { expect: { valid: false } }), []);
    assert.equal((await said('date', { expect: { valid: true } })).length, 1);
  });

  test('a visitor profile: its attributes by group, a badge that is not assigned', async () => {
    const audience = (type: string) => action(type as unknown as object, { stream: undefined, when: undefined });
    const profile = { tealium_event: undefined, metrics: { value: 3 } };
    assert.deepEqual(await said('', profile, audience('number')), []);
    assert.equal((await said('', profile, audience('boolean'))).length, 1);
    assert.deepEqual(await said('', { tealium_event: undefined, metrics: { other: 3 } }, audience('badge')), []);
  });

  test('a token in a message is none', async () => {
    const token = `dG9rOj${'A'.repeat(48)}oxOjA=`;
    const [message] = await said('number', { value: token });
    assert.ok(message?.includes('a token') && !message.includes(token));
  });
});
