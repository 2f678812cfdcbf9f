import assert from 'node:assert/strict';
import { type RateLimit, rateLimitOf } from '../../../server/core/intercom/rateLimit';

const now = 1_700_000_000_000;

suite('the rate limit that an answer tells', () => {
  const cases: [string, [string, string][], RateLimit][] = [
    ['none', [], {}],
    [
      'all of it, in any case',
      [
        ['x-ratelimit-limit', '1666'],
        ['X-RateLimit-Remaining', ' 1665 '],
        ['X-RATELIMIT-RESET', '1700000010'],
      ],
      { limit: 1666, remaining: 1665, resetMs: 10_000 },
    ],
    ['a window that is over', [['X-RateLimit-Reset', '1600000000']], { resetMs: 0 }],
    [
      'what is no whole number',
      [
        ['X-RateLimit-Limit', '-1'],
        ['X-RateLimit-Remaining', '1e3'],
        ['X-RateLimit-Reset', '<b>'],
      ],
      {},
    ],
    [
      'by the clock of the answer',
      [
        ['Date', new Date(now + 90_000).toUTCString()],
        ['X-RateLimit-Reset', '1700000095'],
      ],
      { resetMs: 5000 },
    ],
  ];
  for (const [name, headers, expected] of cases)
    test(name, () => assert.deepEqual(rateLimitOf(headers, now), expected));
});
