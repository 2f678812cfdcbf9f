import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isClosed } from '../files.node';
import type { ReplayEnd } from '../protocol';
import { resultsFileOf } from './earlier';
import { refused, standingIn } from './goOn';
import { longestLine } from './lines';
import type { ReplayOptions } from './options';
import { ReplayRun } from './run';

/**
 * Sends every event of a file that belongs to an action's stream and renders without a mistake, several at a time, and
 * writes down what became of each. Each event is written down before it is sent, so that nothing is sent twice whatever
 * happens.
 */
export async function replay(options: ReplayOptions): Promise<ReplayEnd> {
  const { events } = options;
  const found = await stat(events).catch(() => undefined);
  if (found?.isDirectory()) return refused(`${basename(events)} is a folder. Name a file.`);
  if (await isClosed(events)) return refused(`${basename(events)} cannot be read.`);
  if (!found?.isFile()) return refused(`There is no file ${basename(events)}.`);
  const file = options.results ?? (options.send ? resultsFileOf(events) : undefined);
  try {
    const whole = found.size > longestLine ? undefined : notInLines(await readFile(events, 'utf8'));
    if (whole !== undefined) return refused(`${basename(events)} is ${whole}`);
    const before = await standingIn(file, options);
    if (before.kind !== 'standing') return before;
    return await new ReplayRun(options, before.standing, found.size, file).run();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return refused(`${basename((error as NodeJS.ErrnoException).path ?? events)} cannot be used (${code}).`);
  }
}

/**
 * A sentence for a text that is JSON only as a whole, over several lines, so that every single line would be broken.
 */
function notInLines(text: string): string | undefined {
  const json = text.replace(/^\uFEFF/, '').trim();
  if (!json.includes('\n')) return undefined;
  try {
    return Array.isArray(JSON.parse(json))
      ? 'a list of events, not one a line: write each in a line of its own.'
      : 'one event, not one a line: write it in one line, or send it by itself.';
  } catch {
    // Lines of events are not JSON as a whole.
    return undefined;
  }
}
