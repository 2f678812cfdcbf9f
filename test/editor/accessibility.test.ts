import assert from 'node:assert/strict';
import { inSandbox } from '../http/inSandbox';
import { barriers } from './axe';
import { openPage } from './browser';
import { copyExamples, packageExtension } from './project';
import type { Theme } from './themes';
import { openWorkbench, type Workbench } from './workbench';

const themes: readonly Theme[] = ['light', 'hc-light', 'hc', 'dark'];
/** What a page calls them. */
const kinds = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  hc: 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
};

suite('pages in the workbench that everybody can use', function () {
  this.timeout(120_000);
  this.bail(true);
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      vsix: packageExtension().file,
      folder: copyExamples(),
      file: 'contact/contact.webhook.json',
      size: { width: 1440, height: 900 },
    });
    workbench.page.setDefaultTimeout(20_000);
    await workbench.load();
    await find('.part.statusbar', 'Sandbox · ').waitFor({ timeout: 60_000 });
  });

  teardown(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(await workbench.screenshot('failed-accessibility'), '\n', workbench.server.log());
  });

  suiteTeardown(() => workbench?.close());

  const find = (selector: string, hasText: string) => workbench.page.locator(selector, { hasText }).first();
  const view = (selector: string) => workbench.webview().locator(selector).first();
  const sends = () => workbench.webview().locator('#history [role=option]');
  const useTheme = async (theme: Theme) => {
    await workbench.theme(theme);
    await view(`body[data-vscode-theme-kind=${kinds[theme]}]`).waitFor();
  };
  const assertNoBarriers = async (where: string, background = 'panel-background', rules?: string[]) =>
    assert.deepEqual(await barriers(view('body'), background, rules), [], where);

  test('the results before anything was sent', async () => {
    await workbench.command('Intercom Webhook: Show Results');
    await view('#empty').waitFor();
    await assertNoBarriers('empty');
  });

  test('the results of sends that went well, were refused and failed', async () => {
    await view('[data-do=send]').click();
    await view('.headline').getByText('200').waitFor();
    await view('#send-again').click();
    await view('.headline').getByText('409').waitFor();
    await workbench.command('Intercom Webhook: Select Target');
    await workbench.pick('Select Target', /^\s*Intercom/);
    await workbench.command('Intercom Webhook: Send Action');
    await find('.monaco-dialog-box', 'Send to Intercom?').getByRole('button', { name: 'Send', exact: true }).click();
    await view('.headline').getByText('Failed').waitFor();
    await workbench.command('View: Toggle Maximized Panel');
  });

  for (const [index, theme] of themes.entries()) {
    test(`the results in the theme ${theme}`, async () => {
      await useTheme(theme);
      // Only the colours change from one theme to the next.
      const audit = (where: string) => assertNoBarriers(where, undefined, index > 0 ? ['color-contrast'] : undefined);
      for (const [at, shown] of ['Failed', '409', '200'].entries()) {
        await sends().nth(at).click();
        await view('.headline').getByText(shown).waitFor();
        await audit(shown);
      }
      for (const mode of ['raw', 'headers', 'pretty']) {
        await view(`[data-of=panel-response] [data-mode=${mode}]`).click();
        await audit(mode);
      }
      for (const tab of ['request', 'trace', 'timing', 'response']) {
        await view(`#tab-${tab}`).click();
        await audit(tab);
      }
      await workbench.page.keyboard.press('Control+f');
      await view('#find-text:focus').waitFor();
      await workbench.page.keyboard.type('type');
      await audit('find');
      await workbench.page.keyboard.press('Escape');
    });
  }

  test('the history in a narrow panel', async () => {
    await workbench.page.setViewportSize({ width: 700, height: 700 });
    await view('nav').waitFor({ state: 'hidden' });
    await assertNoBarriers('without the history');
    await view('#toggle-history').click();
    await view('#history:focus').waitFor();
    await assertNoBarriers('with the history');
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    await workbench.command('View: Toggle Maximized Panel');
    await workbench.command('View: Toggle Panel Visibility');
  });

  test('Tealium Setup, with what differs, in all themes', async () => {
    await workbench.command('Intercom Webhook: Show Tealium Setup');
    await view('#field').selectOption('url');
    await view('#pasted').fill('https://api.intercom.io/users');
    await view('#compare').click();
    await view('.differs').waitFor();
    await view('[data-tick=url]').check();
    await assertNoBarriers('dark', 'editor-background');
    for (const theme of themes.slice(0, -1)) {
      await useTheme(theme);
      await assertNoBarriers(theme, 'editor-background', ['color-contrast']);
    }
  });
});

suite('the page of the sandbox that everybody can use', function () {
  this.timeout(60_000);

  test('empty and with requests, in light, dark and the colours that the system forces', () =>
    inSandbox(async (call, { url }) => {
      const { browser, page } = await openPage(url);
      try {
        for (const requests of [[], ['POST /contacts', 'GET /nowhere?x=1']]) {
          for (const request of requests)
            await call(request, request.startsWith('P') ? '{"email":"a@b.c"}' : undefined);
          for (const colorScheme of ['light', 'dark'] as const) {
            for (const forcedColors of ['none', 'active'] as const) {
              await page.emulateMedia({ colorScheme, forcedColors });
              await page.goto(url);
              for (const summary of await page.locator('summary').all()) await summary.click();
              const found = await barriers(page.locator('body'));
              assert.deepEqual(found, [], `${requests.length} ${colorScheme} ${forcedColors}`);
            }
          }
        }
      } finally {
        await browser.close();
      }
    }));
});
