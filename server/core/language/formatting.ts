import type { Edit } from '../check/finding';
import { parse } from '../template/parse';
import { lineEnd, lineStart } from '../text/lines';
import type { Range } from '../text/range';
import type { TemplateDocument } from './document';
import { gapsOf, type Layout } from './formatting/gaps';
import { isJson } from './formatting/grammar';
import { printsTheSame } from './formatting/sameOutput';
import { type Token, tokensOf } from './formatting/tokens';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/**
 * The edits that lay out a JSON template. Nothing in its output changes but white space between the tokens of the JSON;
 * a template that is broken, or whose JSON cannot be followed through its sections, stays as it is.
 * @param within only the lines that this range touches
 */
export function format(document: TemplateDocument, options: FormatOptions, within?: Range): readonly Edit[] {
  const { text, tree, profile } = document;
  if (!document.json || tree.problems.length > 0) return [];
  const tokens = tokensOf(tree, profile);
  if (!tokens.followed || !tokens.closed || !isJson(tokens.all)) return [];
  const edits = editsOf(document, tokens.all, layoutOf(text, options)).filter(
    ({ range }) => !within || touchesLines(text, within, range),
  );
  if (edits.length === 0) return [];
  const formatted = parse(applied(text, edits), profile);
  return printsTheSame(document, tokens.all, formatted) ? edits : [];
}

/**
 * The edit that indents a line while it is typed: a new one, or one that begins with a closing bracket that was just
 * typed.
 * @param offset right after what was typed
 */
export function indentOnType(document: TemplateDocument, offset: number, options: FormatOptions): readonly Edit[] {
  const { text, path, profile } = document;
  if (!document.json) return [];
  const start = lineStart(text, offset);
  const end = start + /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))![0].length;
  const bracket = /^[}\]]/.test(text.slice(end, end + 1));
  if (end < offset && !(bracket && end + 1 === offset)) return [];
  const { depth, inString, followed } = tokensOf(parse(text.slice(0, start), profile), profile);
  if (inString || !followed) return [];
  const indentation = layoutOf(text, options).unit.repeat(Math.max(0, depth - (bracket ? 1 : 0)));
  return text.slice(start, end) === indentation ? [] : [{ path, range: { start, end }, text: indentation }];
}

function editsOf({ path, text }: TemplateDocument, tokens: readonly Token[], layout: Layout): readonly Edit[] {
  return gapsOf(text, tokens, layout).flatMap((gap, index) => {
    const start = tokens[index - 1]?.range.end ?? 0;
    const end = tokens[index]?.range.start ?? text.length;
    return text.slice(start, end) === gap ? [] : [{ path, range: { start, end }, text: gap }];
  });
}

function layoutOf(text: string, { tabSize, insertSpaces }: FormatOptions): Layout {
  const columns = Math.max(1, Math.min(16, Math.trunc(tabSize) || 2));
  const unit = insertSpaces ? ' '.repeat(columns) : '\t';
  return { unit, columns, lineBreak: lineBreakOf(text) };
}

function lineBreakOf(text: string): string {
  return ['\r\n', '\n', '\r'].find(lineBreak => text.includes(lineBreak)) ?? '\n';
}

function applied(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let last = 0;
  for (const { range, text: replacement } of edits) {
    pieces.push(text.slice(last, range.start), replacement);
    last = range.end;
  }
  return pieces.join('') + text.slice(last);
}

function touchesLines(text: string, within: Range, { start, end }: Range): boolean {
  return start <= lineEnd(text, within.end) && end >= lineStart(text, within.start);
}
