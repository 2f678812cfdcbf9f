// node esbuild.mjs [--production] [--tests]: bundles the extension, its language server and the command line into dist/.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { inChunks, minify, partsOf } from './build/chunks.mjs';
import { later } from './build/later.mjs';
import { protocolAsModules } from './build/protocolAsModules.mjs';
import { packTexts } from './build/texts.mjs';
import { withoutSummaries } from './build/withoutSummaries.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');

/** @param {{ production?: boolean, tests?: boolean }} [options] minified without source maps; with the editor's suite */
export async function build({ production = false, tests = false } = {}) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: production,
    // Private fields of the protocol's packages; no other code has such names.
    ...(production && { mangleProps: /^_[a-z]/ }),
    charset: 'utf8',
    legalComments: production ? 'none' : 'inline',
    sourcemap: !production && 'inline',
    logLevel: 'warning',
    external: ['vscode', 'mocha'],
    // The packages' ES modules bundle smaller than what their `main` names.
    mainFields: ['module', 'main'],
    // What the protocol's packages call their entry for a browser; no other package has one.
    conditions: ['browser'],
    plugins: [protocolAsModules],
    alias: {
      // The client brings a copy of its own, with the same interface.
      'vscode-languageserver-textdocument': path.join(
        root,
        'node_modules/vscode-languageserver-textdocument/lib/esm/main.js',
      ),
      // The usual entry reads bundles from the disk; ours come from the editor.
      '@vscode/l10n': path.join(root, 'node_modules/@vscode/l10n/dist/browser.js'),
    },
  };
  // Leftovers of an earlier build would still be run, and packed.
  fs.rmSync(dist, { recursive: true, force: true });
  packTexts(root, path.join(dist, 'l10n'));
  const browser = { 'extension.browser': 'client/main.browser.ts', 'server.browser': 'server/main.browser.ts' };
  const node = { extension: 'client/main.node.ts', server: 'server/main.node.ts' };
  const plugins = [...common.plugins, withoutSummaries];
  const entryPoints = { ...node, ...browser };
  const metafile = await inChunks({ ...common, plugins, entryPoints, outdir: dist }, later);
  const [client, server] = Object.values(browser).map(entry => filesForBrowser(metafile, entry));
  await esbuild.build({
    ...common,
    format: 'cjs',
    entryPoints: { browser: 'client/load.browser.ts' },
    outdir: dist,
    define: { parts: JSON.stringify({ client, server }) },
  });
  // The pages inside the results view and inside Tealium Setup, and what both look like.
  await esbuild.build({
    ...common,
    format: 'iife',
    platform: 'browser',
    target: 'chrome132',
    entryPoints: [
      { in: 'client/page/base.css', out: 'page' },
      { in: 'client/results/page/main.ts', out: 'results' },
      { in: 'client/results/page/style.css', out: 'results' },
      { in: 'client/setup/page/main.ts', out: 'setup' },
      { in: 'client/setup/page/style.css', out: 'setup' },
    ],
    outdir: dist,
  });
  if (production) for (const name of ['browser', 'results', 'setup']) await minify(path.join(dist, `${name}.js`));
  if (tests) {
    const outdir = path.join(dist, 'test');
    await esbuild.build({ ...common, format: 'cjs', entryPoints: suites(), outdir });
    await esbuild.build({
      ...common,
      format: 'cjs',
      platform: 'browser',
      entryPoints: ['test/editor/web/index.ts', 'test/editor/web/files.ts'],
      outdir: path.join(outdir, 'web'),
      external: ['vscode', 'node:*'],
      plugins: [mochaForBrowser],
      alias: { 'node:assert/strict': path.join(root, 'test/editor/web/assert.ts') },
      define: {
        suites: JSON.stringify(suiteNames()),
        examples: JSON.stringify(exampleFiles()),
        global: 'globalThis',
        process: JSON.stringify({ env: { GREP: process.env.GREP } }),
      },
    });
  }
  await esbuild.build({ ...common, format: 'cjs', entryPoints: { cli: 'server/cli.ts' }, outdir: dist });
  fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
}

/** @throws {Error} where one of the files needs something that only Node has */
function filesForBrowser(metafile, entry) {
  const { files, externals } = partsOf(metafile, entry, 'dist');
  const missing = externals.find(name => name !== 'vscode');
  if (missing) throw new Error(`${entry} needs ${missing}, which a browser has not.`);
  return files;
}

function suites() {
  const folder = path.join(root, 'test/editor/suite');
  return fs.readdirSync(folder).map(file => path.join(folder, file));
}

/** mocha's file for a browser is CommonJS inside a package of ES modules. */
const mochaForBrowser = {
  name: 'mocha for a browser',
  setup(build) {
    const file = path.join(root, 'node_modules/mocha/mocha.js');
    build.onResolve({ filter: /^mocha$/ }, () => ({ path: file, namespace: 'mocha' }));
    build.onLoad({ filter: /.*/, namespace: 'mocha' }, () => ({ contents: fs.readFileSync(file, 'utf8') }));
  },
};

/** Without the suites that need a whole machine behind the window. */
function suiteNames() {
  const names = suites().flatMap(file => /([\w-]+)\.test\.ts$/.exec(file)?.[1] ?? []);
  return names.filter(name => !['send', 'tasks'].includes(name));
}

/**
 * The workspace of the tests in a browser, which has no disk: the examples, one of them in a second folder, and a
 * workspace file that names both folders.
 */
function exampleFiles() {
  const folder = path.join(root, 'examples');
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
  const at = (top, from) => [
    `/${top}/${path.relative(folder, from).replaceAll(path.sep, '/')}`,
    fs.readFileSync(from, 'utf8'),
  ];
  const again = files.filter(file => path.relative(folder, file).startsWith('new-user'));
  // In a browser, VS Code saves by itself unless its settings say otherwise.
  const settings = { 'files.autoSave': 'off' };
  const both = JSON.stringify({ folders: [{ path: 'examples' }, { path: 'second' }], settings });
  return Object.fromEntries([
    ['/both.code-workspace', both],
    ...files.map(file => at('examples', file)),
    ...again.map(file => at('second', file)),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { production: process.argv.includes('--production'), tests: process.argv.includes('--tests') };
  await build(options).catch(error => {
    // esbuild has already shown what it did not like.
    if (!error.errors) console.error(error.message);
    process.exitCode = 1;
  });
}
