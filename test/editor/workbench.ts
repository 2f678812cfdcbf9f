import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openPage } from './browser';
import { root } from './project';
import { type Server, startServer } from './server';
import { startTheme, type Theme, themeSettings, useTheme } from './themes';

export interface WorkbenchOptions {
  /** The folder that is opened. */
  readonly folder: string;
  /** A file of the folder to show. */
  readonly file?: string;
  readonly theme?: Theme;
  readonly size?: { readonly width: number; readonly height: number };
  /** The packaged extension, installed as a user would; without it the built project is loaded as under F5. */
  readonly vsix?: string;
  /** Ask for trust, as VS Code does by default. */
  readonly trust?: boolean;
  /** The display language, `de`; of VS Code itself there is only English here. */
  readonly language?: string;
  /** User settings beside those that all tests have. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The real workbench, driven as a person would drive it. */
export interface Workbench {
  readonly page: Page;
  readonly server: Server;
  /** Loads the page (again) and waits for the editor. */
  load(file?: string): Promise<void>;
  /** Opens a file of the folder by its name, as with Ctrl+P. */
  open(file: string): Promise<void>;
  /** Puts the cursor there (from 1). */
  go(line: number, column: number): Promise<void>;
  /** Presses a key until what it brings is there: what still comes in closes a menu, and takes nothing else along. */
  until(key: string, seen: Locator): Promise<void>;
  /** Runs a command of the palette by its title, `Intercom Webhook: Send Action`. */
  command(title: string): Promise<void>;
  /** The text of the editor that is shown. */
  text(): Promise<string>;
  /** The results view, the setup sheet: the page inside a webview. */
  webview(index?: number): ReturnType<Page['frameLocator']>;
  /** Chooses an entry of the quick pick with this title. */
  pick(title: string, label: string | RegExp): Promise<void>;
  /** Changes the colour theme. */
  theme(theme: Theme): Promise<void>;
  /** Saves the page as `test/screenshots/NAME.png`. */
  screenshot(name: string, folder?: string): Promise<string>;
  close(): Promise<void>;
}

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { folder, theme = 'dark', vsix } = options;
  const server = await startServer({
    // Hints would stand in the lines whose text is read.
    settings: { ...themeSettings, 'editor.inlayHints.enabled': 'off', ...options.settings },
    vsix: vsix ? [vsix] : [],
    trust: options.trust ?? false,
  });
  const { browser, page } = await openPage(server.origin, options.size).catch(async error => {
    await server.stop();
    throw error;
  });
  // The loader of the tests gives names to functions, also to those that run in the page.
  await page.addInitScript('globalThis.__name = value => value;');
  await startTheme(page, theme);
  if (!vsix) await develop(page, server);
  if (options.language) await speak(page, options.language);
  const messages: string[] = [];
  page.on('console', message => messages.push(`${message.type()}: ${message.text()}`));

  const workbench: Workbench = {
    page,
    server: { ...server, log: () => [...messages.slice(-40), server.log()].join('\n') },
    async load(file = options.file) {
      await page.goto(address(server, folder, file));
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
      if (file) await page.locator('.part.editor .monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
    },
    async open(file) {
      // The list shows a name and beside it its folder; until it is filtered, another file may stand on top.
      const [name, parent] = [path.basename(file), path.dirname(file)];
      await quickInput(page, 'Control+P', file, new RegExp(`${name}.*${parent}`));
      await page.locator('.part.editor .tab.active', { hasText: name }).waitFor();
      await page.locator('.part.editor .breadcrumbs-control', { hasText: parent }).waitFor();
    },
    go: (line, column) =>
      stubbornly(async timeout => {
        await quickInput(page, 'Control+G', `:${line}:${column}`);
        await page.locator('.part.editor .monaco-editor.focused').waitFor({ timeout });
        await page.locator('.part.statusbar', { hasText: `Ln ${line}, Col ${column}` }).waitFor({ timeout });
      }),
    until: (key, seen) =>
      stubbornly(async timeout => {
        // In a menu that has come late, the key that opens it takes its first entry.
        if (!(await seen.isVisible())) await page.keyboard.press(key);
        await seen.waitFor({ timeout });
      }),
    command: title => quickInput(page, 'F1', `>${title}`, title),
    async text() {
      const lines = page.locator('.part.editor .monaco-editor .view-lines').first().locator('.view-line');
      const inOrder = await lines.evaluateAll(all =>
        all
          .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
          .map(line => line.textContent),
      );
      return plain(inOrder.join('\n'));
    },
    webview: (index = 0) => page.frameLocator('iframe.webview').nth(index).frameLocator('iframe#active-frame'),
    async pick(title, label) {
      await page.locator('.quick-input-title', { hasText: title }).waitFor();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
    },
    theme: name => useTheme(page, name),
    async screenshot(name, to = path.join(root, 'test/screenshots')) {
      fs.mkdirSync(to, { recursive: true });
      const file = path.join(to, `${name}.png`);
      await page.screenshot({ path: file });
      return file;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
  return workbench;
}

/** Where the workbench shows a folder, with one of its files in the editor. */
export function address(server: Server, folder: string, file?: string): string {
  const query = new URLSearchParams({ folder });
  if (file) {
    const uri = `vscode-remote://${server.authority}${path.join(folder, file)}`;
    query.set('payload', JSON.stringify([['openFile', uri]]));
  }
  return `${server.origin}/?${query}`;
}

/** Opens the quick input, types into it, and takes the entry that shows `row`; without one it takes what was typed. */
function quickInput(page: Page, key: string, text: string, row?: string | RegExp): Promise<void> {
  return stubbornly(async timeout => {
    // What an attempt before has left open would keep its list, which lacks what came since.
    if (await page.locator('.quick-input-widget').first().isVisible()) await page.keyboard.press('Escape');
    await page.keyboard.press(key);
    await page.locator('.quick-input-widget input').first().fill(text, { timeout });
    if (row) await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click({ timeout });
    else await page.keyboard.press('Enter');
  });
}

/** A page that is still settling takes the focus away, which closes what was open: then it is tried again, with more time. */
async function stubbornly(attempt: (timeout: number) => Promise<void>): Promise<void> {
  await attempt(5000)
    .catch(() => attempt(10_000))
    .catch(() => attempt(20_000));
}

/**
 * Has the page load the built project as an extension under development, and the tests in it where there are some. It
 * goes in by the page's own configuration: a built workbench ignores what its address says of this.
 */
export async function develop(page: Page, server: Server, tests?: string): Promise<void> {
  const at = (file: string) => ({ scheme: 'vscode-remote', authority: server.authority, path: file });
  const options = { extensions: [at(root)], ...(tests ? { extensionTestsPath: at(tests) } : {}) };
  await page.addInitScript(`
    const get = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = get.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      return JSON.stringify({ ...JSON.parse(value), developmentOptions: ${JSON.stringify(options)} });
    };`);
}

/** Sets the display language, as a language pack would. */
async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript(`
    Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => ${JSON.stringify(language)}, set() {} });`);
}

/** The editor draws blanks as no-break spaces. */
export const plain = (text: string) => text.replace(/\u00a0/g, ' ');

/** The list of suggestions. */
export const suggestions = (page: Page): Locator => page.locator('.suggest-widget.visible .monaco-list-row');
