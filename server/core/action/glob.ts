/** A tree of files as its host sees it; paths are the host's, as in `Files`. */
export interface Folders {
  /** The names of what is in a folder; nothing where there is no such folder or it may not be read. */
  entries(folder: string): Promise<FolderEntries>;
  /** The path of `name` in a folder; `..` is the folder around it. */
  join(folder: string, name: string): string;
}

export interface FolderEntries {
  readonly files: readonly string[];
  /** Without links to folders, which may lead in circles. */
  readonly folders: readonly string[];
}

/**
 * The files that a glob means, seen from a folder, sorted by path. `*` and `?` stand for characters within a name, `**`
 * for any folders; names that begin with a dot, and node_modules, are found only where the glob spells them out.
 */
export async function filesMeant(tree: Folders, folder: string, glob: string): Promise<readonly string[]> {
  const parts = glob.split('/').filter(part => part !== '' && part !== '.');
  return (await find(readOnce(tree), folder, parts)).sort();
}

/** The same tree, but each folder is read only once, however many parts of a glob look into it. */
function readOnce(tree: Folders): Folders {
  const known = new Map<string, Promise<FolderEntries>>();
  return {
    join: tree.join,
    entries(folder) {
      const reading = known.get(folder) ?? tree.entries(folder);
      known.set(folder, reading);
      return reading;
    },
  };
}

async function find(tree: Folders, folder: string, [part, ...rest]: readonly string[]): Promise<string[]> {
  if (part === undefined) return [];
  const last = rest.length === 0;
  if (part === '..') return find(tree, tree.join(folder, '..'), rest);
  if (!last && !/[*?]/.test(part)) return find(tree, tree.join(folder, part), rest);
  const { files, folders } = await tree.entries(folder);
  const into = (names: readonly string[], parts: readonly string[]) =>
    Promise.all(names.map(name => find(tree, tree.join(folder, name), parts)));
  if (part === '**') {
    const here = await find(tree, folder, last ? ['*'] : rest);
    const below = await into(folders.filter(isSearched), [part, ...rest]);
    return [...new Set([...here, ...below.flat()])];
  }
  const matching = pattern(part);
  if (last) return files.filter(name => matching.test(name)).map(name => tree.join(folder, name));
  const inner = folders.filter(name => matching.test(name) && isSearched(name));
  return (await into(inner, rest)).flat();
}

function isSearched(folder: string): boolean {
  return !folder.startsWith('.') && folder !== 'node_modules';
}

function pattern(part: string): RegExp {
  const escaped = part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${part.startsWith('.') ? '' : '(?!\\.)'}${escaped}$`);
}
