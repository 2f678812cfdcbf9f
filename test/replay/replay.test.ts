import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gate } from '../../server/replay/gate';
import { fakeToken } from '../http/project';
import { type Arrived, counted, ok, people, person, replaying } from './replaying';

const conditions = { source: { when: [[{ attribute: 'customer_id', operator: 'does not equal', value: '2' }]] } };
const ids = (count: number, from = 1) => Array.from({ length: count }, (_, index) => String(from + index));
const sorted = (texts: readonly string[]) => [...texts].sort((one, other) => Number(one) - Number(other));

suite('replaying a file of events', () => {
  test('each event is sent, skipped or found invalid, and the results say which', () =>
    replaying(
      [person(1), person(2), '{"broken', '', person(5)],
      ok,
      async test => {
        const summary = await test.ended({ concurrency: 1 });
        assert.deepEqual(test.arrived, ['1', '5']);
        assert.deepEqual(counted(summary), { sent: 2, skipped: 1, invalid: 1 });
        assert.deepEqual([summary.end, summary.handled, summary.doneBefore], ['finished', 4, 0]);
        const outcomes = ['1 sending', '2 skipped', '3 invalid', '5 sending'];
        assert.deepEqual(
          test.outcomes().filter(line => !line.endsWith(' sent')),
          outcomes,
        );
        const [run, ...lines] = test
          .text()
          .trim()
          .split('\n')
          .map(line => JSON.parse(line));
        assert.deepEqual([run.replay, run.action, run.events], [1, 'a.webhook.json', 'june.events.jsonl']);
        const sent = lines.find(({ line, outcome }) => line === 5 && outcome === 'sent');
        assert.deepEqual([sent.status, sent.requestId, typeof sent.ms], [200, 'r-1', 'number']);
        const invalid = lines.find(({ outcome }) => outcome === 'invalid');
        assert.deepEqual([invalid.code, invalid.place], ['invalid-event', 'june.events.jsonl:3:2']);
        const skipped = lines.find(({ outcome }) => outcome === 'skipped');
        assert.equal(skipped.message, 'The stream wants customer_id does not equal "2".');
      },
      conditions,
    ));

  test('a dry run sends nothing and writes nothing', () =>
    replaying([...people(3), '{'], ok, async test => {
      const summary = await test.ended({ send: undefined });
      assert.deepEqual([test.arrived, counted(summary), summary.dryRun], [[], { ready: 3, invalid: 1 }, true]);
      assert.equal(existsSync(test.results), false);
      await test.ended({ send: undefined, results: test.results });
      assert.deepEqual(test.outcomes(), ['1 ready', '2 ready', '3 ready', '4 invalid']);
    }));

  test('so many at a time, and never more', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    // Nobody is answered before four are waiting, or the last ones have come.
    const together: Arrived = (id, response) => {
      waiting.push(() => response.end('{}'));
      most = Math.max(most, waiting.length);
      if (waiting.length === 4 || id === '10') for (const answer of waiting.splice(0)) answer();
    };
    await replaying(people(10), together, async test => {
      assert.deepEqual(counted(await test.ended({ concurrency: 4 })), { sent: 10 });
      assert.equal(most, 4);
    });
  });

  test('one at a time keeps the order', () =>
    replaying(people(20), ok, async test => {
      await test.ended({ concurrency: 1 });
      assert.deepEqual(test.arrived, ids(20));
    }));

  test('an answer that is no success: its status, its first error and its request', async () => {
    const error = {
      type: 'error.list',
      request_id: 'req-9',
      errors: [{ code: 'not_found', message: 'User Not Found' }],
    };
    const refuse: Arrived = (_, response) => response.writeHead(404).end(JSON.stringify(error));
    await replaying(people(2), refuse, async test => {
      const { groups, counts } = await test.ended();
      assert.equal(counts.failed, 2);
      assert.deepEqual(groups, [
        { outcome: 'failed', status: 404, code: 'not_found', text: 'User Not Found', count: 2, lines: [1, 2] },
      ]);
      assert.match(test.text(), /"status":404,.*"requestId":"req-9","code":"not_found","message":"User Not Found"/);
    });
  });

  test('no secret is in the results, whatever the server repeats', async () => {
    const echo: Arrived = (_, response, request) => {
      const { authorization = '' } = request.headers;
      const errors = [{ code: authorization, message: `No ${authorization} ${encodeURIComponent(fakeToken)}` }];
      response.writeHead(400, { 'X-Request-Id': fakeToken }).end(JSON.stringify({ errors }));
    };
    await replaying(people(3), echo, async test => {
      const summary = await test.ended();
      const all = test.text() + JSON.stringify(summary);
      assert.equal(counted(summary).failed, 3);
      for (const trace of [fakeToken, encodeURIComponent(fakeToken), fakeToken.slice(4, -4)])
        assert.ok(!all.includes(trace), all);
      assert.ok(!test.text().includes('N1'), 'no value of an event either');
    });
  });
});

