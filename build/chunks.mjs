import fs from 'node:fs';
import path from 'node:path';
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
  const written = outputFiles.filter(({ path: file }) => !metafile.outputs[nameOf(file)].entryPoint?.startsWith(mark));
  await Promise.all(
    written.map(async ({ path: file, text }) => {
      const { code } = await esbuild.transform(text, {
        format: 'cjs',
        platform: 'node',
        target: options.target,
        supported: { 'dynamic-import': false },
        minify: options.minify,
        charset: options.charset,
        legalComments: options.legalComments,
        sourcemap: options.sourcemap,
        sourcefile: path.relative(outdir, file),
        logLevel: 'warning',
      });
      const { entryPoint, imports } = metafile.outputs[nameOf(file)];
      const chunks = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(
        file,
        entryPoint
          ? readLater(
              code,
              chunks.filter(({ path: chunk }) => isPure(metafile.outputs[chunk])),
              metafile,
            )
          : code,
      );
    }),
  );
  return metafile;
}

const mark = 'together:';

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

/** Whether reading a chunk does nothing but declare. */
function isPure({ inputs }) {
  return Object.keys(inputs).every(file => /^(server\/core|node_modules\/(@noble\/hashes|jsonc-parser))\//.test(file));
}

/** Has a file read these chunks not before it takes something out of them. */
function readLater(code, chunks, { outputs }) {
  const changed = chunks.reduce((text, { path: chunk }) => {
    const request = `require("./chunks/${path.basename(chunk)}")`;
    return text.replace(request, `__later(${JSON.stringify(outputs[chunk].exports)}, () => ${request})`);
  }, code);
  return changed === code ? code : changed + readsLater;
}

// At the end, so that all that stands before keeps its line in the source map.
const readsLater = `
function __later(names, read) {
  let chunk;
  return Object.defineProperties({}, Object.fromEntries(names.map(name => [name, { get: () => (chunk ??= read())[name] }])));
}
`;
