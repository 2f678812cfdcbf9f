import assert from 'node:assert/strict';
import { nextTry, type RetryMode, withRetries } from '../../server/http/retry';
import { wait } from '../../server/http/wait';
import type { Outcome } from '../../server/protocol';
import { fakeClock } from './fakeClock';

const now = 1_700_000_000_000;
const seconds = now / 1000;

function answer(status: number, headers: Readonly<Record<string, string>> = {}): Outcome {
  return { kind: 'response', status, statusText: '', headers: Object.entries(headers), body: '', ms: 1 };
}

function waits(mode: RetryMode, outcome: Outcome): number[] {
  const found: number[] = [];
  for (let tries = 1; ; tries++) {
    const next = nextTry(mode, outcome, tries, now);
    if (!next) return found;
    assert.deepEqual([next.number, next.most], [tries + 1, 4]);
    found.push(next.waitMs / 1000);
  }
}

suite('retry: when to send again', () => {
  for (const status of [408, 429, 500, 502, 503, 504]) {
    test(`${status}: after 1, 5 and 30 minutes as Tealium, after seconds for tests, never unless asked`, () => {
      assert.deepEqual(waits('asTealium', answer(status)), [60, 300, 1800]);
      assert.deepEqual(waits('fast', answer(status)), [1, 2, 4]);
      assert.deepEqual(waits('off', answer(status)), []);
    });
  }

  for (const status of [200, 202, 301, 400, 401, 404, 406, 409, 422, 501])
    test(`${status} is final`, () => assert.deepEqual(waits('fast', answer(status)), []));

  for (const reason of ['timeout', 'network', 'refused', 'cancelled'] as const)
    test(`no answer, ${reason}, is final: it may have been carried out`, () =>
      assert.deepEqual(waits('asTealium', { kind: 'failed', reason, detail: '' }), []));
});

