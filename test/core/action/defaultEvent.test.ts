import assert from 'node:assert/strict';
import { defaultEvent } from '../../../server/core/action/defaultEvent';
import { readEvents } from '../../../server/core/action/events';
import { parseAction } from '../../../server/core/action/parse';

const when = [[{ attribute: 'tealium_event', operator: 'equals', value: 'user_register' }]];

function chosen(events: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const { action } = parseAction(JSON.stringify({ action: { source: { when } } }));
  const lines = events.map(event => JSON.stringify(event)).join('\n');
  return defaultEvent({ action, events: readEvents('/june.events.jsonl', lines).events })?.name;
}

suite('the event that is shown before one is chosen', () => {
  const registered = { tealium_event: 'user_register' };
  const other = { tealium_event: 'page_view' };
  const cases: [string, readonly Readonly<Record<string, unknown>>[], string | undefined][] = [
    ['none', [], undefined],
    ['the one with most attributes', [registered, { ...registered, a: 1, b: 2 }, { ...registered, a: 1 }], 'june:2'],
    [
      'the first of those that have as many',
      [
        { ...registered, a: 1 },
        { ...registered, b: 1 },
      ],
      'june:1',
    ],
    ['one of the stream before a richer one', [{ ...other, a: 1, b: 2 }, registered], 'june:2'],
    ['any, where none is of the stream', [other, { ...other, a: 1 }], 'june:2'],
  ];
  for (const [name, events, expected] of cases) {
    test(name, () => assert.equal(chosen(events), expected));
  }
});
