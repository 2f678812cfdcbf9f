import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(__dirname, '../..');

/** Bundles the project into dist/; `--tests` with the suite that runs in the extension host. */
export function build(...flags: ('--production' | '--tests')[]): void {
  const { status } = run(process.execPath, ['esbuild.mjs', ...flags], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
}

/** The packaged extension, as `npm run package` makes it but in a temporary folder, and what that printed; made once. */
export function packageExtension(): Package {
  packaged ??= makePackage();
  return packaged;
}

interface Package {
  readonly file: string;
  readonly output: string;
}

let packaged: Package | undefined;

function makePackage(): Package {
  const file = path.join(temporary(), 'extension.vsix');
  const args = ['run', '--silent', 'package', '--', file];
  const { status, stdout, stderr } = run('npm', args, { shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm run package failed (${status}):\n${stdout}${stderr}`);
  return { file, output: stdout + stderr };
}

/** Waits for a program. When it was interrupted this one was too, and cannot know while it waits: it ends without a word. */
function run(command: string, args: string[], options: SpawnSyncOptions) {
  const ran = spawnSync(command, args, { cwd: root, ...options, encoding: 'utf8' });
  if (signals.some(signal => signal === ran.signal) || ran.status === interrupted) process.exit(interrupted);
  return ran;
}

/** A copy of examples/ to work on: what tries the editor never writes into the project. */
export function copyExamples(): string {
  const copy = path.join(temporary(), 'examples');
  fs.cpSync(path.join(root, 'examples'), copy, { recursive: true });
  return copy;
}

/** A workspace of two folders: a copy of examples/, and beside it a folder `second` with an action of its own. */
export function copyWorkspace(): string {
  const examples = copyExamples();
  const second = path.join(examples, '../second');
  fs.cpSync(path.join(root, 'examples/new-user'), path.join(second, 'new-user'), { recursive: true });
  const file = path.join(examples, '../both.code-workspace');
  fs.writeFileSync(file, JSON.stringify({ folders: [{ path: 'examples' }, { path: 'second' }] }));
  return file;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** The exit code after one of them. */
const interrupted = 130;

// Ctrl+C ends a process as its last line would, so that what waits for the end is done: folders go, programs are stopped.
for (const signal of signals) process.on(signal, () => process.exit(interrupted));

/** A new folder that is removed when this process ends. */
export function temporary(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'iwt-'));
  if (folders.push(folder) === 1) process.once('exit', removeAll);
  return folder;
}

const folders: string[] = [];

function removeAll(): void {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
}
