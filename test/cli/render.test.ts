import assert from 'node:assert/strict';
import { actionText } from '../http/project';
import { inFolder } from './command';

const args = ['render', 'a.webhook.json', '--event', 'events/a.event.json'];

const elsewhere = {
  source: { stream: 'Orders', when: [[{ attribute: 'tealium_event', operator: 'equals', value: 'purchase' }]] },
};

suite('command line: render', () => {
  test('json: the request, the variables and the rendered templates, secrets as names', () =>
    inFolder(async folder => {
      const { code, out, problems } = await folder.run([...args, '--format', 'json'], {
        env: { INTERCOM_ACCESS_TOKEN: 'x' },
      });
      assert.deepEqual([code, problems], [0, '']);
      const body = '{"user_id":"42","name":"Zoë"}';
      assert.deepEqual(JSON.parse(out), {
        method: 'POST',
        url: 'https://api.intercom.io/users',
        headers: {
          Accept: 'application/json',
          'Intercom-Version': '1.4',
          Authorization: 'Bearer <secret:intercom>',
          'Content-Type': 'application/json; charset=UTF-8',
        },
        body,
        templateVariables: { user_id: '42', name: 'Zoë', token: '<secret:intercom>' },
        renderedTemplates: { auth: 'Bearer <secret:intercom>', body },
      });
    }));

  test('text: the request as HTTP', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(args);
      assert.equal(code, 0);
      assert.equal(
        out,
        [
          'POST https://api.intercom.io/users',
          'Accept: application/json',
          'Intercom-Version: 1.4',
          'Authorization: Bearer <secret:intercom>',
          'Content-Type: application/json; charset=UTF-8',
          '',
          '{"user_id":"42","name":"Zoë"}',
          '',
        ].join('\n'),
      );
    }));

  test('an event from standard input; what is wrong with it is said with its place there', () =>
    inFolder(async folder => {
      const line = ['render', 'a.webhook.json', '--event', '-'];
      const { code, out } = await folder.run(line, { stdin: '{"customer_id":"7","customer_name":"Bo"}' });
      assert.deepEqual([code, out.split('\n').at(-2)], [0, '{"user_id":"7","name":"Bo"}']);
      const broken = await folder.run(line, { stdin: '{\n  "customer_id": ' });
      assert.deepEqual([broken.code, /^standard input:2:\d+: /.test(broken.problems)], [2, true], broken.problems);
    }));

  test('cookies, secrets as names', () =>
    inFolder(
      async folder => {
        const { out } = await folder.run(args);
        assert.match(out, /^Cookie: shop=eu; session=<secret:other>$/m);
      },
      {
        'a.webhook.json': actionText({
          cookies: [
            { text: 'eu', to: 'shop' },
            { secret: 'other', to: 'session' },
          ],
        }),
      },
    ));

  test('a token that somebody wrote into a template is masked', () =>
    inFolder(
      async folder => {
        for (const format of ['text', 'json']) {
          const { out } = await folder.run([...args, '--format', format]);
          assert.doesNotMatch(out, /made-up-token/);
        }
      },
      { 'auth.trimou': 'Bearer made-up-token' },
    ));

  test('a template that fails: where and why, exit 1', () =>
    inFolder(
      async folder => {
        const text = await folder.run(args);
        assert.equal(text.code, 1);
        assert.match(text.problems, /^body\.json\.trimou:2:\d+: \S/);
        assert.equal(text.out, '');
        const json = await folder.run([...args, '--format', 'json']);
        assert.equal(json.code, 1);
        const { failed, reason } = JSON.parse(json.out);
        assert.deepEqual([failed, reason], [true, 'plan']);
      },
      { 'body.json.trimou': '{\n"a": {{#user_id}}1\n}' },
    ));

  test('a body that is no JSON: rendered, with the line and why on standard error', () =>
    inFolder(
      async folder => {
        const { code, out, problems } = await folder.run(args);
        assert.equal(code, 0);
        assert.match(out, /"user_id": \n/);
        assert.match(problems, /^The body is not valid JSON in line 3: \S.*\n$/);
      },
      { 'body.json.trimou': '{\n "user_id": \n}' },
    ));

  test('an event outside the stream says so on standard error', () =>
    inFolder(
      async folder => {
        for (const command of [args, ['send', ...args.slice(1)]]) {
          const { code, problems } = await folder.run(command);
          assert.equal(code, 0);
          assert.match(
            problems,
            /^This event does not start the action: the stream wants tealium_event equals "purchase"/,
          );
        }
      },
      { 'a.webhook.json': actionText(elsewhere) },
    ));

  test('one line of several events', () =>
    inFolder(
      async folder => {
        const bodyOf = async (event: string) =>
          JSON.parse((await folder.run(['render', 'a.webhook.json', '--event', event, '--format', 'json'])).out).body;
        assert.match(await bodyOf('events/b.events.jsonl'), /"1"/);
        const told =
          'events/b.events.jsonl holds 2 events; this is the one in line 1. For another: events/b.events.jsonl:3.\n';
        for (const command of ['render', 'send']) {
          const problemsOf = async (event: string) =>
            (await folder.run([command, 'a.webhook.json', '--event', event])).problems;
          assert.equal(await problemsOf('events/b.events.jsonl'), told);
          assert.equal(await problemsOf('events/b.events.jsonl:1'), '');
          assert.equal(await problemsOf('single.jsonl'), '');
        }
        assert.match(await bodyOf('events/b.events.jsonl:3'), /"3"/);
        const missing = await folder.run(['render', 'a.webhook.json', '--event', 'events/b.events.jsonl:2']);
        assert.deepEqual([missing.code, missing.problems], [2, 'events/b.events.jsonl has no event in line 2.\n']);
      },
      {
        'single.jsonl': '{"customer_id":"1"}\n',
        'events/b.events.jsonl': '{"customer_id":"1"}\n\n{"customer_id":"3"}\n',
      },
    ));

  test('an event from elsewhere brings the types of its attributes', () =>
    inFolder(
      async folder => {
        folder.write({ 'a.webhook.json': actionText({ templateVariables: [{ attribute: 'tags', to: 'tags' }] }) });
        const { out } = await folder.run(['render', 'a.webhook.json', '--event', 'other.json', '--format', 'json']);
        assert.equal(JSON.parse(out).templateVariables.tags.length, 2);
      },
      { 'a.webhook.json': '', 'other.json': '{"tags":["a","b"]}' },
    ));

  const unreadable: [string, string[], RegExp][] = [
    ['no action', ['render', 'nowhere', '--event', 'events/a.event.json'], /^There is no file nowhere\.$/],
    ['a text', ['render', 'README.md', '--event', 'events/a.event.json'], /^README\.md is no action\. Name the action/],
    ['a folder', ['render', '.', '--event', 'events/a.event.json'], /^\. is a folder\. Name a file\.$/],
    ['no event', ['render', 'a.webhook.json', '--event', 'nowhere'], /^There is no file nowhere\.$/],
    ['a broken event', ['render', 'a.webhook.json', '--event', 'bad.json'], /^bad\.json:1:\d+: \S/],
    ['a list of events', ['render', 'a.webhook.json', '--event', 'list.json'], /^list\.json:1:1: .*list/],
    ['an empty event', ['render', 'a.webhook.json', '--event', 'empty.json'], /^empty\.json/],
    [
      'an empty action',
      ['render', 'b.webhook.json', '--event', 'events/a.event.json'],
      /^b\.webhook\.json:1:1: .*empty/,
    ],
    ['no events in lines', ['render', 'a.webhook.json', '--event', 'empty.jsonl'], /^empty\.jsonl holds no event\.$/],
  ];
  for (const [name, wrong, said] of unreadable) {
    test(`exit 2: ${name}`, () =>
      inFolder(
        async folder => {
          const { code, out, problems } = await folder.run(wrong);
          assert.deepEqual([code, out], [2, '']);
          assert.match(problems.trim(), said);
        },
        {
          'README.md': '# Read',
          'b.webhook.json': '',
          'bad.json': '{"a":',
          'list.json': '[{"a":1}]',
          'empty.json': '',
          'empty.jsonl': '',
        },
      ));
  }
});
