import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Files } from './core/action/files';

/** The disk, by absolute paths with `/` on every system. */
export const nodeFiles: Files = {
  resolve: (from, relative) => slashed(resolve(dirname(from), relative)),

  async read(path) {
    try {
      const found = await stat(path);
      if (!found.isFile() || found.size > maxFileBytes) return undefined;
      // Without the byte order mark, as editors show it: columns count from there.
      return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
    } catch {
      // Missing or not for us to read: the port has one word for both, and callers say which file it was.
      return undefined;
    }
  },

  async list(from, glob) {
    const folder = slashed(dirname(resolve(from)));
    const found = await find(
      folder,
      glob.split('/').filter(part => part !== '' && part !== '.'),
    );
    return found.sort();
  },
};

/** Every file below `folder` that `wanted` says yes to by its name, sorted; dot folders and node_modules are left out. */
export async function filesBelow(folder: string, wanted: (name: string) => boolean): Promise<readonly string[]> {
  const files = await find(slashed(resolve(folder)), ['**', '*']);
  return files.filter(file => wanted(file.slice(file.lastIndexOf('/') + 1))).sort();
}

/** A template or an event of more than this is a mistake; a pipe or a device would never end. */
const maxFileBytes = 256 * 1024 * 1024;

/** `*` and `?` stand for characters within a name, `**` for any folders. Links to folders are not followed. */
async function find(folder: string, [part, ...rest]: readonly string[]): Promise<string[]> {
  if (part === undefined) return [];
  if (part === '..') return find(slashed(resolve(folder, '..')), rest);
  const last = rest.length === 0;
  if (part === '**') {
    const here = await find(folder, last ? ['*'] : rest);
    const below = await Promise.all(
      (await entries(folder)).filter(isSearched).map(entry => find(`${folder}/${entry.name}`, [part, ...rest])),
    );
    return [...new Set([...here, ...below.flat()])];
  }
  if (!/[*?]/.test(part)) return last ? existing(`${folder}/${part}`) : find(slashed(join(folder, part)), rest);
  const matching = (await entries(folder)).filter(({ name }) => pattern(part).test(name));
  if (last) return matching.filter(entry => !entry.isDirectory()).map(entry => `${folder}/${entry.name}`);
  const deeper = matching.filter(isSearched).map(entry => find(`${folder}/${entry.name}`, rest));
  return (await Promise.all(deeper)).flat();
}

async function entries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // No such folder, or closed to us: nothing is in it.
    return [];
  }
}

function isSearched(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules';
}

async function existing(path: string): Promise<string[]> {
  try {
    return (await stat(path)).isFile() ? [path] : [];
  } catch {
    // Not there.
    return [];
  }
}

function pattern(part: string): RegExp {
  const escaped = part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${part.startsWith('.') ? '' : '(?!\\.)'}${escaped}$`);
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
