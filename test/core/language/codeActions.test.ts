import assert from 'node:assert/strict';
import type { Finding, Fix } from '../../../server/core/check/finding';
import { fixAll, fixesAt } from '../../../server/core/language';

/** A finding over some characters of `a`, with a fix that replaces them. */
function finding(start: number, end: number, fix: Partial<Fix> = {}): Finding {
  const edits = [{ path: 'a', range: { start, end }, text: 'x' }];
  const fixes = [{ title: `at ${start}`, edits, ...fix }];
  return { code: 'some-rule', severity: 'error', message: '', path: 'a', range: { start, end }, fixes };
}

suite('quick fixes', () => {
  const titles = (findings: readonly Finding[], start: number, end = start) =>
    fixesAt(findings, 'a', { start, end }).map(({ fix }) => fix.title);

  test('those whose finding the cursor touches', () => {
    assert.deepEqual(titles([finding(0, 2), finding(5, 7)], 6), ['at 5']);
    assert.deepEqual(titles([finding(0, 2), finding(5, 7)], 2), ['at 0']);
  });
  test('those within a selection', () =>
    assert.deepEqual(titles([finding(0, 2), finding(5, 7)], 1, 9), ['at 0', 'at 5']));
  test('the preferred one first', () =>
    assert.deepEqual(titles([finding(0, 2), finding(1, 2, { preferred: true })], 1), ['at 1', 'at 0']));
  test('none of other files', () => assert.deepEqual(titles([{ ...finding(0, 2), path: 'b' }], 1), []));
});

suite('fix all', () => {
  const starts = (findings: readonly Finding[]) => fixAll(findings, 'a').map(({ range }) => range.start);

  test('the safe ones only', () => assert.deepEqual(starts([finding(0, 2, { safe: true }), finding(5, 7)]), [0]));
  test('of two that overlap the first', () =>
    assert.deepEqual(starts([finding(4, 7, { safe: true }), finding(2, 5, { safe: true })]), [2]));
  test('of two insertions at one place the first', () =>
    assert.deepEqual(starts([finding(3, 3, { safe: true }), finding(3, 3, { safe: true })]), [3]));
  test('neighbours both', () =>
    assert.deepEqual(starts([finding(0, 2, { safe: true }), finding(2, 4, { safe: true })]), [0, 2]));
  test('none that changes another file', () => {
    const edits = [{ path: 'b', range: { start: 0, end: 0 }, text: 'x' }];
    assert.deepEqual(starts([finding(0, 2, { safe: true, edits })]), []);
  });
});
