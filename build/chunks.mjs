import fs from 'node:fs';
import path from 'node:path';
import { transform } from '@swc/core';
import * as esbuild from 'esbuild';

/**
 * Bundles several entries into files that share what they have in common, in chunks/. A chunk of the core is read when
 * something in it is first used; `later` names what is to stand in chunks of its own for that. The core is pure: nothing
 * can tell when it was read.
 *
 * esbuild splits ES modules only. What comes out is made CommonJS, the one format that every host of every version of
 * VS Code that is supported takes.
 *
 * @param {import('esbuild').BuildOptions & { outdir: string, entryPoints: Record<string, string> }} options
 * @param {Record<string, string[]>} later modules that are used together, by a name for them
 * @returns {Promise<import('esbuild').Metafile>}
 */
export async function inChunks({ outdir, ...options }, later) {
  const { outputFiles, metafile } = await esbuild.build({
    ...options,
    entryPoints: {
      ...options.entryPoints,
      ...Object.fromEntries(Object.keys(later).map(name => [name, `${mark}${name}`])),
    },
    plugins: [...(options.plugins ?? []), together(later)],
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    write: false,
    metafile: true,
  });
  const nameOf = file => path.relative(options.absWorkingDir, file).replaceAll(path.sep, '/');
  /** Whether reading a chunk does nothing but declare. */
  const isPure = name => Object.keys(metafile.outputs[name].inputs).every(file => pure.test(file));
  const written = outputFiles.filter(({ path: file }) => !metafile.outputs[nameOf(file)].entryPoint?.startsWith(mark));
  await Promise.all(
    written.map(async ({ path: file, text }) => {
      const name = nameOf(file);
      const chunks = metafile.outputs[name].imports.filter(
        ({ kind, external, path: chunk }) => kind === 'import-statement' && !external && isPure(chunk),
      );
      const lazy = isPure(name) ? [] : chunks.map(chunk => requestOf(name, chunk.path));
      const { code } = await transform(withoutBare(text, lazy), {
        configFile: false,
        swcrc: false,
        filename: file,
        sourceMaps: options.sourcemap,
        minify: options.minify,
        // What is imported from outside is imported as `* as name`, which needs no help.
        module: { type: 'commonjs', lazy, importInterop: 'none', exportInteropAnnotation: false, strictMode: false },
        jsc: { target: 'es2022', minify: options.minify ? smallest : undefined },
      });
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, code);
    }),
  );
  return metafile;
}

/** What swc leaves is smaller than what esbuild does, packed by 3 %. */
const smallest = { ecma: 2022, compress: { ecma: 2022, passes: 4, keep_fargs: false }, mangle: true, toplevel: true };

const mark = 'together:';
const pure = /^(server\/core|node_modules\/(@noble\/hashes|@vscode\/l10n|jsonc-parser))\//;

/** An entry for modules that are used together: it makes esbuild put what only they need into chunks of their own. */
function together(later) {
  return {
    name: 'together',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${mark}`) }, ({ path: name }) => ({
        path: name.slice(mark.length),
        namespace: 'together',
      }));
      build.onLoad({ filter: /.*/, namespace: 'together' }, ({ path: name }) => ({
        contents: later[name].map(file => `import './${file}';`).join('\n'),
        resolveDir: build.initialOptions.absWorkingDir,
      }));
    },
  };
}

/** How one output asks for another. */
function requestOf(from, to) {
  const request = path.posix.relative(path.posix.dirname(from), to);
  return request.startsWith('.') ? request : `./${request}`;
}

/** esbuild also names the chunks that others take something from: those need not be read here. */
function withoutBare(text, chunks) {
  return chunks.reduce((left, chunk) => left.replace(new RegExp(`import ?"${chunk}";`), ''), text);
}

/**
 * All files that an entry is made of, itself first, seen from `outdir`, and what it needs that is in none of them.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entryPoint as it was given to esbuild
 */
export function partsOf({ outputs }, entryPoint, outdir) {
  const [first] = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint);
  const files = new Set([first]);
  const externals = new Set();
  for (const file of files) {
    for (const { path: needed, external } of outputs[file].imports) (external ? externals : files).add(needed);
  }
  return { files: [...files].map(file => path.posix.relative(outdir, file)), externals: [...externals] };
}
