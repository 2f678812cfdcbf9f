import assert from 'node:assert/strict';
import { holdMs } from '../../../server/core/replay/holdMs';
import { Speed } from '../../../server/core/replay/speed';

suite('the time a replay has left', () => {
  test('nothing is told before there is something to tell from', () => {
    const speed = new Speed(1000);
    assert.equal(speed.estimate({ at: 0, bytes: 0, events: 0 }), undefined);
    speed.mark(0, 0, 0);
    assert.equal(speed.estimate({ at: 900, bytes: 10, events: 1 }), undefined);
    assert.equal(speed.estimate({ at: 2000, bytes: 0, events: 0 }), undefined);
  });

  test('at an even pace', () => {
    const speed = new Speed(1000);
    for (let at = 0; at <= 10_000; at += 100) speed.mark(at, at / 20, at / 100);
    assert.deepEqual(speed.estimate({ at: 10_000, bytes: 500, events: 100 }), { perSecond: 10, msLeft: 10_000 });
  });

  test('the last half minute counts, and a pause does not', () => {
    const speed = new Speed(10_000);
    for (let second = 0; second < 100; second++) speed.mark(second * 1000, second, second);
    for (let second = 100; second <= 140; second++) speed.mark(second * 1000, 100 + (second - 100) * 100, second);
    assert.equal(speed.estimate({ at: 140_000, bytes: 4100, events: 140 })?.msLeft, 59_000);
    speed.restart();
    assert.equal(speed.estimate({ at: 200_000, bytes: 4100, events: 140 }), undefined);
  });

  test('a file that grew leaves nothing, never less', () => {
    const speed = new Speed(100);
    speed.mark(0, 0, 0);
    assert.equal(speed.estimate({ at: 1000, bytes: 200, events: 5 })?.msLeft, 0);
  });
});

suite('how long the rate limit holds', () => {
  const now = 1_700_000_000_000;
  const limits = (remaining: number, resetSeconds: number): [string, string][] => [
    ['X-RateLimit-Remaining', String(remaining)],
    ['X-RateLimit-Reset', String(now / 1000 + resetSeconds)],
  ];
  const hold = (status: number, headers: [string, string][], underWay = 7) =>
    holdMs({ status, headers }, underWay, now);

  test('not at all while calls are left', () => assert.equal(hold(200, limits(100, 9)), undefined));
  test('not without a word of it', () => assert.equal(hold(200, []), undefined));
  test('until the next window when those under way take the rest', () => assert.equal(hold(200, limits(7, 9)), 9000));
  test('not for a window that is over', () => assert.equal(hold(200, limits(0, -1)), undefined));
  test('429: until the next window', () => assert.equal(hold(429, limits(0, 4)), 4000));
  test('429: as long as Retry-After says', () => assert.equal(hold(429, [['Retry-After', '3']]), 3000));
  test('429 without a word: a window', () => assert.equal(hold(429, []), 10_000));
  test('429: never for hours, and never for no time', () => {
    assert.equal(hold(429, [['Retry-After', '86400']]), 60_000);
    assert.equal(hold(429, [['Retry-After', '0']]), 100);
  });
});
