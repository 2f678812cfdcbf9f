import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cached } from './cache';
import { root } from './project';

/** A headless page that can reach `origin` and no other host. */
export async function openPage(
  origin: string,
  size = { width: 1280, height: 800 },
): Promise<{ browser: Browser; page: Page }> {
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, env, args: flags });
  const context = await browser.newContext({ viewport: size });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const { host } = new URL(origin);
  await context.route(
    url => /^(https?|wss?):$/.test(url.protocol) && url.host !== host,
    route => route.abort(),
  );
  return { browser, page: await context.newPage() };
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** CHROMIUM, else an installed Chrome or Chromium, else the one inside the npm package @sparticuz/chromium (Linux, x64). */
async function findBrowser(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  if (process.env.CHROMIUM) return { executablePath: process.env.CHROMIUM, env };
  const installed = candidates().find(file => fs.existsSync(file));
  if (installed) return { executablePath: installed, env };
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new Error('No browser found. Install Chrome or Chromium, or set CHROMIUM to its program.');
  }
  const { version } = JSON.parse(
    fs.readFileSync(path.join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  const folder = await cached(`chromium-${version}`, async partial => {
    console.log('Unpacking the browser that came with npm (once).');
    // The package unpacks into the temporary folder, whatever else is there: for a moment that is one of its own.
    const temporary = process.env.TMPDIR;
    process.env.TMPDIR = partial;
    try {
      const { default: packaged } = await import('@sparticuz/chromium');
      await packaged.executablePath();
    } finally {
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
    }
  });
  const fonts = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(os.homedir(), '.fonts')].some(there =>
    fs.existsSync(there),
  );
  return {
    executablePath: path.join(folder, 'chromium'),
    env: fonts ? env : { ...env, FONTCONFIG_PATH: path.join(folder, 'fonts') },
  };
}

function candidates(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  return (process.env.PATH ?? '').split(path.delimiter).flatMap(folder => names.map(name => path.join(folder, name)));
}
