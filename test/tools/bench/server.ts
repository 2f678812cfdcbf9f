import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeArguments } from '../../../server/protocol';
import { LanguageServer, type ServerKind } from './languageServer';
import { median } from './measure';
import { actionFor, user } from './user';

/** What is measured of a server with one document; times in milliseconds of the clock, memory in bytes. */
interface Figures {
  /** From the start of the process to the diagnostics of the first document. */
  readonly cold: number;
  /** From a keystroke to its diagnostics, with whatever the server waits in between. */
  readonly edit: number;
  readonly completion: number;
  /** Before the document is opened, and after all of the above. */
  readonly idle: number;
  readonly memory: number;
}

/** Where a document is, what it holds, and a place where something can be completed. */
interface Subject {
  readonly folder: string;
  readonly uri: string;
  readonly text: string;
  readonly at: readonly [line: number, character: number];
  /** Where a letter is typed: inside a text. */
  readonly typeAt: readonly [line: number, character: number];
}

/** So often each server is started: single starts differ by half. */
const starts = 3;
const edits = 6;

/** Both servers take turns; ratios of the medians. */
async function compare(size: number, actions = 1): Promise<Readonly<Record<keyof Figures, number>>> {
  build();
  const folder = mkdtempSync(join(tmpdir(), 'iwt-bench-'));
  try {
    const ours = template(folder, size, actions);
    const theirs = json(folder, size);
    const figures: [Figures, Figures][] = [];
    for (let start = 0; start < starts; start++) figures.push([await measure(our, ours), await measure(peer, theirs)]);
    if (process.env.FIGURES) console.error(size, actions, JSON.stringify(figures.map(pair => pair.map(rounded))));
    const ratioOf = (name: keyof Figures) => median(figures.map(([one, other]) => one[name] / other[name]));
    return {
      cold: ratioOf('cold'),
      edit: ratioOf('edit'),
      completion: ratioOf('completion'),
      idle: ratioOf('idle'),
      memory: ratioOf('memory'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rounded(figures: Figures): object {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Math.round(value > 1e5 ? value / 1e6 : value)]),
  );
}

async function measure(kind: ServerKind, { folder, uri, text, at, typeAt }: Subject): Promise<Figures> {
  const started = performance.now();
  const server = new LanguageServer(kind);
  try {
    await server.initialize(pathToFileURL(folder).toString());
    const idle = server.memory();
    await server.open(uri, text);
    const cold = performance.now() - started;
    const edit = await timed(edits, () => server.type(uri, typeAt, 'x'));
    // What was typed stands before the place, where it is on the same line.
    const typed = at[1] < typeAt[1] ? 0 : edits + 1;
    const completion = await timed(10, () => server.complete(uri, at[0], at[1] + typed));
    return { cold, edit, completion, idle, memory: server.memory() };
  } finally {
    await server.stop();
  }
}

/** The median time of what is done several times; the first time does not count. */
async function timed(times: number, work: () => Promise<void>): Promise<number> {
  const measured: number[] = [];
  for (let index = 0; index <= times; index++) {
    const started = performance.now();
    await work();
    if (index > 0) measured.push(performance.now() - started);
  }
  return median(measured);
}

const our: ServerKind = {
  module: join(process.cwd(), 'dist/server.js'),
  language: 'json-trimou',
  execArgv: nodeArguments,
};

/** VS Code's own server for JSON, as it is on npm: it does least of all servers, and is the fastest. */
const peer: ServerKind = {
  module: require.resolve('vscode-json-languageserver/bin/vscode-json-languageserver'),
  language: 'json',
};

let isBuilt = false;

/** The server as it is shipped. */
function build(): void {
  if (isBuilt) return;
  const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
  isBuilt = true;
}

/** A body of about `size` characters in an action, and as many more actions beside it as are wanted. */
function template(folder: string, size: number, actions: number): Subject {
  const text = user(size, false);
  for (let number = 0; number < actions; number++) {
    const name = number === 0 ? '' : `${number}`;
    const action = actionFor(size)
      .replace('"auth.trimou"', `"auth${name}.trimou"`)
      .replace('"body.json.trimou"', `"body${name}.json.trimou"`);
    writeFileSync(join(folder, `a${name}.webhook.json`), action);
    writeFileSync(join(folder, `auth${name}.trimou`), 'Bearer {{access_token}}');
    writeFileSync(join(folder, `body${name}.json.trimou`), text);
  }
  mkdirSync(join(folder, 'events'), { recursive: true });
  writeFileSync(join(folder, 'events/one.event.json'), '{"email": "ada@example.com"}');
  const line = 3;
  const tag = text.split('\n')[line]!.indexOf('{{') + 2;
  return {
    folder,
    uri: uriOf(folder, 'body.json.trimou'),
    text,
    at: [line, tag],
    typeAt: [line, 6],
  };
}

/** JSON without a tag, of the same size and form. */
function json(folder: string, size: number): Subject {
  const text = user(size, false)
    .replace(/\{\{[^}]*\}\}(?=[^\n]*")/g, 'x')
    .replace(/: \{\{.*\}\},?/g, ': 1,')
    .replace(/^\s*\{\{.*\}\}\n/gm, '');
  const name = 'plain.json';
  writeFileSync(join(folder, name), text);
  return { folder, uri: uriOf(folder, name), text, at: [3, 0], typeAt: [3, 6] };
}

function uriOf(folder: string, name: string): string {
  return pathToFileURL(join(folder, name)).toString();
}

function entriesFor(name: string, size: number, actions?: number) {
  let compared: ReturnType<typeof compare> | undefined;
  const figure = (which: keyof Figures) => async () => {
    compared ??= compare(size, actions);
    return (await compared)[which];
  };
  return {
    [`server ${name}, start to first diagnostics / vscode-json`]: figure('cold'),
    [`server ${name}, edit to diagnostics / vscode-json`]: figure('edit'),
    [`server ${name}, completion / vscode-json`]: figure('completion'),
    [`server ${name}, memory / vscode-json`]: figure('memory'),
    ...(size === 10_000 && { [`server ${name}, memory when idle / vscode-json`]: figure('idle') }),
  };
}

export const serverEntries = {
  ...entriesFor('10k', 10_000),
  ...entriesFor('100k', 100_000),
  ...entriesFor('1m', 990_000),
  ...entriesFor('10k in one of 200 actions', 10_000, 200),
};
