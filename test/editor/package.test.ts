import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { listFiles, PackageManager } from '@vscode/vsce';
import { LanguageServer } from '../tools/bench/languageServer';
import { actionFor, user } from '../tools/bench/user';
import { packageExtension, root, temporary } from './project';
import { measureServer, withHelpers } from './serverSize';

suite('the package', function () {
  this.timeout(120_000);
  let files: string[];
  let made: ReturnType<typeof packageExtension>;
  const measure = (example: string, text?: string) => measureServer(path.join(root, 'dist/server.js'), example, text);
  suiteSetup(async () => {
    made = packageExtension();
    files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  });

  test('is made without a warning', () => assert.doesNotMatch(made.output, /^\s*(WARNING|ERROR)\b/m));

  test('weighs at most 400 KB', () => {
    const kilobytes = fs.statSync(made.file).size / 1024;
    assert.ok(kilobytes <= 400, `it has ${kilobytes.toFixed(0)} KB`);
  });

  const firstChecks: [what: string, most: number, example: string, text?: string][] = [
    ['people', 450, 'new-user/body_template.json.trimou'],
    ['something else', 450, 'conversation/conversation_template.json.trimou'],
    ['helpers', 450, 'contact/contact_template.json.trimou', withHelpers('{{join items on=", "}}')],
    ['what is hashed', 520, 'contact/contact_template.json.trimou', withHelpers('{{hash algorithm="MD5" email}}')],
    ['a mistake', 600, 'contact/contact_template.json.trimou', withHelpers('{{jion items on=", "}}')],
  ];
  for (const [what, most, example, text] of firstChecks) {
    test(`has a server that reads at most 155 KB to start, and ${most} KB for the first check: ${what}`, async () => {
      const { started, checked, diagnostics } = await measure(example, text);
      assert.equal(diagnostics.length > 0, what === 'a mistake');
      assert.ok(started <= 155, `${started} KB to start`);
      assert.ok(checked <= most, `${checked} KB for the first check`);
    });
  }

  test('has a server that keeps nothing of what a body of 1 MB was before it was typed in', async () => {
    const folder = temporary();
    const text = user(990_000, false);
    fs.writeFileSync(path.join(folder, 'a.webhook.json'), actionFor(990_000));
    fs.writeFileSync(path.join(folder, 'auth.trimou'), 'Bearer {{access_token}}');
    fs.writeFileSync(path.join(folder, 'body.json.trimou'), text);
    const uri = pathToFileURL(path.join(folder, 'body.json.trimou')).href;
    // Two such bodies, with all that is read off them, do not fit.
    const execArgv = ['--max-old-space-size=100'];
    const server = new LanguageServer({ module: path.join(root, 'dist/server.js'), language: 'json-trimou', execArgv });
    try {
      await server.initialize(pathToFileURL(folder).href);
      await server.open(uri, text);
      for (let key = 0; key < 5; key++) await server.type(uri, [3, 6], 'x');
    } finally {
      await server.stop();
    }
  });

  test('has a client with all that the server says it can', async () => {
    // @ts-expect-error: the build has no types.
    const { unused } = await import('../../build/protocolAsModules.mjs');
    const { capabilities } = await measure('new-user/body_template.json.trimou');
    const said = JSON.stringify(capabilities);
    const names = Object.keys(unused).map(name => name.split('.').at(-1)!);
    assert.deepEqual(
      names.filter(name => said.includes(`"${name}"`)),
      [],
    );
  });

  test('leaves nothing out of the protocol’s types that somebody calls', async () => {
    // @ts-expect-error: the build has no types.
    const { uncalled } = await import('../../build/protocolAsModules.mjs');
    const packages = ['vscode-languageclient', 'vscode-languageserver', 'vscode-languageserver-protocol'];
    const folders = ['client', 'server', ...packages.map(name => `node_modules/${name}/lib`)];
    const texts = folders.flatMap(textsIn);
    const calls = Object.entries<string>(uncalled).map(
      ([name, types]) => new RegExp(`\\b(?:${types.replaceAll(' ', '|')})\\.${name}\\(`, 'g'),
    );
    assert.deepEqual(
      texts.flatMap(text => calls.flatMap(call => text.match(call) ?? [])),
      [],
    );
  });

  test('leaves nothing out of the server that it answers', async () => {
    // @ts-expect-error: the build has no types.
    const { unanswered } = await import('../../build/protocolAsModules.mjs');
    const texts = ['server', 'node_modules/vscode-languageserver/lib'].flatMap(textsIn);
    const calls = unanswered.map((name: string) => new RegExp(`\\.${name}\\(`, 'g'));
    assert.deepEqual(
      texts.flatMap(text => calls.flatMap((call: RegExp) => text.match(call) ?? [])),
      [],
    );
  });

  test('holds only what runs', () => {
    const runs =
      /^(package(\.nls(\.[a-z-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/(browser|(extension|server)(\.browser)?|results|setup|chunks\/[\w.-]+)\.js|dist\/(page|results|setup)\.css|(media|dist\/l10n|syntaxes)\/.+)$/;
    assert.deepEqual(
      files.filter(file => !runs.test(file)),
      [],
    );
  });

  test('holds every file that the manifest names', () => {
    const named = relativePaths(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).contributes);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter(file => !files.includes(file)),
      [],
    );
  });

  test('holds all that the build has made, but for the command line, and all that is given with it', () => {
    const folders = ['dist', 'media', 'syntaxes'];
    const given = folders.flatMap(filesIn).filter(file => file !== 'dist/cli.js');
    assert.ok(given.includes('dist/setup.js'));
    assert.deepEqual(
      given.filter(file => !files.includes(file)),
      [],
    );
  });

  test('is made in a folder of which Ctrl+C leaves nothing, and then says nothing', async function () {
    if (process.platform === 'win32') this.skip(); // There is no group of processes to interrupt.
    const folder = temporary();
    const code = `require('tsx/cjs'); require('./test/editor/project.ts').packageExtension();`;
    const env = { ...process.env, TMPDIR: folder };
    const child = spawn(process.execPath, ['-e', code], { cwd: root, env, detached: true, stdio: 'pipe' });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk));
    const closed = once(child, 'close');
    const left = (beginning: string) => fs.readdirSync(folder).some(name => name.startsWith(beginning));
    while (!left('vsix-') && child.exitCode === null) await wait(20);
    // As the terminal does it: all that take part hear of it.
    process.kill(-child.pid!, 'SIGINT');
    assert.deepEqual([(await closed)[0], said], [130, '']);
    assert.deepEqual([left('vsix-'), left('iwt-')], [false, false]);
  });
});

const isCode = /(?<!\.d)\.(js|ts)$/;

/** Everything under a folder of the project, as paths in the project. */
function filesIn(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}

/** All code under a folder of the project. */
function textsIn(folder: string): string[] {
  return filesIn(folder)
    .filter(file => isCode.test(file))
    .map(file => fs.readFileSync(path.join(root, file), 'utf8'));
}

/** Everything in the manifest that is written as a path, `./syntaxes/trimou.tmLanguage.json`. */
function relativePaths(value: unknown): string[] {
  if (typeof value === 'string') return /^\.\/\S+$/.test(value) ? [path.posix.normalize(value)] : [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(relativePaths) : [];
}
