/**
 * A JSON reader (RFC 8259) that takes a text piece by piece and remembers only what it must: where it is in the
 * grammar, and which containers are open. States are shared, so two equal states are the same object.
 */

/** Where a reader is inside the grammar. */
export const Mode = {
  /** A value must come: at the start, after `:`, after `,` in an array. */
  value: 0,
  /** After `[`. */
  valueOrClose: 1,
  /** After `{`. */
  keyOrClose: 2,
  /** After `,` in an object. */
  key: 3,
  /** After a key. */
  colon: 4,
  /** After a value. */
  after: 5,
  /** In a string, then after `\`, then after `\u` with 0 to 3 digits read. */
  string: 6,
  escape: 7,
  unicode0: 8,
  unicode1: 9,
  unicode2: 10,
  unicode3: 11,
  /** The same in a key. */
  keyString: 12,
  keyEscape: 13,
  keyUnicode0: 14,
  keyUnicode1: 15,
  keyUnicode2: 16,
  keyUnicode3: 17,
  /** In a number: after `-`, a leading `0`, digits, `.`, digits of the fraction, `e`, the sign of the exponent, its digits. */
  minus: 18,
  zero: 19,
  integer: 20,
  point: 21,
  fraction: 22,
  exponentStart: 23,
  exponentSign: 24,
  exponent: 25,
  /** In text that is no JSON, up to the next delimiter: only after a mistake. */
  junk: 26,
  junkKey: 27,
  /** In `true`, `false` or `null`: 28 and up, see `LITERALS`. */
  literal: 28,
} as const;

/** The open containers, innermost first; shared like the states. */
export interface Stack {
  readonly kind: 'root' | 'object' | 'array';
  readonly parent: Stack | undefined;
  readonly depth: number;
  /** Stacks with one more container open, and states with this stack; made on demand and shared. */
  readonly shared: { object?: Stack; array?: Stack; states: (State | undefined)[] };
}

export interface State {
  readonly id: number;
  readonly mode: number;
  readonly stack: Stack;
}

/** The states of one analysis; ids count from 0. */
export interface Automaton {
  readonly start: State;
  readonly state: (mode: number, stack: Stack) => State;
  /** Reads `text` from `start` to `end`, or up to the first character that does not fit. */
  readonly read: (state: State, text: string, start: number, end: number) => Reading;
}

/** How far a reading came: `at` is the end unless a character did not fit; `state` is the one before it. */
export interface Reading {
  readonly state: State;
  readonly at: number;
  readonly fits: boolean;
}

/** The letters still to come in each literal: mode `literal + i` expects `LITERALS[i]`, and then the next one or the end. */
const LITERALS: readonly { readonly code: number; readonly last: boolean }[] = ['rue', 'alse', 'ull'].flatMap(rest =>
  [...rest].map((letter, i) => ({ code: letter.charCodeAt(0), last: i === rest.length - 1 })),
);
const AFTER_T = Mode.literal;
const AFTER_F = Mode.literal + 3;
const AFTER_N = Mode.literal + 7;

/** A fresh automaton: one for each analysis, so that analyses share nothing. */
export function automaton(): Automaton {
  let count = 0;
  const root: Stack = { kind: 'root', parent: undefined, depth: 0, shared: { states: [] } };
  const state = (mode: number, stack: Stack): State => {
    const known = stack.shared.states[mode];
    if (known) return known;
    const fresh: State = { id: count++, mode, stack };
    stack.shared.states[mode] = fresh;
    return fresh;
  };
  const read = (from: State, text: string, start: number, end: number): Reading => {
    let mode = from.mode;
    let stack = from.stack;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      const next = step(mode, stack, code);
      if (next === MISFIT) return { state: state(mode, stack), at, fits: false };
      if (next === OPEN_OBJECT) {
        stack = opened(stack, 'object');
        mode = Mode.keyOrClose;
      } else if (next === OPEN_ARRAY) {
        stack = opened(stack, 'array');
        mode = Mode.valueOrClose;
      } else if (next === CLOSE) {
        stack = stack.parent!;
        mode = Mode.after;
      } else mode = next;
    }
    return { state: state(mode, stack), at: end, fits: true };
  };
  return { start: state(Mode.value, root), state, read };
}

/** The stack with one more container open. */
function opened(stack: Stack, kind: 'object' | 'array'): Stack {
  const known = stack.shared[kind];
  if (known) return known;
  const fresh: Stack = { kind, parent: stack, depth: stack.depth + 1, shared: { states: [] } };
  stack.shared[kind] = fresh;
  return fresh;
}

/** Whether a text may end here and be JSON. */
export function isComplete(state: State): boolean {
  return state.stack.kind === 'root' && (state.mode === Mode.after || endsNumber(state.mode));
}

