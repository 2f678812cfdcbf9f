import assert from 'node:assert/strict';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import { inFolder } from './command';

suite('command line: sandbox', () => {
  test('it prints its URL and ends when interrupted', () =>
    inFolder(async folder => {
      const interrupted = new AbortController();
      setTimeout(() => interrupted.abort(), 30);
      const { code, out, problems } = await folder.run(['sandbox'], { signal: interrupted.signal });
      assert.deepEqual([code, problems], [0, '']);
      assert.match(
        out,
        /^The sandbox listens at http:\/\/127\.0\.0\.1:\d+\nWhat it receives is listed there\. Stop it with Ctrl\+C\.\n$/,
      );
    }));

  for (const [mode, status] of [
    ['lenient', 202],
    ['strict', 404],
  ] as const) {
    test(`${mode}: an event of somebody who is not there gets ${status}`, () =>
      inFolder(async folder => {
        const probe = await startSandbox();
        await probe.close();
        const interrupted = new AbortController();
        const args = ['sandbox', '--mode', mode, '--port', String(probe.port)];
        const running = folder.run(args, { signal: interrupted.signal });
        const headers = {
          Authorization: 'Bearer made-up',
          Accept: 'application/json',
          'Content-Type': 'application/json',
        };
        const body = JSON.stringify({ event_name: 'x', created_at: 1, user_id: '1' });
        const { status: answered } = await fetch(`${probe.url}/events`, { method: 'POST', headers, body });
        interrupted.abort();
        await running;
        assert.equal(answered, status);
      }));
  }

  test('a port that is taken: exit 1 and a sentence', () =>
    inFolder(async folder => {
      const taken = await startSandbox();
      try {
        const { code, out, problems } = await folder.run(['sandbox', '--port', String(taken.port)]);
        assert.deepEqual([code, out], [1, '']);
        assert.match(problems, /^Port \d+ is taken by another program\. Choose another port\.\n$/);
      } finally {
        await taken.close();
      }
    }));

  test('the port that was asked for', () =>
    inFolder(async folder => {
      const probe = await startSandbox();
      await probe.close();
      const { out } = await folder.run(['sandbox', '--port', String(probe.port)], { signal: AbortSignal.abort() });
      assert.match(out, new RegExp(`:${probe.port}\n`));
    }));
});
