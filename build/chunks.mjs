import fs from 'node:fs';
import path from 'node:path';
import { transform } from '@swc/core';
import * as esbuild from 'esbuild';
import { common, core, mark, shortNames, together } from './together.mjs';

/**
 * Bundles several entries; what they share goes into chunks/. Each group of modules in `later` gets a chunk of its own,
 * with everything that only it needs. These chunks and those of the core are loaded when something in them is first
 * used: the core is pure, so nothing can tell when it was loaded.
 *
 * esbuild splits ES modules only. Its output is then turned into CommonJS, the one format that every host takes in
 * every supported version of VS Code.
 *
 * @param {import('esbuild').BuildOptions & { outdir: string, entryPoints: Record<string, string> }} options
 * @param {Record<string, string[]>} later the modules that are used together, by the name of their group; paths without
 * extensions
 * @returns {Promise<import('esbuild').Metafile>}
 */
export async function inChunks({ outdir, ...options }, later) {
  const groups = Object.keys(later).map(group => [`chunks/${group}`, `${mark}${group}`]);
  const bundle = entryOf =>
    esbuild.build({
      ...options,
      entryPoints: { ...options.entryPoints, ...Object.fromEntries(groups) },
      plugins: [...(options.plugins ?? []), together(later, entryOf)],
      outdir,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunks/[hash]',
      write: false,
      metafile: true,
    });
  const first = await bundle(group => later[group].map(file => `export * from './${file}';`));
  const names = shortNames(first.outputFiles);
  const shared = common(first.metafile, [...Object.values(options.entryPoints), ...groups.map(([, entry]) => entry)]);
  const { outputFiles, metafile } = await bundle(group => [
    ...later[group].map(names.exportOf),
    ...shared.map(file => `import './${file}';`),
  ]);
  const { outputs } = metafile;
  const isGroup = name => outputs[name].entryPoint?.startsWith(mark);
  const isCore = name => Object.keys(outputs[name].inputs).every(file => core.test(file));
  const isReadLater = (chunk, by) => isGroup(chunk) || (isCore(chunk) && !isCore(by) && !isGroup(by));
  await Promise.all(
    outputFiles.map(async ({ path: file, text }) => {
      const name = path.relative(options.absWorkingDir, file).replaceAll(path.sep, '/');
      const needed = importsOf(outputs, name);
      const requests = chunks => chunks.map(chunk => requestOf(name, chunk));
      const lazy = requests(needed.filter(chunk => isReadLater(chunk, name)));
      const declaring = requests(needed.filter(chunk => isGroup(chunk) || isCore(chunk)));
      const { code } = await transform(withoutBare(linked(text, outputs, name, names), declaring), {
        configFile: false,
        swcrc: false,
        filename: file,
        sourceMaps: options.sourcemap,
        minify: options.minify,
        // Externals are imported as `* as name`, which needs no interop helper.
        module: { type: 'commonjs', lazy, importInterop: 'none', exportInteropAnnotation: false, strictMode: false },
        jsc: { target: 'es2022', minify: options.minify ? (isCore(name) ? asFunctions : smallest) : undefined },
      });
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, code);
    }),
  );
  return metafile;
}

/** Minifies a file that esbuild has bundled once more. */
export async function minify(file) {
  const jsc = { target: 'es2022', minify: smallest };
  const { code } = await transform(fs.readFileSync(file, 'utf8'), {
    configFile: false,
    swcrc: false,
    minify: true,
    jsc,
  });
  fs.writeFileSync(file, code);
}

/** swc minifies further than esbuild: packed, its output is 3 % smaller. */
const smallest = {
  ecma: 2022,
  compress: { ecma: 2022, passes: 4, keep_fargs: false, inline: 0, reduce_funcs: false },
  mangle: true,
  toplevel: true,
};

/**
 * The same with every function where it was written. Moved into its only caller, its closures would keep all that is known there:
 * the analysis of a body, which is kept while somebody types, would keep the tree of the body that it began with.
 */
const asFunctions = { ...smallest, compress: { ...smallest.compress, reduce_vars: false } };

/** The outputs that an output imports from. */
function importsOf(outputs, name) {
  const own = outputs[name].imports.filter(
    ({ kind, external, path: part }) => kind === 'import-statement' && (!external || part.startsWith(mark)),
  );
  return [...new Set(own.map(({ path: part }) => (part.startsWith(mark) ? groupOutput(outputs, part) : part)))];
}

function groupOutput(outputs, part) {
  return outputOf(outputs, part.split(':', 2).join(':'));
}

/** Imports of groups, with their short names and the paths of the files that they ended up in. */
function linked(text, outputs, name, names) {
  return text.replace(
    new RegExp(`(?:(\\{[^{}]+\\}) ?from ?)?"(${mark}\\w+:?([^"]*))"`, 'g'),
    (_, clause, part, file) =>
      `${clause ? `${names.imported(clause, file)}from` : ''}"${requestOf(name, groupOutput(outputs, part))}"`,
  );
}

/** How one output imports another. */
function requestOf(from, to) {
  const request = path.posix.relative(path.posix.dirname(from), to);
  return request.startsWith('.') ? request : `./${request}`;
}

/** esbuild also adds a bare import for each chunk that an imported chunk needs. Those need not be loaded here. */
function withoutBare(text, chunks) {
  return chunks.reduce((left, chunk) => left.replace(new RegExp(`import ?"${chunk}";`), ''), text);
}

function outputOf(outputs, entryPoint) {
  return Object.keys(outputs).find(name => outputs[name].entryPoint === entryPoint);
}

/**
 * All files that an entry is made of, its own first, relative to `outdir`, and the externals that they need.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entryPoint as it was given to esbuild
 */
export function partsOf({ outputs }, entryPoint, outdir) {
  const files = new Set([outputOf(outputs, entryPoint)]);
  const externals = new Set();
  for (const file of files) {
    for (const { path: needed, external } of outputs[file].imports) {
      if (needed.startsWith(mark)) files.add(groupOutput(outputs, needed));
      else (external ? externals : files).add(needed);
    }
  }
  return { files: [...files].map(file => path.posix.relative(outdir, file)), externals: [...externals] };
}
