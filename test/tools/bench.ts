import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { entries } from './bench/entries';

/**
 * Prints one JSON object of ratios: each entry runs our code and a peer's in turns, and gives our time (or memory) divided by the
 * peer's. Below 1 is better. Names given as parameters select entries, beginnings of names too. All is bundled first, as the
 * extension is; servers run as processes of their own.
 */
async function main(names: readonly string[]): Promise<void> {
  const known = bundledEntries();
  const unknown = names.filter(name => !Object.keys(known).some(key => key.startsWith(name)));
  if (unknown.length > 0) {
    console.error(`There is no entry ${unknown.join(', ')}. Entries: ${Object.keys(known).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const ratios: Record<string, number> = {};
  for (const [name, run] of Object.entries(known)) {
    if (names.length === 0 || names.some(each => name.startsWith(each)))
      ratios[name] = Number((await run()).toPrecision(3));
  }
  console.log(JSON.stringify(ratios, null, 2));
}

function bundledEntries(): typeof entries {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'bench/entries.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    minify: true,
    logLevel: 'error',
    external: ['vscode-json-languageserver'],
    mainFields: ['module', 'main'],
  });
  const bundle: { exports: { entries?: typeof entries } } = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0]!.text)(bundle, bundle.exports, require);
  return bundle.exports.entries!;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
