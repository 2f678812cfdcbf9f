import assert from 'node:assert/strict';
import { allFindings, fixes } from '../../support/action';

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

  test('a file of many events tells each attribute once, where it first shows', async () => {
    const lines = [{ value: 'x' }, {}, { value: 'y' }, {}, { value: 1 }];
    const found = await allFindings({
      files: {
        'a.webhook.json': action('number' as unknown as object),
        'auth.trimou': undefined,
        'body.json.trimou': undefined,
        'events/many.events.jsonl': lines
          .map(line => `${JSON.stringify({ tealium_event: 'order', ...line })}\n`)
          .join(''),
        'events/one.event.json': JSON.stringify({ tealium_event: 'order' }),
      },
    });
    const own = found.filter(({ code }) => code === 'event-attribute');
    assert.deepEqual(
      own.map(({ path, message }) => `${path}: ${message.split(',', 1)[0]}`),
      [
        'events/many.events.jsonl: `value` is declared as a number',
        'events/many.events.jsonl: This event has no `value`',
        'events/one.event.json: This event has no `value`',
      ],
    );
    assert.ok(own[0]!.range.start < own[1]!.range.start);
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

  /**
   * What is reported for an attribute with exactly this text as its value: parsing and printing JSON would lose digits.
   */
  async function saidOf(type: string, written: string, name = 'events/one.event.json') {
    const files = {
      'a.webhook.json': action(type as unknown as object),
      'auth.trimou': undefined,
      'body.json.trimou': undefined,
      'events/one.event.json': undefined,
      [name]: `{"tealium_event":"order","value":${written}}`,
    };
    const found = await allFindings({ files });
    return found
      .filter(({ code }) => code === 'event-attribute')
      .map(({ path, range, message }) => ({ at: files[path]?.slice(range.start, range.end), message }));
  }

  test('an id of more digits than a number keeps, at its place', async () => {
    const id = '9007199254740993';
    const changes = `\`value\`: ${id} has more digits than a number holds and becomes 9007199254740992`;
    const quotes = { at: id, message: `${changes}: write it in quotes.` };
    for (const name of ['events/one.event.json', 'events/many.events.jsonl']) {
      assert.deepEqual(await saidOf('string', id, name), [quotes]);
      assert.deepEqual(await saidOf('array of strings', `["${id}", 1, ${id}]`, name), [quotes]);
    }
    const declare = `${changes}: declare it as \`string\`, and write it in quotes.`;
    assert.deepEqual(await saidOf('number', id), [{ at: id, message: declare }]);
    assert.deepEqual(await saidOf('number', `"${id}"`), [{ at: `"${id}"`, message: declare }]);
    const [long] = await saidOf('string', '1234567890123456789012');
    assert.ok(long?.message.includes('becomes 1.2345678901234568e+21'), long?.message);
  });

  test('an id is put in quotes', async () => {
    const change = {
      files: { 'events/one.event.json': '{"tealium_event":"user_register","customer_email":9007199254740993}' },
    };
    await fixes(change, 'event-attribute', { 'events/one.event.json': /"customer_email":"9007199254740993"/ });
  });

  test('an id that keeps its digits', async () => {
    for (const written of ['"9007199254740993"', '9007199254740992', '9007199254740991', '"1234567890123456789012"'])
      assert.deepEqual(await saidOf('string', written), []);
    for (const written of ['9007199254740992', '9007199254740994', '0.12345678901234567890', '"0000000000000012"'])
      assert.deepEqual(await saidOf('number', written), []);
  });

  test('a token in a message is none', async () => {
    const token = `dG9rOj${'A'.repeat(48)}oxOjA=`;
    const [message] = await said('number', { value: token });
    assert.ok(message?.includes('a token') && !message.includes(token));
  });
});
