import { utf8 } from '../java/reflect';

/** A text with the characters escaped that JSON does not allow in a string. No quotes around it. */
export function escapeJson(text: string): string {
  return text.replace(/["\\]|[^ -\uffff]/g, character => {
    return jsonEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const jsonEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

export function escapeMarkup(text: string, apostrophe: string): string {
  return text.replace(/["'&<>]/g, character => (character === "'" ? apostrophe : entities[character]!));
}

const entities: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** `java.net.URLEncoder` in UTF-8: a space is `+`, and only letters, digits and `.-*_` stay as they are. */
export function encodeUrl(text: string): string {
  return text.replace(/[^A-Za-z0-9.*_-]+/gu, part => {
    const bytes = utf8(part);
    return bytes.map(byte => (byte === 0x20 ? '+' : `%${hex([byte]).toUpperCase()}`)).join('');
  });
}

export function hex(bytes: Iterable<number>): string {
  let output = '';
  for (const byte of bytes) output += byte.toString(16).padStart(2, '0');
  return output;
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(bytes: ArrayLike<number>): string {
  let output = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digit = (shift: number): string => base64Alphabet[(group >> shift) & 63]!;
    output += digit(18) + digit(12);
    output += at + 1 < bytes.length ? digit(6) : '=';
    output += at + 2 < bytes.length ? digit(0) : '=';
  }
  return output;
}

/**
 * JSON without white space. Commas before a closing bracket are dropped; a text that is still not JSON stays as it is.
 */
export function minifyJson(text: string): string {
  const token =
    /\s+|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"|[{}[\]:,]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  const closers: string[] = [];
  let output = '';
  let expected: 'value' | 'name' | 'colon' | 'next' | 'end' = 'value';
  while (token.lastIndex < text.length) {
    const [part] = token.exec(text) ?? [];
    if (part === undefined) return text;
    if (/^\s/.test(part)) continue;
    const closes = part === '}' || part === ']';
    if (closes) {
      const dangling = output.endsWith(',');
      const empty = output.endsWith('{') || output.endsWith('[');
      if (closers.pop() !== part || (expected !== 'next' && !dangling && !empty)) return text;
      if (dangling) output = output.slice(0, -1);
      expected = closers.length > 0 ? 'next' : 'end';
    } else if (part === ',') {
      if (expected !== 'next') return text;
      expected = closers[closers.length - 1] === '}' ? 'name' : 'value';
    } else if (part === ':') {
      if (expected !== 'colon') return text;
      expected = 'value';
    } else if (expected === 'name') {
      if (part[0] !== '"') return text;
      expected = 'colon';
    } else if (expected !== 'value') {
      return text;
    } else if (part === '{' || part === '[') {
      closers.push(part === '{' ? '}' : ']');
      expected = part === '{' ? 'name' : 'value';
    } else {
      expected = closers.length > 0 ? 'next' : 'end';
    }
    output += part;
  }
  return expected === 'end' ? output : text;
}
