import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { build, copyExamples } from './project';
import { standIn } from './standIn';
import { openWorkbench, type Workbench } from './workbench';

const count = 2000;
const few = 20;
const token = 'test-token-of-nobody-0000';

/** Events of the example: each tenth is not in the stream, and one is broken. */
function events(): string {
  const lines = Array.from({ length: count }, (_, index) => event(index, index % 10 === 9 ? 'page_view' : undefined));
  lines[50] = '{"broken';
  return lines.join('\n');
}

function event(index: number, name = 'user_register'): string {
  return JSON.stringify({
    tealium_event: name,
    tealium_timestamp_epoch: 1_700_000_000,
    customer_id: `c${index + 1}`,
    customer_email: `c${index + 1}@example.com`,
  });
}

// One person's session: each test goes on where the one before has ended.
suite('replaying events in the workbench', function () {
  this.timeout(120_000);
  this.bail(true);
  let workbench: Workbench;
  let results: string;
  let intercom: Awaited<ReturnType<typeof standIn>>;

  suiteSetup(async () => {
    build();
    const folder = copyExamples();
    fs.writeFileSync(path.join(folder, 'new-user/june.events.jsonl'), events());
    results = path.join(folder, 'new-user/june.replay.jsonl');
    // One more action, whose own URL leads to the stand-in for Intercom.
    intercom = await standIn();
    fs.cpSync(path.join(folder, 'new-user'), path.join(folder, 'stand-in'), { recursive: true });
    const action = path.join(folder, 'stand-in/new-user.webhook.json');
    fs.writeFileSync(action, fs.readFileSync(action, 'utf8').replace('https://api.intercom.io', intercom.origin));
    fs.writeFileSync(
      path.join(folder, 'stand-in/july.events.jsonl'),
      Array.from({ length: few }, (_, index) => event(index)).join('\n'),
    );
    workbench = await openWorkbench({ folder, file: 'new-user/new-user.webhook.json' });
    await workbench.load();
    await find('.part.statusbar', 'Sandbox · ').waitFor();
  });

  suiteTeardown(async () => {
    await workbench?.close();
    intercom?.close();
  });

  const find = (selector: string, text: string) => workbench.page.locator(selector, { hasText: text }).first();
  const row = (label: string) => find('.quick-input-list .monaco-list-row', label);
  const toast = (text: string) => find('.notification-toast', text);
  const lines = () =>
    fs
      .readFileSync(results, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  const sent = () => lines().filter(({ outcome }) => outcome === 'sent').length;

  test('asks for the file and where it goes, and shows how far it is', async () => {
    await workbench.command('Intercom Webhook: Replay Events…');
    await row('june.events.jsonl').click();
    await row('Dry Run').waitFor();
    await workbench.screenshot('replay-target');
    await row('Send to the Sandbox').click();
    await toast('skipped by the stream').waitFor();
    await find('.part.statusbar', 'june.events.jsonl ').waitFor();
  });

  test('pauses, also while its editor is closed', async () => {
    await workbench.command('Intercom Webhook: Pause Replay');
    await toast('paused').waitFor();
    await workbench.command('View: Close All Editors');
    await toast('paused').waitFor();
    for (const theme of ['light', 'hc', 'dark'] as const) {
      await workbench.theme(theme);
      await workbench.screenshot(`replay-paused-${theme}`);
    }
    assert.ok(sent() < count);
  });

  test('is cancelled, and tells what was sent', async () => {
    await workbench.command('Intercom Webhook: Cancel Replay');
    await toast('Cancelled the replay').waitFor();
    await workbench.screenshot('replay-cancelled');
    await toast('Cancelled the replay').getByRole('button', { name: 'Show Summary' }).click();
    await find('.part.editor .tab.active', 'Replay of june.events.jsonl').waitFor();
    await workbench.webview().locator('h2', { hasText: 'Next' }).waitFor();
    for (const theme of ['light', 'hc', 'dark'] as const) {
      await workbench.theme(theme);
      await workbench.screenshot(`replay-summary-${theme}`);
    }
  });

  test('goes on where it stopped, and sends each event once', async () => {
    await workbench.open('new-user/new-user.webhook.json');
    await workbench.command('Intercom Webhook: Replay Events…');
    await row('june.events.jsonl').click();
    await row('Send to the Sandbox').click();
    await row('Resume').waitFor();
    await workbench.screenshot('replay-resume');
    await row('Resume').click();
    await toast('Replayed june.events.jsonl').waitFor();
    await workbench.screenshot('replay-finished');
    const done = lines().filter(({ outcome }) => outcome === 'sent' || outcome === 'uncertain');
    const expected = count - count / 10 - 1;
    assert.equal(done.length, expected);
    assert.equal(new Set(done.map(({ line }) => line)).size, expected);
  });

  test('leaves its outcome in the status bar, which shows the summary', async () => {
    await workbench.command('View: Close All Editors');
    const item = workbench.page
      .locator('.part.statusbar')
      .getByRole('button', { name: /^Replayed june.* Show Summary$/ });
    await item.click();
    await find('.part.editor .tab.active', 'Replay of june.events.jsonl').waitFor();
    await workbench.webview().locator('h2', { hasText: 'Reasons' }).waitFor();
    await workbench.screenshot('replay-outcome');
  });

  test('takes the file in the active editor, and asks which action when no action names it', async () => {
    await workbench.open('stand-in/july.events.jsonl');
    await workbench.command('Intercom Webhook: Replay Events…');
    await find('.quick-input-widget', 'july.events.jsonl belongs to no action').waitFor();
    await row('stand-in/new-user.webhook.json').click();
    await row('Dry Run').click();
    await toast(`Dry run of july.events.jsonl: ${few} ready.`).waitFor();
  });

  test('goes to Intercom with the token, once that is confirmed, and tells what Intercom refused', async () => {
    let asked = 0;
    intercom.answer(() => {
      const refused = ++asked % 5 === 0;
      return { status: refused ? 422 : 200, body: refused ? '{"type":"error.list","errors":[]}' : '{"type":"user"}' };
    });
    results = path.join(path.dirname(results), '../stand-in/july.replay.jsonl');
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.open('stand-in/new-user.webhook.json');
    await workbench.command('Intercom Webhook: Set Access Token');
    await workbench.pick('Where does the token “intercom” count?', /All workspaces/);
    await find('.quick-input-widget', 'Set Access Token').locator('input[type=password]').fill(token);
    await workbench.page.keyboard.press('Enter');
    await toast('is set').waitFor();
    await workbench.command('Intercom Webhook: Replay Events…');
    await row('july.events.jsonl').click();
    await row('Send to Intercom').click();
    const dialog = find('.monaco-dialog-box', 'Send to Intercom?');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await toast('Replayed july.events.jsonl: 16 sent, 4 failed').waitFor();
    await workbench.screenshot('replay-failed');
    assert.deepEqual(intercom.authorizations, Array(few).fill(`Bearer ${token}`));
    assert.ok(!fs.readFileSync(results, 'utf8').includes(token));
  });

  test('sends what failed once more, and nothing else', async () => {
    const failed = lines().filter(({ outcome }) => outcome === 'failed');
    assert.equal(failed.length, 4);
    intercom.answer({ status: 200, body: '{"type":"user"}' });
    await toast('16 sent, 4 failed').getByRole('button', { name: 'Retry Failed' }).click();
    // The workbench shows no more than three toasts within 0.8 seconds; all are in its list.
    await workbench.command('Notifications: Show Notifications');
    await find('.notifications-center .notification-list-item', 'Replayed july.events.jsonl: 20 sent').waitFor();
    await workbench.screenshot('replay-retried');
    assert.equal(intercom.authorizations.length, few + failed.length);
    const again = lines().slice(-failed.length);
    assert.deepEqual(
      again.map(({ line, outcome }) => [line, outcome]).sort(),
      failed.map(({ line }) => [line, 'sent']).sort(),
    );
  });
});
