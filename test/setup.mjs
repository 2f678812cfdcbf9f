import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Installs the project's packages unless those of the lock file are there: what a fresh clone needs, with Node alone. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`This is Node ${process.versions.node}; the project needs 20.19 or newer.`);
    process.exit(1);
  }
  if (installed()) return;
  console.log('Installing the project’s packages from npm (npm ci): about 200 MB; less than a minute on a fast line.');
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  if (signal === 'SIGINT') process.exit(130); // Ctrl+C is no failure.
  console.error('npm ci failed, so nothing else can run. It needs the npm registry; see its message above.');
  process.exit(1);
}

/** Whether node_modules/ holds what the lock file names; what is optional may be for another machine. */
function installed() {
  const there = packages('node_modules/.package-lock.json');
  return Object.entries(packages('package-lock.json')).every(
    ([name, { version, optional }]) => name === '' || optional || there[name]?.version === version,
  );
}

function packages(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, lockFile), 'utf8')).packages;
  } catch {
    return {}; // Never installed.
  }
}
