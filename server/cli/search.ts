import { stat } from 'node:fs/promises';
import { filesBelow, isClosed } from '../files.node';
import { absolute, shownPath } from './input';
import type { Terminal } from './terminal';

interface Found {
  readonly actions: readonly string[];
  readonly templates: readonly string[];
  readonly problems: string[];
}

/** The actions and templates that the paths mean, each once, as absolute paths. */
export async function search(paths: readonly string[], terminal: Terminal): Promise<Found> {
  const actions = new Set<string>();
  const templates = new Set<string>();
  const problems: string[] = [];
  for (const path of paths) {
    const place = absolute(path, terminal);
    const found = await stat(place).catch(() => undefined);
    if (!found && (await isClosed(place))) problems.push(`${path} cannot be read.`);
    else if (!found) problems.push(`There is no file or folder ${path}.`);
    else if (!found.isDirectory()) actions.add(place);
    else {
      const closed: string[] = [];
      const files = await filesBelow(
        place,
        name => name.endsWith('.webhook.json') || name.endsWith('.trimou'),
        folder => closed.push(folder),
      );
      for (const folder of closed) problems.push(`The folder ${shownPath(folder, terminal) || path} cannot be read.`);
      if (files.length === 0 && closed.length === 0) problems.push(`There is no action (*.webhook.json) in ${path}.`);
      for (const file of files) (file.endsWith('.trimou') ? templates : actions).add(file);
    }
  }
  return { actions: [...actions], templates: [...templates], problems };
}
