import path from 'node:path';

/** How a module of a group is imported: `together:GROUP:MODULE`; without the module, the whole group. */
export const mark = 'together:';
/** Modules that may be loaded when first used, since they only declare things. */
export const core = /^(server\/core|node_modules\/(@noble\/hashes|@vscode\/l10n|jsonc-parser))\//;

/**
 * A plugin of esbuild that bundles each group of modules into one output. To all other modules a group is an external.
 * @param {Record<string, string[]>} later the modules of each group
 * @param {(group: string) => string[]} entryOf the lines of the module that makes a group of them
 */
export function together(later, entryOf) {
  const groupOf = new Map(Object.entries(later).flatMap(([group, files]) => files.map(file => [file, group])));
  return {
    name: 'together',
    setup(build) {
      const root = build.initialOptions.absWorkingDir;
      const nameOf = file =>
        path
          .relative(root, file)
          .replaceAll(path.sep, '/')
          .replace(/\.[jt]s$/, '');
      build.onResolve({ filter: new RegExp(`^${mark}`) }, ({ path: entry }) => ({
        path: entry.slice(mark.length),
        namespace: 'together',
      }));
      build.onLoad({ filter: /.*/, namespace: 'together' }, ({ path: group }) => ({
        contents: entryOf(group).join('\n'),
        resolveDir: root,
      }));
      build.onResolve({ filter: /^\./, namespace: 'file' }, ({ path: request, resolveDir, importer }) => {
        const name = nameOf(path.join(resolveDir, request));
        const group = groupOf.get(name);
        if (!group || group === groupOf.get(nameOf(importer))) return undefined;
        return { path: `${mark}${group}:${name}`, external: true, sideEffects: false };
      });
    },
  };
}

/**
 * How modules of groups export and import: by short names, which no minifier gives that sees one file at a time. Packed,
 * that is 1.2 KB less.
 */
export function shortNames(outputFiles) {
  const used = namesUsed(outputFiles);
  const names = [...new Set([...used.values()].flatMap(some => [...some]))];
  const short = new Map(names.map((name, index) => [name, `$${index.toString(36)}`]));
  const isWhole = file => used.get(file)?.has('*');
  return {
    exportOf(file) {
      const some = [...(used.get(file) ?? [])].map(name => `${name} as ${short.get(name)}`);
      return `export ${isWhole(file) ? '*' : `{ ${some} }`} from './${file}';`;
    },
    /** `{hover as a,rename}` becomes `{$1 as a,$2 as rename}`. */
    imported(clause, file) {
      if (isWhole(file)) return clause;
      return clause.replace(/([\w$]+)( as [\w$]+)?/g, (_, name, as = ` as ${name}`) => `${short.get(name)}${as}`);
    },
  };
}

const importing = new RegExp(`import ?(\\*|\\{[^}]+\\})[^;"]*"${mark}\\w+:([^"]+)"`, 'g');

/** The names that others import from each module of a group; `*` for a module that is imported as a whole. */
function namesUsed(outputFiles) {
  const used = new Map();
  for (const { text } of outputFiles) {
    for (const [, clause, file] of text.matchAll(importing)) {
      const names = clause.replace(/[{}]/g, '').split(',');
      used.set(file, new Set([...(used.get(file) ?? []), ...names.map(name => name.trim().split(' ')[0])]));
    }
  }
  return used;
}

/**
 * The modules of the core that several entries need. esbuild makes a chunk for each set of entries that share
 * something; when every group imports these modules, there is one chunk for all of them.
 */
export function common({ inputs }, entries) {
  const times = new Map();
  for (const entry of entries) {
    const reached = new Set([entry]);
    for (const input of reached) {
      for (const { path: needed, external } of inputs[input].imports) if (!external) reached.add(needed);
    }
    for (const input of reached) times.set(input, (times.get(input) ?? 0) + 1);
  }
  return [...times].filter(([input, count]) => count > 1 && input.startsWith('server/core/')).map(([input]) => input);
}
