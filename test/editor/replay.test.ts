import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { build, copyExamples } from './project';
import { openWorkbench, type Workbench } from './workbench';

const count = 2000;

/** Events of the example: each tenth is not in the stream, and one is broken. */
function events(): string {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      tealium_event: index % 10 === 9 ? 'page_view' : 'user_register',
      tealium_timestamp_epoch: 1_700_000_000,
      customer_id: `c${index + 1}`,
      customer_email: `c${index + 1}@example.com`,
    }),
  );
  lines[50] = '{"broken';
  return lines.join('\n');
}

// One person's session: each test goes on where the one before has ended.
suite('replaying events in the workbench', function () {
  this.timeout(120_000);
  this.bail(true);
  let workbench: Workbench;
  let results: string;

  suiteSetup(async () => {
    build();
    const folder = copyExamples();
    fs.writeFileSync(path.join(folder, 'new-user/june.events.jsonl'), events());
    results = path.join(folder, 'new-user/june.replay.jsonl');
    workbench = await openWorkbench({ folder, file: 'new-user/new-user.webhook.json' });
    await workbench.load();
    await find('.part.statusbar', 'Sandbox · ').waitFor();
  });

  suiteTeardown(() => workbench?.close());

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
});
