import { access, constants, open, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Files } from './core/action/files';
import { type Folders, filesMeant } from './core/action/glob';

/** The disk, by absolute paths with `/` on every system. */
export const nodeFiles: Files = nodeFilesTelling(() => undefined);

/** The same, which also reports each folder that it could not read. */
export function nodeFilesTelling(tell: (folder: string) => void): Files {
  return {
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
        // Missing or not readable: `Files` does not distinguish the two, and callers say which file it was.
        return undefined;
      }
    },

    isClosed,

    list: (from, glob) => filesMeant(foldersTelling(tell), slashed(dirname(resolve(from))), glob),
  };
}

/** Whether a file or folder exists but may not be read. */
export async function isClosed(path: string): Promise<boolean> {
  const code = await access(path, constants.R_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  );
  return code !== undefined && code !== 'ENOENT' && code !== 'ENOTDIR';
}

/**
 * Every file below `folder` whose name `wanted` accepts, sorted; dot folders and node_modules are left out.
 * @param tell is called with each folder that cannot be read
 */
export async function filesBelow(
  folder: string,
  wanted: (name: string) => boolean,
  tell: (folder: string) => void = () => undefined,
): Promise<readonly string[]> {
  const files = await filesMeant(foldersTelling(tell), slashed(resolve(folder)), '**');
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

/** A larger template or event is a mistake; and a pipe or a device would never end. */
const maxFileBytes = 256 * 1024 * 1024;

function foldersTelling(tell: (folder: string) => void): Folders {
  return {
    join: (folder, name) => slashed(resolve(folder, name)),

    async entries(folder) {
      const found = await readdir(folder, { withFileTypes: true }).catch(async () => {
        if (await isClosed(folder)) tell(folder);
        return [];
      });
      const named = (isFolder: boolean) =>
        found.filter(entry => entry.isDirectory() === isFolder).map(({ name }) => name);
      return { files: named(false), folders: named(true) };
    },
  };
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
