import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SendReport } from '../../server/protocol';
import { counted, ok, person, replaying } from './replaying';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const lines = 100_000;
const megabyte = 1_000_000;

/** What is held in memory right now, in bytes: objects and buffers. */
function held(): number {
  // The second collection frees the memory of buffers that the first one found.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function write(file: string, chunks: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  await finished(stream);
}

/** Events of 500 bytes: of twenty one is sent, two are broken, and the others are not in the stream. */
function* many(): Generator<string> {
  const filler = 'x'.repeat(430);
  for (let index = 1; index <= lines; index++) {
    const id = index % 20 === 0 ? 'wanted' : 'other';
    yield index % 10 === 1 ? '{"broken\n' : `${person(id).slice(0, -1)},"filler":"${filler}"}\n`;
  }
}

const wanted = { source: { when: [[{ attribute: 'customer_id', operator: 'equals', value: 'wanted' }]] } };

suite('a replay of 100,000 lines', function () {
  this.timeout(240_000);

  test('holds no more than a few of them', () =>
    replaying(
      [],
      ok,
      async test => {
        await write(test.events, many());
        let count = 0;
        let most = 0;
        const before = held();
        const look = () => {
          most = Math.max(most, held() - before);
        };
        const report: Pick<SendReport, 'at' | 'outcome'> = {
          at: 0,
          outcome: { kind: 'response', status: 200, statusText: 'OK', headers: [], body: '{}', ms: 1 },
        };
        const send = async () => {
          if (count++ % 2000 === 0) look();
          return report as SendReport;
        };
        const expected = { sent: 5000, skipped: 85_000, invalid: 10_000 };
        assert.deepEqual(counted(await test.ended({ send })), expected);
        assert.ok(most < 16 * megabyte, `${Math.round(most / megabyte)} MB were held`);

        // In a resumed replay, what is done takes a few bytes for each event.
        most = 0;
        const onProgress = ({ done }: { done: number }) => {
          if (done === 1) look();
        };
        const again = await test.ended({ previous: 'resume', onProgress });
        assert.deepEqual([counted(again), again.doneBefore, again.handled], [expected, lines, 0]);
        assert.ok(most < 48 * megabyte, `${Math.round(most / megabyte)} MB were held`);
        assert.deepEqual(test.arrived, []);
      },
      wanted,
    ));

  test('a line of 50 MB is passed over without being held', () =>
    replaying([], ok, async test => {
      const piece = 'x'.repeat(megabyte);
      await write(test.events, [
        `${person(1)}\n{"a":"`,
        ...Array.from({ length: 50 }, () => piece),
        `"}\n${person(3)}\n`,
      ]);
      const before = held();
      let most = 0;
      const summary = await test.ended({
        concurrency: 1,
        onProgress: () => {
          most = Math.max(most, held() - before);
        },
      });
      assert.deepEqual([counted(summary), test.arrived], [{ sent: 2, invalid: 1 }, ['1', '3']]);
      assert.match(summary.groups[0]!.text, /^This line has 5\d{7} bytes/);
      assert.ok(most < 25 * megabyte, `${Math.round(most / megabyte)} MB were held`);
    }));

  test('a file without any line end is no harm either', () =>
    replaying([], ok, async test => {
      await write(
        test.events,
        Array.from({ length: 50 }, () => '['.repeat(megabyte)),
      );
      assert.deepEqual(counted(await test.ended()), { invalid: 1 });
    }));
});
