// node build/package.mjs [FILE]: the extension as vsce packs it, into FILE (the name that vsce gives it unless told), and
// that once more by 7-Zip, which makes a zip smaller by 3 %, without what only a checkout needs.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { cmd, unpack } from '7zip-min';

const { name, version } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const file = path.resolve(process.argv[2] ?? `${name}-${version}.vsix`);
// Ctrl+C leaves nothing behind either.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vsix-'));
process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 }));

await createVSIX({ packagePath: file, dependencies: false, allowMissingRepository: true });
await unpack(file, folder);
const names = fs.readdirSync(folder, { recursive: true });
for (const name of names.filter(name => name.endsWith('.json'))) rewrite(name, tightened);
shortenKeys();
// What is done with a checkout is nothing for those who install the extension.
rewrite('extension/readme.md', text => text.replace(/<!-- checkout -->.*?<!-- \/checkout -->\n+/gs, ''));
rewrite('extension.vsixmanifest', text => text.replace(/>\s+</g, '><'));
fs.rmSync(file);
// Without the time when each file was made, and without folders, whose names have no dot: together they weigh 3 KB.
await cmd(['a', '-tzip', '-mx=9', '-mfb=258', '-mpass=15', '-mtc=off', '-r', file, path.join(folder, '*.*')]);
console.log(`${file} has ${(fs.statSync(file).size / 1024).toFixed(1)} KB.`);

function rewrite(name, change) {
  const packed = path.join(folder, name);
  fs.writeFileSync(packed, change(fs.readFileSync(packed, 'utf8')));
}

/** JSON without blanks and comments, and the manifest without the project's own tools and what is bundled or only in the npm package. */
function tightened(json) {
  const { scripts, dependencies, devDependencies, knip, mocha, bin, ...value } = JSON.parse(json);
  return JSON.stringify(value, (key, part) => (key === '$comment' ? undefined : part));
}

/** The texts of the manifest under numbers instead of names: 1.4 KB less. */
function shortenKeys() {
  const english = fs.readFileSync(path.join(folder, 'extension/package.nls.json'), 'utf8');
  const numbers = new Map(Object.keys(JSON.parse(english)).map((key, index) => [key, index.toString(36)]));
  const renumbered = json =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json)).map(([key, text]) => [numbers.get(key), text])));
  rewrite('extension/package.nls.json', renumbered);
  rewrite('extension/package.nls.de.json', renumbered);
  rewrite('extension/package.json', text => text.replace(/"%([^%"]+)%"/g, (_, key) => `"%${numbers.get(key)}%"`));
}
