import { t } from '@vscode/l10n';
import type { Range } from '../text/range';
import { type Automaton, Mode, position, type State } from './automaton';
import type { Explanation } from './explanation';
import { closersIn, isClosedByKey } from './recover';

/** A slip that can be told from the template's text alone, and where reading goes on as if it had not happened. */
export interface Typo {
  readonly explanation: Explanation;
  readonly state: State;
  readonly resume: number;
}

/** The slip behind a character of the template that does not fit, if it is one of the usual ones. */
export function typoAt(automaton: Automaton, state: State, source: string, at: number): Typo | undefined {
  const { mode, stack } = state;
  const where = position(state);
  if (where === 'string' || where === 'key string') return unclosedString(automaton, state, source, at);
  const after = automaton.state(Mode.after, stack);
  const foreign = commentAt(state, source, at) ?? foreignVariable(after, source, at);
  if (foreign) return foreign;
  const twice = pressedTwice(automaton, state, source, at);
  if (twice) return twice;
  if (mode === Mode.colon) {
    return quoteBehindColon(automaton, state, source, at) ?? unclosedKey(automaton, state, source, at);
  }
  if (source[at] === '"' && source[at - 1] === '}') {
    if (source[at + 1] === '"') return doubledQuotes(after, source, { start: at, end: at + 2 });
    if (/^"\s*(?:[,}\]\n\r]|\{\{[/#^]|$)/.test(source.slice(at, at + 100)))
      return missingOpeningQuote(after, source, at);
  }
  if (mode >= Mode.after && /^;\s*(?:["[\d-]|\{(?!\{))/.test(source.slice(at, at + 100)))
    return semicolon(automaton, state, at);
  if (mode === Mode.keyOrClose && source[at] === '{' && stack.parent) {
    return spacedBraces(automaton.state(Mode.after, stack.parent), source, at);
  }
  if ((mode === Mode.keyOrClose || mode === Mode.key) && source[at - 1] === '{' && stack.parent) {
    return singleBraces(automaton.state(Mode.after, stack.parent), source, at);
  }
  return undefined;
}

/** A comment as other languages have it; reading goes on as if it were not there. */
function commentAt(state: State, source: string, at: number): Typo | undefined {
  const comment = /^(?:\/\/\s*(.*)|\/\*\s*([\s\S]*?)\s*\*\/)/.exec(source.slice(at, at + 400));
  if (!comment || comment[0].includes('{{')) return undefined;
  const range = { start: at, end: at + comment[0].trimEnd().length };
  const text = `{{! ${(comment[1] ?? comment[2] ?? '').trim()} }}`;
  return mended(state, range, t('JSON has no comments: write `{{! … }}`, which is not printed.'), text);
}

/** Other ways to write a variable. */
function foreignVariable(after: State, source: string, at: number): Typo | undefined {
  const rest = source.slice(at, at + 400);
  const variable = /^(?:\$\{([\w$.]+)\}|<%=?\s*([\w$.]+)\s*%>|%([\w$.]+)%)/.exec(rest);
  if (!variable) return undefined;
  const name = variable[1] ?? variable[2] ?? variable[3];
  const range = { start: at, end: at + variable[0].length };
  return mended(after, range, t`This is text: a variable is written \`${`{{${name}}}`}\`.`, `{{${name}}}`);
}

function mended(state: State, range: Range, message: string, text: string): Typo {
  return {
    explanation: { code: 'invalid-json', range, message, remedy: { kind: 'replace', range, text } },
    state,
    resume: range.end,
  };
}

/** `{{name}}"`: the text of the tag was meant to stand in quotes. */
function missingOpeningQuote(state: State, source: string, at: number): Typo | undefined {
  const explanation = quoteMissingBefore(source, at);
  return explanation && { explanation, state, resume: at + 1 };
}

/** What is wrong with a quote that stands right behind a tag; undefined where it does not. */
export function quoteMissingBefore(source: string, quote: number): Explanation | undefined {
  const tag = tagEndingAt(source, quote);
  if (!tag) return undefined;
  const message = t('The quote before this tag is missing.');
  const remedy = { kind: 'insert', at: tag.start, text: '"' } as const;
  return { code: 'unquoted-string', range: tag, message, remedy };
}

/** `""{{name}}""` */
function doubledQuotes(state: State, source: string, range: Range): Typo | undefined {
  const tag = tagEndingAt(source, range.start);
  if (!tag || source.slice(tag.start - 2, tag.start) !== '""') return undefined;
  return { explanation: doubled({ start: tag.start - 2, end: tag.start }), state, resume: range.end };
}

/** What is wrong with a tag that stands behind two quotes, and before one or two; undefined where it does not. */
export function doubledQuotesAround(source: string, tag: Range): Explanation | undefined {
  const range = { start: tag.start - 2, end: tag.start };
  if (source.slice(range.start, range.end) !== '""' || source[tag.end] !== '"') return undefined;
  if (source[tag.end + 1] === '"') return doubled(range);
  return { ...doubled(range), remedy: { kind: 'replace', range, text: '"' } };
}

/** A quote or a colon that was hit twice. */
function pressedTwice({ state }: Automaton, { mode, stack }: State, source: string, at: number): Typo | undefined {
  const character = source[at];
  const before = source[at - 1];
  const message = t('This stands here twice: once is enough.');
  const one = { start: at, end: at + 1 };
  if (character === ':' && before === ':' && mode === Mode.value) return mended(state(mode, stack), one, message, '');
  if (character === '"' && before === '"') {
    const isBehind = mode === Mode.after && stack.kind !== 'root' && /^"\s*[,}\]\n\r]/.test(source.slice(at, at + 50));
    return mode === Mode.colon || isBehind ? mended(state(mode, stack), one, message, '') : undefined;
  }
  if (character === '"' && before === '}' && source[at + 1] !== '"') {
    const tag = mode === Mode.after ? tagEndingAt(source, at) : undefined;
    const explanation = tag && doubledQuotesAround(source, tag);
    return explanation && { explanation, state: state(mode, stack), resume: at + 1 };
  }
  if (before !== '"' || source[at - 2] !== '"') return undefined;
  const isKey = mode === Mode.colon && isClosedByKey(source, at);
  const isValue =
    mode === Mode.after && stack.kind !== 'root' && /^[^"\n{}]+"\s*[,}\]\n\r]/.test(source.slice(at, at + 200));
  if (!isKey && !isValue) return undefined;
  const mend = mended(state(isKey ? Mode.keyString : Mode.string, stack), { start: at - 2, end: at }, message, '"');
  return { ...mend, resume: at };
}

function doubled(range: Range): Explanation {
  return {
    code: 'invalid-json',
    range,
    message: t('Two quotes are an empty string: write one before the tag and one behind it.'),
  };
}

/** `{name}` or `{name}}` where a value must stand. */
function singleBraces(state: State, source: string, at: number): Typo | undefined {
  const match = /^\s*([\w$.]+)\s*\}/.exec(source.slice(at, at + 100));
  if (!match) return undefined;
  const one = at + match[0].length;
  // The second brace belongs to the tag unless it is needed to close an object.
  const end = source[one] === '}' && closersIn(source.slice(one + 1)) >= state.stack.depth ? one + 1 : one;
  const range = { start: at - 1, end };
  const message = t`Single braces are text: write \`${`{{${match[1]}}}`}\`.`;
  const remedy = { kind: 'replace', range, text: `{{${match[1]}}}` } as const;
  const explanation: Explanation = { code: 'invalid-json', range, message, remedy, causedBy: 'single-braces' };
  return { explanation, state, resume: end };
}

/** `{ {name}}` */
function spacedBraces(state: State, source: string, at: number): Typo | undefined {
  const match = /^\{\s*([\w$.]+)\s*\}\s?\}/.exec(source.slice(at, at + 100));
  const before = /\{\s+$/.exec(source.slice(Math.max(0, at - 20), at));
  if (!match || !before) return undefined;
  const range = { start: at - before[0].length, end: at + match[0].length };
  return mended(
    state,
    range,
    t`The braces of a tag stand together: write \`${`{{${match[1]}}}`}\`.`,
    `{{${match[1]}}}`,
  );
}

/** `"source: "tealium"`, or `"source:" "tealium"`: the quote stands behind the colon. */
function quoteBehindColon({ state }: Automaton, { stack }: State, source: string, at: number): Typo | undefined {
  const explanation = keyWithColon(source, at);
  if (!explanation) return undefined;
  const isBefore = /\s$/.test(source.slice(explanation.range.end, at));
  return { explanation, state: state(isBefore ? Mode.value : Mode.string, stack), resume: at };
}

/** What is wrong with a key that ends at `at`, or before the tags there, and has swallowed its colon; undefined where none does. */
export function keyWithColon(source: string, at: number): Explanation | undefined {
  const line = Math.max(source.lastIndexOf('\n', at - 1) + 1, at - 2000);
  // Quotes in tags are none of the JSON.
  const match = /("([^"\\{}:]+):(\s*)")[^"]*$/.exec(withoutTags(source.slice(line, at)));
  if (!match || /[[\]{},:]/.test(match[0].slice(match[1]!.length))) return undefined;
  const start = at - match[0].length;
  const range = { start, end: start + match[1]!.length };
  const isSwapped = match[3] === '' && /^\s+$/.test(match[0].slice(match[1]!.length));
  const text = isSwapped ? `"${match[2]}":` : `"${match[2]}":${match[3]}"`;
  const message = t`The quote belongs before the colon: write \`${text}\`.`;
  return { code: 'invalid-json', range, message, remedy: { kind: 'replace', range, text } };
}

