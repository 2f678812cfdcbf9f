import type { Files } from '../../server/core/action/files';

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
