import { t } from '@vscode/l10n';
import type { Node, Template } from '../template/tree';
import { childrenOf } from '../template/walk';
import { indentation, lineEnd, lineStart, nextLine } from '../text/lines';
import type { Range } from '../text/range';
import { isText } from './ends';
import type { Explanation } from './explanation';
import { sectionsAround } from './surroundings';

/** A bracket that is wrong, misplaced or missing, what would be right, and what to say of it. */
interface BracketSlip extends Range {
  readonly text: string;
  readonly told: Pick<Explanation, 'code' | 'range' | 'message'>;
}

interface Bracket {
  readonly at: number;
  readonly character: string;
}

/**
 * What may have been done wrong where the brackets of a template's own text do not pair up: single slips, each of which
 * would explain it, the likeliest first. None where they do pair up, or where it takes more than one slip. Whether
 * undoing one makes JSON is for the proof to say.
 */
export function bracketSlips(template: Template): readonly BracketSlip[] {
  const brackets = bracketsOf(template);
  const open: Bracket[] = [];
  const pairs: Pair[] = [];
  let slips: readonly BracketSlip[] | undefined;
  for (const bracket of brackets) {
    if (bracket.character in partners) {
      open.push(bracket);
      continue;
    }
    const opener = open.at(-1);
    if (opener && partners[opener.character] === bracket.character) {
      pairs.push({ opener, closer: bracket });
      open.pop();
      continue;
    }
    slips = opener ? [...swapped(opener, bracket), ...unclosed(opener, bracket.at, template)] : [];
    slips = [...slips, ...(opener ? [] : superfluous(pairs, template)), ...unopened(bracket, opener, template)];
    break;
  }
  slips ??= open.length > 0 ? neverClosed(open, pairs, template) : [];
  return slips.filter(each => pairsUp(brackets, each));
}

interface Pair {
  readonly opener: Bracket;
  readonly closer: Bracket;
}

const partners: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** One bracket instead of another. */
function swapped(opener: Bracket, closer: Bracket): readonly BracketSlip[] {
  const wanted = closer.character === '}' ? '{' : '[';
  const other = partners[opener.character]!;
  return [
    slip(
      opener.at,
      t`This \`${opener.character}\` is closed by \`${closer.character}\`: write \`${wanted}\` here.`,
      wanted,
    ),
    slip(closer.at, t`\`${closer.character}\` does not close the \`${opener.character}\` that is open here.`, other),
  ];
}

/** The closing bracket is missing: at the end of the line, of the section, or of what is indented. */
function unclosed(opener: Bracket, before: number, template: Template): readonly BracketSlip[] {
  const { source } = template;
  const places = [contentEnd(source, lineEnd(source, opener.at))];
  const inner = sectionsAround(template, opener.at).at(-1);
  if (inner?.close) {
    const separator = inner.children.findLast(
      child => child.kind === 'section' && child.close && /^\s*,\s*$/.test(within(source, child.tag, child.close)),
    );
    if (separator) places.push(contentEnd(source, separator.range.start));
    places.push(contentEnd(source, inner.close.range.start));
  }
  places.push(
    contentEnd(source, endOfIndented(source, opener.at)),
    contentEnd(source, before),
    source.trimEnd().length,
  );
  const message = t`This \`${opener.character}\` is never closed.`;
  return [...new Set(places)]
    .filter(at => at > opener.at)
    .map(at => slip(opener.at, message, partners[opener.character]!, at));
}

/** The opening bracket is missing: after a colon, or at the beginning of the section, the line or the text. */
function unopened(closer: Bracket, around: Bracket | undefined, template: Template): readonly BracketSlip[] {
  const { source } = template;
  const text = closer.character === '}' ? '{' : '[';
  const from = around ? around.at + 1 : 0;
  const before = source.slice(from, closer.at);
  const inner = sectionsAround(template, closer.at).at(-1);
  const places = [
    ...[...before.matchAll(/"\s*:[ \t]*(?=[\r\n]*\s*"[^"\n]*"\s*:)/g)].map(
      ({ 0: found, index }) => from + index + found.length,
    ),
    ...(inner && inner.tag.range.end >= from ? [contentStart(source, inner.tag.range.end)] : []),
    contentStart(source, Math.max(from, lineStart(source, closer.at))),
    contentStart(source, from),
  ];
  const message = t`There is nothing open that \`${closer.character}\` could close.`;
  return [
    ...[...new Set(places)].map(at => slip(closer.at, message, apart(text, source[at] ?? ''), at)),
    slip(closer.at, message, ''),
  ];
}