suite('replaying under the rate limit', () => {
  test('what it refuses is sent again, and arrives once', async () => {
    const refused = new Set<string>();
    const limited: Arrived = (id, response) => {
      if (refused.has(id) || refused.size >= 3) return void response.end('{}');
      refused.add(id);
      response.writeHead(429, { 'Retry-After': '0' }).end('{"errors":[{"code":"rate_limit_exceeded"}]}');
    };
    await replaying(people(8), limited, async test => {
      assert.deepEqual(counted(await test.ended({ concurrency: 4 })), { sent: 8 });
      assert.equal(test.arrived.length, 8 + 3);
      assert.equal(test.outcomes().filter(line => line.endsWith('limited')).length, 3);
      assert.deepEqual(sorted([...new Set(test.arrived)]), ids(8));
    });
  });

  test('a window that is used up is waited for: nothing comes early', async () => {
    let opens = 0;
    let left = 3;
    let early = 0;
    const windowed: Arrived = (_, response) => {
      const now = Date.now();
      if (left === 0 && now < opens) early++;
      if (now >= opens) {
        opens = (Math.floor(now / 1000) + 1) * 1000;
        left = 3;
      }
      left--;
      response.writeHead(200, { 'X-RateLimit-Remaining': String(left), 'X-RateLimit-Reset': String(opens / 1000) });
      response.end('{}');
    };
    await replaying(people(7), windowed, async test => {
      const held: number[] = [];
      const summary = await test.ended({ concurrency: 1, onProgress: ({ heldMs }) => held.push(heldMs ?? 0) });
      assert.deepEqual([counted(summary), early, test.arrived], [{ sent: 7 }, 0, ids(7)]);
      assert.ok(
        held.some(ms => ms > 0),
        'the wait is told',
      );
    });
  }).timeout(10_000);

  test('a server that refuses for ever stops it', async () => {
    const never: Arrived = (_, response) => response.writeHead(429, { 'Retry-After': '0' }).end();
    await replaying(people(30), never, async test => {
      const { end, reason, counts } = await test.ended({ concurrency: 10 });
      assert.equal(end, 'stopped');
      assert.match(reason!, /^10 events in a row failed: the answer was 429\.$/);
      assert.equal(counts.failed, 10);
    });
  }).timeout(10_000);
});

suite('a replay that meets trouble', () => {
  test('a connection that breaks off leaves it uncertain; it is sent again only when asked', async () => {
    let broken = true;
    const reset: Arrived = (id, response) => (id === '3' && broken ? response.socket!.destroy() : response.end('{}'));
    await replaying(people(5), reset, async test => {
      assert.deepEqual(counted(await test.ended()), { sent: 4, uncertain: 1 });
      broken = false;
      for (const retry of [[], ['failed']] as const) {
        const again = await test.ended({ previous: 'resume', retry });
        assert.deepEqual([counted(again), again.handled, again.doneBefore], [{ sent: 4, uncertain: 1 }, 0, 5]);
      }
      assert.deepEqual(counted(await test.ended({ previous: 'resume', retry: ['uncertain'] })), { sent: 5 });
      assert.deepEqual(sorted(test.arrived), ['1', '2', '3', '3', '4', '5']);
    });
  });

  test('a server that is not there stops it, and the rest is sent once it is', () =>
    replaying(people(40), ok, async (test, url) => {
      const nobody = await test.ended({
        send: async (project, event) => ({
          ...{ at: 0, action: { uri: project.path, name: '' }, event: { uri: event.path, name: event.name } },
          ...{ target: 'intercom', request: { method: 'POST', url, headers: [] }, trace: [] },
          outcome: { kind: 'failed', reason: 'refused', detail: 'Nothing listens there.' },
        }),
      });
      assert.equal(nobody.end, 'stopped');
      assert.equal(nobody.reason, '10 events in a row failed: Nothing listens there.');
      assert.ok(nobody.counts.failed >= 10 && nobody.counts.failed < 30, JSON.stringify(nobody.counts));
      const rest = await test.ended({ previous: 'resume', retry: ['failed'] });
      assert.deepEqual([counted(rest), sorted(test.arrived)], [{ sent: 40 }, ids(40)]);
    }));

  test('a token that is refused stops it', () =>
    replaying(
      people(40),
      (_, response) => response.writeHead(401).end('{}'),
      async test => {
        const { end, reason } = await test.ended({ concurrency: 2 });
        assert.deepEqual([end, reason], ['stopped', '10 events in a row failed: the answer was 401.']);
        assert.ok(test.arrived.length < 20);
      },
    ));

  test('results that cannot be written: nothing is sent', () =>
    replaying(people(5), ok, async test => {
      const end = await test.replay({ results: join(test.folder, 'nowhere/june.replay.jsonl') });
      assert.deepEqual(end, { kind: 'refused', message: 'june.replay.jsonl cannot be used (ENOENT).' });
      assert.deepEqual(test.arrived, []);
    }));

  test('a disk that is full: nothing is sent that cannot be written down', function () {
    if (!existsSync('/dev/full')) this.skip();
    return replaying(people(5), ok, async test => {
      const { end, reason } = await test.ended({ results: '/dev/full' });
      assert.deepEqual([end, reason], ['stopped', 'The results cannot be written (ENOSPC), so nothing more was sent.']);
      assert.deepEqual(test.arrived, []);
    });
  });

  test('another replay that writes to the same results stops it', async () => {
    let write: () => void = () => undefined;
    const elsewhere: Arrived = (id, response) => {
      if (id === '3') write();
      response.end('{}');
    };
    await replaying(people(20), elsewhere, async test => {
      write = () => appendFileSync(test.results, '{"line":9,"event":"x","outcome":"sent"}\n');
      const { end, reason } = await test.ended({ concurrency: 1 });
      assert.deepEqual(
        [end, reason],
        ['stopped', 'Another replay writes to the same results, so nothing more was sent.'],
      );
      assert.deepEqual(test.arrived, ids(3));
    });
  });

  test('no such file of events', () =>
    replaying([], ok, async test => {
      const end = await test.replay({ events: join(test.folder, 'gone.events.jsonl') });
      assert.deepEqual(end, { kind: 'refused', message: 'There is no file gone.events.jsonl.' });
    }));
});

