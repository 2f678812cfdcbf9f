import { type Range, type Span, spanOf } from '../text/range';
import { trimEnd, trimStart } from '../text/whitespace';
import type { Argument, Call, HashEntry, Path } from './tree';

/** The tokens in the content of a tag; `unterminated` when a quote or a bracket is left open. */
export interface Tokens {
  readonly tokens: readonly Span[];
  readonly unterminated: boolean;
}

/**
 * Splits the content of a tag as Trimou's helper splitter does: at U+0020 only, outside of quotes and brackets. In version
 * 2.3.0 both quotes are one toggle, so `"x'` is a literal and `"it's"` is not terminated; brackets do not nest.
 */
export function splitTokens(source: string, start: number, end: number): Tokens {
  const tokens: Span[] = [];
  let inString = false;
  let inList = false;
  let from = -1;
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x20 && !inString && !inList) {
      if (from !== -1) tokens.push(spanOf(source, from, at));
      from = -1;
      continue;
    }
    if (from === -1) from = at;
    if (isQuote(code) && !inList) inString = !inString;
    else if (code === 0x5b && !inString) inList = true;
    else if (code === 0x5d && !inString) inList = false;
  }
  if (from !== -1) tokens.push(spanOf(source, from, end));
  return { tokens, unterminated: inString || inList };
}

/** An ordinary key: all of it is looked up, whatever it holds. With `brackets`, `a["b.c"]` is a key of two parts. */
export function pathOf(source: string, whole: Span, brackets = false): Path {
  const { start, end, text } = whole;
  // One object for the range, and for the only part that most names have: there are many of them in a long template.
  const isWhole = text === '.' || text === 'this' || (!brackets && text !== '' && !text.includes('.'));
  if (isWhole) return { kind: 'path', range: whole, text, parts: [whole] };
  const parts = brackets ? splitAtBrackets(source, start, end) : splitAtDots(source, start, end);
  return { kind: 'path', range: whole, text, parts };
}

/** The call of a helper made of these tokens, the first of which is its name. */
export function callOf(source: string, tokens: readonly Span[], brackets: boolean): Call {
  const name = tokens[0]!;
  const parameters: Argument[] = [];
  const hash: HashEntry[] = [];
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index]!;
    const equals = isList(token.text) ? -1 : equalsPosition(token.text);
    if (equals === -1) {
      parameters.push(argumentOf(source, token, brackets));
      continue;
    }
    const at = token.start + equals;
    hash.push({
      range: { start: token.start, end: token.end },
      name: spanOf(source, token.start, at),
      value: argumentOf(source, spanOf(source, at + 1, token.end), brackets),
    });
  }
  const range = { start: name.start, end: tokens[tokens.length - 1]!.end };
  return { kind: 'call', range, name, parameters, hash };
}

/** The argument at which Trimou fails with a Java exception while it compiles: an empty value (`k=`) or a lone quote. */
export function brokenArgument(call: Call): Range | undefined {
  const isBroken = (argument: Argument): boolean => {
    if (argument.kind === 'list') return argument.items.some(isBroken);
    return argument.kind === 'string' && argument.range.end - argument.range.start === 1;
  };
  const parameter = call.parameters.find(isBroken);
  if (parameter) return parameter.range;
  return call.hash.find(entry => entry.value.range.end === entry.value.range.start || isBroken(entry.value))?.range;
}

/** An argument: a list, a text in quotes, a scalar, or a path. */
function argumentOf(source: string, span: Span, brackets: boolean): Argument {
  const { start, end, text } = span;
  if (isList(text)) {
    return { kind: 'list', range: { start, end }, items: listItems(source, start + 1, end - 1, brackets) };
  }
  return itemOf(source, span, brackets);
}

function itemOf(source: string, span: Span, brackets: boolean): Argument {
  const { start, end, text } = span;
  const range = { start, end };
  if (text !== '' && isQuote(text.charCodeAt(0))) return { kind: 'string', range, value: text.slice(1, -1) };
  return scalarOf(text, range) ?? pathOf(source, span, brackets);
}

/** `true`, `12`, `12L`; everything else (also `1.5` and `null`) is a path. Numbers too large for their type are paths. */
function scalarOf(text: string, range: Range): Argument | undefined {
  if (text === 'true' || text === 'false') return { kind: 'boolean', range, value: text === 'true' };
  if (/^[+-]?[0-9]{1,10}$/.test(text)) {
    const value = Number(text);
    if (value >= -2147483648 && value <= 2147483647) return { kind: 'integer', range, value: value === 0 ? 0 : value };
  } else if (/^[+-]?[0-9]{1,19}[Ll]$/.test(text)) {
    const value = BigInt(text.slice(text[0] === '+' ? 1 : 0, -1));
    if (BigInt.asIntN(64, value) === value) return { kind: 'long', range, value };
  }
  return undefined;
}

/** The items of `[a, "b", 3]`. Trimou splits at every comma, inside quotes as well; an item is no list again. */
function listItems(source: string, start: number, end: number, brackets: boolean): Argument[] {
  const items: Argument[] = [];
  let from = start;
  while (from <= end) {
    const comma = source.indexOf(',', from);
    const to = comma === -1 || comma > end ? end : comma;
    const first = trimStart(source, from, to);
    const last = trimEnd(source, first, to);
    items.push(itemOf(source, spanOf(source, first, last), brackets));
    from = to + 1;
  }
  return items;
}

function splitAtDots(source: string, start: number, end: number): readonly Span[] {
  const parts: Span[] = [];
  let from = start;
  while (from < end) {
    const dot = source.indexOf('.', from);
    const to = dot === -1 || dot > end ? end : dot;
    if (to > from) parts.push(spanOf(source, from, to));
    from = to + 1;
  }
  return parts.slice();
}

/** As Trimou's bracket splitter: `a["b.c"].d` is `a`, `b.c`, `d`. */
function splitAtBrackets(source: string, start: number, end: number): readonly Span[] {
  const parts: Span[] = [];
  let from = start;
  let at = start;
  const flush = (to: number): void => {
    if (to > from) parts.push(spanOf(source, from, to));
  };
  while (at < end) {
    const character = source[at];
    if (character === '.') {
      flush(at);
      from = ++at;
      continue;
    }
    const quote = source[at + 1];
    if (character === '[' && (quote === '"' || quote === "'")) {
      const close = source.indexOf(`${quote}]`, at + 2);
      if (close !== -1 && close < end) {
        flush(at);
        if (close > at + 2) parts.push(spanOf(source, at + 2, close));
        at = close + 2;
        from = at;
        continue;
      }
    }
    at++;
  }
  flush(end);
  return parts;
}

/** The offset of the first `=` outside quotes; -1 when there is none or the token begins with a quote. */
function equalsPosition(token: string): number {
  if (isQuote(token.charCodeAt(0))) return -1;
  let inString = false;
  for (let at = 0; at < token.length; at++) {
    const code = token.charCodeAt(at);
    if (isQuote(code)) inString = !inString;
    else if (code === 0x3d && !inString) return at;
  }
  return -1;
}

function isList(token: string): boolean {
  return token.length > 1 && token[0] === '[' && token[token.length - 1] === ']';
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27;
}
