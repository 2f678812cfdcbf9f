import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { differ } from './inPage';
import { build, copyExamples } from './project';
import { openWorkbench, plain, suggestions, type Workbench } from './workbench';

const template = 'new-user/body_template.json.trimou';
const action = 'new-user/new-user.webhook.json';

// One person's session with a template, its action and its events: each test goes on where the one before has ended.
suite('writing a template in the workbench', function () {
  this.timeout(60_000);
  this.bail(true);
  let folder: string;
  let workbench: Workbench;

  suiteSetup(async () => {
    build();
    folder = copyExamples();
    const order = { tealium_event: 'order', customer_id: '7', customer_email: 'z@example.com' };
    fs.writeFileSync(path.join(folder, 'new-user/events/ordered.event.json'), JSON.stringify(order));
    workbench = await openWorkbench({ folder, file: template, theme: 'light' });
    workbench.page.setDefaultTimeout(15_000);
    await workbench.load();
    await find('.part.statusbar', 'Sandbox · registered').waitFor();
  });

  teardown(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(await workbench.screenshot('failed-language'), '\n', workbench.server.log());
  });

  suiteTeardown(() => workbench?.close());

  const find = (selector: string, hasText?: string | RegExp) =>
    workbench.page.locator(selector, hasText === undefined ? {} : { hasText }).first();
  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const type = (text: string) => workbench.page.keyboard.type(text);
  const editor = (group: number) => `.part.editor .split-view-view:nth-child(${group}) .monaco-editor`;
  const line = (text: string | RegExp, group = 1) => find(`${editor(group)} .view-line`, text);
  const lens = (title: string) => find('.part.editor .codelens-decoration a', title);
  const entry = (label: string | RegExp) => find('.quick-input-list .monaco-list-row', label);
  const fix = (title: string) => find('.action-widget .monaco-list-row', title);
  /** What a hover says of the place of the cursor. */
  const hover = async (line: number, column: number, ...says: string[]) => {
    await workbench.go(line, column);
    await workbench.command('Show or Focus Hover');
    for (const text of says) await find('.monaco-hover', text).waitFor();
    await press('Escape', 'Escape');
  };
  const nameIt = async (name: string) => {
    await find('.rename-box input:focus').fill(name);
    await find('.rename-box input:focus').press('Enter');
  };
  const revert = async (restored: string | RegExp) => {
    await workbench.command('File: Revert File');
    await line(restored).waitFor();
  };

  test('completion explains an item; a helper that is accepted explains its parameters', async () => {
    await workbench.go(15, 17);
    await type('{{');
    await suggestions(workbench.page).filter({ hasText: 'channel' }).first().waitFor();
    await workbench.until('Control+Space', find('.suggest-details', 'Mapped from a fixed text'));
    await workbench.screenshot('language-completion');
    await type('formatD');
    await find('.suggest-widget.visible .monaco-list-row.focused', 'formatDate').waitFor();
    await press('Enter');
    await line('{{formatDate date pattern=""}}').waitFor();
    await find('.parameter-hints-widget.visible', 'A date attribute.').waitFor();
    await workbench.screenshot('language-parameters');
    await press('Escape', 'Escape');
    await revert('"channel": "{{channel.toJson}}"');
  });

  test('hover on a variable, a suffix and a field', async () => {
    await hover(3, 17, 'In the event registered: "ada@example.com"', 'Mapped from attribute customer_email');
    await hover(3, 22, 'Prints lists and tallies as JSON');
    await hover(8, 8, 'When they signed up', 'seconds since 1970');
  });

  test('a variable that nothing maps looks like text, and is mapped with a fix', async () => {
    await workbench.go(15, 17);
    await type('{{nobody}}{{email}}');
    await find(`${editor(1)} .squiggly-error`).waitFor();
    // The theme with high contrast leaves it to the language whether names have colours by what they mean.
    for (const theme of ['hc-light', 'light'] as const) {
      await workbench.theme(theme);
      await workbench.page.waitForFunction(differ, ['nobody', 'email']);
    }
    await workbench.go(15, 20);
    await workbench.until('Control+.', fix('Map attribute nobody to nobody'));
    await press('Enter');
    await find(`${editor(1)} .squiggly-error`).waitFor({ state: 'detached' });
    await revert('"channel": "{{channel.toJson}}"');
    await workbench.open(action);
    await workbench.go(32, 1);
    await line('{ "attribute": "nobody", "to": "nobody" }').waitFor();
    await revert('"secret": "intercom"');
  });

  test('leads from a tag to its mapping, to the events, and back', async () => {
    await workbench.open(template);
    await workbench.go(3, 17);
    await press('F12');
    await find('.part.statusbar', 'Ln 23, Col 23').waitFor();
    await hover(23, 24, 'Attribute customer_email: string');
    await press('F12');
    await find('.peekview-title', 'Definitions (2)').waitFor();
    await workbench.screenshot('language-definitions');
    await press('Escape');
    await workbench.open('events/ordered.event.json');
    await hover(1, 30, 'Mapped to user_id in Create or update user');
    await workbench.go(1, 30);
    await press('F12');
    await find('.part.statusbar', 'Ln 22, Col 23').waitFor();
  });

  test('renames a variable in the template and in its action', async () => {
    await workbench.open(template);
    await workbench.go(3, 17);
    await press('F2');
    await nameIt('plan');
    await find('.monaco-editor-overlaymessage, .notification-toast', 'already').waitFor();
    await workbench.screenshot('language-rename-refused');
    await press('F2');
    await nameIt('mail');
    await line('"email": "{{mail.toJson}}"').waitFor();
    await workbench.open(action);
    await line('"attribute": "customer_email", "to": "mail"').waitFor();
  });

  test('extracts a part, asks for its name, and inlines it', async () => {
    await workbench.open(template);
    await workbench.go(5, 1);
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await workbench.until('Control+Shift+R', fix('Extract to part phone_part'));
    await press('Enter');
    await find('.rename-box input:focus').waitFor();
    await workbench.screenshot('language-extract');
    await nameIt('call');
    for (const text of ['{{>call}}', '{{+call}}', '{{/call}}']) await line(text).waitFor();
    await workbench.go(5, 8);
    // The end of the extraction, of which the new name is the last step, closes a menu that came before it.
    await workbench.until('Control+.', fix('Inline part call'));
    await press('Enter');
    await line('{{+call}}').waitFor({ state: 'detached' });
    await line('{{/phone}}').waitFor();
    await workbench.command('File: Revert File');
  });

  test('a lens opens the preview beside; each side selects the other', async () => {
    await lens('Preview').click();
    await line('"email": "ada@example.com"', 2).waitFor();
    await workbench.go(3, 16);
    await press('ArrowRight');
    await find(`${editor(2)} .selected-text`).waitFor();
    await line('"phone": "+442071838750"', 2).click({ position: { x: 130, y: 8 } });
    await find('.part.statusbar', 'Request Preview').waitFor();
    await find(`${editor(1)} .selected-text`).waitFor();
    await workbench.screenshot('language-preview');
  });

  test('what is no JSON is underlined on both sides, while the template keeps the focus', async () => {
    // The preview draws a wave of its own, so that Problems has the mistake once.
    const wave = find(`${editor(2)} .view-line [class*=ced-]`);
    await line('"channel"').click({ position: { x: 40, y: 8 } });
    await workbench.go(15, 16);
    await press('Delete');
    await find(`${editor(1)} .squiggly-error`).waitFor();
    await wave.waitFor();
    await workbench.screenshot('language-no-json');
    await press('Control+z');
    await wave.waitFor({ state: 'detached' });
    await line('"channel": "{{channel.toJson}}"').waitFor();
  });

  test('is compared with another event', async () => {
    await workbench.command('Intercom Webhook: Compare With');
    await entry('only-the-essentials').click();
    await find('.part.editor .tab.active', 'only-the-essentials ↔ registered').waitFor();
    await find('.monaco-diff-editor .view-line', '155.5').waitFor();
    await workbench.screenshot('language-compare');
    await workbench.command('View: Close All Editors');
  });

  test('the status bar offers the events with what the stream says of each', async () => {
    await workbench.open(action);
    await workbench.go(4, 1);
    await lens('3 of 4 Events Match').waitFor();
    await find('.statusbar-item', 'Sandbox · registered').click();
    const refused = entry('ordered.event.json');
    await refused.waitFor();
    assert.match(
      plain((await refused.textContent())!),
      /Not in the stream “New users”: tealium_event equals "user_register", but it has "order"/,
    );
    assert.match(plain((await entry('registered.event.json').textContent())!), /Matches the stream/);
    await workbench.screenshot('language-events');
    await refused.click();
    await find('.statusbar-item', /Sandbox · .*ordered/)
      .locator('.codicon-circle-slash')
      .waitFor();
    await workbench.open(template);
    await lens('Event: ordered').waitFor();
  });
});