/** What a reader is in the middle of. */
export function position(state: State): 'value' | 'key' | 'string' | 'key string' | 'number' | 'between' {
  const { mode } = state;
  if (mode >= Mode.string && mode <= Mode.unicode3) return 'string';
  if (mode >= Mode.keyString && mode <= Mode.keyUnicode3) return 'key string';
  if (mode >= Mode.minus && mode <= Mode.exponent) return 'number';
  if (mode === Mode.value || mode === Mode.valueOrClose) return 'value';
  if (mode === Mode.key || mode === Mode.keyOrClose) return 'key';
  return 'between';
}

/** Whether a number may end in this mode. */
export function endsNumber(mode: number): boolean {
  return mode === Mode.zero || mode === Mode.integer || mode === Mode.fraction || mode === Mode.exponent;
}

const MISFIT = -1;
const OPEN_OBJECT = -2;
const OPEN_ARRAY = -3;
const CLOSE = -4;

/** The mode after one UTF-16 unit, or one of the four marks above. */
function step(mode: number, stack: Stack, code: number): number {
  switch (mode) {
    case Mode.string:
      return code === QUOTE ? Mode.after : code === BACKSLASH ? Mode.escape : code < 0x20 ? MISFIT : mode;
    case Mode.keyString:
      return code === QUOTE ? Mode.colon : code === BACKSLASH ? Mode.keyEscape : code < 0x20 ? MISFIT : mode;
    case Mode.valueOrClose:
      if (code === CLOSE_BRACKET) return CLOSE;
      return isSpace(code) ? mode : valueStart(code);
    case Mode.value:
      return isSpace(code) ? mode : valueStart(code);
    case Mode.keyOrClose:
      return isSpace(code) ? mode : code === QUOTE ? Mode.keyString : code === CLOSE_BRACE ? CLOSE : MISFIT;
    case Mode.key:
      return isSpace(code) ? mode : code === QUOTE ? Mode.keyString : MISFIT;
    case Mode.colon:
      return isSpace(code) ? mode : code === COLON ? Mode.value : MISFIT;
    case Mode.after:
      return afterValue(stack, code);
    case Mode.escape:
    case Mode.keyEscape:
      if (code === LETTER_U) return mode + 1;
      return ESCAPABLE.has(code) ? mode - 1 : MISFIT;
    case Mode.unicode3:
      return isHex(code) ? Mode.string : MISFIT;
    case Mode.keyUnicode3:
      return isHex(code) ? Mode.keyString : MISFIT;
    case Mode.unicode0:
    case Mode.unicode1:
    case Mode.unicode2:
    case Mode.keyUnicode0:
    case Mode.keyUnicode1:
    case Mode.keyUnicode2:
      return isHex(code) ? mode + 1 : MISFIT;
    case Mode.minus:
      return code === ZERO ? Mode.zero : isDigit(code) ? Mode.integer : MISFIT;
    case Mode.zero:
    case Mode.integer:
      if (isDigit(code)) return mode === Mode.zero ? MISFIT : mode;
      if (code === POINT) return Mode.point;
      return isE(code) ? Mode.exponentStart : afterValue(stack, code);
    case Mode.point:
      return isDigit(code) ? Mode.fraction : MISFIT;
    case Mode.fraction:
      return isDigit(code) ? mode : isE(code) ? Mode.exponentStart : afterValue(stack, code);
    case Mode.exponentStart:
      return isDigit(code) ? Mode.exponent : code === PLUS || code === MINUS ? Mode.exponentSign : MISFIT;
    case Mode.exponentSign:
    case Mode.exponent:
      if (isDigit(code)) return Mode.exponent;
      return mode === Mode.exponent ? afterValue(stack, code) : MISFIT;
    case Mode.junk:
      return isSpace(code) || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET
        ? afterValue(stack, code)
        : mode;
    case Mode.junkKey:
      return code === COLON ? Mode.value : mode;
    default: {
      const letter = LITERALS[mode - Mode.literal]!;
      return code !== letter.code ? MISFIT : letter.last ? Mode.after : mode + 1;
    }
  }
}

function valueStart(code: number): number {
  switch (code) {
    case QUOTE:
      return Mode.string;
    case OPEN_BRACE:
      return OPEN_OBJECT;
    case OPEN_SQUARE:
      return OPEN_ARRAY;
    case MINUS:
      return Mode.minus;
    case ZERO:
      return Mode.zero;
    case LETTER_T:
      return AFTER_T;
    case LETTER_F:
      return AFTER_F;
    case LETTER_N:
      return AFTER_N;
    default:
      return isDigit(code) ? Mode.integer : MISFIT;
  }
}

function afterValue(stack: Stack, code: number): number {
  if (isSpace(code)) return Mode.after;
  if (stack.kind === 'object') return code === COMMA ? Mode.key : code === CLOSE_BRACE ? CLOSE : MISFIT;
  if (stack.kind === 'array') return code === COMMA ? Mode.value : code === CLOSE_BRACKET ? CLOSE : MISFIT;
  return MISFIT;
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const OPEN_SQUARE = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const LETTER_U = 0x75;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const ESCAPABLE = new Set([...'"\\/bfnrt'].map(letter => letter.charCodeAt(0)));

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}

function isE(code: number): boolean {
  return code === 0x65 || code === 0x45;
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}
