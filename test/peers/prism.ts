import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cached, cacheFolder } from '../editor/cache';

/** Newer ones never answer a body that is not JSON (Prism 5.16). */
const version = '5.14.2';

export type Installation =
  | { readonly kind: 'installed'; readonly folder: string }
  | { readonly kind: 'unreachable'; readonly detail: string };

/** Prism out of npm, in the user's cache folder: too large to be a dependency that everybody installs. */
export async function installPrism(): Promise<Installation> {
  try {
    const folder = await cached(`prism-${version}`, async partial => {
      console.log(
        `Downloading Prism ${version} from npm into ${cacheFolder()}: about 90 MB, once; less than a minute.`,
      );
      fs.writeFileSync(path.join(partial, 'package.json'), '{"private": true}');
      await npmInstall(partial, `@stoplight/prism-cli@${version}`);
    });
    return { kind: 'installed', folder };
  } catch (error) {
    const code = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;
    const unreachable = code.exec(String(error))?.[0];
    if (!unreachable) throw error;
    return {
      kind: 'unreachable',
      detail: `Prism ${version} is not installed, and npm cannot be reached (${unreachable})`,
    };
  }
}

function npmInstall(folder: string, what: string): Promise<void> {
  // The folder is named, since `npm run` tells its children that they are in this project.
  const args = ['install', what, '--save-exact', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, '--loglevel=error', '--fetch-retries=1'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (output += chunk));
    child.once('error', reject);
    child.once('close', code =>
      code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} failed (${code}):\n${output}`)),
    );
  });
}

export interface Prism {
  /** `http://127.0.0.1:49152` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves an API description on a free loopback port: requests that fit it are answered with its examples, others refused. */
export async function startPrism(folder: string, description: string): Promise<Prism> {
  const main = path.join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const args = [main, 'mock', description, '--host', '127.0.0.1', '--port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    child.kill();
    await ended;
  };
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: string) => {
      // Afterwards it tells of every request, which nobody reads.
      if (address.test(output)) return;
      output += chunk;
      const found = address.exec(output)?.[0];
      if (found) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('close', code => reject(new Error(`Prism ended (${code}):\n${output}`)));
  });
  return { url, stop };
}

const address = /http:\/\/127\.0\.0\.1:\d+/;
