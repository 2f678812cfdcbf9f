import { config } from '@vscode/l10n';

/**
 * Sets the language of all that this process says; English without texts.
 * @param packed as `build/texts.mjs` packs them: a line with a digest of each English text, then a line for each translation
 */
export function speak(packed: string | undefined): void {
  config({ contents: packed === undefined ? {} : unpacked(packed) });
}

function unpacked(packed: string): Record<string, string> {
  const [digests = '', ...texts] = packed.split('\n');
  const byDigest = new Map(texts.map((text, at) => [digests.slice(at * 4, at * 4 + 4), text]));
  return new Proxy({}, { get: (_, english) => byDigest.get(digestOf(String(english))) });
}

function digestOf(english: string): string {
  let hash = 0;
  for (let at = 0; at < english.length; at++) hash = (Math.imul(31, hash) + english.charCodeAt(at)) | 0;
  return (hash >>> 0).toString(36).slice(-4).padStart(4, '0');
}
