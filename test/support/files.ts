import type { Files } from '../../server/core/action/files';
import type { FolderEntries } from '../../server/core/action/glob';

/** A folder in memory: `resolve` and `list` understand plain relative paths and one `*`. */
export function memoryFiles(files: Readonly<Record<string, string>>): Files {
  const resolve = (from: string, relative: string) => {
    const parts = from.split('/').slice(0, -1);
    for (const part of relative.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    return parts.join('/');
  };
  return {
    resolve,
    read: async path => files[path],
    list: async (from, glob) => {
      const pattern = new RegExp(`^${resolve(from, glob).replace(/[.+]/g, '\\$&').replace(/\*/g, '[^/]*')}$`);
      return Object.keys(files)
        .filter(path => pattern.test(path))
        .sort();
    },
  };
}

/** What is in a folder of the same. */
export function entriesOf(files: Readonly<Record<string, string>>, folder: string): FolderEntries {
  const root = folder.endsWith('/') ? folder : `${folder}/`;
  const below = Object.keys(files)
    .filter(path => path.startsWith(root))
    .map(path => path.slice(root.length).split('/'));
  const names = (wanted: typeof below) => [...new Set(wanted.map(([name]) => decodeURIComponent(name!)))];
  return {
    files: names(below.filter(parts => parts.length === 1)),
    folders: names(below.filter(parts => parts.length > 1)),
  };
}
