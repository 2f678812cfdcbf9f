import { t } from '@vscode/l10n';
import type { Range } from '../text/range';
import { type Automaton, Mode, position, type State } from './automaton';
import type { Explanation } from './explanation';
import { closersIn } from './recover';

/** A slip that the template's text alone shows, and where reading goes on as if it had not happened. */
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
  if (mode === Mode.colon) {
    return quoteBehindColon(automaton, state, source, at);
  }
  if (source[at] === '"' && source[at - 1] === '}') {
    if (source[at + 1] === '"') return doubledQuotes(after, source, { start: at, end: at + 2 });
    if (/^"\s*(?:[,}\]\n\r]|\{\{[/#^]|$)/.test(source.slice(at, at + 100)))
      return missingOpeningQuote(after, source, at);
  }
  if ((mode === Mode.keyOrClose || mode === Mode.key) && source[at - 1] === '{' && stack.parent) {
    return singleBraces(automaton.state(Mode.after, stack.parent), source, at);
  }
  return undefined;
}

/** A comment as in other languages; reading goes on as if it were not there. */
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

/** What is wrong with a quote right after a tag; undefined for any other quote. */
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

/** What is wrong with a tag that comes after two quotes and before one or two; undefined for any other tag. */
export function doubledQuotesAround(source: string, tag: Range): Explanation | undefined {
  const range = { start: tag.start - 2, end: tag.start };
  if (source.slice(range.start, range.end) !== '""' || source[tag.end] !== '"') return undefined;
  if (source[tag.end + 1] === '"') return doubled(range);
  return { ...doubled(range), remedy: { kind: 'replace', range, text: '"' } };
}

function doubled(range: Range): Explanation {
  return {
    code: 'invalid-json',
    range,
    message: t('This is here twice: once is enough.'),
  };
}

/** `{name}` or `{name}}` where a value must be. */
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

/** `"source: "tealium"`, or `"source:" "tealium"`: the quote comes after the colon. */
function quoteBehindColon({ state }: Automaton, { stack }: State, source: string, at: number): Typo | undefined {
  const explanation = keyWithColon(source, at);
  if (!explanation) return undefined;
  const isBefore = /\s$/.test(source.slice(explanation.range.end, at));
  return { explanation, state: state(isBefore ? Mode.value : Mode.string, stack), resume: at };
}

/**
 * What is wrong with a key that ends at `at`, or before the tags there, and has swallowed its colon; undefined where
 * there is none.
 */
export function keyWithColon(source: string, at: number): Explanation | undefined {
  const line = Math.max(source.lastIndexOf('\n', at - 1) + 1, at - 2000);
  // Quotes in tags are not those of the JSON.
  const match = /("([^"\\{}:]+):(\s*)")[^"]*$/.exec(withTagsAs('x', source.slice(line, at)));
  if (!match || /[[\]{},:]/.test(match[0].slice(match[1]!.length))) return undefined;
  const start = at - match[0].length;
  const range = { start, end: start + match[1]!.length };
  const isSwapped = match[3] === '' && /^\s+$/.test(match[0].slice(match[1]!.length));
  const text = isSwapped ? `"${match[2]}":` : `"${match[2]}":${match[3]}"`;
  const message = t`This looks like a slip: write \`${text}\`.`;
  return { code: 'invalid-json', range, message, remedy: { kind: 'replace', range, text } };
}

/** The text with each tag overwritten by a repeated character. */
function withTagsAs(character: string, text: string): string {
  return text.replace(/\{\{[^{}]*\}\}/g, tag => character.repeat(tag.length));
}

/** At a line break in a string, when the next line looks as if the string should have been closed before. */
function unclosedString(automaton: Automaton, state: State, source: string, at: number): Typo | undefined {
  if (!/[\n\r]/.test(source[at]!) || !startsLine.test(source.slice(at, at + 400))) return undefined;
  const line = source.slice(0, at).search(/[^\n\r]*$/);
  const written = withTagsAs('x', source.slice(line, at));
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

/** The blanks, brackets and comma after the last value of a line. */
const lineEnd = /([\s\]}]*)(,?)\s*$/;

/** What a line may begin with after a complete string; sections may begin and end before it. */
const startsLine = /^\s*(?:\{\{[#^/!][^{}]*\}\}\s*)*(?:["\]]|\}(?!\}))/;

/** Reads on as if the quote were before the brackets and the comma that end the line. */
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
