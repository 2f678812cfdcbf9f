import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { networkOf } from '../../server/http/network/network';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import { sendAction } from '../../server/http/sendAction';
import type { Host } from '../../server/lsp/host';
import {
  type ActionContext,
  type AnswerFix,
  type FixAnswer,
  requests,
  type SandboxState,
  type SendAnswer,
} from '../../server/protocol';
import { fakeClock } from '../http/fakeClock';
import { withProxy } from '../http/proxy';
import { closeEditors, type Editor, type EditorOptions, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const madeUpToken = 'made-up-token-0123456789';

const host: Partial<Host> = {
  send: order =>
    sendAction({
      ...order,
      network: () => networkOf(process.env, order.http),
      clock: fakeClock(),
      now: Date.now,
      uuid: randomUUID,
    }),
  startSandbox: () => startSandbox(),
};

const full = { uri: uris.event, name: 'full' };

/** The sample action, aimed at a version of the API that knows its URL. */
function disk(url = 'https://api.intercom.io/users'): Record<string, string> {
  const headers =
    '"headers": [{ "map": "application/json", "to": "Accept" }, { "map": "1.4", "to": "Intercom-Version" },';
  const action = sampleDisk()
    [uris.action]!.replace('"headers": [', headers)
    .replace('https://api.intercom.io/users', url);
  return { ...sampleDisk(), [uris.action]: action };
}

function start(options: EditorOptions = {}): Promise<Editor> {
  return startEditor({ disk: disk(), host, ...options });
}

function send(editor: Editor, params: object = {}): Promise<SendAnswer> {
  const { action } = uris;
  return editor.request<SendAnswer>(requests.send, { action, event: full, target: 'sandbox', anyway: true, ...params });
}

async function sent(editor: Editor, params: object = {}) {
  const answer = await send(editor, params);
  assert.equal(answer.kind, 'sent', JSON.stringify(answer));
  return (answer as SendAnswer & { kind: 'sent' }).report;
}

/** A server on this machine for one test; what it is asked stands in `calls`. */
async function loopback(answer: RequestListener) {
  const calls: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    calls.push(request);
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  listening.push(server);
  return { url, calls };
}

const listening: Server[] = [];

async function closeAll(): Promise<void> {
  for (const server of listening.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await closeEditors();
}

suite('which action, which event', () => {
  teardown(closeAll);
  const context = (editor: Editor, uri: string) => editor.request<ActionContext | null>(requests.context, { uri });

  test('of an action, a template and an event', async () => {
    const editor = await start();
    for (const uri of [uris.action, uris.body, uris.event]) {
      const found = await context(editor, uri);
      assert.deepEqual(found?.action, { uri: uris.action, name: 'Create user' });
      assert.deepEqual(found.events, [full]);
      assert.deepEqual(found.chosen, full);
      assert.deepEqual(found.secrets, ['intercom']);
    }
  });

  test('none for other files', async () => assert.equal(await context(await start(), uris.loose), null));

  test('the chosen event is the one whose values are shown', async () => {
    const second = 'file:///w/a/events/second.event.json';
    const editor = await start({ disk: { ...disk(), [second]: '{"customer_email": "bea@example.com"}' } });
    const event = { uri: second, name: 'second' };
    await editor.request(requests.chooseEvent, { action: uris.action, event });
    assert.deepEqual((await context(editor, uris.body))?.chosen, event);
    await editor.open(uris.body, '{{email}}');
    const hover = await editor.request('textDocument/hover', editor.at(uris.body, 4));
    assert.match(JSON.stringify(hover), /bea@example\.com/);
  });

  test('one line of many', async () => {
    const many = 'file:///w/a/events/june.events.jsonl';
    const editor = await start({
      disk: { ...disk(), [many]: '{"customer_email": "a@x"}\n\n{"customer_email": "b@x"}\n' },
    });
    const found = await context(editor, uris.action);
    assert.deepEqual(
      found?.events.filter(({ uri }) => uri === many).map(({ line }) => line),
      [1, 3],
    );
  });

  test('the editor is told when an event comes', async () => {
    const files = disk();
    const editor = await start({ disk: files });
    await context(editor, uris.action);
    const fresh = 'file:///w/a/events/z.event.json';
    files[fresh] = '{}';
    await editor.diskChanged(fresh, 1);
    await editor.until(() => editor.told.some(({ method }) => method.endsWith('contextChanged')), 'a notification');
    assert.equal((await context(editor, uris.action))?.events.length, 2);
  });
});

suite('sending', () => {
  teardown(closeAll);

  test('to the sandbox, which starts by itself and is asked for no secret', async () => {
    const editor = await start();
    const { outcome, request, trace } = await sent(editor);
    assert.equal(outcome.kind, 'response');
    assert.equal(outcome.kind === 'response' && outcome.status, 200, JSON.stringify(outcome));
    assert.equal(request.body, '{"email": "ann@example.com"}');
    assert.deepEqual(editor.secretsAsked, []);
    assert.equal(trace.at(-1)?.title, 'Action Processed');
    const told = editor.told.find(({ method }) => method.endsWith('sandboxChanged'));
    assert.match((told?.params as SandboxState | undefined)?.url ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('what is sent is the unsaved text', async () => {
    const editor = await start();
    await editor.open(uris.body, '{"email": "{{email.toJson}}", "name": "unsaved"}');
    assert.match((await sent(editor)).request.body ?? '', /unsaved/);
    await editor.change(uris.body, '{"email": "typed@example.com"}');
    assert.match((await sent(editor)).request.body ?? '', /typed@example\.com/);
  });

  test('the errors that the checks find stop it', async () => {
    const editor = await start();
    await editor.open(uris.body, '\n{"email": "{{email"}');
    const answer = await send(editor, { anyway: false });
    assert.equal(answer.kind, 'findings');
    if (answer.kind !== 'findings') return;
    assert.ok(answer.errors >= 1);
    assert.equal(answer.first.code, 'unclosed-tag');
    assert.equal(answer.first.uri, uris.body);
    assert.equal(answer.first.place?.range.start.line, 1);
  });

  test('a template that cannot be rendered: where it is', async () => {
    const editor = await start();
    await editor.open(uris.body, '\n{"email": {{#if email}}');
    const { outcome } = await sent(editor);
    assert.equal(outcome.kind, 'failed');
    if (outcome.kind !== 'failed') return;
    assert.equal(outcome.reason, 'plan');
    assert.equal(outcome.place?.uri, uris.body);
    assert.equal(outcome.place?.range.start.line, 1);
  });

  test('an event that is gone', async () => {
    const answer = await send(await start(), { event: { uri: 'file:///w/a/events/gone.json', name: 'gone' } });
    assert.equal(answer.kind === 'refused' && answer.message.includes('“gone”'), true);
  });

  test('an action that is gone', async () => {
    const answer = await send(await start(), { action: 'file:///w/gone.webhook.json' });
    assert.equal(answer.kind, 'refused');
  });

  test('an editor that cannot send says why', async () => {
    const answer = await send(await startEditor({ disk: disk() }));
    assert.match(answer.kind === 'refused' ? answer.message : '', /cannot send/);
    const state = await (await startEditor()).request<SandboxState>(requests.startSandbox, {});
    assert.match(state.problem ?? '', /cannot run the sandbox/);
  });

  test('progress is told', async () => {
    const editor = await start();
    const told: { kind: string }[] = [];
    const listening = editor.connection.onNotification('$/progress', ({ token, value }) => {
      if (token === 'made-up') told.push(value);
    });
    await sent(editor, { workDoneToken: 'made-up' });
    listening.dispose();
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['begin', 'end'],
    );
  });
});

suite('fixing what an answer complained about', () => {
  teardown(closeAll);

  async function fixed(fix: AnswerFix, files = disk(), applied = true) {
    const editor = await start({ disk: files });
    const edits: unknown[] = [];
    editor.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: unknown }) => {
      edits.push(edit);
      return { applied };
    });
    const { kind } = await editor.request<FixAnswer>(requests.fixAnswer, { action: uris.action, fix });
    return { kind, edits: JSON.stringify(edits) };
  }

  const accept: AnswerFix = { kind: 'set-header', name: 'Accept', value: 'application/json', title: 'Map it' };

  test('a wrong header', async () => {
    const action = disk()[uris.action]!.replace('application/json', 'applications/json');
    const { kind, edits } = await fixed(accept, { ...disk(), [uris.action]: action });
    assert.equal(kind, 'edited');
    assert.match(edits, /"newText":"application\/json"/);
  });

  test('a header that is missing', async () => {
    const { edits } = await fixed({ ...accept, name: 'X-New' });
    assert.match(edits, /X-New/);
  });

  test('what is right already', async () => assert.deepEqual(await fixed(accept), { kind: 'nothing', edits: '[]' }));

  test('an editor that does not take the edits', async () => {
    const { kind } = await fixed({ ...accept, value: 'text/plain' }, disk(), false);
    assert.equal(kind, 'refused');
  });

  test('from /users to /contacts', async () => {
    const action = disk()[uris.action]!.replace('"1.4"', '"2.16"');
    const { kind, edits } = await fixed(
      { kind: 'move-to-contacts', title: 'Move' },
      { ...disk(), [uris.action]: action },
    );
    assert.equal(kind, 'edited');
    assert.match(edits, /\/contacts/);
  });
});

suite('sending to Intercom', () => {
  teardown(closeAll);

  test('the secret is asked for, sent, and shown nowhere', async () => {
    const server = await loopback((_, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ echo: `Bearer ${madeUpToken}` }));
    });
    const editor = await start({ disk: disk(`${server.url}/users`), secret: () => madeUpToken });
    const report = await sent(editor, { target: 'intercom' });
    assert.equal(server.calls[0]?.headers.authorization, `Bearer ${madeUpToken}`);
    assert.deepEqual(editor.secretsAsked, ['intercom']);
    for (const shown of [report, editor.logged, editor.told, editor.published]) {
      assert.ok(!JSON.stringify(shown).includes(madeUpToken), 'the token is shown');
    }
  });

  test('a bug that quotes the secret is logged without it', async () => {
    const send: Host['send'] = async ({ secret }) => {
      throw new TypeError(`made-up bug: Bearer ${await secret('intercom')} is no header`);
    };
    const editor = await start({ host: { ...host, send }, secret: () => madeUpToken });
    const answer = await editor.request<SendAnswer>(requests.send, {
      action: uris.action,
      event: full,
      target: 'intercom',
      anyway: true,
    });
    assert.equal(answer.kind, 'refused');
    assert.match(editor.logged.join(), /Sending failed in .*a\.webhook\.json: TypeError: made-up bug: Bearer <secret>/);
    assert.ok(!editor.logged.join().includes(madeUpToken));
  });

  test('a secret that is not there', async () => {
    const server = await loopback((_, response) => response.end());
    const editor = await start({ disk: disk(`${server.url}/users`), secret: () => null });
    const { outcome } = await sent(editor, { target: 'intercom' });
    assert.equal(outcome.kind === 'failed' && outcome.reason, 'missing-secret');
    assert.equal(server.calls.length, 0);
  });

  test('a host that nobody allowed gets nothing and no secret is asked for', async () => {
    const editor = await start({ disk: disk('https://example.invalid/users'), secret: () => madeUpToken });
    const { outcome } = await sent(editor, { target: 'intercom' });
    assert.equal(outcome.kind === 'failed' && outcome.reason, 'host-not-allowed');
    assert.deepEqual(editor.secretsAsked, []);
  });

  test('cancelled half-way', async () => {
    const server = await loopback(() => source.cancel());
    const source = new CancellationTokenSource();
    const editor = await start({ disk: disk(`${server.url}/users`), secret: () => madeUpToken });
    const params = { action: uris.action, event: full, target: 'intercom', anyway: true };
    const answer = await editor.connection.sendRequest<SendAnswer>(requests.send, params, source.token);
    assert.equal(answer.kind, 'sent');
    const { outcome } = (answer as SendAnswer & { kind: 'sent' }).report;
    assert.equal(outcome.kind === 'failed' && outcome.reason, 'cancelled');
  });

  test('the proxy of the editor, as soon as it is set', () =>
    withProxy({ status: 407 }, async ({ port, asked }) => {
      const editor = await start({ disk: disk(), secret: () => madeUpToken });
      editor.http = { proxy: `http://anna:made-up-password@localhost:${port}` };
      await editor.notify('workspace/didChangeConfiguration', { settings: null });
      const { outcome } = await sent(editor, { target: 'intercom' });
      assert.equal(outcome.kind === 'failed' && outcome.reason, 'proxy', JSON.stringify(outcome));
      assert.equal(asked[0]?.url, 'api.intercom.io:443');
      assert.ok(!JSON.stringify([outcome, editor.logged]).includes('made-up-password'));
    }));

  test('sent again where the settings say so, with a countdown', async () => {
    let calls = 0;
    const server = await loopback((_, response) => response.writeHead(++calls < 2 ? 503 : 200).end('{}'));
    const editor = await start({
      disk: disk(`${server.url}/users`),
      secret: () => madeUpToken,
      settings: { retries: 'asTealium' },
    });
    const told: string[] = [];
    const listening = editor.connection.onNotification('$/progress', ({ value }) => {
      told.push(value.message);
    });
    const { outcome, earlier } = await sent(editor, { target: 'intercom', workDoneToken: 'made-up' });
    listening.dispose();
    assert.equal(outcome.kind === 'response' && outcome.status, 200);
    assert.deepEqual(
      earlier?.map(({ status }) => status),
      [503],
    );
    const counted = told.filter(message => message?.includes('again'));
    assert.equal(counted.length, 60);
    assert.equal(counted[1], '503. Sending again in 59 s, try 2 of 4.');
  });

  test('the editor is answered in the middle of an answer of 20 MB, which is then shown in part', async () => {
    let arrived = () => {};
    const begun = new Promise<void>(resolve => {
      arrived = resolve;
    });
    let finish = () => {};
    const server = await loopback((_, response) => {
      const half = Buffer.alloc(10_000_000, 'x');
      response.write(half, () => arrived());
      finish = () => response.end(half);
    });
    const editor = await start({
      disk: disk(`${server.url}/users`),
      secret: () => madeUpToken,
      settings: { timeout: 60_000 },
    });
    await editor.open(uris.body, '{{email}}');
    let over = false;
    const sending = sent(editor, { target: 'intercom' }).finally(() => {
      over = true;
    });
    await begun;
    assert.match(JSON.stringify(await editor.request('textDocument/hover', editor.at(uris.body, 4))), /email/);
    assert.match(JSON.stringify(await editor.request('textDocument/completion', editor.at(uris.body, 2))), /email/);
    assert.equal(over, false);
    finish();
    const { outcome } = await sending;
    assert.ok(outcome.kind === 'response' && outcome.truncated && outcome.body.length === 10 * 1024 * 1024);
  });

  test('the time-out of the settings', async () => {
    const server = await loopback(() => undefined);
    const editor = await start({
      disk: disk(`${server.url}/users`),
      secret: () => madeUpToken,
      settings: { timeout: 50 },
    });
    const { outcome } = await sent(editor, { target: 'intercom' });
    assert.equal(outcome.kind === 'failed' && outcome.reason, 'timeout');
  });
});

