// node esbuild.mjs [--production] [--tests]: bundles the extension, its language server and the command line into dist/.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { inChunks } from './build/chunks.mjs';
import { protocolAsModules } from './build/protocolAsModules.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');

/** @param {{ production?: boolean, tests?: boolean }} [options] minified without source maps; with the editor's suite */
async function build({ production = false, tests = false } = {}) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: production,
    charset: 'utf8',
    legalComments: production ? 'none' : 'inline',
    sourcemap: !production && 'inline',
    logLevel: 'warning',
    external: ['vscode', 'mocha'],
    // The packages' ES modules bundle smaller than what their `main` names.
    mainFields: ['module', 'main'],
    plugins: [protocolAsModules],
  };
  // What an earlier build has left there would still be run, and packed.
  fs.rmSync(dist, { recursive: true, force: true });
  const entryPoints = { extension: 'client/extension.ts', server: 'server/main.node.ts', cli: 'server/cli.ts' };
  await inChunks({ ...common, entryPoints, outdir: dist }, later);
  if (tests) await esbuild.build({ ...common, format: 'cjs', entryPoints: suites(), outdir: path.join(dist, 'test') });
  fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
}

/** What is read together: for the first word, for the first check, and when somebody asks. */
const later = {
  model: ['template/profiles', 'action/load'].map(inCore),
  checks: ['check/check'].map(inCore),
  asked: [
    ...['completion', 'actionCompletion', 'signatureHelp', 'closeSection', 'hover', 'actionHover'],
    ...['formatting', 'refactorings', 'rename', 'selectionRanges', 'references', 'highlights'],
  ]
    .map(feature => `language/${feature}`)
    .concat('preview/preview', 'export/curl', 'answer/answerFixes')
    .map(inCore),
};

function inCore(name) {
  return `server/core/${name}.ts`;
}

function suites() {
  const folder = path.join(root, 'test/editor/suite');
  return fs.readdirSync(folder).map(file => path.join(folder, file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { production: process.argv.includes('--production'), tests: process.argv.includes('--tests') };
  await build(options).catch(error => {
    // esbuild has already shown what it did not like.
    if (!error.errors) console.error(error.message);
    process.exitCode = 1;
  });
}
