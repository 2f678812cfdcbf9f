import { mask, secretPlaceholder } from '../action/secrets';

/** A piece of a text: as it is, or a secret by name, or one that was masked and has no name. */
export type SecretPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'masked' };

/** A text of a planned or a shown request, split at its secrets; placeholders may be encoded for URLs or HTML. */
export function secretParts(text: string): readonly SecretPart[] {
  const parts: SecretPart[] = [];
  let last = 0;
  for (const { 0: found, index, 1: plain, 2: inUrl, 3: inHtml } of text.matchAll(secrets)) {
    if (index > last) parts.push({ kind: 'text', text: text.slice(last, index) });
    const name = plain ?? inHtml ?? (inUrl === undefined ? undefined : decoded(inUrl));
    parts.push(name === undefined ? { kind: 'masked' } : { kind: 'secret', name });
    last = index + found.length;
  }
  if (last < text.length) parts.push({ kind: 'text', text: text.slice(last) });
  return parts;
}

const [before, after] = secretPlaceholder('|').split('|') as [string, string];
const inHtml = (text: string) => text.replace('<', '&lt;').replace('>', '&gt;');

const secrets = new RegExp(
  [
    `${before}([^<>]+)${after}`,
    `${encodeURIComponent(before)}((?:(?!${encodeURIComponent(after)}).)+)${encodeURIComponent(after)}`,
    `${inHtml(before)}([^<>&]+)${inHtml(after)}`,
    mask,
  ].join('|'),
  'g',
);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A stray `%` in a name: as it stands.
  }
}
