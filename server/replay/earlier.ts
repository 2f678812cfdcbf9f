import { rename, stat } from 'node:fs/promises';
import { Standing } from '../core/replay/standing';
import { linesOf } from './lines';

/** What an earlier replay left in a results file; `none` when there is no such file, or an empty one. */
export type Earlier =
  | { readonly kind: 'none' }
  | { readonly kind: 'results'; readonly standing: Standing }
  /** The file holds something else. */
  | { readonly kind: 'foreign' };

/** Reads a results file, line by line. Throws what the file system throws. */
export async function readEarlier(file: string): Promise<Earlier> {
  const found = await stat(file).catch(() => undefined);
  if (!found || found.size === 0) return { kind: 'none' };
  const standing = new Standing();
  for await (const { text } of linesOf(file)) {
    standing.recall(text);
    // The first line says what the file is; if that is missing, nothing is added to the file.
    if (!standing.run) return { kind: 'foreign' };
  }
  return { kind: 'results', standing };
}

/** Puts a results file aside under the next free number: `june.replay.1.jsonl`. Answers the new name. */
export async function putAside(file: string): Promise<string> {
  const stem = file.replace(/\.jsonl$/i, '');
  for (let number = 1; ; number++) {
    const aside = `${stem}.${number}.jsonl`;
    if (await stat(aside).catch(() => undefined)) continue;
    await rename(file, aside);
    return aside;
  }
}

/** Where the results of a replay are by default: beside the events, `june.replay.jsonl` for `june.events.jsonl`. */
export function resultsFileOf(events: string): string {
  return events.replace(/(\.events?)?(\.jsonl?)?$/i, '.replay.jsonl');
}
