// node build/npmPackage.mjs [FOLDER]: packs the command line as an npm package into FOLDER, by default the project's
// own. The extension's package.json describes another package, so a folder with a manifest of its own is made and
// packed.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../esbuild.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'dist/npm');
const readJson = file => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));

await build({ production: true });
const { bin, engines, ...manifest } = readJson('package.json');
const texts = readJson('package.nls.json');

for (const file of ['dist/cli.js', 'LICENSE', 'CHANGELOG.md']) {
  fs.cpSync(path.join(root, file), path.join(folder, file));
}
fs.cpSync(path.join(root, 'docs/command-line.md'), path.join(folder, 'README.md'));
const { version, license, homepage, repository, bugs, keywords } = manifest;
const packed = {
  name: Object.keys(bin)[0],
  version,
  description: texts.description,
  ...{ license, homepage, repository, bugs, keywords, bin },
  engines: { node: engines.node },
};
fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(packed, null, 2)}\n`);

const destination = path.resolve(process.argv[2] ?? root);
const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const args = ['pack', folder, '--pack-destination', destination, '--silent'];
console.log(execFileSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32' }).trim());
