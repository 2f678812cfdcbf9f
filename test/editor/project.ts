import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(__dirname, '../..');

/** Bundles the project into dist/; `--tests` with the suite that runs in the extension host. */
export function build(...flags: ('--production' | '--tests')[]): void {
  execFileSync(process.execPath, ['esbuild.mjs', ...flags], { cwd: root, stdio: 'inherit' });
}

/** A copy of examples/ to work on: what tries the editor never writes into the project. */
export function copyExamples(): string {
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'iwt-')), 'examples');
  fs.cpSync(path.join(root, 'examples'), copy, { recursive: true });
  return copy;
}