suite('the sandbox', () => {
  teardown(closeAll);

  test('starts once, and stops', async () => {
    const editor = await start();
    const [first, second] = await Promise.all([
      editor.request<SandboxState>(requests.startSandbox, {}),
      editor.request<SandboxState>(requests.startSandbox, {}),
    ]);
    assert.ok(first.url);
    assert.equal(first.url, second.url);
    assert.deepEqual(await editor.request(requests.stopSandbox, {}), {});
    await assert.rejects(fetch(first.url));
    assert.deepEqual(
      editor.told.filter(({ method }) => method.endsWith('sandboxChanged')).map(({ params }) => params),
      [first, {}],
    );
  });

  test('is closed when the editor says goodbye', async () => {
    const editor = await start();
    const { url } = await editor.request<SandboxState>(requests.startSandbox, {});
    await closeEditors();
    await assert.rejects(fetch(url!));
  });

  test('that cannot start says why', async () => {
    const startSandbox = () => Promise.reject(new Error('no port is free'));
    const editor = await start({ host: { ...host, startSandbox } });
    const state = await editor.request<SandboxState>(requests.startSandbox, {});
    assert.match(state.problem ?? '', /no port is free/);
    const answer = await send(editor);
    assert.match(answer.kind === 'refused' ? answer.message : '', /no port is free/);
  });
});
