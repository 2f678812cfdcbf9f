import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import { sendAction } from '../../server/http/sendAction';
import type { Host } from '../../server/lsp/host';
import { type ReplayAnswer, type ReplayParams, type ReplayProgress, requests } from '../../server/protocol';
import { replay } from '../../server/replay/replay';
import { closeEditors, type Editor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

/** The sample action, aimed at a version of the API that knows its URL. */
function disk(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  const version =
    '"headers": [{ "map": "application/json", "to": "Accept" }, { "map": "1.4", "to": "Intercom-Version" },';
  const action = sampleDisk()[uris.action]!.replace('"headers": [', version);
  return { ...sampleDisk(), [uris.action]: action, ...changes };
}

let folder: string;
/** How often something was sent, and what happens then. */
let sent: number;
let whenSent: (count: number) => Promise<void> | void;

const host: Partial<Host> = {
  async send(order) {
    await whenSent(++sent);
    return sendAction({ ...order, now: Date.now, uuid: randomUUID });
  },
  startSandbox: () => startSandbox(),
  replay: order => replay({ ...order, now: Date.now, uuid: randomUUID, graceMs: 0 }),
};

function fileOf(count: number): string {
  const file = join(folder, 'june.events.jsonl');
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ customer_email: `p${index}@example.com` }),
  );
  writeFileSync(file, lines.join('\n'));
  return pathToFileURL(file).href;
}

const results = () => join(folder, 'june.replay.jsonl');

type Params = Omit<Partial<ReplayParams>, 'target'> & { readonly target?: ReplayParams['target'] | 'none' };

async function ask(
  { connection }: Editor,
  { target = 'sandbox', ...params }: Params,
  source?: CancellationTokenSource,
) {
  const to = target === 'none' ? {} : { target };
  const all: ReplayParams = { id: 'r1', action: uris.action, events: '', ...params, ...to };
  const { token } = source ?? new CancellationTokenSource();
  return connection.sendRequest<ReplayAnswer>(requests.replay, all, token);
}

async function ended(editor: Editor, params: Params, token?: CancellationTokenSource) {
  const answer = await ask(editor, params, token);
  assert.equal(answer.kind, 'ended', `${JSON.stringify(answer)} ${editor.logged.join('\n')}`);
  return (answer as ReplayAnswer & { kind: 'ended' }).summary;
}

const progress = ({ told }: Editor) =>
  told.filter(({ method }) => method.endsWith('replayProgress')).map(({ params }) => params as ReplayProgress);

