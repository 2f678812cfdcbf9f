import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './project';

/**
 * A folder of the cache, filled once per machine and user, so that every clone shares it. Two runs at once do not clash:
 * the second waits for the first. What was interrupted never looks complete: the folder gets its name only at the end.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheFolder(), name);
  if (fs.existsSync(folder)) return folder;
  const release = await lock(`${folder}.lock`);
  try {
    if (!fs.existsSync(folder)) {
      removeAll(`${folder}.partial-`); // What a run that was killed has left.
      const partial = fs.mkdtempSync(`${folder}.partial-`);
      try {
        await fill(partial);
        fs.renameSync(partial, folder);
      } finally {
        fs.rmSync(partial, { recursive: true, force: true });
      }
    }
  } finally {
    release();
  }
  return folder;
}

function removeAll(beginning: string): void {
  for (const name of fs.readdirSync(path.dirname(beginning))) {
    const file = path.join(path.dirname(beginning), name);
    if (file.startsWith(beginning)) fs.rmSync(file, { recursive: true, force: true });
  }
}

/** The user's cache folder, or `.vscode-test/` of the project where that cannot be written. */
export function cacheFolder(): string {
  const user = path.join(os.homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  const choices = [
    path.join(process.env.XDG_CACHE_HOME || user, 'intercom-webhook-templates'),
    path.join(root, '.vscode-test'),
  ];
  for (const folder of choices) {
    try {
      fs.mkdirSync(folder, { recursive: true });
      fs.accessSync(folder, fs.constants.W_OK);
      return folder;
    } catch {
      // Not ours to write: the next one.
    }
  }
  throw new Error(`None of ${choices.join(', ')} can be written. Set XDG_CACHE_HOME to a folder that can.`);
}

/** One holder at a time. The holder touches the file every second: a lock that has been still for long is a dead run's. */
async function lock(file: string): Promise<() => void> {
  for (let told = false; ; told = true) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      const beat = setInterval(() => fs.utimesSync(file, new Date(), new Date()), 1000).unref();
      return () => {
        clearInterval(beat);
        fs.rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const touched = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - touched > 15_000) fs.rmSync(file, { force: true });
    else {
      if (!told) console.log(`Another run is filling ${path.basename(file, '.lock')}: waiting for it.`);
      await wait(1000);
    }
  }
}
