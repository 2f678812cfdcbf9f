import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { findDesktop, hasScreen } from './desktop';
import { build, copyExamples, packageExtension, root, temporary } from './project';
import { startServer } from './server';
import { address } from './workbench';

const shown = 'new-user/body_template.json.trimou';
const hint = 'The sandbox is running. In the template press Ctrl+Alt+R: it is sent there, and needs no account.';
const settings = { 'intercomWebhook.startSandbox': true };

/** Opens a copy of the examples: in desktop VS Code where there is one, else in VS Code's server and a browser. */
async function start() {
  const folder = copyExamples();
  console.log(`The examples are copied to ${folder}; what you change there is thrown away at the end.`);
  const desktop = findDesktop();
  if (desktop) return inDesktop(desktop, folder);
  console.log('There is no desktop VS Code here: its server and a browser take over. Starting it.');
  await inServer(folder);
}

async function inDesktop(program: string, folder: string) {
  build();
  const profile = temporary();
  const user = path.join(profile, 'data/User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings));
  const own = [`--user-data-dir=${path.join(profile, 'data')}`, `--extensions-dir=${path.join(profile, 'extensions')}`];
  const quiet = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-updates'];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const what = [`--extensionDevelopmentPath=${root}`, folder, path.join(folder, shown)];
  const child = spawn(program, [...own, ...quiet, ...asRoot, ...what], { stdio: 'ignore' });
  console.log(`\nVS Code opens (${program}).\n${hint}\nClose it or press Ctrl+C to end.\n`);
  process.prependOnceListener('exit', () => child.kill());
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
}

async function inServer(folder: string) {
  const server = await startServer({ settings, vsix: [packageExtension().file] });
  // A short address to type or click: it leads to the folder with the template open.
  const front = http.createServer((_, answer) => {
    answer.writeHead(302, { Location: address(server, folder, shown) }).end();
  });
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
  console.log(`\nOpen ${url} in a browser.\n${hint}\nPress Ctrl+C to end.\n`);
  if (hasScreen()) openInBrowser(url);
}

function openInBrowser(url: string) {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  // Where there is no such command the address is on the screen.
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .once('error', () => {})
    .unref();
}

start().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
