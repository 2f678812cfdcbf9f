/** Percent-encoded for a URL or a form. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
export function encodeUrl(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** Base64 of the text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = utf8(text);
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(index, index + 3);
    const group = (first << 16) | (second << 8) | third;
    encoded += [18, 12, 6, 0].map(shift => alphabet[(group >> shift) & 63]).join('');
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return encoded.slice(0, encoded.length - padding) + '='.repeat(padding);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The UTF-8 bytes; the core has no TextEncoder, which belongs to Node and browsers. */
function utf8(text: string): number[] {
  return (encodeUrl(text).match(/%..|[^%]/g) ?? []).map(unit =>
    unit.length === 3 ? Number.parseInt(unit.slice(1), 16) : unit.charCodeAt(0),
  );
}

function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
