/** A stretch of text with the colour it is shown in; without a kind it has none. */
export interface Piece {
  readonly kind?: 'key' | 'string' | 'number' | 'word';
  readonly text: string;
}

/** A line of JSON that is laid out. */
export interface Row {
  /** How deep it lies: 1 for the outermost line. */
  readonly level: number;
  readonly pieces: readonly Piece[];
  /** An object or a list with something in it begins here and ends at the next row that closes on this level. */
  readonly opens: boolean;
  readonly closes: boolean;
  /** Of a row that opens: how many entries come before its end or the limit. */
  readonly entries: number;
}

export interface PrettyJson {
  readonly rows: readonly Row[];
  /** Set when the limit was reached: there is more. */
  readonly cut: boolean;
}

/** The most that is laid out for the eye. */
export interface Limit {
  readonly characters: number;
  readonly rows: number;
}

/**
 * JSON laid out over lines, no more of it than the limit; undefined when `text` is not JSON. The tokens are kept as
 * they were written, so that a number of twenty digits and a key that comes twice are shown as they are. What lies
 * beyond the limit is not read: a long answer that was cut off is still laid out.
 */
export function prettyJson(text: string, limit: Limit): PrettyJson | undefined {
  if (text.length > limit.characters ? !/^\s*[[{]/.test(text) : !isJson(text)) return undefined;
  const rows: { -readonly [Key in keyof Row]: Row[Key] extends readonly Piece[] ? Piece[] : Row[Key] }[] = [];
  const open: (typeof rows)[number][] = [];
  const begin = (closes = false) => {
    const parent = closes ? open.pop() : open.at(-1);
    if (parent && !closes) parent.entries++;
    rows.push({ level: open.length + 1, pieces: [], opens: false, closes, entries: 0 });
  };
  let left = limit.characters;
  begin();
  const isWhole = layOut(text, (token, kind) => {
    const shown = token.length > limit.characters ? token.slice(0, limit.characters) : token;
    left -= shown.length;
    const row = rows.at(-1)!;
    const [before, after] = kind ? [shown] : shown.split('\n', 2);
    if (before) row.pieces.push({ ...(kind && { kind }), text: before });
    if (after === undefined) return left > 0;
    if (before === '{' || before === '[') {
      row.opens = true;
      open.push(row);
    }
    begin(before === '');
    if (before === '') rows.at(-1)!.pieces.push({ text: after.trimStart() });
    return left > 0 && rows.length < limit.rows;
  });
  return isWhole === undefined ? undefined : { rows, cut: !isWhole };
}

/** All of it laid out, without colours; undefined when `text` is not JSON. */
export function laidOutJson(text: string): string | undefined {
  if (!isJson(text)) return undefined;
  const all: string[] = [];
  layOut(text, token => all.push(token) > 0);
  return all.join('');
}

/**
 * Passes each token, and the white space that belongs between two, to `say`, until that returns false. True at the end
 * of the text, undefined at something that is not a token.
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
