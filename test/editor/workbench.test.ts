import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { remembered } from './inPage';
import { copyExamples, packageExtension } from './project';
import { standIn } from './standIn';
import { openWorkbench, plain, suggestions, type Workbench } from './workbench';

const template = 'new-user/body_template.json.trimou';
const token = 'test-token-of-nobody-0000';

// One person's session with the extension installed from its package: each test goes on where the one before has ended.
suite('the packaged extension in the workbench', function () {
  this.timeout(90_000);
  this.bail(true);
  let folder: string;
  let workbench: Workbench;
  let intercom: Awaited<ReturnType<typeof standIn>>;

  suiteSetup(async () => {
    folder = copyExamples();
    intercom = await standIn();
    // One more action, whose own URL leads to the stand-in for Intercom.
    fs.cpSync(path.join(folder, 'new-user'), path.join(folder, 'stand-in'), { recursive: true });
    const action = path.join(folder, 'stand-in/new-user.webhook.json');
    fs.writeFileSync(action, fs.readFileSync(action, 'utf8').replace('https://api.intercom.io', intercom.origin));
    workbench = await openWorkbench({ vsix: packageExtension().file, folder, file: template, theme: 'light' });
    workbench.page.setDefaultTimeout(20_000);
    await workbench.load();
  });

  teardown(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(await workbench.screenshot('failed'), '\n', workbench.server.log());
  });

  suiteTeardown(async () => {
    await workbench?.close();
    intercom?.close();
  });

  const find = (selector: string, hasText?: string | RegExp) =>
    workbench.page.locator(selector, hasText === undefined ? {} : { hasText }).first();
  const line = (text: string) => find('.part.editor .view-line', text);
  const squiggle = () => find('.part.editor .squiggly-error');
  const bulb = () => find('.part.editor [class*=codicon-light-bulb], .part.editor [class*=codicon-lightbulb]');
  const press = (key: string) => workbench.page.keyboard.press(key);
  /** Puts the cursor behind the one place where `text` stands in the template as it was saved. */
  const goBehind = async (text: string) => {
    const [before] = fs.readFileSync(path.join(folder, template), 'utf8').split(text);
    const lines = (before + text).split('\n');
    await workbench.go(lines.length, lines.at(-1)!.length + 1);
  };
  const inResults = (selector: string, hasText?: string | RegExp) =>
    workbench
      .webview()
      .locator(selector, hasText === undefined ? {} : { hasText })
      .first();
  const sends = () => workbench.webview().locator('#history [role=option]').count();
  /** Does what sends, and waits until the history has one entry more. */
  const oneMoreSend = async (send: () => Promise<unknown>) => {
    const before = (await workbench.page.locator('iframe.webview').count()) ? await sends() : 0;
    await send();
    await workbench.webview().locator('#history [role=option]').nth(before).waitFor();
  };

  test('opens a body template with colours for JSON and for tags', async () => {
    await line('user_id').locator('span span').nth(4).waitFor(); // Before its grammar is there, a line is one piece.
    const colours = await line('user_id')
      .locator('span span')
      .evaluateAll(spans => spans.map(span => span.className));
    assert.ok(new Set(colours).size >= 3, `the classes of the line are ${colours}`);
    await find('.part.statusbar', 'JSON Template').waitFor();
    await find('.part.statusbar', 'Sandbox · ').waitFor();
  });

  test('underlines a tag that is not closed, where it stands', async () => {
    await goBehind('{{email.toJson}}');
    await press('Backspace');
    await squiggle().waitFor();
    // The editor draws the line anew while colours and checks come in, and then there is no box for a moment.
    let [under, tag] = [await squiggle().boundingBox(), await line('email.toJson').boundingBox()];
    while (!under || !tag) [under, tag] = [await squiggle().boundingBox(), await line('email.toJson').boundingBox()];
    assert.ok(under.y >= tag.y - 1 && under.y + under.height <= tag.y + tag.height + 1);
    await press('Control+Shift+M');
    const problem = find('.markers-panel .monaco-list-row', 'half-closed-tag');
    assert.match(plain((await problem.textContent())!), /Ln 3, Col 13/);
    await workbench.screenshot('mistake');
  });

  test('mends it with the quick fix, by keyboard', async () => {
    await workbench.go(3, 16);
    await workbench.until('Control+.', find('.action-widget .monaco-list-row', 'Insert `}`'));
    await workbench.screenshot('quick-fix');
    await press('Enter');
    await line('"email": "{{email.toJson}}",').waitFor();
    await squiggle().waitFor({ state: 'detached' });
  });

  test('mends a string without quotes through the light bulb', async () => {
    await goBehind('"email": "{{email.toJson}}"');
    await press('Backspace');
    await goBehind('"email": "');
    await press('Backspace');
    await find('.markers-panel .monaco-list-row', 'unquoted-string').waitFor();
    // Away and back: the light bulb of a moment ago would still offer what mended another mistake.
    await workbench.go(1, 1);
    await bulb().waitFor({ state: 'hidden' });
    await workbench.go(3, 15);
    await bulb().click();
    await find('.action-widget .monaco-list-row', /quote/i).click();
    await line('"email": "{{email.toJson}}",').waitFor();
    await squiggle().waitFor({ state: 'detached' });
  });

  test('completes a mapped variable after {{', async () => {
    await goBehind('"channel": "');
    await workbench.page.keyboard.type('{{');
    const entry = suggestions(workbench.page).filter({ hasText: 'channel' }).first();
    await entry.waitFor();
    assert.match(plain((await suggestions(workbench.page).allTextContents()).join('\n')), /email/);
    await workbench.screenshot('completion');
    await workbench.page.keyboard.type('chan');
    await press('Enter');
    await line('"channel": "{{channel.toJson}}{{channel.toJson}}"').waitFor();
    await workbench.command('File: Revert File');
    await line('"channel": "{{channel.toJson}}"').waitFor();
  });

  test('sends with Ctrl+Alt+R; the results show status, time and the answer', async () => {
    await workbench.go(2, 1);
    await oneMoreSend(() => press('Control+Alt+R'));
    assert.match((await inResults('.headline').textContent())!, /200/);
    assert.match((await inResults('dl').textContent())!, /Time\s*\d+/);
    const rows = await workbench.webview().locator('#panel-response [role=tree] .row').allTextContents();
    assert.match(rows.join('\n'), /^\{.*\n {2}"type": "user",\n/);
    await workbench.screenshot('results');
  });

  test('sends from the palette and from the title of the editor', async () => {
    await oneMoreSend(() => workbench.command('Intercom Webhook: Send Action'));
    await oneMoreSend(() => find('.part.editor .editor-actions a.action-label[aria-label*="Send Action"]').click());
  });

  test('shows the request as it was sent; the sandbox gets no token', async () => {
    await inResults('#tab-request').click();
    const request = (await inResults('#panel-request').textContent())!;
    assert.match(request, /POST\s+http:\/\/127\.0\.0\.1:\d+\/users/);
    assert.match(request, /Authorization\s*Bearer <secret:intercom>/);
  });

  test('compares what is typed with what was sent last', async () => {
    await workbench.go(15, 17);
    await workbench.page.keyboard.type('on ');
    await workbench.command('Intercom Webhook: Compare With');
    await workbench.pick('Compare the Preview of', 'The Last Send');
    await find('.part.editor .tab.active', 'last send ↔ registered').waitFor();
    await find('.monaco-diff-editor .view-line', '"channel": "on web"').waitFor();
    await workbench.command('View: Close Editor');
    await workbench.command('File: Revert File');
    await line('"channel": "{{channel.toJson}}"').waitFor();
  });

  test('writes the trace in Tealium’s words', async () => {
    await workbench.command('Intercom Webhook: Show Trace');
    const output = find('.part.panel .output-view .view-lines');
    await output.getByText('Action Processed').first().click();
    await workbench.command('View: Toggle Maximized Panel');
    await press('Control+Home');
    for (const title of [
      'Template Variables JSON',
      'Rendered Template: auth_template',
      'Rendered Template: body_template',
    ]) {
      await output.getByText(title).first().waitFor();
    }
    await workbench.screenshot('trace');
    await workbench.command('View: Toggle Maximized Panel');
  });

  test('keeps an access token that is set, and sends it to Intercom only', async () => {
    await workbench.open('stand-in/body_template.json.trimou');
    await workbench.command('Intercom Webhook: Set Access Token');
    await workbench.pick('Where does the token “intercom” count?', /All workspaces/);
    await find('.quick-input-widget', 'Set Access Token').locator('input[type=password]').fill(token);
    await press('Enter');
    await find('.notification-toast', 'is set').waitFor();
    await workbench.command('Intercom Webhook: Select Target');
    await workbench.pick('Select Target', /^\s*Intercom/);
    await find('.part.statusbar', 'Intercom · ').waitFor();
    await workbench.go(2, 1);
    await oneMoreSend(async () => {
      await press('Control+Alt+R');
      await find('.monaco-dialog-box', 'Send to Intercom?').getByRole('button', { name: 'Send', exact: true }).click();
    });
    assert.deepEqual(intercom.authorizations, [`Bearer ${token}`]);
    // The workbench writes what it remembers a moment later; a page that goes away before would ask again.
    while (!(await workbench.page.evaluate(remembered)).includes('intercomConfirmed'));
  });

  test('still has it after a reload, and shows it nowhere', async () => {
    await workbench.load('stand-in/body_template.json.trimou');
    await workbench.go(2, 1);
    await workbench.command('Intercom Webhook: Show Results');
    await inResults('.headline').waitFor();
    await inResults('#history:focus').waitFor(); // It may come after what it shows, and would take the keys that are next.
    await workbench.go(2, 1);
    await oneMoreSend(() => press('Control+Alt+R'));
    assert.deepEqual(intercom.authorizations, [`Bearer ${token}`, `Bearer ${token}`]);
    assert.match((await inResults('#panel-response [role=tree]').textContent())!, /"echo": "Bearer •+"/);
    for (const part of ['#tab-request', '#tab-trace', '#tab-response']) {
      await inResults(part).click();
      assert.ok(!(await inResults('body').textContent())!.includes(token), part);
    }
    assert.ok(!workbench.server.log().includes(token), 'the logs');
  });

  test('says why a send failed, and what to do', async () => {
    intercom.close();
    await workbench.go(2, 1);
    await oneMoreSend(() => press('Control+Alt+R'));
    assert.match((await inResults('.headline').textContent())!, /Failed/);
    assert.match((await inResults('.problem').textContent())!, /Nothing listens at 127/);
    await workbench.screenshot('failure');
  });

  test('does not send a broken action, and says what is wrong with it', async () => {
    await workbench.open('stand-in/new-user.webhook.json');
    const before = await sends();
    await workbench.go(1, 1);
    await press('Delete');
    await squiggle().waitFor();
    await press('Control+Alt+R');
    await find('.notification-toast', 'Not sent').waitFor();
    await workbench.screenshot('broken-action');
    assert.equal(await sends(), before);
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('File: Revert File');
  });

  test('makes an action for a request of Intercom, which the sandbox takes', async () => {
    await workbench.command('Intercom Webhook: New Action');
    await find('.quick-input-list .monaco-list-row', 'Create a contact').waitFor();
    await workbench.screenshot('new-action');
    await workbench.page.keyboard.type('contact');
    await find('.quick-input-list .monaco-list-row.focused', 'Create or update a user').waitFor();
    await workbench.screenshot('new-action-contact');
    await press('Control+A');
    await workbench.page.keyboard.type('track a purchase');
    await find('.quick-input-list .monaco-list-row.focused', 'Submit an event').waitFor();
    await press('Enter');
    await find('.quick-input-title', '2/3').waitFor();
    await workbench.page.keyboard.type('Track order');
    await press('Enter');
    await workbench.pick('3/3', 'A sample made for this request');
    await find('.part.editor .tab.active', 'event_template.json.trimou').waitFor();
    await line('"event_name": "{{event_name.toJson}}"').waitFor();
    await find('.part.statusbar', 'track-order').waitFor();
    assert.equal(await squiggle().count(), 0);
    await workbench.screenshot('new-action-made');
    assert.deepEqual(fs.readdirSync(path.join(folder, 'track-order')).sort(), [
      'auth_template.trimou',
      'event_template.json.trimou',
      'events',
      'track-order.webhook.json',
    ]);
  });

  test('imports an event from a curl command on the clipboard, and chooses it', async () => {
    const command = `curl 'https://collect.tealiumiq.com/event' --data '{"tealium_event": "track_order", "customer_id": "7"}'`;
    await workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(command)})`);
    await workbench.command('Intercom Webhook: Import Event');
    await find('.part.editor .tab.active', 'track-order-2.event.json').waitFor();
    await line('"customer_id": "7"').waitFor();
    await find('.part.statusbar', ' · track-order-2').waitFor();
    await workbench.screenshot('imported-event');
  });

  test('says which attributes the request needs and the event on the clipboard lacks', async () => {
    await workbench.page.evaluate(`navigator.clipboard.writeText('{"tealium_event": "note_added"}')`);
    await workbench.command('Intercom Webhook: New Action');
    await find('.quick-input-list .monaco-list-row', 'Create a contact').waitFor();
    await workbench.page.keyboard.type('add a note to a contact');
    await find('.quick-input-list .monaco-list-row.focused', 'Add a note to a contact').waitFor();
    await press('Enter');
    await find('.quick-input-title', '2/3').waitFor();
    await press('Enter');
    await workbench.pick('3/3', 'The event on the clipboard');
    await find('.notification-toast', 'The event has nothing for intercom_contact_id, note_body').waitFor();
    await workbench.screenshot('new-action-lacking');
    await workbench.command('Notifications: Clear All Notifications');
  });
});

suite('a folder that is not trusted', function () {
  this.timeout(90_000);

  test('is checked, and nothing of it is sent', async () => {
    const vsix = packageExtension().file;
    const workbench = await openWorkbench({ vsix, folder: copyExamples(), file: template, trust: true });
    const { page } = workbench;
    try {
      await workbench.load();
      await page.locator('.part.statusbar', { hasText: 'Restricted Mode' }).waitFor();
      await workbench.go(3, 28);
      await page.keyboard.press('Backspace');
      await page.locator('.part.editor .squiggly-error').first().waitFor();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+Alt+R');
      await page.locator('.notification-toast', { hasText: 'Sending is off in Restricted Mode' }).waitFor();
      await workbench.screenshot('restricted');
    } catch (error) {
      console.error(await workbench.screenshot('failed-restricted'), '\n', workbench.server.log());
      throw error;
    } finally {
      await workbench.close();
    }
  });
});
