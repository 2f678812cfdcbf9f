import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import { sendAction } from '../../server/http/sendAction';
import type { Host } from '../../server/lsp/host';
import { type RunTestParams, requests, type TestAnswer, type TestedAction } from '../../server/protocol';
import { actionText, eventText, templates } from '../http/project';
import { closeEditors, startEditor } from '../support/editor';

const action = 'file:///w/a/a.webhook.json';
const at = (name: string) => `file:///w/a/events/${name}.event.json`;

function disk(events: Readonly<Record<string, object>>): Record<string, string> {
  const files: Record<string, string> = { [action]: actionText() };
  for (const [name, text] of Object.entries(templates)) files[`file:///w/a/${name}`] = text;
  for (const [name, expect] of Object.entries(events))
    files[at(name)] = JSON.stringify({ ...JSON.parse(eventText), expect }, null, 2);
  return files;
}

/** Sends for real; the sandboxes that were started and are still open. */
function hostWith(open: Set<string>): Partial<Host> {
  return {
    send: order => sendAction({ ...order, now: Date.now, uuid: () => 'u' }),
    async startSandbox() {
      const sandbox = await startSandbox();
      open.add(sandbox.url);
      return {
        url: sandbox.url,
        async close() {
          await sandbox.close();
          open.delete(sandbox.url);
        },
      };
    },
  };
}

const run = (name: string, send = true): RunTestParams => ({ action, event: { uri: at(name), name }, send });

suite('tests over the protocol', () => {
  teardown(closeEditors);

  test('are the events that expect something', async () => {
    const files = disk({ one: { valid: true } });
    files['file:///w/a/events/two.event.json'] = eventText;
    files['file:///w/a/events/many.events.jsonl'] = `${eventText}\n{"expect":{"stream":true}}\n`;
    files['file:///w/b/b.webhook.json'] = '{"action":{}}';
    const editor = await startEditor({ disk: files });
    const answer = await editor.request<TestedAction[]>(requests.tests, {});
    assert.equal(answer.length, 1);
    assert.deepEqual(answer[0]!.action, { uri: action, name: 'Save user' });
    assert.deepEqual(
      answer[0]!.tests.map(({ event, range }) => [event.name, event.line, range.start]),
      [
        ['many:2', 2, { line: 1, character: 2 }],
        ['one', undefined, { line: 4, character: 3 }],
      ].sort(),
    );
  });

  test('one passes, sent to a sandbox that is gone afterwards, without a secret', async () => {
    const open = new Set<string>();
    const expect = { stream: true, valid: true, status: 200, response: { '$.type': 'user', '$.name': 'Zoë' } };
    const editor = await startEditor({ disk: disk({ one: expect }), host: hostWith(open) });
    const answer = await editor.request<TestAnswer>(requests.runTest, run('one'));
    assert.equal(answer.kind, 'passed', JSON.stringify(answer));
    assert.deepEqual([editor.secretsAsked, open.size], [[], 0]);
  });

  test('one fails, with the place, in what is typed and not saved', async () => {
    const editor = await startEditor({ disk: disk({ one: { valid: true } }), host: hostWith(new Set()) });
    await editor.open(at('one'), '{\n "expect": { "body": { "$.name": "x" } },\n "customer_name": "Zoë" }');
    const answer = await editor.request<TestAnswer>(requests.runTest, run('one'));
    assert.ok(answer.kind === 'failed');
    assert.deepEqual(answer.deviations, [
      {
        message: '$.name in the body of the request is "Zoë", not "x".',
        place: { uri: at('one'), range: { start: { line: 1, character: 23 }, end: { line: 1, character: 36 } } },
        expected: '"x"',
        actual: '"Zoë"',
      },
    ]);
  });

  test('rendered only: nothing is started, nothing sent', async () => {
    const host: Partial<Host> = {
      send: () => assert.fail('sent'),
      startSandbox: () => assert.fail('started'),
    };
    const editor = await startEditor({ disk: disk({ one: { status: 500 }, two: { valid: true } }), host });
    assert.equal((await editor.request<TestAnswer>(requests.runTest, run('one', false))).kind, 'skipped');
    assert.equal((await editor.request<TestAnswer>(requests.runTest, run('two', false))).kind, 'passed');
  });

  test('an editor without a network says what still works; an event that is gone', async () => {
    const editor = await startEditor({ disk: disk({ one: { status: 200 } }) });
    const answer = await editor.request<TestAnswer>(requests.runTest, run('one'));
    assert.match(answer.kind === 'refused' ? answer.message : answer.kind, /Run “Render Only”/);
    const gone = await editor.request<TestAnswer>(requests.runTest, run('two', false));
    assert.match(gone.kind === 'refused' ? gone.message : gone.kind, /no longer exists/);
  });

  test('cancelled: the socket and the sandbox are closed', async () => {
    const open = new Set<string>();
    const { startSandbox: start } = hostWith(open);
    const cancel = new CancellationTokenSource();
    const host: Partial<Host> = {
      ...hostWith(open),
      startSandbox: start!,
      send: async order => {
        cancel.cancel();
        if (!order.signal.aborted) await new Promise(resolve => order.signal.addEventListener('abort', resolve));
        return sendAction({ ...order, now: Date.now, uuid: () => 'u' });
      },
    };
    const editor = await startEditor({ disk: disk({ one: { status: 200 } }), host });
    const params = run('one');
    const answer = await editor.connection.sendRequest<TestAnswer>(requests.runTest, params, cancel.token);
    assert.ok(answer.kind === 'failed');
    assert.match(answer.deviations[0]!.message, /^Cancelled/);
    assert.equal(open.size, 0);
  });
});
