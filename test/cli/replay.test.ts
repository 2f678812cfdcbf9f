import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { resolve } from 'node:path';
import { replayText } from '../../server/cli/report/replay';
import type { ReplayGroup } from '../../server/core/replay/standing';
import { withServer } from '../http/loopback';
import { actionText, eventOfNobody, fakeToken } from '../http/project';
import { people } from '../replay/replaying';
import { inFolder } from './command';

const env = { INTERCOM_ACCESS_TOKEN: fakeToken };
const june = { 'june.events.jsonl': `${people(3).join('\n')}\n{"broken\n` };
const args = (...more: string[]) => ['replay', 'a.webhook.json', '--events', 'june.events.jsonl', ...more];
const count = (text: string) => text.split('\n').filter(line => line.includes('"outcome":"sent"')).length;

suite('command line: replay', () => {
  test('to the sandbox, without a token: what became of each', () =>
    inFolder(async folder => {
      const { code, out, problems } = await folder.run(args());
      assert.deepEqual([code, problems], [1, '']);
      assert.match(out, /^Replayed june\.events\.jsonl with “Save user” to the sandbox, 4 events in /);
      assert.match(
        out,
        /\n3 sent\n1 invalid\n\n1 invalid-event, line 4: \S.*[^,.]\.\n\nResults: june\.replay\.jsonl\n$/,
      );
      assert.equal(count(folder.files()['june.replay.jsonl']!), 3);
    }, june));

  test('all in order: exit code 0, and JSON when asked', () =>
    inFolder(
      async folder => {
        const { code, out } = await folder.run(args('--format', 'json', '--concurrency', '1'));
        const { counts, results, end } = JSON.parse(out);
        assert.deepEqual([code, counts.sent, results, end], [0, 3, 'june.replay.jsonl', 'finished']);
      },
      { 'june.events.jsonl': people(3).join('\n') },
    ));

  test('a dry run needs no token for Intercom, and leaves no file', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(args('--target', 'intercom', '--dry-run'));
      assert.match(out, /^Dry run of june\.events\.jsonl with “Save user”, 4 events/);
      assert.deepEqual([code, 'june.replay.jsonl' in folder.files()], [1, false]);
    }, june));

  test('a dry run tells which events go wrong, whatever the checks find', () =>
    inFolder(
      async folder => {
        const { code, out, problems } = await folder.run(args('--dry-run'));
        assert.deepEqual([code, problems], [1, '']);
        assert.match(out, /\n4 invalid\n/);
      },
      { ...june, 'body.json.trimou': '{"user_id":{{name}}}' },
    ));

  test('what the sandbox takes although Intercom would refuse it is counted; in the mode strict it fails', () =>
    inFolder(
      async folder => {
        const lenient = await folder.run(args());
        assert.equal(lenient.code, 0);
        assert.match(lenient.out, /\n3 sent\n\n3 sent 202, lines 1, 2, 3: The user .* Intercom answers 404\./);
        const strict = await folder.run(args('--mode', 'strict', '--restart'));
        assert.deepEqual([strict.code, /\n3 failed\n/.test(strict.out)], [1, true], strict.out);
      },
      { 'june.events.jsonl': people(3).join('\n'), ...eventOfNobody },
    ));

  test('each reason with its lines and its place, and no word twice', () => {
    const groups: readonly ReplayGroup[] = [
      { outcome: 'invalid', code: 'invalid-event', text: 'Put texts in quotes.', count: 1, lines: [4] },
      { outcome: 'invalid', code: 'template-error', text: 'No date.', place: 'a.trimou:1:2', count: 1, lines: [5] },
      { outcome: 'failed', status: 400, code: 'bad', text: 'No.', count: 1200, lines: [1, 2] },
      { outcome: 'skipped', text: 'a equals "b"', count: 2, lines: [6, 7] },
    ];
    const counts = { sent: 0, ready: 66_667, skipped: 2, invalid: 2, failed: 1200, uncertain: 0 };
    const summary = { end: 'finished', action: 'a', events: 'e', target: 'sandbox', dryRun: true } as const;
    const ran = { ...summary, counts, groups, doneBefore: 0, handled: 67_871, ms: 1 };
    const lines = replayText(ran, { colours: false }).split('\n');
    assert.ok(lines.includes('66,667 ready'), lines.join('\n'));
    assert.deepEqual(lines.slice(-5), [
      '1 invalid-event, line 4: Put texts in quotes.',
      '1 invalid template-error, line 5 (a.trimou:1:2): No date.',
      '1,200 failed 400 bad, lines 1, 2 …: No.',
      '2 skipped, lines 6, 7: a equals "b"',
      '',
    ]);
  });

  test('a file that is one event over several lines, or a list of them: said once, nothing is sent', () =>
    inFolder(
      async folder => {
        const [event, list] = [
          await folder.run(['replay', 'a.webhook.json', '--events', 'one.event.json']),
          await folder.run(['replay', 'a.webhook.json', '--events', 'list.json']),
        ];
        assert.deepEqual([event.code, event.out, list.code, list.out], [2, '', 2, '']);
        assert.match(event.problems, /^one\.event\.json is one event, not one a line: write it in one line, .*\.\n$/);
        assert.match(list.problems, /^list\.json is a list of events, not one a line: .*\.\n$/);
        assert.equal((await folder.run(['replay', 'a.webhook.json', '--events', 'events/a.event.json'])).code, 0);
        assert.ok(!Object.keys(folder.files()).some(name => /^(one|list).*replay/.test(name)));
      },
      {
        'one.event.json': `\uFEFF${JSON.stringify(JSON.parse(people(1)[0]!), null, 2)}\n`,
        'list.json': `[\n${people(2).join(',\n')}\n]`,
      },
    ));

  test('the results of before: neither overwritten nor added to without a word', () =>
    inFolder(async folder => {
      await folder.run(args());
      const before = folder.files()['june.replay.jsonl']!;
      const { code, out, problems } = await folder.run(args());
      assert.deepEqual([code, out], [2, '']);
      assert.match(problems, /^june\.replay\.jsonl holds .* Add --resume .*, or --restart to start over\.\n$/);
      assert.equal(folder.files()['june.replay.jsonl'], before);
      const resumed = JSON.parse((await folder.run(args('--resume', '--format', 'json'))).out);
      assert.deepEqual([resumed.counts.sent, resumed.handled], [3, 0]);
      const anew = JSON.parse((await folder.run(args('--restart', '--format', 'json'))).out);
      assert.deepEqual([anew.counts.sent, anew.handled], [3, 4]);
      assert.ok(folder.files()['june.replay.1.jsonl']?.startsWith(before));
      const elsewhere = await folder.run(args('--results', 'other/r.jsonl'));
      assert.deepEqual([elsewhere.code, elsewhere.problems], [2, 'r.jsonl cannot be used (ENOENT).\n']);
      await folder.run(args('--results', 'r.jsonl'));
      assert.equal(count(folder.files()['r.jsonl']!), 3);
    }, june));

  test('a token that is missing, errors of the checks, a wrong command line: nothing is sent', () =>
    inFolder(async folder => {
      const token = await folder.run(args('--target', 'http://127.0.0.1:1'));
      assert.deepEqual(
        [token.code, token.problems],
        [2, 'The secret "intercom" has no value. Set the environment variable INTERCOM_ACCESS_TOKEN.\n'],
      );
      const usage: [string[], RegExp][] = [
        [['replay', 'a.webhook.json'], /--events FILE/],
        [args('--resume', '--restart'), /Choose between/],
        [args('--concurrency', '0'), /from 1 to 64, and is "0"/],
        [args('--dry-run=yes'), /--dry-run/],
        [['replay', '--events', 'june.events.jsonl'], /Name one action/],
        [['replay', 'a.webhook.json', '--events', 'events'], /^events is a folder\. Name a file\.$/m],
      ];
      for (const [line, problem] of usage) {
        const ran = await folder.run(line, { env });
        assert.deepEqual([ran.code, problem.test(ran.problems)], [2, true], ran.problems);
      }
      folder.write({ 'body.json.trimou': '{"user_id":{{user_id}}}' });
      const findings = await folder.run(args(), { env });
      assert.equal(findings.code, 1);
      assert.match(
        findings.problems,
        /^Nothing was sent: the checks found an error\. body\.json\.trimou:1:\d+: .* \(unquoted-string\)\n.*--anyway\.\n$/,
      );
      assert.ok(!('june.replay.jsonl' in folder.files()));
    }, june));

  test('no secret in what is printed or written', () => {
    const echo: RequestListener = (request, response) => {
      const errors = [{ code: 'no', message: `Not ${request.headers.authorization}` }];
      response.writeHead(400, { 'X-Request-Id': fakeToken }).end(JSON.stringify({ errors }));
    };
    return withServer(echo, url =>
      inFolder(async folder => {
        const { out, problems } = await folder.run(args('--target', url), { env });
        assert.match(out, /3 failed/);
        for (const [name, text] of Object.entries({ out, problems, ...folder.files() }))
          assert.ok(!text.includes(fakeToken) && !text.includes(fakeToken.slice(4, -4)), `${name}: ${text}`);
      }, june),
    );
  });

  test('the results are no sample events', () =>
    inFolder(
      async folder => {
        folder.write({ 'events/july.events.jsonl': people(2).join('\n') });
        await folder.run(['replay', 'a.webhook.json', '--events', 'events/july.events.jsonl']);
        assert.ok('events/july.replay.jsonl' in folder.files());
        const { code, out } = await folder.run(['check', 'a.webhook.json']);
        assert.deepEqual([code, out.includes('replay')], [0, false], out);
      },
      { 'a.webhook.json': actionText() },
    ));

  for (const [signal, words] of [
    ['SIGINT', 'ends it cleanly'],
    ['SIGKILL', 'leaves a file to go on with'],
  ] as const) {
    test(`${signal} ${words}: every event arrives once, but for those nobody knows of`, () => {
      const arrived: string[] = [];
      let stop: () => void = () => undefined;
      const listener: RequestListener = async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        arrived.push(/"user_id":"(\d+)"/.exec(body)![1]!);
        // The tenth is never answered.
        if (arrived.length === 10) stop();
        else if (arrived.length > 10 || arrived.length < 9) response.end('{}');
      };
      return withServer(listener, url =>
        inFolder(
          async folder => {
            const command = ['--require', require.resolve('tsx/cjs'), resolve('server/cli.ts')];
            const options = { cwd: folder.path, env: { ...process.env, ...env }, stdio: 'pipe' as const };
            const line = args('--target', url, '--concurrency', '2', '--format', 'json');
            const child = spawn(process.execPath, [...command, ...line], options);
            const closed = once(child, 'close');
            stop = () => child.kill(signal);
            const [code] = await closed;
            assert.equal(code, signal === 'SIGINT' ? 1 : null);
            const rest = JSON.parse((await folder.run([...line, '--resume'], { env })).out);
            assert.equal(rest.counts.sent + rest.counts.uncertain, 40, JSON.stringify(rest));
            assert.ok(rest.counts.uncertain >= 1 && rest.counts.uncertain <= 2);
            assert.deepEqual(
              arrived.toSorted((one, other) => Number(one) - Number(other)),
              Array.from({ length: 40 }, (_, index) => String(index + 1)),
            );
          },
          { 'june.events.jsonl': people(40).join('\n') },
        ),
      );
    }).timeout(60_000);
  }
});
