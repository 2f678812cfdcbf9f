import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import { withServer } from '../http/loopback';
import { eventOfNobody, eventText, fakeToken } from '../http/project';
import { inFolder } from './command';

const expecting = (expect: object, more: object = {}) =>
  JSON.stringify({ ...JSON.parse(eventText), ...more, expect }, null, 2);
const passing = {
  stream: true,
  valid: true,
  status: 200,
  body: { '$.user_id': '42', '$.name': 'Zoë' },
  response: { '$.type': 'user', '$.user_id': '42' },
};

suite('command line: test', () => {
  test('what comes as expected passes', () =>
    inFolder(
      async folder => {
        const { code, out, problems } = await folder.run(['test', '.']);
        assert.equal(problems, '');
        assert.equal(out, 'Save user  a.webhook.json\n  passed  a\n  passed  b:2\n\n2 passed of 2 tests.\n');
        assert.equal(code, 0);
      },
      {
        'events/a.event.json': expecting(passing),
        'events/b.events.jsonl': `${eventText}\n{"expect":{"valid":true}}\n`,
      },
    ));

  const failing = {
    'events/a.event.json': expecting({ status: 404, body: { '$.name': { list: [1, 2] } } }),
    'events/b.event.json': expecting({ valid: true }),
  };

  test('what does not is shown with its place, what was expected and what came', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(['test', 'a.webhook.json']);
      assert.equal(code, 1);
      const [, , ...lines] = out.split('\n');
      assert.deepEqual(lines, [
        '    events/a.event.json:6:5: The status is 200, not 404.',
        '      expected  404',
        '      actual    200',
        '    events/a.event.json:8:7: $.name in the body of the request differs.',
        '      expected  {',
        '                  "list": [',
        '                    1,',
        '                    2',
        '                  ]',
        '                }',
        '      actual    "Zoë"',
        '  passed  b',
        '',
        '1 passed, 1 failed of 2 tests.',
        '',
      ]);
    }, failing));

  test('JSON lists each test with what differs', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(['test', '--format', 'json', '.']);
      assert.equal(code, 1);
      const [failed, passed] = JSON.parse(out);
      assert.deepEqual(
        [failed.action, failed.event, failed.file, failed.result, passed.result],
        ['a.webhook.json', 'a', 'events/a.event.json', 'failed', 'passed'],
      );
      assert.deepEqual(failed.range, { start: { line: 4, character: 3 }, end: { line: 4, character: 9 } });
      assert.deepEqual(failed.deviations[0], {
        message: 'The status is 200, not 404.',
        range: { start: { line: 5, character: 4 }, end: { line: 5, character: 17 } },
        expected: '404',
        actual: '200',
      });
    }, failing));

  test('as JUnit, with the place, escaped', () =>
    inFolder(
      async folder => {
        const { code, out } = await folder.run(['test', '--format', 'junit', '.']);
        assert.equal(code, 1);
        const lines = out.split('\n');
        assert.equal(
          lines[1],
          '<testsuites name="intercom-webhook test" tests="2" failures="1" errors="0" skipped="0" time="0.000">',
        );
        assert.match(
          out,
          /<testcase classname="a\.webhook\.json" name="a" file="events\/a\.event\.json" line="5" time="0\.000">/,
        );
        assert.match(out, /<failure type="expectation" message="[^"<>]*&lt;y/);
        assert.match(out, /<testcase [^>]*name="b"[^>]*\/>/);
        assert.equal(out.split('<testcase').length, 3);
      },
      {
        'events/a.event.json': expecting({ body: { '$["x<y"]': 1 } }),
        'events/b.event.json': failing['events/b.event.json'],
      },
    ));

  test('each event meets a sandbox as new', () =>
    inFolder(
      async folder => assert.equal((await folder.run(['test', '.'])).code, 0),
      Object.fromEntries(
        ['a', 'b', 'c'].map(name => [
          `events/${name}.event.json`,
          expecting({ response: { '$.id': { exists: true } } }),
        ]),
      ),
    ));

  test('a sandbox as strict as Intercom, when told', () =>
    inFolder(
      async folder => {
        assert.equal((await folder.run(['test', '.'])).code, 0);
        const strict = await folder.run(['test', '--mode', 'strict', '.']);
        assert.deepEqual([strict.code, /The status is 404, not 202/.test(strict.out)], [1, true], strict.out);
      },
      { ...eventOfNobody, 'events/a.event.json': expecting({ status: 202 }) },
    ));

  test('another server, with the token of the environment and the origin alone replaced', () =>
    inFolder(
      async folder => {
        const seen: unknown[] = [];
        await withServer(
          (request, response) => {
            seen.push([request.url, request.headers.authorization]);
            response.end(`{"type":"${fakeToken}"}`);
          },
          async url => {
            const env = { INTERCOM_ACCESS_TOKEN: fakeToken };
            const { code, out } = await folder.run(['test', '--target', url, '.'], { env });
            assert.deepEqual([code, seen], [1, [['/users', `Bearer ${fakeToken}`]]]);
            assert.ok(!out.includes(fakeToken), 'an echo of the token is masked');
            assert.match(out, /actual {4}"••••••••"/);
          },
        );
      },
      { 'events/a.event.json': expecting({ response: { '$.type': 'user' } }) },
    ));

  test('a sandbox that runs', () =>
    inFolder(
      async folder => {
        const sandbox = await startSandbox();
        try {
          const env = { INTERCOM_ACCESS_TOKEN: 'any' };
          assert.equal((await folder.run(['test', '--target', sandbox.url, '.'], { env })).code, 0);
        } finally {
          await sandbox.close();
        }
      },
      { 'events/a.event.json': expecting(passing) },
    ));

  test('nobody there: the test fails, and says so', () =>
    inFolder(
      async folder => {
        const { code, out } = await folder.run(['test', '--target', 'http://127.0.0.1:1', '.'], {
          env: { INTERCOM_ACCESS_TOKEN: 'any' },
        });
        assert.equal(code, 1);
        assert.match(out, /a\.event\.json:\d+:\d+: .*127\.0\.0\.1:1/);
      },
      { 'events/a.event.json': expecting({ status: 200 }) },
    ));

  test('an expectation that cannot be read fails', () =>
    inFolder(
      async folder => {
        const { code, out } = await folder.run(['test', '.']);
        assert.equal(code, 1);
        assert.match(out, /events\/a\.event\.json:6:6: `expect` has no `statsu`\. Did you mean `status`\?/);
      },
      { 'events/a.event.json': expecting({ statsu: 200 }) },
    ));

  test('events that cannot be read: named with their place, exit code 2, whatever the others do', () =>
    inFolder(
      async folder => {
        const { code, out, problems } = await folder.run(['test', '.']);
        assert.equal(code, 2);
        assert.match(out, /^1 passed of 1 test\.$/m);
        const lines = problems.trim().split('\n');
        assert.equal(lines.length, 2);
        assert.match(lines[0]!, /^events\/b\.event\.json:1:\d+: \S/);
        assert.match(lines[1]!, /^events\/c\.events\.jsonl:2:\d+: Line 2: \S/);
      },
      {
        'events/a.event.json': expecting({ valid: true }),
        'events/b.event.json': '{ "customer_id": ',
        'events/c.events.jsonl': `${eventText}\n{ no\n`,
      },
    ));

  test('no test, no action, no path, a wrong target: exit code 2', () =>
    inFolder(async folder => {
      const none = await folder.run(['test', '.']);
      assert.equal(none.code, 2);
      assert.match(none.problems, /^No event of \. says what to expect\. Add /);
      assert.equal((await folder.run(['test', 'nowhere'])).code, 2);
      assert.equal((await folder.run(['test'])).code, 2);
      const target = await folder.run(['test', '--target', 'intercom', '.']);
      assert.equal(target.code, 2);
      assert.match(target.problems, /--target should be sandbox or a URL/);
    }));

  test('Ctrl+C ends it with 1, and prints no results', () =>
    inFolder(async folder => {
      const ran = await folder.run(['test', '.'], { signal: AbortSignal.abort() });
      assert.deepEqual([ran.code, ran.problems, ran.out], [1, 'Cancelled.\n', '']);
    }, failing));

  test('the examples pass, and each has expectations', () =>
    inFolder(async folder => {
      const examples = join(import.meta.dirname, '../../examples');
      const { code, out } = await folder.run(['test', '--format', 'json', examples]);
      assert.equal(code, 0, out);
      const tested = new Set(JSON.parse(out).map(({ action }: { action: string }) => action));
      const checked = (await folder.run(['check', '--format', 'junit', examples])).out;
      assert.equal(tested.size, checked.split('<testsuite ').length - 1);
    })).timeout(30_000);
});
