import assert from 'node:assert/strict';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { version } from '../../package.json';
import { send } from '../../server/http/send';
import { withServer } from '../http/loopback';
import { eventText, fakeToken } from '../http/project';
import { inFolder } from './command';

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** The program as a process of its own, started in `cwd`. */
function start(args: readonly string[], cwd: string): Child {
  return spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), resolve('server/cli.ts'), ...args], {
    cwd,
    env: { ...process.env, INTERCOM_ACCESS_TOKEN: fakeToken },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: Child): Promise<{ code: number | null; out: string; problems: string }> {
  let out = '';
  let problems = '';
  child.stdout.on('data', chunk => {
    out += chunk;
  });
  child.stderr.on('data', chunk => {
    problems += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, problems };
}

suite('command line: as a process', () => {
  test('it prints, and ends with the exit code', () =>
    inFolder(async ({ path }) => {
      const [first, second] = await Promise.all([
        ended(start(['--version'], path)),
        ended(start(['check', 'nowhere'], path)),
      ]);
      assert.deepEqual(first, { code: 0, out: `${version}\n`, problems: '' });
      assert.deepEqual([second.code, second.problems], [2, 'There is no file or folder nowhere.\n']);
    })).timeout(20_000);

  test('it tests: sends to a sandbox of its own, writes JUnit, and ends', () =>
    inFolder(
      async ({ path }) => {
        const { code, out, problems } = await ended(start(['test', '--format', 'junit', '.'], path));
        assert.deepEqual([code, problems], [1, '']);
        assert.match(out, /tests="2" failures="1"/);
        assert.match(out, /The status is 200, not 404\./);
      },
      {
        'events/a.event.json': JSON.stringify({ ...JSON.parse(eventText), expect: { status: 200 } }),
        'events/b.event.json': JSON.stringify({ ...JSON.parse(eventText), expect: { status: 404 } }),
      },
    )).timeout(20_000);

  test('a reader that stops reading, as head does, is no error', () =>
    inFolder(async ({ path }) => {
      const child = start(['check', '--format', 'json', '.'], path);
      child.stdout.destroy();
      const { problems } = await ended(child);
      assert.equal(problems, '');
    })).timeout(20_000);

  test('Ctrl+C while an answer is awaited', () =>
    withServer(
      () => {},
      (url, server) =>
        inFolder(async ({ path }) => {
          const args = [
            'send',
            'a.webhook.json',
            '--event',
            'events/a.event.json',
            '--target',
            url,
            '--format',
            'json',
          ];
          const asked = once(server, 'request');
          const child = start(args, path);
          const result = ended(child);
          await asked;
          child.kill('SIGINT');
          const { code, out, problems } = await result;
          assert.deepEqual([code, JSON.parse(out).reason, problems], [1, 'cancelled', '']);
        }),
    )).timeout(20_000);

  test('the sandbox says where it is, answers, and stops on Ctrl+C', () =>
    inFolder(async ({ path }) => {
      const child = start(['sandbox'], path);
      const result = ended(child);
      const [line] = await once(child.stdout, 'data');
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))?.[0];
      assert.ok(url, String(line));
      const headers: [string, string][] = [
        ['Authorization', 'Bearer made-up'],
        ['Accept', 'application/json'],
      ];
      const answer = await send({ method: 'GET', url: `${url}/me`, headers });
      assert.equal(answer.kind === 'response' && answer.status, 200);
      child.kill('SIGINT');
      const { code, problems } = await result;
      assert.deepEqual([code, problems], [0, '']);
    })).timeout(20_000);
});
