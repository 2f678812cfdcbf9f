import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type FullDocumentDiagnosticReport,
  type Location,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type ActionContext, requests, type SendAnswer } from '../../server/protocol';
import { sampleAction } from '../support/cursor';

/** The whole server as the editor runs it: a process, a disk, a sandbox. Everything finer is tested over a pipe in memory. */
suite('the server as a process', () => {
  let folder: string;
  let server: ChildProcessWithoutNullStreams;
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'Anna’s café 100% '));
    await mkdir(join(folder, 'events'));
  });
  teardown(async () => {
    // One that a failed test has left running.
    server.kill();
    await rm(folder, { recursive: true });
  });

  test('reads files with strange names, marks and line ends, checks, sends, and leaves', async () => {
    // A byte order mark and CRLF in the action, which stays on the disk.
    await writeFile(join(folder, 'a.webhook.json'), `\uFEFF${sampleAction.replaceAll('\n', '\r\n')}`);
    await writeFile(join(folder, 'body.json.trimou'), '{}');
    await writeFile(join(folder, 'auth.trimou'), 'Bearer {{access_token}}');
    await writeFile(join(folder, 'events', 'full.event.json'), '{"customer_email": "ann@example.com"}');

    server = spawn(process.execPath, ['--import', 'tsx', 'server/main.node.ts', '--stdio']);
    const left = once(server, 'exit');
    const editor = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    editor.listen();
    const root = pathToFileURL(folder).toString();
    const uri = `${root}/body.json.trimou`;
    const textDocument = { uri };
    await editor.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: root, name: 'w' }],
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await editor.sendNotification('initialized', {});
    const text = '{\r\n"email": "{{email.toJson}}", "x": {{nobody}}\r\n}';
    await editor.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'json-trimou', version: 1, text },
    });

    const report: FullDocumentDiagnosticReport = await editor.sendRequest('textDocument/diagnostic', { textDocument });
    const unmapped = report.items.find(({ code }) => code === 'unmapped-variable');
    assert.deepEqual(unmapped?.range.start, { line: 1, character: text.split('\r\n')[1]!.indexOf('nobody') });

    const position = { line: 1, character: 14 };
    const [mapping]: Location[] = await editor.sendRequest('textDocument/definition', { textDocument, position });
    const lines = sampleAction.split('\n');
    assert.equal(
      lines[mapping!.range.start.line]?.slice(mapping!.range.start.character).split('"')[0],
      'customer_email',
    );

    const context: ActionContext = await editor.sendRequest(requests.context, { uri });
    const answer: SendAnswer = await editor.sendRequest(requests.send, {
      action: context.action.uri,
      event: context.chosen,
      target: 'sandbox',
      anyway: true,
    });
    assert.equal(answer.kind, 'sent');

    await editor.sendRequest('shutdown');
    await editor.sendNotification('exit');
    assert.deepEqual(await left, [0, null]);
  }).timeout(20_000);
});
