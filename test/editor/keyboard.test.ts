import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { emptyClipboard, outlineOf, readClipboard } from './inPage';
import { build, copyExamples } from './project';
import { openWorkbench, suggestions, type Workbench } from './workbench';

// From an empty window to Tealium and to many events, without a click: each test goes on where the one before has ended.
suite('the main job with the keyboard alone', function () {
  this.timeout(60_000);
  this.bail(true);
  let workbench: Workbench;

  suiteSetup(async () => {
    build();
    const folder = copyExamples();
    const event = { tealium_event: 'purchase', tealium_timestamp_epoch: 1_700_000_000, customer_email: 'a@b.example' };
    const events = Array.from({ length: 3000 }, (_, index) => JSON.stringify({ ...event, customer_id: String(index) }));
    fs.writeFileSync(path.join(folder, 'contact/june.events.jsonl'), events.join('\n'));
    workbench = await openWorkbench({ folder });
    workbench.page.setDefaultTimeout(15_000);
    await workbench.load();
  });

  teardown(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(await workbench.screenshot('failed-keyboard'), '\n', workbench.server.log());
  });

  suiteTeardown(() => workbench?.close());

  const find = (selector: string, hasText: string | RegExp = '') =>
    workbench.page.locator(selector, { hasText }).first();
  /** In the results, and in Tealium Setup once it is there. */
  const view = (selector: string, page = 0) => workbench.webview(page).locator(selector).first();
  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const type = (text: string) => workbench.page.keyboard.type(text);
  const inEditor = () => find('.part.editor .monaco-editor.focused').waitFor();
  /** Types into the quick input that is open until its first entry is this one, and takes it. */
  const take = async (text: string, entry: string | RegExp = text) => {
    await find('.quick-input-widget input:focus').waitFor();
    await type(text);
    await find('.quick-input-list .monaco-list-row.focused', entry).waitFor();
    await press('Enter');
  };
  const run = async (command: string) => {
    await press('F1');
    await take(`Intercom Webhook: ${command}`);
  };
  /** Whether the focus is seen at an element; what is not focused may keep room for its outline. */
  const isOutlined = async (selector: string, page?: number) =>
    /^rgb\(.*solid/.test(await view(selector, page).evaluate(outlineOf));
  /** Presses Tab until this has the focus. */
  const tabTo = async (selector: string, page?: number) => {
    const focused = `${selector}:focus`;
    for (let presses = 0; presses < 40 && (await view(focused, page).count()) === 0; presses++) await press('Tab');
    assert.ok(await isOutlined(focused, page), selector);
  };

  test('a template is opened, completed, and mended where the next problem is', async () => {
    await press('Control+p');
    await take('contact/contact_template', 'contact_template.json.trimou');
    await inEditor();
    await find('.part.statusbar', 'Sandbox · ').waitFor();
    await press('Control+Home', 'End', 'Enter');
    await type('"name": "{{name.toJs');
    await suggestions(workbench.page).filter({ hasText: 'toJson' }).first().waitFor();
    await press('Enter');
    await find('.part.editor .view-line', '"name": "{{name.toJson}}"').waitFor();
    await find('.part.editor .squiggly-error').waitFor();
    await find('.part.editor .squiggly-warning').waitFor({ state: 'detached' });
    await press('F8');
    await workbench.until('Control+.', find('.action-widget .monaco-list-row.focused', 'Insert'));
    await press('Enter');
    await find('.part.editor .view-line', '"name": "{{name.toJson}}",').waitFor();
    await press('F1');
    await take('File: Revert File');
  });

  test('an event is chosen, and the action sent twice; the keyboard stays in the template', async () => {
    await run('Select Event');
    await take('difficult');
    await find('.part.statusbar', ' · difficult-items').waitFor();
    await press('Control+Alt+R');
    await view('.headline').getByText('200').waitFor();
    await inEditor();
    await press('Control+Alt+R');
    await view('.headline').getByText('409').waitFor();
    await inEditor();
  });

  test('what is wrong leads from the results to its place', async () => {
    await press('F6');
    await view('#history:focus').waitFor();
    assert.ok(await isOutlined('#history [aria-selected=true]'));
    await press('Enter');
    await view('#tab-response:focus').waitFor();
    assert.ok(!(await isOutlined('#history [aria-selected=true]')));
    await tabTo('[data-do=show-cause]');
    await press('Enter');
    await inEditor();
  });

  test('the fields of Tealium are copied and ticked', async () => {
    await run('Show Tealium Setup');
    await view('[data-copy]', 1).waitFor();
    await workbench.page.evaluate(emptyClipboard);
    await tabTo('[data-copy]', 1);
    await press('Enter');
    assert.equal(await workbench.page.evaluate(readClipboard), 'Intercom');
    await run('Show Results');
    await view('#history:focus').waitFor();
    await press('F6');
    await view('[data-copy]:focus', 1).waitFor();
    await tabTo('[data-tick]', 1);
    await press('Space');
    await view('[data-tick]:focus:checked', 1).waitFor();
  });

  test('many events are sent, and paused', async () => {
    await run('Replay Events');
    await take('first order', 'Create contact at first order');
    await take('june');
    await take('Sandbox', 'Send to the Sandbox');
    await find('.notification-toast', 'june').waitFor();
    await run('Pause Replay');
    await find('.notification-toast', 'paused').waitFor();
    await run('Cancel Replay');
    await find('.notification-toast', 'Cancelled the replay').waitFor();
  });
});