/** `"amount: 12, "currency": …`: the quote of the next key closes this one. */
function unclosedKey({ state, read }: Automaton, { stack }: State, source: string, at: number): Typo | undefined {
  const match = /"([^"\\\n{}:]+):(?:\{\{[^{}"]*\}\}|[^"\\\n])*[\s,]"$/.exec(source.slice(Math.max(0, at - 400), at));
  if (!match || !isClosedByKey(source, at)) return undefined;
  const start = at - match[0].length;
  const end = start + 1 + match[1]!.length;
  const message = t`This key is not closed: write \`"${match[1]!}"\`.`;
  const remedy = { kind: 'insert', at: end, text: '"' } as const;
  const explanation: Explanation = { code: 'invalid-json', range: { start, end }, message, remedy };
  // An object may begin behind the colon: `"price: { "amount": …`.
  const reading = read(state(Mode.colon, stack), inPlaceOfTags(source.slice(end, at - 1)), 0, at - 1 - end);
  return { explanation, state: state(Mode.keyString, reading.fits ? reading.state.stack : stack), resume: at };
}

/** `"name": "Ada";` */
function semicolon({ state }: Automaton, { stack }: State, at: number): Typo | undefined {
  if (stack.kind === 'root') return undefined;
  const range = { start: at, end: at + 1 };
  const next = state(stack.kind === 'object' ? Mode.key : Mode.value, stack);
  return mended(next, range, t('JSON separates by a comma, not by a semicolon.'), ',');
}

/** The text with numbers in the place of its tags. */
function inPlaceOfTags(text: string): string {
  return text.replace(/\{\{[^{}]*\}\}/g, tag => '1'.repeat(tag.length));
}

/** The text with letters in the place of its tags. */
function withoutTags(text: string): string {
  return text.replace(/\{\{[^{}]*\}\}/g, tag => 'x'.repeat(tag.length));
}

/** At a line break in a string, when the next line looks as if the string should have been closed before. */
function unclosedString(automaton: Automaton, state: State, source: string, at: number): Typo | undefined {
  if (!/[\n\r]/.test(source[at]!) || !startsLine.test(source.slice(at, at + 400))) return undefined;
  const line = source.slice(0, at).search(/[^\n\r]*$/);
  const key = keyOfLine(automaton, state, source, line, at);
  if (key) return key;
  const written = withoutTags(source.slice(line, at));
  const next = afterUnclosedString(automaton, state, written);
  const start = Math.max(line, source.lastIndexOf('"', at));
  const tag = source[start - 1] === '}' ? tagEndingAt(source, start) : undefined;
  if (tag && /^"(?:\{\{[/#^][^"]*)?[\s,}\]]*$/.test(source.slice(start, at))) {
    return { ...missingOpeningQuote(next, source, start)!, resume: at };
  }
  const message = t('The string is not closed on this line: write a quote at its end, or `\\n` for a line break.');
  const remedy = { kind: 'insert', at: at - lineEnd.exec(written)![0].length, text: '"' } as const;
  return { explanation: { code: 'invalid-json', range: { start, end: at }, message, remedy }, state: next, resume: at };
}