suite('retry: how long an answer asks to wait', () => {
  const cases: [string, Record<string, string>, number][] = [
    ['nothing', {}, 1],
    ['the next window', { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': `${seconds + 7}` }, 7],
    ['the next window, without a count', { 'x-ratelimit-reset': `${seconds + 7}` }, 7],
    ['a window while calls are left', { 'X-RateLimit-Remaining': '3', 'X-RateLimit-Reset': `${seconds + 7}` }, 1],
    ['a window that is over', { 'X-RateLimit-Reset': `${seconds - 7}` }, 1],
    [
      'by the clock of the server, which is ahead',
      { Date: httpDate(now + 60_000), 'X-RateLimit-Reset': `${seconds + 65}` },
      5,
    ],
    [
      'by the clock of the server, which is behind',
      { Date: httpDate(now - 60_000), 'X-RateLimit-Reset': `${seconds - 50}` },
      10,
    ],
    ['seconds', { 'Retry-After': '12' }, 12],
    ['a moment', { 'Retry-After': httpDate(now + 9000) }, 9],
    ['a moment that is over', { 'Retry-After': httpDate(now - 9000) }, 1],
    ['the longer of two', { 'Retry-After': '3', 'X-RateLimit-Reset': `${seconds + 8}` }, 8],
    ['shorter than planned', { 'Retry-After': '0' }, 1],
    ['nonsense', { 'Retry-After': '-5', 'X-RateLimit-Reset': 'soon', Date: 'never' }, 1],
  ];
  for (const [name, headers, expected] of cases)
    test(name, () => assert.equal(nextTry('fast', answer(429, headers), 1, now)?.waitMs, expected * 1000));

  test('longer than Tealium ever waits: the answer is final', () => {
    assert.equal(nextTry('fast', answer(429, { 'Retry-After': '1800' }), 1, now)?.waitMs, 1_800_000);
    assert.equal(nextTry('fast', answer(429, { 'Retry-After': '1801' }), 1, now), undefined);
    assert.equal(nextTry('fast', answer(503, { 'X-RateLimit-Reset': '999999999999' }), 1, now), undefined);
  });
});

suite('wait', () => {
  test('counts down by the second, the broken one first', async () => {
    const clock = fakeClock();
    const ticks: number[] = [];
    assert.equal(await wait(3200, { clock, tick: left => ticks.push(left) }), true);
    assert.deepEqual(ticks, [4, 3, 2, 1]);
    assert.deepEqual(clock.slept, [200, 1000, 1000, 1000]);
  });

  test('no time is no wait', async () => {
    const clock = fakeClock();
    assert.equal(await wait(0, { clock }), true);
    assert.deepEqual(clock.slept, []);
  });

  test('cancelled in the middle, and before it began', async () => {
    const controller = new AbortController();
    const ticks: number[] = [];
    const clock = fakeClock(() => ticks.length === 2 && controller.abort());
    const over = await wait(5000, { clock, signal: controller.signal, tick: left => ticks.push(left) });
    assert.deepEqual([over, ticks], [false, [5, 4]]);
    assert.equal(await wait(5000, { clock, signal: controller.signal }), false);
    assert.equal(await wait(0, { clock, signal: controller.signal }), false);
  });

  test('on the real clock, a cancelled wait ends at once', async () => {
    const controller = new AbortController();
    const waiting = wait(2_000_000_000, { signal: controller.signal });
    controller.abort();
    assert.equal(await waiting, false);
  });

  test('a computer that slept meanwhile does not wait again', async () => {
    const clock = fakeClock();
    const sleep = clock.sleep;
    const asleep = { ...clock, sleep: (_: number, signal: AbortSignal | undefined) => sleep(3_600_000, signal) };
    assert.equal(await wait(1_800_000, { clock: asleep }), true);
    assert.equal(clock.slept.length, 1);
  });
});

suite('retry: until there is an answer that is final', () => {
  const over = { kind: 'failed', reason: 'timeout', detail: '' } as const;

  async function retried(mode: RetryMode, ...outcomes: Outcome[]) {
    const clock = fakeClock();
    const told: string[] = [];
    const send = async () => outcomes.shift()!;
    const { outcome, earlier } = await withRetries(send, { retries: mode, clock, waiting: text => told.push(text) });
    const waited = clock.slept.reduce((sum, ms) => sum + ms, 0) / 1000;
    return { last: outcome.kind === 'failed' ? outcome.reason : outcome.status, earlier, told, waited };
  }

  test('each try before it is kept, and each second is told', async () => {
    const { last, earlier, told, waited } = await retried('fast', answer(503), answer(500), answer(200));
    assert.equal(last, 200);
    assert.deepEqual(earlier, [
      { status: 503, ms: 1, waitedMs: 1000 },
      { status: 500, ms: 1, waitedMs: 2000 },
    ]);
    assert.deepEqual(told, [
      '503. Sending again in 1 s, try 2 of 4.',
      '500. Sending again in 2 s, try 3 of 4.',
      '500. Sending again in 1 s, try 3 of 4.',
    ]);
    assert.equal(waited, 3);
  });

  test('as Tealium: 36 minutes, and then it is given up', async () => {
    const failed = [1, 2, 3, 4, 5].map(() => answer(502));
    const { last, earlier, told, waited } = await retried('asTealium', ...failed);
    assert.deepEqual([last, earlier.length, waited], [502, 3, 2160]);
    assert.equal(told[60], '502. Sending again in 5:00 min, try 3 of 4.');
    assert.equal(told.length, 2160);
  });

  test('a failure ends it', async () =>
    assert.equal((await retried('fast', answer(500), over, answer(200))).last, 'timeout'));
  test('off: one try', async () => assert.equal((await retried('off', answer(500), answer(200))).last, 500));

  test('cancelled while waiting: the answer that is there', async () => {
    const controller = new AbortController();
    const clock = fakeClock(() => controller.abort());
    const send = async () => answer(429, { 'Retry-After': '90' });
    const { outcome, earlier } = await withRetries(send, { retries: 'fast', clock, signal: controller.signal });
    assert.equal(outcome.kind === 'response' && outcome.status, 429);
    assert.deepEqual(earlier, []);
  });
});

function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}
