import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { emptyClipboard, proposes, readClipboard, remembered } from './inPage';
import { copyExamples, packageExtension } from './project';
import { standIn } from './standIn';
import { openWorkbench, plain, type Workbench } from './workbench';

const token = 'test-token-of-nobody-0001';
const template = 'stand-in/body_template.json.trimou';

// One person's session with the results view, mostly with the keyboard alone: each test goes on where the one before ended.
suite('the results view in the workbench', function () {
  this.timeout(120_000);
  this.bail(true);
  let folder: string;
  let workbench: Workbench;
  let intercom: Awaited<ReturnType<typeof standIn>>;
  /** Every text that left the view: none may hold the token. */
  const left: string[] = [];

  suiteSetup(async () => {
    folder = copyExamples();
    intercom = await standIn();
    fs.cpSync(path.join(folder, 'new-user'), path.join(folder, 'stand-in'), { recursive: true });
    const action = path.join(folder, 'stand-in/new-user.webhook.json');
    fs.writeFileSync(action, fs.readFileSync(action, 'utf8').replace('https://api.intercom.io', intercom.origin));
    workbench = await openWorkbench({
      vsix: packageExtension().file,
      folder,
      file: template,
      size: { width: 1440, height: 900 },
    });
    workbench.page.setDefaultTimeout(20_000);
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.load();
    await find('.part.statusbar', 'Sandbox · ').waitFor({ timeout: 60_000 });
  });

  teardown(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(await workbench.screenshot('failed-results'), '\n', workbench.server.log());
  });

  suiteTeardown(async () => {
    await workbench?.close();
    intercom?.close();
  });

  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => workbench.page.keyboard.press(key)), Promise.resolve());
  const view = (selector: string) => workbench.webview().locator(selector).first();
  const find = (selector: string, hasText?: string | RegExp) =>
    workbench.page.locator(selector, hasText === undefined ? {} : { hasText }).first();
  const entries = () => workbench.webview().locator('#history [role=option]');
  const focused = () => view(':focus');
  /** What has the focus, by its id or its name. */
  const focusedName = () =>
    focused().evaluate(element => element.id || element.getAttribute('aria-label') || element.textContent);
  const oneMoreSend = async (send: () => Promise<unknown>) => {
    const before = (await workbench.page.locator('iframe.webview').count()) ? await entries().count() : 0;
    await send();
    await entries().nth(before).waitFor();
  };
  const resend = () => oneMoreSend(() => view('#send-again').click());
  /** Does what copies, and answers what was copied. */
  const copied = async (copy: () => Promise<unknown>) => {
    await workbench.page.evaluate(emptyClipboard);
    await copy();
    const text = await workbench.page.evaluate(readClipboard);
    left.push(text);
    return text;
  };

  test('shows a send to Intercom', async () => {
    await workbench.command('Intercom Webhook: Set Access Token');
    await workbench.pick('Where does the token “intercom” count?', /All workspaces/);
    await find('.quick-input-widget', 'Set Access Token').locator('input[type=password]').fill(token);
    await press('Enter');
    await find('.notification-toast', 'is set').waitFor();
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('Intercom Webhook: Select Target');
    await workbench.pick('Select Target', /^\s*Intercom/);
    await find('.part.statusbar .warning-kind', 'Intercom · ').waitFor();
    await workbench.go(2, 1);
    await oneMoreSend(async () => {
      await press('Control+Alt+R');
      await find('.monaco-dialog-box', 'Send to Intercom?').getByRole('button', { name: 'Send', exact: true }).click();
    });
    assert.equal(intercom.authorizations[0], `Bearer ${token}`);
    assert.match((await view('#announcer').textContent())!, /^200 OK\. /);
  });

  test('explains an answer that is no success, and shows it whatever tab was open', async () => {
    await view('#tab-timing').click();
    await view('#panel-timing').getByText('First byte').waitFor();
    const errors = [{ code: 'media_type_not_acceptable', message: 'The Accept header should send application/json' }];
    intercom.answer({ status: 406, body: JSON.stringify({ type: 'error.list', errors }) });
    await resend();
    await view('#panel-response .problem').waitFor();
    assert.equal(await view('#tab-response').getAttribute('aria-selected'), 'true');
    assert.equal(await entries().first().getAttribute('aria-selected'), 'true');
    await workbench.screenshot('results-406');
    intercom.answer(authorization => ({
      status: 200,
      body: JSON.stringify({ list: [{ a: 1 }], echo: authorization }),
    }));
    await resend();
  });

  test('is reached, walked through and left with the keyboard alone', async () => {
    await workbench.command('Intercom Webhook: Show Results');
    await view('#history:focus').waitFor();
    await press('ArrowDown');
    await view('.headline').getByText('406').waitFor();
    await press('End');
    assert.equal(await entries().last().getAttribute('aria-selected'), 'true');
    await press('Home');
    await view('.headline').getByText('200').waitFor();
    // From the history into the tabs of the send; the panel of each is shown as soon as it is reached.
    await press('Enter');
    for (const part of ['timing', 'trace', 'request']) {
      await press(part === 'timing' ? 'End' : 'ArrowLeft');
      await view(`#tab-${part}:focus`).waitFor();
      await view(`#panel-${part}`).waitFor();
    }
    await press('Home');
    await view('#tab-response:focus').waitFor();
    // Backwards through what lies before the tabs: the tools of the send, the button and the line of the history.
    const before: (string | null)[] = [];
    for (let step = 0; step < 4; step++) {
      await press('Shift+Tab');
      before.push(await focusedName());
    }
    assert.deepEqual(before, ['send-again', 'toggle-history', 'sash', 'history']);
    await press('Tab');
    const width = Number(await view('#sash').getAttribute('aria-valuenow'));
    await press('ArrowRight');
    assert.equal(Number(await view('#sash').getAttribute('aria-valuenow')), width + 20);
  });

  test('is left and reached with F6, where the keyboard was, and sends with the key for it', async () => {
    await press('F6');
    await find('.part.editor .monaco-editor.focused').waitFor();
    await press('F6');
    await view('#sash:focus').waitFor();
    await oneMoreSend(() => press('Control+Alt+R'));
    await view('#sash:focus').waitFor();
  });

  test('sends again with the keyboard, and keeps it where it was', async () => {
    await press('Tab', 'Tab');
    assert.equal(await focusedName(), 'send-again');
    await oneMoreSend(() => press('Enter'));
    await view('#send-again:focus').waitFor();
  });

  test('copies the request as a command, with a variable for the token', async () => {
    await press('ArrowRight');
    const command = await copied(() => press('Enter'));
    assert.match(command, /^curl /);
    assert.match(command, /Bearer \$INTERCOM_ACCESS_TOKEN/);
    await workbench.command('Notifications: Clear All Notifications');
  });

  test('shows the body in three ways, and copies what is shown', async () => {
    await workbench.command('Intercom Webhook: Show Results');
    await view('#history:focus').waitFor();
    await press('Enter', 'Tab');
    assert.match((await focusedName())!, /^Pretty/);
    await press('ArrowRight', 'Enter');
    assert.match((await view('#panel-response .raw').textContent())!, /^\{"list":\[\{"a":1\}\],"echo":"Bearer •+"\}$/);
    await press('ArrowRight', 'Enter');
    await view('#panel-response .headers').waitFor();
    await press('ArrowLeft', 'ArrowLeft', 'Enter');
    await view('#panel-response [role=tree]').waitFor();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    assert.equal(await focusedName(), 'Copy what is shown');
    assert.match(await copied(() => press('Enter')), /^\{\n {2}"list": \[/);
    await view('#announcer').getByText('Copied').waitFor();
  });

  test('folds and unfolds JSON with the keys of a tree', async () => {
    await press('Tab');
    const row = () => focused().evaluate(element => element.textContent!.trim());
    assert.match(await row(), /^\{/);
    await press('ArrowDown', 'ArrowLeft');
    assert.match(await row(), /^"list": \[… 1 entry \]/);
    assert.equal(await focused().getAttribute('aria-expanded'), 'false');
    await press('ArrowDown');
    assert.match(await row(), /^"echo"/);
    assert.match(await copied(() => press('Control+c')), /^"Bearer •+"$/);
    await press('ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    assert.equal(await row(), '"a": 1');
    assert.equal(await focused().getAttribute('aria-level'), '4');
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    assert.match(await row(), /^"list"/);
  });

  test('finds text, also where it is folded, and goes back', async () => {
    await press('ArrowLeft', 'Control+f');
    await view('#find-text:focus').waitFor();
    await workbench.page.keyboard.type('"A"');
    await view('#find-count').getByText('1 of 1').waitFor();
    await workbench.webview().locator('#panel-response [role=treeitem]', { hasText: '"a": 1' }).waitFor();
    await workbench.screenshot('results-find');
    await workbench.page.keyboard.type('x');
    await view('#find-count').getByText('No results').waitFor();
    await press('Escape');
    await view('[role=treeitem]:focus').waitFor();
    assert.ok(await view('#find').isHidden());
  });

  test('saves a body where it is told to', async () => {
    const file = path.join(folder, 'Create or update user registered 200 response body.json');
    await view('[data-of=panel-response] [data-save]').click();
    await workbench.page.waitForFunction(proposes, path.basename(file));
    await press('Enter');
    await find('.part.statusbar', 'Saved').waitFor();
    left.push(fs.readFileSync(file, 'utf8'));
    assert.match(left.at(-1)!, /^\{"list":\[\{"a":1\}\],"echo":"Bearer •+"\}$/);
  });

  test('compares two sends side by side', async () => {
    await view('[data-of=panel-response] [data-compare]').click();
    await workbench.pick('Compare the response body', '406');
    const sides = find('.part.editor .monaco-diff-editor');
    await sides.getByText('media_type_not_acceptable').first().waitFor();
    await sides.getByText('echo').first().waitFor();
    left.push(plain((await sides.textContent())!));
    await workbench.screenshot('results-compare');
    await workbench.command('View: Close Editor');
  });

  test('stays quick with a body of 20 MB', async () => {
    const contact = JSON.stringify({ type: 'contact', name: 'Zoë', tags: ['a', 'b'], n: 1.5 });
    intercom.answer({ status: 200, body: `[${`${contact},`.repeat(Math.ceil(20_000_000 / contact.length))}0]` });
    await resend();
    await view('#panel-response .note')
      .getByText(/The first part of \d+\.\d MB/)
      .waitFor();
    // However long the answer, the page stays as small as that of a long document.
    const { elements, characters } = await view('body').evaluate(body => ({
      elements: body.querySelectorAll('*').length,
      characters: body.textContent!.length,
    }));
    assert.ok(elements < 15_000, `${elements} elements`);
    assert.ok(characters < 400_000, `${characters} characters`);
    await view('#tab-trace').click();
    await view('#panel-trace').waitFor();
    await view('#tab-response').click();
    await workbench.screenshot('results-20-mb');
    intercom.answer(authorization => ({ status: 200, body: JSON.stringify({ echo: authorization }) }));
    await resend();
  });

  test('has what was chosen, and all of the history, after a reload', async () => {
    const count = await entries().count();
    await workbench.command('Intercom Webhook: Show Results');
    await view('#history:focus').waitFor();
    await press('End', 'Enter', 'ArrowRight');
    await view('#tab-request:focus').waitFor();
    const loaded = workbench.page.waitForEvent('load');
    await workbench.command('Developer: Reload Window');
    await loaded;
    await find('.part.editor .view-line').waitFor();
    await workbench.command('Intercom Webhook: Show Results');
    await entries()
      .nth(count - 1)
      .waitFor();
    assert.equal(await entries().count(), count);
    assert.equal(await entries().last().getAttribute('aria-selected'), 'true');
    assert.equal(await view('#tab-request').getAttribute('aria-selected'), 'true');
  });

  test('has let the token out nowhere: not into what was copied, saved, compared or remembered', async () => {
    left.push(await workbench.page.evaluate(remembered));
    assert.match(left.at(-1)!, /Create or update user/, 'the history is in what the browser remembers');
    for (const text of [...left, workbench.server.log()]) assert.ok(!text.includes(token), text.slice(0, 2_000));
  });

  test('folds the history away in a narrow panel, and shows it on demand', async () => {
    await workbench.page.setViewportSize({ width: 700, height: 700 });
    await view('nav').waitFor({ state: 'hidden' });
    assert.equal(await view('#toggle-history').getAttribute('aria-expanded'), 'false');
    await view('#toggle-history').click();
    await view('#history:focus').waitFor();
    await workbench.screenshot('results-narrow');
    await press('Escape');
    await view('#toggle-history:focus').waitFor();
    await view('nav').waitFor({ state: 'hidden' });
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    await view('nav').waitFor();
  });

  test('forgets one send, by its menu or by a key, then all, and takes that back', async () => {
    const count = await entries().count();
    const areLeft = (left: number) => entries().nth(left).waitFor({ state: 'detached' });
    await workbench.command('Intercom Webhook: Show Results');
    await view('#history:focus').waitFor();
    await press('Home');
    // What a browser makes of the key for the menu.
    await focused().dispatchEvent('contextmenu', { bubbles: true });
    await find('.monaco-menu .action-label', 'Remove from History').waitFor();
    await workbench.screenshot('results-menu');
    await press('ArrowUp', 'Enter');
    await areLeft(count - 1);
    await workbench.command('Intercom Webhook: Show Results');
    await view('#history:focus').waitFor();
    await press('Home', 'Delete');
    await areLeft(count - 2);
    await workbench.command('Intercom Webhook: Clear History');
    await view('#empty').waitFor();
    await find('.notification-toast', 'Cleared').getByRole('button', { name: 'Undo' }).click();
    await entries()
      .nth(count - 3)
      .waitFor();
    assert.equal(await entries().count(), count - 2);
  });
});