suite('a replay that is stopped and gone on with', () => {
  test('cancel closes the sockets; what was under way is uncertain, and resume sends exactly the rest', async () => {
    let answering = false;
    const cancelling = new AbortController();
    const closed: Promise<unknown>[] = [];
    const hanging: Arrived = (_, response, request) => {
      if (answering) return void response.end('{}');
      closed.push(once(request.socket, 'close'));
      if (closed.length === 3) cancelling.abort();
    };
    await replaying(people(12), hanging, async test => {
      const summary = await test.ended({ concurrency: 3, signal: cancelling.signal });
      assert.deepEqual([summary.end, counted(summary)], ['cancelled', { uncertain: 3 }]);
      await Promise.all(closed);
      answering = true;
      const rest = await test.ended({ previous: 'resume' });
      assert.deepEqual(counted(rest), { sent: 9, uncertain: 3 });
      assert.deepEqual(sorted(test.arrived), ids(12));
    });
  });

  test('what is under way when it is cancelled may end, so that it is certain', async () => {
    const cancelling = new AbortController();
    const slow: Arrived = (id, response) => {
      if (id !== '2') return void response.end('{}');
      cancelling.abort();
      setImmediate(() => response.end('{}'));
    };
    await replaying(people(12), slow, async test => {
      const summary = await test.ended({ concurrency: 1, signal: cancelling.signal, graceMs: 60_000 });
      assert.deepEqual([summary.end, counted(summary), test.arrived], ['cancelled', { sent: 2 }, ['1', '2']]);
    });
  });

  test('paused, nothing leaves; then the rest does', async () => {
    const gate = new Gate(Date.now);
    const pausing: Arrived = (id, response) => {
      if (id === '3') gate.pause(true);
      response.end('{}');
    };
    await replaying(people(9), pausing, async test => {
      const told: string[] = [];
      const onProgress = ({ paused, counts }: { paused: boolean; counts: { sent: number } }) => {
        if (!paused) return;
        told.push(test.arrived.join(' '));
        // The same progress twice in a row: it stands still.
        if (told.length === 2) gate.pause(false);
        assert.ok(counts.sent <= 3);
      };
      const summary = await test.ended({ concurrency: 1, gate, onProgress });
      assert.deepEqual(told, ['1 2 3', '1 2 3']);
      assert.deepEqual([counted(summary), test.arrived], [{ sent: 9 }, ids(9)]);
    });
  });

  test('a pause can be cancelled', async () => {
    const cancelling = new AbortController();
    const gate = new Gate(Date.now);
    gate.pause(true);
    await replaying(people(9), ok, async test => {
      const onProgress = () => cancelling.abort();
      const summary = await test.ended({ gate, signal: cancelling.signal, onProgress });
      assert.deepEqual([summary.end, counted(summary), test.arrived], ['cancelled', {}, []]);
    });
  });

  test('after a crash: what was on the way is uncertain, half a line is no result, and the rest is sent', () =>
    replaying(people(6), ok, async test => {
      const one = new AbortController();
      await test.ended({ send: undefined, results: join(test.folder, 'dry.jsonl') });
      const [, first, second] = readFileSync(join(test.folder, 'dry.jsonl'), 'utf8').split('\n');
      const event = (line: string | undefined) => JSON.parse(line!).event;
      writeFileSync(test.events, `${people(2).join('\n')}\n`);
      await test.ended({ signal: one.signal });
      // As if the second answer had never come: the file ends before it, with half a line.
      const kept = test
        .text()
        .split('\n')
        .filter(line => !/"line":2,.*"outcome":"sent"/.test(line));
      writeFileSync(test.results, `${kept.join('\n')}{"line":3,"event":"x","outc`);
      test.write(people(6));
      test.arrived.length = 0;
      const summary = await test.ended({ previous: 'resume' });
      assert.deepEqual([counted(summary), sorted(test.arrived)], [{ sent: 5, uncertain: 1 }, ids(4, 3)]);
      const uncertain = test
        .text()
        .split('\n')
        .find(line => line.includes('"uncertain"'));
      assert.equal(event(uncertain), event(second));
      assert.notEqual(event(uncertain), event(first));
    }));

  test('by default, earlier results are left alone and nothing is sent', () =>
    replaying(people(3), ok, async test => {
      await test.ended();
      const before = test.text();
      const end = await test.replay();
      assert.equal(end.kind, 'exists');
      assert.deepEqual(end.kind === 'exists' && counted(end), { sent: 3 });
      assert.deepEqual([test.text(), test.arrived.length], [before, 3]);
    }));

  test('to start over puts them aside, each under a name of its own', () =>
    replaying(people(2), ok, async test => {
      await test.ended();
      const first = test.text();
      await test.ended({ previous: 'restart' });
      const second = test.text();
      await test.ended({ previous: 'restart' });
      assert.equal(test.arrived.length, 6);
      assert.equal(readFileSync(join(test.folder, 'june.replay.1.jsonl'), 'utf8'), first);
      assert.equal(readFileSync(join(test.folder, 'june.replay.2.jsonl'), 'utf8'), second);
    }));

  test('a file of something else is neither added to nor put aside', () =>
    replaying(people(2), ok, async test => {
      for (const previous of [undefined, 'resume', 'restart'] as const) {
        const end = await test.replay({ previous, results: test.events });
        assert.equal(
          end.kind === 'refused' && end.message,
          'june.events.jsonl holds no results of a replay. Name another file for them.',
        );
      }
      assert.deepEqual([test.arrived, readFileSync(test.events, 'utf8')], [[], `${people(2).join('\n')}\n`]);
    }));

  test('events that were added since are sent', () =>
    replaying(people(3), ok, async test => {
      await test.ended();
      appendFileSync(test.events, `${person(4)}\n`);
      assert.deepEqual(counted(await test.ended({ previous: 'resume' })), { sent: 4 });
      assert.deepEqual(sorted(test.arrived), ids(4));
    }));

  test('events that were moved since stop it before anything is sent', () =>
    replaying(people(3), ok, async test => {
      await test.ended();
      test.write([...people(1), person('new'), ...people(2, 2)]);
      const { end, reason } = await test.ended({ previous: 'resume' });
      assert.equal(end, 'stopped');
      assert.match(reason!, /another event was sent from line 2/);
      assert.equal(test.arrived.length, 3);
    }));

  test('an event that was mended since is sent', () =>
    replaying([person(1), '{"customer_id":"2"', person(3)], ok, async test => {
      assert.deepEqual(counted(await test.ended()), { sent: 2, invalid: 1 });
      test.write(people(3));
      assert.deepEqual(counted(await test.ended({ previous: 'resume' })), { sent: 3 });
      assert.deepEqual(sorted(test.arrived), ids(3));
    }));

  test('another target, and a dry run, are not gone on with', () =>
    replaying(people(2), ok, async test => {
      await test.ended();
      const other = await test.replay({ previous: 'resume', target: 'intercom' });
      assert.match(other.kind === 'refused' ? other.message : '', /those events went to http:.* Start over\.$/);
      const asked = await test.replay({ target: 'intercom' });
      assert.match((asked.kind === 'exists' && asked.other) || '', /those events went to/);
      const dry = join(test.folder, 'dry.jsonl');
      await test.ended({ send: undefined, results: dry });
      const real = await test.replay({ previous: 'resume', results: dry });
      assert.match(real.kind === 'refused' ? real.message : '', /it holds a dry run/);
      assert.equal(test.arrived.length, 2);
    }));
});
