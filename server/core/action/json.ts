import { t } from '@vscode/l10n';
import { type Node, type ParseError, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import type { Range, Span } from '../text/range';
import type { ActionProblem } from './model';

/**
 * Reads JSON as far as it goes; the problem is the first mistake, in words. Comments and trailing commas are allowed,
 * unless it must be `strict`: JSON as servers read it.
 */
export function readJson(
  text: string,
  { strict = false } = {},
): { readonly root?: Node; readonly problem?: ActionProblem } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { allowTrailingComma: !strict, disallowComments: strict });
  } catch (error) {
    // The parser recurses, so brackets nested by the thousand exhaust the stack; no person writes that.
    if (!(error instanceof RangeError)) throw error;
    return { problem: failure({ start: 0, end: Math.min(1, text.length) }, t('This is nested too deeply.')) };
  }
  const first = errors[0];
  const problem = first && failure(visibleRange(text, first), describe(first, text));
  return { ...(root && { root }), ...(problem && { problem }) };
}

/** The keys of a JSON text that their object already has. */
export function repeated(text: string): readonly Span[] {
  const found: Span[] = [];
  const objects: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty(key, offset, length) {
      const seen = objects.at(-1);
      if (seen?.has(key)) found.push({ start: offset + 1, end: offset + length - 1, text: key });
      seen?.add(key);
    },
  });
  return found;
}

/** The content of a JSON string, without its quotes; `text` is what the escapes stand for. */
export function contentOf({ offset, length, value }: Node): Span {
  const closed = value.length <= length - 2;
  return { start: offset + 1, end: offset + length - (closed ? 1 : 0), text: value };
}

function failure(range: Range, message: string): ActionProblem {
  return { range, message, syntax: true };
}

function visibleRange(text: string, { offset, length }: ParseError): Range {
  if (length > 0 && offset < text.length) return { start: offset, end: Math.min(offset + length, text.length) };
  const start = text.trimEnd().length;
  return { start: Math.max(0, start - 1), end: start };
}

function describe({ error, offset }: ParseError, text: string): string {
  if (text.trim() === '') return t('The file is empty; expected a JSON object in braces.');
  const code = printParseErrorCode(error);
  if (code === 'InvalidSymbol' && text.slice(0, offset).trimEnd().endsWith('"'))
    return t('The text ends before this: a quote inside a text is written `\\"`.');
  return messages()[code] ?? t('This is not valid JSON.');
}

const messages = (): Readonly<Record<string, string>> => ({
  InvalidSymbol: t('This is not a JSON value: put texts in double quotes.'),
  InvalidNumberFormat: t('This is not a number as JSON writes it.'),
  PropertyNameExpected: t('Expected a field name in double quotes.'),
  ValueExpected: t('Expected a value.'),
  ColonExpected: t('Expected a colon after the field name.'),
  CommaExpected: t('A comma is missing before this.'),
  CloseBraceExpected: t('A closing brace `}` is missing.'),
  CloseBracketExpected: t('A closing bracket `]` is missing.'),
  EndOfFileExpected: t('The JSON ends before this: remove what follows it.'),
  InvalidCommentToken: t('Comments are not allowed here.'),
  UnexpectedEndOfComment: t('This comment is not closed: end it with `*/`.'),
  UnexpectedEndOfString: t('The closing quote of this text is missing; a line break in it is written `\\n`.'),
  UnexpectedEndOfNumber: t('This number is incomplete.'),
  InvalidUnicode: t('After `\\u` come four hexadecimal digits.'),
  InvalidEscapeCharacter: t('JSON has no such escape: write `\\\\` for a backslash.'),
  InvalidCharacter: t('This character must be escaped in a JSON text.'),
});
