import assert from 'node:assert/strict';
import { summaryText } from '../../client/replay/summaryText';
import { countsInWords, progressInWords, span } from '../../client/replay/words';
import type { ReplaySummary } from '../../server/protocol';

const none = { sent: 0, ready: 0, skipped: 0, invalid: 0, failed: 0, uncertain: 0 };
const summary: ReplaySummary = {
  ...{ end: 'finished', action: 'Save user', events: 'june.events.jsonl', target: 'sandbox', dryRun: false },
  ...{ counts: { ...none, sent: 12_000, failed: 3 }, doneBefore: 0, handled: 12_003, ms: 73_000, groups: [] },
  results: 'file:///w/june.replay.jsonl',
};

suite('a replay in words', () => {
  test('what was counted, without what is nothing', () => {
    assert.equal(countsInWords(none), 'no event yet');
    assert.equal(
      countsInWords({ ...none, sent: 1200, skipped: 1, uncertain: 2 }),
      '1,200 sent, 1 skipped by the stream, 2 uncertain',
    );
  });

  test('how far it is', () => {
    const counts = { ...none, sent: 5 };
    assert.equal(progressInWords({ counts, done: 0.1, paused: false }), '5 sent');
    assert.equal(
      progressInWords({ counts, done: 0.1, paused: false, perSecond: 166.4, msLeft: 119_000 }),
      '5 sent · 166 a second · 2 min left',
    );
    const held = { counts, done: 0.1, heldMs: 4100 };
    assert.equal(progressInWords({ ...held, paused: false }), '5 sent · rate limit, on in 5 s');
    assert.equal(progressInWords({ ...held, paused: true }), 'paused · 5 sent');
  });

  test('time that is left', () => {
    assert.deepEqual([0, 400, 59_000, 61_000, 5_399_000, 7_200_000].map(span), [
      '0 s',
      '1 s',
      '59 s',
      '2 min',
      '90 min',
      '2.0 h',
    ]);
  });
});

suite('the summary of a replay', () => {
  test('counts, reasons with their lines, and what to do next', () => {
    const group = {
      outcome: 'failed',
      status: 404,
      code: 'not_found',
      text: 'No such user',
      count: 3,
      lines: [4, 1200],
    } as const;
    const text = summaryText({ ...summary, groups: [group] });
    assert.match(
      text,
      /^# Replay of june\\\.events\\\.jsonl\n\n“Save user”, to the sandbox\. Finished after 2 min and 12,003 events\.\n/,
    );
    assert.match(text, /\n\| Sent \| 12,000 \|\n\| Failed \| 3 \|\n/);
    assert.match(text, /\n\| 3 \| failed \| 404 not\\_found\\: No such user \| 4, 1,200 … \|\n/);
    assert.match(text, /\n\* What failed is sent again by Retry Failed only\.\n/);
  });

  test('a dry run, one that was cancelled, and one that stopped', () => {
    assert.match(summaryText({ ...summary, dryRun: true }), /nowhere, as a dry run/);
    assert.match(
      summaryText({ ...summary, end: 'cancelled', doneBefore: 5 }),
      /Cancelled after 2 min .* 5 were done before\.[\s\S]*choose Resume/,
    );
    assert.match(
      summaryText({ ...summary, end: 'stopped', reason: 'Nothing listens.' }),
      /\*\*Nothing listens\\\.\*\*/,
    );
  });

  test('what came from elsewhere makes no markup', () => {
    const hostile = '<img src=x onerror=alert(1)> | [a](http://x) `b` **c**\n# d &lt; http://e.test';
    const group = { outcome: 'failed', text: hostile, count: 1, lines: [1] } as const;
    const text = summaryText({ ...summary, action: hostile, events: hostile, reason: hostile, groups: [group] });
    // Every sign that could begin any markup has a backslash before it.
    const own = text.split('\n').filter(line => line.includes('onerror'));
    assert.equal(own.length, 4);
    for (const line of own) {
      const row = line.replace(/^\| 1 \| failed \| | \| 1 \|$|^# |^\*\*|\*\*$/g, '').replace(/^Replay of /, '');
      assert.ok(!/(?<!\\)[<>|[\]`*#&:]/.test(row), row);
    }
  });
});
