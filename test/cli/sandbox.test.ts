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
      assert.match(out, /^The sandbox listens at http:\/\/127\.0\.0\.1:\d+\nStop it with Ctrl\+C\.\n$/);
    }));

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
