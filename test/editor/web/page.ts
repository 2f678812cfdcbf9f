import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../project';
import type { Server } from '../server';

/** Where the page finds the project and the extension with the files. Both are answered here and never reach the server. */
const projectPath = '/the-project';
const filesPath = '/the-files';

/** The workspace, which lives in the page. */
export const workspace = 'examples:/both.code-workspace';

const filesManifest = {
  name: 'example-files',
  publisher: 'tests',
  version: '1.0.0',
  engines: { vscode: '^1.100.0' },
  browser: './dist/test/web/files.js',
  activationEvents: ['onFileSystem:examples'],
};

/** Has the page be a VS Code without a machine behind it, as vscode.dev: all extensions run in a worker of the page. */
export async function developInPage(page: Page, { authority, origin }: Server): Promise<void> {
  const at = (file: string) => ({ scheme: 'http', authority, path: file });
  const developmentOptions = {
    extensions: [at(projectPath), at(filesPath)],
    extensionTestsPath: at(`${projectPath}/dist/test/web/index.js`),
  };
  await page.addInitScript(`
    const get = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = get.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      return JSON.stringify({ ...JSON.parse(value), developmentOptions: ${JSON.stringify(developmentOptions)} });
    };`);
  // The server's own page takes for granted that there is a machine behind it.
  await page.context().route(/\/workbench\/workbench\.js$/, async route => {
    const answer = await route.fetch();
    const body = changes.reduce(
      (text, [from, to]) => {
        if (text.split(from).length !== 2) throw new Error(`The workbench has changed: ${from} is not in it once.`);
        return text.replace(from, to);
      },
      await answer.text(),
    );
    await route.fulfill({ response: answer, body });
  });
  const serve = (from: string, answer: (file: string) => string | Buffer | undefined) =>
    page.context().route(`${origin}${from}/**`, route => {
      const file = decodeURIComponent(new URL(route.request().url()).pathname.slice(from.length + 1));
      const body = answer(file);
      if (body === undefined) return route.fulfill({ status: 404 });
      return route.fulfill({ body, contentType: types[path.extname(file)] ?? 'text/plain' });
    });
  const onDisk = (file: string) => {
    const found = path.join(root, file);
    return found.startsWith(root) && fs.existsSync(found) ? fs.readFileSync(found) : undefined;
  };
  await serve(projectPath, onDisk);
  await serve(filesPath, file => (file === 'package.json' ? JSON.stringify(filesManifest) : onDisk(file)));
}

/** What makes the server's page one that has no machine behind it, and keeps the user's settings in the page. */
const changes: readonly (readonly [RegExp, string])[] = [
  [/remoteAuthority:location\.host/, 'remoteAuthority:void 0'],
  [/(?<=userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote/, 'vscodeUserData'],
];

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.png': 'image/png',
};
