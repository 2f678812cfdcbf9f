/** A stretch of text with the colour it is shown in; without a kind it has none. */
export interface Piece {
  readonly kind?: 'key' | 'string' | 'number' | 'word';
  readonly text: string;
}

export interface PrettyJson {
  readonly pieces: readonly Piece[];
  /** Set when `limit` was reached: there is more. */
  readonly cut: boolean;
}

/**
 * JSON laid out over lines, at most `limit` characters of it; undefined when `text` is not JSON. The tokens are kept as
 * they were written, so that a number of twenty digits and a key that comes twice are shown as they are. What lies
 * behind the limit is not looked at: a long answer that was cut off is still laid out.
 */
export function prettyJson(text: string, limit: number): PrettyJson | undefined {
  if (text.length > limit ? !/^\s*[[{]/.test(text) : !isJson(text)) return undefined;
  const pieces: Piece[] = [];
  let plain = '';
  let left = limit;
  const flush = () => {
    if (plain) pieces.push({ text: plain });
    plain = '';
  };
  const isWhole = layOut(text, (token, kind) => {
    const shown = token.length > limit ? token.slice(0, limit) : token;
    left -= shown.length;
    if (kind) {
      flush();
      pieces.push({ kind, text: shown });
    } else plain += shown;
    return left > 0;
  });
  flush();
  return isWhole === undefined ? undefined : { pieces, cut: !isWhole };
}

/** All of it laid out, without colours; undefined when `text` is not JSON. */
export function laidOutJson(text: string): string | undefined {
  if (!isJson(text)) return undefined;
  let all = '';
  layOut(text, token => {
    all += token;
    return true;
  });
  return all;
}

/**
 * Says token after token with the blanks that belong between them, until `say` answers false. True when it came to the
 * end of the text, undefined when it met what is no token.
 */
function layOut(text: string, say: (token: string, kind?: Piece['kind']) => boolean): boolean | undefined {
  let depth = 0;
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const character = text[at]!;
    let end = endOfToken(text, at);
    if (end === undefined) return undefined;
    let goOn: boolean;
    if (character === '{' || character === '[') {
      const inside = skipBlank(text, end);
      const isEmpty = text[inside] === '}' || text[inside] === ']';
      if (isEmpty) end = inside + 1;
      else depth++;
      goOn = say(character + (isEmpty ? text[inside] : lineBreak(depth)));
    } else if (character === '}' || character === ']') {
      depth = Math.max(0, depth - 1);
      goOn = say(lineBreak(depth) + character);
    } else if (character === ',') goOn = say(`,${lineBreak(depth)}`);
    else if (character === ':') goOn = say(': ');
    else goOn = say(text.slice(at, end), kindOf(text, at, end));
    at = skipBlank(text, end);
    if (!goOn && at < text.length) return false;
  }
  return true;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON: it is shown as the text it is.
    return false;
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  return at;
}

const bare = /-?\d[-+.\w]*|true|false|null/y;

/** Where the token that starts at `at` ends; undefined when none starts there. A string cut off ends with the text. */
function endOfToken(text: string, at: number): number | undefined {
  const character = text[at]!;
  if ('{}[],:'.includes(character)) return at + 1;
  if (character === '"') return endOfString(text, at);
  bare.lastIndex = at;
  return bare.test(text) ? bare.lastIndex : undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function kindOf(text: string, at: number, end: number): NonNullable<Piece['kind']> {
  if (text[at] === '"') return text[skipBlank(text, end)] === ':' ? 'key' : 'string';
  return /[-\d]/.test(text[at]!) ? 'number' : 'word';
}

/** Deep nesting stops being indented, or the blanks alone would be more than anyone can read. */
function lineBreak(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, 40))}`;
}