suite('replaying from an editor', function () {
  this.timeout(20_000);
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
    sent = 0;
    whenSent = () => undefined;
  });
  teardown(async () => {
    await closeEditors();
    rmSync(folder, { recursive: true });
  });

  test('to the sandbox: every event once, results beside the events, and progress on the way', async () => {
    const editor = await startEditor({ disk: disk(), host });
    const summary = await ended(editor, { events: fileOf(20) });
    assert.deepEqual([summary.end, summary.counts.sent, sent], ['finished', 20, 20]);
    assert.equal(summary.results, pathToFileURL(results()).href);
    const last = progress(editor).at(-1)!;
    assert.deepEqual([last.id, last.counts.sent, last.done], ['r1', 20, 1]);
    assert.deepEqual(editor.secretsAsked, []);
  });

  test('a dry run sends nothing and writes nothing', async () => {
    const editor = await startEditor({ disk: disk(), host });
    const summary = await ended(editor, { events: fileOf(3), target: 'none' });
    assert.deepEqual([summary.dryRun, summary.counts.ready, sent, existsSync(results())], [true, 3, 0, false]);
  });

  test('what is open and not saved is what is sent, and its errors stop it', async () => {
    const editor = await startEditor({ disk: disk(), host });
    await editor.open(uris.body, '{"email": "{{email"}');
    const answer = await ask(editor, { events: fileOf(3) });
    assert.equal(answer.kind === 'findings' && answer.first.code, 'unclosed-tag');
    // A dry run sends nothing that they could harm, and says of each event what they come to.
    assert.equal((await ended(editor, { events: fileOf(3), target: 'none' })).counts.invalid, 3);
    assert.equal(sent, 0);
  });

  test('a sample event that is wrong stops nothing', async () => {
    const editor = await startEditor({ disk: disk({ [uris.event]: '{"broken' }), host });
    assert.equal((await ended(editor, { events: fileOf(2) })).counts.sent, 2);
  });

  test('without a token nothing is sent to Intercom; the token is asked for once', async () => {
    const editor = await startEditor({ disk: disk(), host });
    const answer = await ask(editor, { events: fileOf(3), target: 'intercom' });
    assert.match(answer.kind === 'refused' ? answer.message : '', /“intercom” is not set/);
    assert.deepEqual([editor.secretsAsked, sent, existsSync(results())], [['intercom'], 0, false]);
  });

  test('paused and let go on', async () => {
    const editor = await startEditor({ disk: disk(), host });
    const pause = (paused: boolean) => editor.request(requests.pauseReplay, { id: 'r1', paused });
    whenSent = count => (count === 3 ? pause(true).then(() => undefined) : undefined);
    const replaying = ended(editor, { events: fileOf(9), concurrency: 1 });
    await editor.until(() => progress(editor).some(({ paused, counts }) => paused && counts.sent === 3), 'a pause');
    assert.equal(sent, 3);
    await pause(false);
    assert.deepEqual([(await replaying).counts.sent, sent], [9, 9]);
  });

  test('cancelled: it says what was sent, and another time goes on with the rest', async () => {
    const editor = await startEditor({ disk: disk(), host });
    const source = new CancellationTokenSource();
    whenSent = count => (count === 4 ? source.cancel() : undefined);
    const events = fileOf(9);
    const { end, counts } = await ended(editor, { events, concurrency: 1 }, source);
    assert.equal(end, 'cancelled');
    assert.equal(counts.sent + counts.uncertain, sent);
    const exists = await ask(editor, { events });
    assert.equal(exists.kind === 'exists' && exists.counts.sent, counts.sent);
    const rest = await ended(editor, { events, previous: 'resume' });
    assert.deepEqual([rest.counts.sent + rest.counts.uncertain, sent], [9, 9]);
  });

  test('the end of the server stops it, with a file to go on with', async () => {
    const editor = await startEditor({ disk: disk(), host });
    let shutdown: Promise<unknown> | undefined;
    whenSent = count => {
      if (count === 3) shutdown = editor.request('shutdown', {});
    };
    ask(editor, { events: fileOf(500), concurrency: 1 }).catch(() => undefined); // The server is gone before it answers.
    await editor.until(() => shutdown, 'the end');
    await shutdown;
    const sentThen = sent;
    const lines = readFileSync(results(), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.ok(sentThen < 500);
    const done = lines.filter(({ outcome }) => outcome === 'sent' || outcome === 'uncertain');
    assert.equal(done.length, sentThen);
  });

  test('the same file is not replayed twice at a time', async () => {
    const editor = await startEditor({ disk: disk(), host });
    const events = fileOf(9);
    let second: Promise<ReplayAnswer> | undefined;
    whenSent = async count => {
      if (count === 1) second = ask(editor, { id: 'r2', events });
      if (count === 2) await second;
    };
    assert.equal((await ended(editor, { events, concurrency: 1 })).counts.sent, 9);
    const answer = await second;
    assert.equal(answer?.kind === 'refused' && answer.message, 'This file is being replayed already.');
  });

  test('events that are not on the disk', async () => {
    const editor = await startEditor({ disk: disk(), host });
    const answer = await ask(editor, { events: 'untitled:Untitled-1' });
    assert.match(answer.kind === 'refused' ? answer.message : '', /disk only/);
  });
});
