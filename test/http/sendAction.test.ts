import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import { type SendActionOptions, sendAction, type Target } from '../../server/http/sendAction';
import type { SendReport } from '../../server/protocol';
import { fakeClock } from './fakeClock';
import { unreached, withServer } from './loopback';
import { fakeToken, projectOf } from './project';

interface Order extends Partial<Omit<SendActionOptions, 'project' | 'event' | 'target'>> {
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
}

async function sent(target: Target, { changes, files, ...options }: Order = {}): Promise<SendReport> {
  return sendAction({
    ...(await projectOf(changes, files)),
    target,
    secret: async () => fakeToken,
    now: () => 1_700_000_000_000,
    uuid: () => '00000000-0000-4000-8000-000000000000',
    timeout: 2000,
    ...options,
  });
}

/** Sends to a server of the test, in Intercom's place. */
function sentTo(listener: RequestListener, order: Order = {}): Promise<SendReport> {
  return withServer(listener, url => sent({ kind: 'origin', url }, order));
}

function titles(report: SendReport): string[] {
  return report.trace.map(({ title }) => title);
}

suite('sendAction: the report', () => {
  test('everything about a send that worked, with names where secrets are', async () => {
    const sandbox = await startSandbox();
    try {
      const report = await sent({ kind: 'sandbox', url: sandbox.url });
      const body = '{"user_id":"42","name":"Zoë"}';
      const { outcome, ...rest } = report;
      assert.ok(outcome.kind === 'response' && outcome.status === 200, JSON.stringify(outcome));
      const { 'User-Agent': agent, ...headers } = Object.fromEntries(rest.request.headers);
      assert.match(agent!, /^intercom-webhook-templates\//);
      assert.deepEqual(headers, {
        Accept: 'application/json',
        'Intercom-Version': '1.4',
        Authorization: 'Bearer <secret:intercom>',
        'Content-Type': 'application/json; charset=UTF-8',
        'Accept-Encoding': 'gzip, deflate, br',
        'Content-Length': String(Buffer.byteLength(body)),
      });
      const { headers: _, ...request } = rest.request;
      assert.deepEqual(
        { ...rest, request },
        {
          at: 1_700_000_000_000,
          action: { uri: '/a.webhook.json', name: 'Save user' },
          event: { uri: '/events/a.event.json', name: 'a' },
          target: 'sandbox',
          request: { method: 'POST', url: `${sandbox.url}/users`, body },
          trace: [
            {
              title: 'Template Variables JSON',
              text: JSON.stringify({ user_id: '42', name: 'Zoë', token: '<secret:intercom>' }, null, 2),
            },
            { title: 'Rendered Template: auth', text: 'Bearer <secret:intercom>' },
            { title: 'Rendered Template: body', text: body },
            {
              title: 'Action Processed',
              text: `POST ${sandbox.url}/users: 200 OK in ${outcome.ms} ms`,
            },
          ],
        },
      );
    } finally {
      await sandbox.close();
    }
  });

  test('an answer that is no success is a failed action, with what the vendor said', async () => {
    const report = await sentTo((_, response) => response.writeHead(404).end('{"errors":[]}'));
    const { title, text } = report.trace.at(-1)!;
    assert.equal(title, 'Action Failed');
    assert.match(text, /^Received non-successful HTTP response status = 404\nPOST .*\n\{"errors":\[\]\}$/);
  });

  test('a time-out, and a server that is not there', async () => {
    const late = await sentTo(() => {}, { timeout: 400 });
    assert.equal(late.outcome.kind === 'failed' && late.outcome.reason, 'timeout');
    assert.match(late.trace.at(-1)!.text, /No answer within 0\.4 s/);
    const gone = await sent({ kind: 'origin', url: 'http://localhost:1' });
    assert.equal(gone.outcome.kind === 'failed' && gone.outcome.reason, 'refused');
    assert.deepEqual(titles(gone), [
      'Template Variables JSON',
      'Rendered Template: auth',
      'Rendered Template: body',
      'Action Failed',
    ]);
  });

  test('tries before the last: in the report and in the trace', async () => {
    let calls = 0;
    const listener: RequestListener = (_, response) => {
      const last = ++calls === 3;
      response.writeHead(last ? 200 : 429, { 'Retry-After': '7' }).end(last ? '{}' : fakeToken);
    };
    const clock = fakeClock();
    const report = await sentTo(listener, { retries: 'fast', clock });
    assert.equal(report.outcome.kind === 'response' && report.outcome.status, 200);
    assert.deepEqual(
      report.earlier?.map(({ status, waitedMs }) => [status, waitedMs]),
      [
        [429, 7000],
        [429, 7000],
      ],
    );
    assert.deepEqual(titles(report).slice(-3), ['Action Failed', 'Action Failed', 'Action Processed']);
    assert.match(report.trace.at(-2)!.text, /status = 429\nSent again after 7 s$/);
    assert.equal(calls, 3);
  });

  test('cancelled', async () => {
    const report = await sent({ kind: 'origin', url: 'http://localhost:1' }, { signal: AbortSignal.abort() });
    assert.equal(report.outcome.kind === 'failed' && report.outcome.reason, 'cancelled');
  });

  test('a template that cannot be rendered says where, and nothing is sent', async () => {
    const report = await sentTo(unreached, {
      files: { 'body.json.trimou': '{\n  "a": "{{#name}}"\n}' },
    });
    assert.ok(report.outcome.kind === 'failed' && report.outcome.reason === 'plan', JSON.stringify(report.outcome));
    assert.equal(report.outcome.place?.uri, '/body.json.trimou');
    assert.equal(report.outcome.place?.range.start.line, 1);
    assert.deepEqual(titles(report), ['Action Failed']);
    assert.equal(report.request.url, 'https://api.intercom.io/users');
  });

  test('a header whose value has a line break', async () => {
    const report = await sentTo(unreached, {
      files: { 'auth.trimou': 'Bearer\n{{token}}' },
    });
    assert.ok(report.outcome.kind === 'failed' && report.outcome.reason === 'plan');
    assert.match(report.outcome.detail, /header Authorization .*line break/i);
  });

  test('a token of two lines', async () => {
    const report = await sentTo(unreached, { secret: async () => `${fakeToken}\nand more\n` });
    assert.ok(report.outcome.kind === 'failed' && report.outcome.reason === 'missing-secret');
    assert.match(report.outcome.detail, /the secret "\w+" holds a line break/);
    assert.ok(!report.outcome.detail.includes(fakeToken));
  });
});

suite('sendAction: the answer explained', () => {
  const answers =
    (status: number, ...errors: object[]): RequestListener =>
    (_, response) =>
      response.writeHead(status).end(JSON.stringify({ type: 'error.list', errors }));

  test('each error with its place in the template, by line and column', async () => {
    const invalid = { code: 'parameter_invalid', message: 'no', field: 'name' };
    const report = await sentTo(answers(400, invalid, { ...invalid, field: 'email' }), {
      files: { 'body.json.trimou': '{\n "user_id": "1",\n "name": "{{name.toJson}}"}' },
    });
    const [wrong, missing] = report.explanations!;
    assert.deepEqual(wrong?.place, {
      uri: '/body.json.trimou',
      range: { start: { line: 2, character: 9 }, end: { line: 2, character: 26 } },
    });
    assert.deepEqual([wrong?.field, wrong?.code, wrong?.message], ['name', 'parameter_invalid', 'no']);
    assert.deepEqual(missing?.place?.range.start, { line: 0, character: 0 });
  });

  test('none for success, and none for a failure', async () => {
    const ok = await sentTo((_, response) => response.end('{}'));
    assert.equal(ok.explanations, undefined);
    const gone = await sent({ kind: 'origin', url: 'http://localhost:1' });
    assert.equal(gone.explanations, undefined);
  });

  test('the sandbox says the same as Intercom would', async () => {
    const sandbox = await startSandbox();
    try {
      const changes = {
        headers: [
          { map: 'applications/json', to: 'Accept' },
          { map: '{{auth}}', to: 'Authorization' },
        ],
      };
      const { explanations } = await sent({ kind: 'sandbox', url: sandbox.url }, { changes });
      assert.deepEqual(
        explanations?.map(({ status, fixes }) => [status, fixes.map(({ title }) => title)]),
        [[406, ['Map application/json to Accept']]],
      );
    } finally {
      await sandbox.close();
    }
  });

  test('a secret that the answer quotes is in no explanation', async () => {
    const quoting: RequestListener = (request, response) => {
      const token = `${request.headers.authorization}`.replace('Bearer ', '');
      const error = { code: token, message: `Custom attribute '${token}' does not exist`, field: token };
      response.writeHead(400).end(JSON.stringify({ errors: [error] }));
    };
    const report = await sentTo(quoting);
    assert.equal(report.explanations?.length, 1);
    assert.ok(!JSON.stringify(report).includes(fakeToken));
    assert.ok(JSON.stringify(report.explanations).includes('••••'));
  });

  test('another method and path for once: the way out of a conflict', async () => {
    const sandbox = await startSandbox();
    try {
      const changes = {
        url: 'https://api.intercom.io/contacts?x=1',
        headers: [
          { map: 'application/json', to: 'Accept' },
          { map: '2.16', to: 'Intercom-Version' },
          { map: '{{auth}}', to: 'Authorization' },
        ],
      };
      const files = { 'body.json.trimou': '{"external_id":"{{user_id.toJson}}","name":"{{name.toJson}}"}' };
      const target: Target = { kind: 'sandbox', url: sandbox.url };
      await sent(target, { changes, files });
      const conflict = await sent(target, { changes, files });
      const [found] = conflict.explanations!;
      const fix = found?.fixes[0];
      assert.ok(fix?.kind === 'update-contact', JSON.stringify(found));
      assert.equal(fix.path, `/contacts/${found?.contactId}`);
      const update = await sent(target, { changes, files, instead: fix });
      assert.equal(update.outcome.kind === 'response' && update.outcome.status, 200);
      assert.deepEqual([update.request.method, update.request.url], ['PUT', sandbox.url + fix.path]);
    } finally {
      await sandbox.close();
    }
  });

  test('another path leads to no other host', async () => {
    let seen: string | undefined;
    await sentTo(
      (request, response) => {
        seen = request.url;
        response.end();
      },
      { instead: { method: 'PUT', path: '//evil.test/x?y#z' } },
    );
    assert.equal(seen, '//evil.test/x%3Fy%23z');
  });
});

suite('sendAction: secrets of earlier sends', () => {
  const old = 'made-up password, since replaced';
  const echo: RequestListener = (_, response) => response.writeHead(200, { 'X-Was': old }).end(`{"note":"${old}"}`);

  test('are masked in answers to later ones', async () => {
    const earlierSecrets = new Set<string>();
    await sentTo((_, response) => response.end(), { secret: async () => old, earlierSecrets });
    assert.ok(!JSON.stringify(await sentTo(echo, { earlierSecrets })).includes('since replaced'));
    assert.ok(JSON.stringify(await sentTo(echo)).includes('since replaced'), 'nobody else could know it');
  });
});

suite('sendAction: where it goes', () => {
  test('another server takes the place of the origin, and keeps path and query', async () => {
    let seen: unknown;
    await sentTo(
      (request, response) => {
        seen = [request.url, request.headers.host];
        response.end();
      },
      {
        changes: {
          url: 'https://api.intercom.io/users?a=1',
          headers: [{ map: 'evil.test', to: 'Host' }],
        },
      },
    );
    assert.match(JSON.stringify(seen), /^\["\/users\?a=1","localhost:\d+"\]$/);
  });

  test('a host that is not allowed gets nothing, and no secret is asked for', async () => {
    const report = await sent(
      { kind: 'intercom' },
      { changes: { url: 'https://evil.test/users' }, secret: async () => assert.fail('asked for a secret') },
    );
    assert.equal(report.outcome.kind === 'failed' && report.outcome.reason, 'host-not-allowed');
  });

  test('the sandbox gets a made-up token; the real one is not read', async () => {
    let authorization: string | undefined;
    const report = await withServer(
      (request, response) => {
        authorization = request.headers.authorization;
        response.end();
      },
      url => sent({ kind: 'sandbox', url }, { secret: async () => assert.fail('asked for a secret') }),
    );
    assert.equal(report.outcome.kind, 'response');
    assert.equal(authorization, 'Bearer made-up-sandbox-token');
  });

  test('a secret without a value', async () => {
    const report = await sentTo(unreached, {
      secret: async () => undefined,
      missingSecret: name => `Set ${name}.`,
    });
    assert.ok(report.outcome.kind === 'failed' && report.outcome.reason === 'missing-secret');
    assert.equal(report.outcome.detail, 'Nothing was sent: the secret "intercom" has no value. Set intercom.');
  });

  test('each secret is asked for once, wherever it is mapped, and trimmed', async () => {
    const asked: string[] = [];
    let authorization: string | undefined;
    await sentTo(
      (request, response) => {
        authorization = request.headers.authorization;
        response.end();
      },
      {
        secret: async name => {
          asked.push(name);
          return ` ${name}-value\n`;
        },
        changes: {
          headers: [
            { map: '{{auth}}', to: 'Authorization' },
            { secret: 'other', to: 'X-Other' },
          ],
        },
      },
    );
    assert.deepEqual(asked.sort(), ['intercom', 'other']);
    assert.equal(authorization, 'Bearer intercom-value');
  });

  test('what is shown and what is sent have the same clock and the same random values', async () => {
    let number = 0;
    let body = '';
    const report = await sentTo(
      async (request, response) => {
        for await (const chunk of request) body += chunk;
        response.end();
      },
      {
        files: { 'body.json.trimou': '{"ids":["{{uuid}}","{{uuid}}"],"at":{{unixTimestamp}}}' },
        uuid: () => `made-up-${++number}`,
      },
    );
    assert.equal(report.request.body, body);
    assert.equal(body, '{"ids":["made-up-1","made-up-2"],"at":1700000000}');
  });
});
