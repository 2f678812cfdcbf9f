// node build/package.mjs [FILE]: packs the extension into FILE, by default under the name that vsce gives it. vsce
// packs it first; then what only a checkout needs is taken out, and 7-Zip packs it again, which makes it 3 % smaller.
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
// Those who install the extension have no use for what is said about a checkout.
rewrite('extension/readme.md', text => text.replace(/<!-- checkout -->.*?<!-- \/checkout -->\n+/gs, ''));
rewrite('extension.vsixmanifest', text => text.replace(/>\s+</g, '><'));
fs.rmSync(file);
// Leaves out when each file was made, and the folders, whose names have no dot: together 3 KB.
await cmd(['a', '-tzip', '-mx=9', '-mfb=258', '-mpass=15', '-mtc=off', '-r', file, path.join(folder, '*.*')]);
console.log(`${file} has ${(fs.statSync(file).size / 1024).toFixed(1)} KB.`);

function rewrite(name, change) {
  const packed = path.join(folder, name);
  fs.writeFileSync(packed, change(fs.readFileSync(packed, 'utf8')));
}

/**
 * JSON without white space and comments; the manifest also without scripts, tools and whatever is bundled or concerns
 * the npm package alone.
 */
function tightened(json) {
  const { scripts, dependencies, devDependencies, knip, mocha, bin, ...value } = JSON.parse(json);
  return JSON.stringify(value, (key, part) => (key === '$comment' ? undefined : part));
}

/** Replaces the keys of the manifest's texts with numbers: 1.4 KB less. */
function shortenKeys() {
  const english = fs.readFileSync(path.join(folder, 'extension/package.nls.json'), 'utf8');
  const numbers = new Map(Object.keys(JSON.parse(english)).map((key, index) => [key, index.toString(36)]));
  const renumbered = json =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json)).map(([key, text]) => [numbers.get(key), text])));
  rewrite('extension/package.nls.json', renumbered);
  rewrite('extension/package.nls.de.json', renumbered);
  rewrite('extension/package.json', text => text.replace(/"%([^%"]+)%"/g, (_, key) => `"%${numbers.get(key)}%"`));
}
