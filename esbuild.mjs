// node esbuild.mjs [--production] [--tests]: bundles the extension, its language server and the command line into dist/.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));

/** @param {{ production?: boolean, tests?: boolean }} [options] minified without source maps; with the editor's suite */
async function build({ production = false, tests = false } = {}) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: production,
    charset: 'utf8',
    legalComments: production ? 'none' : 'inline',
    sourcemap: !production,
    logLevel: 'warning',
    // The packages' ES modules bundle smaller than what their `main` names.
    mainFields: ['module', 'main'],
  };
  const work = [
    {
      entryPoints: { extension: 'client/extension.ts', server: 'server/main.node.ts' },
      outdir: 'dist',
      external: ['vscode'],
    },
    { entryPoints: { cli: 'server/cli.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
  ];
  if (tests) {
    // What a deleted test has left there would still be run.
    fs.rmSync(path.join(root, 'dist/test'), { recursive: true, force: true });
    work.push({ entryPoints: suites(), outdir: 'dist/test', external: ['vscode', 'mocha'] });
  }
  await Promise.all(work.map(options => esbuild.build({ ...common, ...options })));
  fs.chmodSync(path.join(root, 'dist/cli.js'), 0o755);
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
