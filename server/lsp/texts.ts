import { config } from '@vscode/l10n';

/**
 * Sets the language of everything that this process says; English without texts.
 * @param packed every text that the server asks for, as `build/texts.mjs` packs them
 */
export function speak(packed: string | undefined): void {
  config({ contents: packed === undefined ? {} : unpacked(packed) });
}

/** Finds a translation by the hash of its English; the first line has the hash's seed for each group of texts. */
function unpacked(packed: string): Record<string, string> {
  const [first = '', ...texts] = packed.split('\n');
  const seeds = first.split(' ').map(seed => Number.parseInt(seed, 36));
  const find = (english: string) =>
    texts[hashOf(english, seeds[hashOf(english, 0) % seeds.length]!) % texts.length] || undefined;
  return new Proxy({}, { get: (_, english) => find(String(english)) });
}

/** FNV-1a with a seed. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