/** `"amount: 12,` and a line break: the quote of the key is missing, and what follows is its value. */
function keyOfLine(
  automaton: Automaton,
  { mode, stack }: State,
  source: string,
  line: number,
  at: number,
): Typo | undefined {
  if (mode < Mode.keyString || mode > Mode.keyUnicode3) return undefined;
  const match = /"([^"\\{}:]+)(?=:[^"]*$)/.exec(withoutTags(source.slice(line, at)));
  if (!match) return undefined;
  const start = line + match.index;
  const end = start + match[0].length;
  const value = inPlaceOfTags(source.slice(end, at));
  const reading = automaton.read(automaton.state(Mode.colon, stack), value, 0, value.length);
  const fallback = automaton.state(/,\s*$/.test(value) ? Mode.key : Mode.after, stack);
  const message = t`This key is not closed: write \`"${match[1]!}"\`.`;
  const remedy = { kind: 'insert', at: end, text: '"' } as const;
  const explanation: Explanation = { code: 'invalid-json', range: { start, end }, message, remedy };
  return { explanation, state: reading.fits ? reading.state : fallback, resume: at };
}

/** The blanks, brackets and comma behind the last value of a line. */
const lineEnd = /([\s\]}]*)(,?)\s*$/;

/** What a line may begin with behind a string that is complete; sections may begin and end before it. */
const startsLine = /^\s*(?:\{\{[#^/!][^{}]*\}\}\s*)*(?:["\]]|\}(?!\}))/;

/** As if the quote stood before the brackets and the comma that end the line. */
function afterUnclosedString(automaton: Automaton, { mode, stack }: State, line: string): State {
  const inKey = mode >= Mode.keyString && mode <= Mode.keyUnicode3;
  const [, brackets = '', comma = ''] = lineEnd.exec(line) ?? [];
  let open = stack;
  for (const bracket of brackets.trim()) {
    if (open.parent && open.kind === (bracket === '}' ? 'object' : 'array')) open = open.parent;
  }
  if (inKey || comma === '' || open.kind === 'root') return automaton.state(Mode.after, open);
  return automaton.state(open.kind === 'object' ? Mode.key : Mode.value, open);
}

function tagEndingAt(source: string, end: number): Range | undefined {
  if (source[end - 1] !== '}') return undefined;
  const start = source.lastIndexOf('{{', end);
  const open = source[start - 1] === '{' ? start - 1 : start;
  return start === -1 || /[\n\r"]/.test(source.slice(start, end).replace(/"[^"]*"/g, ''))
    ? undefined
    : { start: open, end };
}
