import { encodeUrl } from '../core/action/encode';
import { mask, secretPlaceholder } from '../core/action/secrets';

/** Masks secrets in a text. */
export type Redact = (text: string) => string;

/**
 * Makes a function that masks the given secrets in any text: as they are, in the forms in which servers echo them
 * (URL-encoded, JSON- and HTML-escaped, hex, base64, also inside the base64 of basic authentication), and anything that
 * looks like an Intercom token or follows `Bearer`. Letter case is ignored, since some servers change it.
 */
export function redactor(secrets: Iterable<string>): Redact {
  const known = [...new Set([...secrets].map(secret => secret.trim()))].filter(secret => secret !== '');
  // The longest first: one secret may begin with another.
  const pieces = known.sort((left, right) => right.length - left.length).flatMap(inPieces);
  const forms = pieces.map(piece => new RegExp(patternsOf(piece).join('|'), 'gi'));
  return text => {
    let result = text;
    for (const form of forms) result = result.replace(form, mask);
    for (const secret of known) result = maskCutOff(result, secret);
    result = result.replace(tokenShape, mask).replace(bearer, `$1${mask}`);
    return result.replace(basic, (all, scheme, value) => (looksLikeCredentials(value) ? `${scheme}${mask}` : all));
  };
}

/** Masks the headers that exist to carry secrets, whole, and secrets in all others. */
export function redactHeaders(
  headers: readonly (readonly [string, string])[],
  redact: Redact,
): readonly (readonly [string, string])[] {
  return headers.map(([name, value]) => {
    const masked = carriers.test(name) && !placeholder.test(value) ? maskCarrier(value) : redact(value);
    return [redact(name), masked];
  });
}

/** A secret that was never filled in: `Bearer <secret:intercom>` says more than a mask. */
const placeholder = new RegExp(`^(\\w+ )?${secretPlaceholder('[^<>]+')}$`);

const carriers = /^(proxy-)?authorization$|^(set-)?cookie2?$|^x-api-key$/i;

/** `Bearer abc` keeps its scheme, so that a reader still sees whether it was right. */
function maskCarrier(value: string): string {
  const scheme = /^\s*(Bearer|Basic|Digest)\b/i.exec(value)?.[1];
  if (scheme === undefined) return value.trim() === '' ? value : mask;
  return value.trim() === scheme ? value : `${scheme} ${mask}`;
}

/** `tok:`, a UUID in hex and `:1:0`, in base64 with either alphabet: what all of Intercom's access tokens look like. */
const tokenShape = /(?<![A-Za-z0-9+/])dG9rO[jm][A-Za-z0-9+/_-]{40,80}(?:=|%3D|\\u003d){0,2}/g;

const bearer = /(\bBearer(?:\s|\+|%20)+)[^\s"'<>,;&\\]+/gi;

const basic = /(\bBasic\s+)([A-Za-z0-9+/_-]{4,}={0,2})/gi;

/** Encoded forms of a shorter secret are not searched for: its base64 would be found in half of all texts. */
const shortest = 6;

/** A regular expression can only be so long, so a long secret is masked piece by piece. */
function inPieces(secret: string): readonly string[] {
  return secret.match(/.{1,1000}/gsu) ?? [];
}

function patternsOf(secret: string): string[] {
  if (secret.length < shortest) return [`(?<![A-Za-z0-9])${quoted(secret)}(?![A-Za-z0-9])`];
  // A server that packs what it got into base64 may have escaped it before, and what it got may have been JSON itself.
  const json = [1, 2, 3].map(depth => jsonEscaped(secret, depth));
  const inner = [secret, ...json, encodeUrl(secret), encodeUrl(secret).replace(/%20/g, '+')];
  const base64 = [...new Set(inner)].flatMap(form => [0, 1, 2].map(shift => base64Core(Buffer.from(form), shift)));
  const packed = [...base64, Buffer.from(secret).toString('hex')].map(textPattern);
  return [textPattern(secret), ...packed];
}

function textPattern(text: string): string {
  return [...text].map((char, index) => charPattern(char, index === 0 ? '' : `${backslash}{0,64}`)).join('');
}

/**
 * A pattern for a character as it is, or as URLs, JSON and HTML write it; nobody escapes letters and digits. `before`:
 * the backslashes that may precede it, as many as JSON within JSON makes of one.
 */
function charPattern(char: string, before: string): string {
  if (/[A-Za-z0-9]/.test(char)) return char;
  const percent = Buffer.from(char).toString('hex').toUpperCase().replace(/../g, '%(?:25){0,4}$&');
  const units = [...char].length === char.length ? [char] : [char[0]!, char[1]!];
  const unicode = units.map(unit => unit.charCodeAt(0).toString(16).padStart(4, '0')).join(`${before}${backslash}u`);
  const code = char.codePointAt(0)!;
  const forms = [quoted(char), percent, `&#0{0,8}${code};`, `&#x0{0,8}${code.toString(16)};`, ...(others[char] ?? [])];
  return `(?:${/["\\/]/.test(char) ? before : ''}(?:${forms.join('|')})|${before}${backslash}u${unicode})`;
}

function jsonEscaped(text: string, depth: number): string {
  return depth === 0 ? text : jsonEscaped(JSON.stringify(text).slice(1, -1), depth - 1);
}

/** A backslash, as it is or in a URL. */
const backslash = '(?:\\\\|%(?:25){0,4}5C)';

/** Other ways in which some characters are written. */
const others: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '+': ['-'],
  '/': ['_'],
  '"': ['&quot;'],
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
};

/**
 * The part of the base64 that is the same whatever surrounds the secret, which starts `shift` bytes into a group of
 * three.
 */
function base64Core(secret: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), secret]).toString('base64');
  return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((secret.length + shift) * 8) / 6));
}

/** Masks the beginning of a secret at the end of the text: the answer may have been cut in the middle of it. */
function maskCutOff(text: string, secret: string): string {
  const end = text.slice(-secret.length).toLowerCase();
  for (let length = Math.min(secret.length, end.length); length >= shortest; length--) {
    if (end.endsWith(secret.slice(0, length).toLowerCase())) return `${text.slice(0, -length)}${mask}`;
  }
  return text;
}

function looksLikeCredentials(value: string): boolean {
  return Buffer.from(value, 'base64').includes(':');
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
