import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendAction } from '../../server/http/sendAction';
import type { ReplayEnd, ReplaySummary } from '../../server/protocol';
import type { ReplayOptions } from '../../server/replay/options';
import { replay } from '../../server/replay/replay';
import { withServer } from '../http/loopback';
import { fakeToken, projectOf } from '../http/project';

/** A request that came to the server of a test: who it was about. */
export type Arrived = (id: string, response: ServerResponse, request: IncomingMessage) => void;

export interface Replaying {
  readonly folder: string;
  readonly events: string;
  readonly results: string;
  /** The ids of the events that arrived, in their order. */
  readonly arrived: string[];
  /** Replays the file against the server; tokens are made up. */
  replay(options?: Partial<ReplayOptions>): Promise<ReplayEnd>;
  /** The same where it runs to its end. */
  ended(options?: Partial<ReplayOptions>): Promise<ReplaySummary>;
  write(lines: readonly string[]): void;
  /** The lines of the results file: `3 sent`. */
  outcomes(file?: string): readonly string[];
  text(file?: string): string;
}

export const person = (id: number | string) => JSON.stringify({ customer_id: String(id), customer_name: `N${id}` });
export const people = (count: number, from = 1) => Array.from({ length: count }, (_, index) => person(from + index));

export const ok: Arrived = (_, response) => response.writeHead(200, { 'X-Request-Id': 'r-1' }).end('{}');

/** A folder with a file of events, and a server in Intercom's place, for one test. */
export async function replaying(
  lines: readonly string[],
  answer: Arrived,
  use: (test: Replaying, url: string) => Promise<void>,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  const events = join(folder, 'june.events.jsonl');
  const results = join(folder, 'june.replay.jsonl');
  const arrived: string[] = [];
  try {
    await withServer(
      async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        const id = /"user_id":"([^"]*)"/.exec(body)?.[1] ?? '?';
        arrived.push(id);
        answer(id, response, request);
      },
      async url => {
        const { project } = await projectOf(changes);
        const run = (options: Partial<ReplayOptions> = {}) =>
          replay({
            ...{ project, events, target: url, now: Date.now, uuid: randomUUID },
            send: (of, event, signal) =>
              sendAction({
                ...{ project: of, event, signal, target: { kind: 'origin', url }, now: Date.now, uuid: randomUUID },
                secret: async () => fakeToken,
              }),
            signal: new AbortController().signal,
            graceMs: 0,
            ...options,
          });
        const text = (file = results) => readFileSync(file, 'utf8');
        const test: Replaying = {
          ...{ folder, events, results, arrived, replay: run, text },
          async ended(options) {
            const end = await run(options);
            if (end.kind !== 'ended') throw new Error(JSON.stringify(end));
            return end.summary;
          },
          write: more => writeFileSync(events, `${more.join('\n')}\n`),
          outcomes: file =>
            text(file)
              .trim()
              .split('\n')
              .map(line => JSON.parse(line))
              .filter(({ outcome }) => outcome)
              .map(({ line, outcome }) => `${line} ${outcome}`),
        };
        test.write(lines);
        await use(test, url);
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was counted, without the zeros. */
export function counted({ counts }: Pick<ReplaySummary, 'counts'>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
