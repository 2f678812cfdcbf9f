import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Progress } from '../../server/cli/progress';
import { run } from '../../server/cli/run';
import type { Clock } from '../../server/http/wait';
import { actionText, eventText, templates } from '../http/project';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly problems: string;
}

export interface Folder {
  readonly path: string;
  run(
    args: readonly string[],
    options?: {
      env?: Record<string, string>;
      signal?: AbortSignal;
      colours?: boolean;
      progress?: Progress;
      stdin?: string;
      clock?: Clock;
    },
  ): Promise<Ran>;
  write(files: Readonly<Record<string, string>>): void;
  /** Every file in it, with what it holds. */
  files(): Record<string, string>;
}

/** A folder for one test, with the small action in it, and a command line to run there. */
export async function inFolder(use: (folder: Folder) => Promise<void>, files: Readonly<Record<string, string>> = {}) {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'intercom-webhook-')));
  const folder: Folder = {
    path,
    async run(
      args,
      {
        env = {},
        signal = new AbortController().signal,
        colours = false,
        progress = () => undefined,
        stdin = '',
        clock,
      } = {},
    ) {
      let out = '';
      let problems = '';
      const code = await run(args, {
        stdin: async () => stdin,
        out: text => {
          out += text;
        },
        problem: text => {
          problems += `${text}\n`;
        },
        env,
        cwd: path,
        signal,
        colours,
        progress,
        ...(clock && { clock }),
        now: () => 1_700_000_000_000,
        uuid: () => '00000000-0000-4000-8000-000000000000',
      });
      return { code, out, problems };
    },
    write(more) {
      for (const [name, text] of Object.entries(more)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), text);
      }
    },
    files() {
      const names = readdirSync(path, { recursive: true }) as string[];
      const plain = names.filter(name => statSync(join(path, name)).isFile());
      return Object.fromEntries(plain.map(name => [name, readFileSync(join(path, name), 'utf8')]));
    },
  };
  folder.write({ 'a.webhook.json': actionText(), ...templates, 'events/a.event.json': eventText, ...files });
  try {
    await use(folder);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
