import type { Token } from './tokens';

/**
 * Whether each pair of neighbouring tokens can be JSON; where a section begins or ends, anything goes. Prose that
 * happens to hold a bracket is not JSON: two words in a row, a word that is not a literal.
 */
export function isJson(tokens: readonly Token[]): boolean {
  if (!tokens.some(({ kind }) => kind === 'open')) return false;
  return tokens.every((token, index) => {
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (before && !follows[before.kind].has(token.kind)) return false;
    return !token.bare || isBareValue(token.bare, isTagRightAt(before, token) || isTagRightAt(after, token));
  });
}

const tags = ['section', 'end', 'mark', 'partial'] as const;
const values = ['scalar', 'open', ...tags] as const;
const behindValue = ['comma', 'close', ...tags] as const;
const anything: ReadonlySet<Token['kind']> = new Set([...values, ...behindValue, 'colon']);

const follows: Readonly<Record<Token['kind'], ReadonlySet<Token['kind']>>> = {
  open: new Set([...values, 'close']),
  close: new Set(behindValue),
  comma: new Set(values),
  colon: new Set(values),
  scalar: new Set([...behindValue, 'colon']),
  section: anything,
  end: anything,
  mark: anything,
  partial: anything,
};

/** Whether it is a literal, a number, a tag, or a piece of a number with tags in it or beside it. */
function isBareValue({ text, tagged }: NonNullable<Token['bare']>, besideTag: boolean): boolean {
  if (tagged || besideTag) return /^([-+.\deE]*|true|false|null)$/.test(text);
  return /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(text);
}

function isTagRightAt(other: Token | undefined, { range }: Token): boolean {
  if (!other || !(tags as readonly string[]).includes(other.kind)) return false;
  return other.range.end === range.start || other.range.start === range.end;
}
