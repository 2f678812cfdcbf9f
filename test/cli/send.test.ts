import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { environmentVariable } from '../../server/core/action/secrets';
import { fakeClock } from '../http/fakeClock';
import { unreached, withServer } from '../http/loopback';
import { actionText, eventOfNobody, fakeToken } from '../http/project';
import { withProxy } from '../http/proxy';
import { inFolder, type Ran } from './command';

const args = ['send', 'a.webhook.json', '--event', 'events/a.event.json'];
const env = { INTERCOM_ACCESS_TOKEN: fakeToken };

function sentTo(listener: RequestListener, more: string[] = [], files = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    withServer(listener, url =>
      inFolder(async folder => resolve(await folder.run([...args, '--target', url, ...more], { env })), files),
    ).catch(reject);
  });
}

suite('command line: send', () => {
  test('to a sandbox of its own by default, without a token', () =>
    inFolder(async folder => {
      for (const target of [[], ['--target', 'sandbox']]) {
        const { code, out, problems } = await folder.run([...args, ...target, '--format', 'json']);
        assert.deepEqual([code, problems], [0, '']);
        const { status, statusText, headers, body, ms, ...others } = JSON.parse(out);
        assert.deepEqual([status, statusText, others], [200, 'OK', {}]);
        assert.equal(headers['X-RateLimit-Limit'], '1666');
        assert.equal(JSON.parse(body).user_id, '42');
        assert.ok(Number.isInteger(ms));
      }
    }));

  test('text: the request line, the status, the headers and the answer, laid out', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run(args);
      assert.equal(code, 0);
      assert.match(out, /^POST http:\/\/127\.0\.0\.1:\d+\/users\n200 OK in \d+ ms\n\n/);
      assert.match(out, /\nX-RateLimit-Remaining: 1665\n/);
      assert.match(out, /\n {2}"user_id": "42",\n/);
    }));

  test('where the sandbox is kinder than Intercom, it says so; in the mode strict it is not', () =>
    inFolder(async folder => {
      const lenient = await folder.run(args);
      assert.equal(lenient.code, 0);
      assert.match(
        lenient.out,
        /202 Accepted in \d+ ms\n\nThe sandbox differs from Intercom\nThe user .* was created; Intercom answers 404\..*first\.\nbody\.json\.trimou:1:12\n/,
      );
      const strict = await folder.run([...args, '--mode', 'strict']);
      assert.deepEqual([strict.code, /404 Not Found in/.test(strict.out)], [1, true], strict.out);
      const elsewhere = await folder.run([...args, '--mode', 'strict', '--target', 'intercom']);
      assert.deepEqual([elsewhere.code, /--mode is for --target sandbox/.test(elsewhere.problems)], [2, true]);
    }, eventOfNobody));

  test('to another server: its origin, the path of the action, the token from the environment', async () => {
    let seen: unknown;
    const { code } = await sentTo((request, response) => {
      seen = [request.method, request.url, request.headers.authorization];
      response.writeHead(202).end();
    });
    assert.equal(code, 0);
    assert.deepEqual(seen, ['POST', '/users', `Bearer ${fakeToken}`]);
  });

  test('an answer that is no success: exit 1, and what it means', async () => {
    const conflict = {
      type: 'error.list',
      errors: [{ code: 'conflict', message: 'A contact matching those details already exists with id=012345' }],
    };
    const listener: RequestListener = (_, response) =>
      response.writeHead(409, 'Conflict').end(JSON.stringify(conflict));
    const text = await sentTo(listener);
    assert.equal(text.code, 1);
    assert.match(
      text.out,
      /409 Conflict in \d+ ms\n\nThe contact exists already\n.*id 012345\..*PUT \/contacts\/012345/,
    );
    assert.match(text.out, /\na\.webhook\.json:1:\d+\n/);
    const json = await sentTo(listener, ['--format', 'json']);
    assert.equal(json.code, 1);
    assert.equal(JSON.parse(json.out).status, 409);
  });

  test('each error of an answer, with the place in the template', async () => {
    const errors = [{ code: 'parameter_invalid', message: 'name is wrong\u001b[2J', field: 'name' }];
    const files = { 'body.json.trimou': '{\n  "user_id": "1",\n  "name": "{{name.toJson}}"\n}' };
    const { out } = await sentTo(
      (_, response) => response.writeHead(400).end(JSON.stringify({ type: 'error.list', errors })),
      [],
      files,
    );
    assert.match(
      out,
      /\nA field has a value Intercom does not take\n.* value of name\. .*\nname at body\.json\.trimou:3:11\n/,
    );
    assert.ok(!out.includes('\u001b'));
  });

  for (const status of [199, 204, 301, 400, 500].filter(code => code >= 200)) {
    test(`exit code for ${status}`, async () => {
      const { code } = await sentTo((_, response) => response.writeHead(status, { Location: '/elsewhere' }).end());
      assert.equal(code, status === 204 ? 0 : 1);
    });
  }

  test('answers that are not JSON, or null, or errors of another shape', async () => {
    for (const body of ['<script>alert(1)</script>', 'null', '{"errors":[null,1,{"code":{}}]}', '{"errors":{}}', '']) {
      const { code, problems } = await sentTo((_, response) => response.writeHead(400).end(body));
      assert.deepEqual([code, problems], [1, '']);
    }
  });

  test('colour codes in an answer reach no terminal, but JSON keeps them', async () => {
    const listener: RequestListener = (_, response) => response.end('\u001b[31mred\u0007');
    assert.match((await sentTo(listener)).out, /\\u001b\[31mred\\u0007/);
    assert.equal(JSON.parse((await sentTo(listener, ['--format', 'json'])).out).body, '\u001b[31mred\u0007');
  });

  test('--retry: sent again after what Tealium sends again after, and a line of it on standard error', async () => {
    let calls = 0;
    const listener: RequestListener = (_, response) => response.writeHead(++calls < 3 ? 503 : 200).end('{}');
    await withServer(listener, url =>
      inFolder(async folder => {
        const ran = await folder.run([...args, '--target', url, '--retry', 'asTealium'], { env, clock: fakeClock() });
        assert.deepEqual([ran.code, calls], [0, 3]);
        assert.equal(
          ran.problems,
          '503. Sending again in 1:00 min, try 2 of 4.\n503. Sending again in 5:00 min, try 3 of 4.\n',
        );
        assert.match(ran.out, /\n200 OK in/);
        calls = 0;
        assert.equal((await folder.run([...args, '--target', url], { env })).code, 1);
        assert.equal(calls, 1);
      }),
    );
  });

  test('through the proxy of the environment, whose password shows nowhere', () =>
    withProxy({ status: 407 }, async ({ port, asked }) =>
      inFolder(async folder => {
        const HTTPS_PROXY = `http://anna:made-up-password@localhost:${port}`;
        for (const format of ['text', 'json']) {
          const target = ['--target', 'intercom', '--format', format];
          const { code, out } = await folder.run([...args, ...target], { env: { ...env, HTTPS_PROXY } });
          assert.equal(code, 1);
          assert.match(out, /wants a name and a password \(407\).*HTTPS_PROXY/);
          assert.doesNotMatch(out, /made-up-password/);
        }
        assert.deepEqual([asked[0]?.method, asked[0]?.url], ['CONNECT', 'api.intercom.io:443']);
      }),
    ));

  test('nothing listens', () =>
    inFolder(async folder => {
      const target = ['--target', 'http://localhost:1'];
      const json = await folder.run([...args, ...target, '--format', 'json'], { env });
      assert.equal(json.code, 1);
      const { failed, reason, detail } = JSON.parse(json.out);
      assert.deepEqual([failed, reason], [true, 'refused']);
      assert.match(detail, /Nothing listens at localhost:1/);
      const text = await folder.run([...args, ...target], { env });
      assert.equal(text.code, 1);
      assert.match(text.out, /\nFailed: Nothing listens at localhost:1/);
    }));

  test('a token that is missing: which variable to set', () =>
    inFolder(async folder => {
      const { code, out } = await folder.run([...args, '--target', 'intercom', '--format', 'json']);
      assert.equal(code, 1);
      const { reason, detail } = JSON.parse(out);
      assert.equal(reason, 'missing-secret');
      assert.match(detail, /Set the environment variable INTERCOM_ACCESS_TOKEN\.$/);
    }));

  test('a token with “Bearer” before it is told, and not repeated', () =>
    inFolder(async folder => {
      const sent = (token: string) =>
        folder.run([...args, '--target', 'http://localhost:1'], { env: { INTERCOM_ACCESS_TOKEN: token } });
      const { out, problems } = await sent(`Bearer ${fakeToken}`);
      assert.match(problems, /^INTERCOM_ACCESS_TOKEN begins with "Bearer", .* leave it out\.\n$/);
      assert.ok(!(out + problems).includes(fakeToken));
      assert.equal((await sent(fakeToken)).problems, '');
    }));

  test('the variables of other secrets', () =>
    assert.deepEqual(['intercom', 'my_name', 'my-name 2'].map(environmentVariable), [
      'INTERCOM_ACCESS_TOKEN',
      'INTERCOM_WEBHOOK_SECRET_MY_NAME',
      'INTERCOM_WEBHOOK_SECRET_MY_NAME_2',
    ]));

  test('a host that is not allowed, and one that is', () =>
    inFolder(async folder => {
      const target = ['--target', 'https://nowhere.invalid', '--format', 'json'];
      const refused = JSON.parse((await folder.run([...args, ...target], { env })).out);
      assert.equal(refused.reason, 'host-not-allowed');
      assert.match(refused.detail, /INTERCOM_WEBHOOK_ALLOWED_HOSTS\.$/);
      const INTERCOM_WEBHOOK_ALLOWED_HOSTS = 'a.test, nowhere.invalid';
      const allowed = JSON.parse(
        (await folder.run([...args, ...target], { env: { ...env, INTERCOM_WEBHOOK_ALLOWED_HOSTS } })).out,
      );
      assert.equal(allowed.reason, 'host-not-found');
    }));

  test('a template that fails says where; nothing is sent', async () => {
    const { code, out } = await sentTo(unreached, [], { 'body.json.trimou': '{\n"a": {{#user_id}}1\n}' });
    assert.equal(code, 1);
    assert.match(out, /\nFailed: body\.json\.trimou:2:\d+: \S/);
  });

  const unquoted = { 'body.json.trimou': '{"user_id":"42","custom_attributes":{"number":{{user_id}}}}' };
  const told = /^body\.json\.trimou:1:\d+ {2}error {2}unquoted-string {2}\S.*\n/;

  test('errors of the checks: told, and sent to the sandbox and to this machine', async () => {
    await inFolder(async folder => {
      const { code, problems } = await folder.run(args);
      assert.equal(code, 0);
      assert.match(problems, new RegExp(`${told.source}$`));
      const { out } = await folder.run(['check', 'a.webhook.json']);
      assert.ok(out.startsWith(problems), out);
    }, unquoted);
    const local = await sentTo((_, response) => response.end(), [], unquoted);
    assert.equal(local.code, 0);
    assert.match(local.problems, told);
  });

  test('errors of the checks: nothing leaves this machine unless --anyway is given', () =>
    inFolder(async folder => {
      const toIntercom = [...args, '--target', 'intercom'];
      const text = await folder.run(toIntercom, { env });
      assert.deepEqual([text.code, text.out], [1, '']);
      assert.match(text.problems, told);
      assert.match(text.problems, /\nNothing was sent: the checks found 1 error\. .*--anyway\.\n$/);
      for (const target of ['intercom', 'https://api.eu.intercom.io']) {
        const json = await folder.run([...args, '--target', target, '--format', 'json'], { env });
        const { failed, reason, detail } = JSON.parse(json.out);
        assert.deepEqual([json.code, failed, reason], [1, true, 'findings']);
        assert.match(detail, /^Nothing was sent: /);
      }
      // Without a token it gets as far as asking for one.
      const anyway = await folder.run([...toIntercom, '--anyway', '--format', 'json']);
      assert.equal(JSON.parse(anyway.out).reason, 'missing-secret');
      assert.match(anyway.problems, new RegExp(`${told.source}$`));
    }, unquoted));

  test('a warning of the checks stops nothing and is not told', () =>
    inFolder(
      async folder => {
        const checked = await folder.run(['check', 'a.webhook.json']);
        assert.match(checked.out, / {2}warning {2}/);
        const { out, problems } = await folder.run([...args, '--target', 'intercom', '--format', 'json']);
        assert.deepEqual([JSON.parse(out).reason, problems], ['missing-secret', '']);
      },
      {
        'a.webhook.json': actionText({
          templates: { auth: 'auth.trimou', body: 'body.json.trimou', spare: 'auth.trimou' },
        }),
      },
    ));

  test('input that cannot be read: exit 2', () =>
    inFolder(async folder => {
      assert.equal((await folder.run(['send', 'nowhere', '--event', 'events/a.event.json'])).code, 2);
      assert.equal((await folder.run(['send', 'a.webhook.json', '--event', 'nowhere'])).code, 2);
    }));

  test('Ctrl+C before the answer', () =>
    withServer(
      () => {},
      url =>
        inFolder(async folder => {
          const interrupted = new AbortController();
          setTimeout(() => interrupted.abort(), 50);
          const { code, out } = await folder.run([...args, '--target', url, '--format', 'json'], {
            env,
            signal: interrupted.signal,
          });
          assert.deepEqual([code, JSON.parse(out).reason], [1, 'cancelled']);
        }),
    ));

  test('GET without a body', async () => {
    let seen = '';
    const { code } = await sentTo(
      (request, response) => {
        seen = `${request.method} ${request.headers['content-length']}`;
        response.end();
      },
      [],
      { 'a.webhook.json': actionText({ method: 'GET', bodyData: [], contentType: undefined }) },
    );
    assert.deepEqual([code, seen], [0, 'GET undefined']);
  });
});
