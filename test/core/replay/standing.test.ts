import assert from 'node:assert/strict';
import { type ReplayOutcome, type ReplayResult, Standing, type Verdict } from '../../../server/core/replay/standing';

const run = { replay: 1, started: 'now', action: 'a', events: 'e', target: 'sandbox', plan: 'P' };

/** The standing after a results file, in which `12 sent` is a line. */
function after(...lines: (string | object)[]): Standing {
  const standing = new Standing();
  standing.recall(JSON.stringify(run));
  for (const line of lines) {
    const [number, outcome] = String(line).split(' ');
    const result = typeof line === 'object' ? line : { line: Number(number), event: `h${number}`, outcome };
    assert.ok(standing.recall(JSON.stringify(result)));
  }
  return standing;
}

function verdict(
  standing: Standing,
  line: number,
  { event = `h${line}`, plan = 'P', retry = [] as ReplayOutcome[] } = {},
): Verdict {
  return standing.verdictOn(line, event, plan, retry);
}

suite('what is done when a replay goes on', () => {
  test('a line without a result is open', () => assert.equal(verdict(after('1 sent'), 2), 'open'));

  for (const outcome of ['sent', 'skipped', 'invalid', 'failed', 'uncertain', 'sending']) {
    test(`one that is ${outcome} is done`, () => assert.equal(verdict(after(`1 ${outcome}`), 1), 'done'));
  }

  test('one that met the rate limit is open', () => assert.equal(verdict(after('1 sending', '1 limited'), 1), 'open'));

  test('what failed, and what is uncertain, is sent again only when asked', () => {
    const standing = after('1 failed', '2 uncertain', '3 sent', '4 sending');
    const again = (retry: ReplayOutcome[]) => [1, 2, 3, 4].map(line => verdict(standing, line, { retry }));
    assert.deepEqual(again([]), ['done', 'done', 'done', 'done']);
    assert.deepEqual(again(['failed']), ['open', 'done', 'done', 'done']);
    assert.deepEqual(again(['failed', 'uncertain']), ['open', 'open', 'done', 'done']);
  });

  test('when the action has changed, what never left is decided anew, and nothing else', () => {
    const standing = after('1 sent', '2 skipped', '3 invalid', '4 failed', '5 uncertain');
    const changed = [1, 2, 3, 4, 5].map(line => verdict(standing, line, { plan: 'Q' }));
    assert.deepEqual(changed, ['done', 'open', 'open', 'done', 'done']);
  });

  test('another event in the line: open when the old one never left, else a reason to stop', () => {
    const standing = after('1 sent', '2 skipped', '3 invalid', '4 failed', '5 uncertain', '6 sending');
    const edited = [1, 2, 3, 4, 5, 6].map(line => verdict(standing, line, { event: 'other' }));
    assert.deepEqual(edited, ['changed', 'open', 'open', 'open', 'changed', 'changed']);
  });
});

suite('reading results', () => {
  test('the last word on an event counts', () => {
    const { counts } = after('1 sending', '1 failed', '1 sending', '1 sent', '2 invalid');
    assert.deepEqual(counts, { sent: 1, ready: 0, skipped: 0, invalid: 1, failed: 0, uncertain: 0 });
  });

  test('what was on the way at the end', () => {
    const standing = after('1 sending', '2 sending', '1 sent', '3 sending', '3 limited');
    assert.deepEqual(standing.underWay, [{ line: 2, event: 'h2' }]);
  });

  for (const text of [
    '',
    '{"line":1,"event":"h1","outc',
    'null',
    '[]',
    '7',
    '{"line":1,"event":"h","outcome":"odd"}',
    '{"line":"1"}',
  ]) {
    test(`no result: ${text}`, () => {
      const standing = after();
      assert.equal(standing.recall(text), false);
      assert.equal(verdict(standing, 1), 'open');
    });
  }

  test('the newest run says what it is about', () => {
    const standing = after('1 sent');
    standing.recall(JSON.stringify({ ...run, plan: 'Q' }));
    assert.equal(standing.run?.plan, 'Q');
  });
});

suite('counting as it goes', () => {
  const failed = (line: number, status: number, message: string): ReplayResult => ({
    ...{ line, event: `h${line}`, outcome: 'failed', status, message },
  });

  test('groups by reason, the largest first, with the first lines in order', () => {
    const standing = after();
    for (const line of [9, 3, 8, 2, 7, 5, 1]) standing.record(failed(line, 404, 'User not found'));
    standing.record(failed(4, 400, 'Bad'));
    standing.record({ line: 6, event: 'h6', outcome: 'sent', status: 200 });
    assert.deepEqual(standing.groups, [
      { outcome: 'failed', status: 404, text: 'User not found', count: 7, lines: [2, 3, 7, 8, 9] },
      { outcome: 'failed', status: 400, text: 'Bad', count: 1, lines: [4] },
    ]);
  });

  test('what is sent again leaves its group', () => {
    const standing = after(failed(1, 500, 'Down'), failed(2, 500, 'Down'));
    standing.record({ line: 1, event: 'h1', outcome: 'sending' });
    standing.record({ line: 1, event: 'h1', outcome: 'sent', status: 200 });
    assert.deepEqual(standing.groups, [{ outcome: 'failed', status: 500, text: 'Down', count: 1, lines: [2] }]);
    assert.deepEqual([standing.counts.sent, standing.counts.failed], [1, 1]);
  });

  test('reasons without end are kept to a few hundred', () => {
    const standing = after();
    for (let line = 1; line <= 5000; line++) standing.record(failed(line, 400, `No ${line}`));
    const { groups } = standing;
    assert.ok(groups.length <= 201, String(groups.length));
    assert.equal(
      groups.reduce((sum, { count }) => sum + count, 0),
      5000,
    );
    assert.equal(groups[0]?.text, 'For other reasons.');
  });
});
