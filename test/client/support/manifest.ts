import { readFileSync } from 'node:fs';

/** The manifest with its texts in place: `package.json` names them, `package.nls.json` has them. */
export function readManifest(): Manifest {
  return resolved(
    JSON.parse(readFileSync('package.json', 'utf8')),
    JSON.parse(readFileSync('package.nls.json', 'utf8')),
  );
}

/** As JSON: what a test reads of it, it says. */
// biome-ignore lint/suspicious/noExplicitAny: the manifest has many shapes, and each test knows its own.
type Manifest = any;

function resolved(value: unknown, texts: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return texts[keyOf(value) ?? ''] ?? value;
  if (Array.isArray(value)) return value.map(one => resolved(one, texts));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolved(inner, texts)]));
}

/** The key that stands for a text, `%command.sendAction%`. */
export function keyOf(text: string): string | undefined {
  return /^%([^%\s]+)%$/.exec(text)?.[1];
}