/** The bracket, with a blank after it if a blank or a brace follows. */
function apart(bracket: string, next: string): string {
  return /\s/.test(next) ? ` ${bracket}` : next === '{' ? `${bracket} ` : bracket;
}

/** A bracket too many: it closes one of another indentation, or follows another closing bracket. */
function superfluous(pairs: readonly Pair[], { source }: Template): readonly BracketSlip[] {
  return pairs
    .filter(pair => isMisaligned(pair, source) || (isDoubled(pair.closer, source) && spansLines(pair, source)))
    .slice(0, 3)
    .map(({ closer }) => {
      const message = t`This \`${closer.character}\` is one too many.`;
      return slip(closer.at, message, '');
    });
}

/**
 * Of the brackets still open at the end, the one whose partner, to judge by the indentation, closes another one; else
 * the innermost.
 */
function neverClosed(open: readonly Bracket[], pairs: readonly Pair[], template: Template): readonly BracketSlip[] {
  const misaligned = pairs.filter(pair => isMisaligned(pair, template.source)).map(({ opener }) => opener);
  return [...misaligned.slice(0, 2), ...[...open].reverse().slice(0, 2)].flatMap(opener => [
    ...unclosed(opener, template.source.length, template),
    slip(opener.at, t`This \`${opener.character}\` is never closed.`, ''),
  ]);
}

/** `text` is written over the bracket at `at`, or inserted at another place. */
function slip(at: number, message: string, text: string, insert?: number): BracketSlip {
  const range = { start: at, end: at + 1 };
  const place = insert === undefined ? range : { start: insert, end: insert };
  return { ...place, text, told: { code: 'unbalanced-json', range, message } };
}

/** The brackets of the JSON in a template's own text; those in strings are text, and a string ends with its line. */
function bracketsOf({ source, children }: Template): readonly Bracket[] {
  const found: Bracket[] = [];
  let inString = false;
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (!isText(node)) {
        visit(childrenOf(node) ?? []);
        continue;
      }
      for (let at = node.range.start; at < node.range.end; at++) {
        const character = source[at]!;
        if (inString && character === '\\') at++;
        else if (character === '"') inString = !inString;
        else if (character === '\n') inString = false;
        else if (!inString && '{}[]'.includes(character)) found.push({ at, character });
      }
    }
  };
  visit(children);
  return found;
}

function pairsUp(brackets: readonly Bracket[], { start, end, text }: BracketSlip): boolean {
  const changed = brackets.filter(({ at }) => at < start || at >= end);
  if (text) changed.push({ at: start - 0.5, character: text.trim() });
  const open: string[] = [];
  for (const { character } of changed.sort((a, b) => a.at - b.at)) {
    if (character in partners) open.push(partners[character]!);
    else if (open.pop() !== character) return false;
  }
  return open.length === 0;
}

function isMisaligned({ opener, closer }: Pair, source: string): boolean {
  const own = lineStart(source, closer.at);
  const before = source.slice(own, closer.at);
  return before.trim() === '' && opener.at < own && before !== indentation(source, opener.at);
}

function spansLines({ opener, closer }: Pair, source: string): boolean {
  return source.slice(opener.at, closer.at).includes('\n');
}

function isDoubled({ at }: Bracket, source: string): boolean {
  return /[}\]]/.test(source[at - 1] ?? '');
}

/** Where the next line begins that is indented no further than the line of `at`. */
function endOfIndented(source: string, at: number): number {
  const indent = indentation(source, at).length;
  for (let line = nextLine(source, at); line < source.length; line = nextLine(source, line)) {
    const isBlank = source.slice(line, lineEnd(source, line)).trim() === '';
    if (!isBlank && indentation(source, line).length <= indent) return line;
  }
  return source.length;
}

/** Where the text before `at` ends, without trailing blanks and a trailing comma. */
function contentEnd(source: string, at: number): number {
  return source.slice(0, at).replace(/[\s,]*$/, '').length;
}

function contentStart(source: string, at: number): number {
  return at + /^\s*/.exec(source.slice(at, at + 400))![0].length;
}

function within(source: string, tag: { readonly range: Range }, close: { readonly range: Range }): string {
  return source.slice(tag.range.end, close.range.start);
}
