import { open, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Files } from './core/action/files';
import { type Folders, filesMeant } from './core/action/glob';

/** The disk, by absolute paths with `/` on every system. */
export const nodeFiles: Files = {
  resolve: (from, relative) => slashed(resolve(dirname(from), relative)),

  async read(path, most) {
    try {
      const found = await stat(path);
      if (!found.isFile()) return undefined;
      if (most !== undefined && found.size > most) return await beginning(path, most);
      if (found.size > maxFileBytes) return undefined;
      // Without the byte order mark, as editors show it: columns count from there.
      return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
    } catch {
      // Missing or not for us to read: the port has one word for both, and callers say which file it was.
      return undefined;
    }
  },

  list: (from, glob) => filesMeant(folders, slashed(dirname(resolve(from))), glob),
};

/** Every file below `folder` that `wanted` says yes to by its name, sorted; dot folders and node_modules are left out. */
export async function filesBelow(folder: string, wanted: (name: string) => boolean): Promise<readonly string[]> {
  const files = await filesMeant(folders, slashed(resolve(folder)), '**');
  return files.filter(file => wanted(file.slice(file.lastIndexOf('/') + 1)));
}

/** The whole lines among the first bytes of a file. */
async function beginning(path: string, most: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    const end = buffer.lastIndexOf('\n', bytesRead - 1);
    return buffer.toString('utf8', 0, end + 1).replace(/^\uFEFF/, '');
  } finally {
    await file.close();
  }
}

/** A template or an event of more than this is a mistake; a pipe or a device would never end. */
const maxFileBytes = 256 * 1024 * 1024;

const folders: Folders = {
  join: (folder, name) => slashed(resolve(folder, name)),

  async entries(folder) {
    const found = await readdir(folder, { withFileTypes: true }).catch(() => []); // Not there, or closed to us.
    const named = (isFolder: boolean) =>
      found.filter(entry => entry.isDirectory() === isFolder).map(({ name }) => name);
    return { files: named(false), folders: named(true) };
  },
};

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
