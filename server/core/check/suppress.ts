import { t } from '@vscode/l10n';
import { nextLine } from '../text/lines';
import { nearest } from '../text/nearest';
import type { Span } from '../text/range';
import { type Report, type RuleCard, replace } from './rule';

/**
 * Whether a comment silences a code at an offset: `{{! check-disable-next-line CODE }}` in a template,
 * `// check-disable-next-line CODE` in an action; several codes with blanks or commas between them.
 */
export function suppressedLines(path: string, text: string): (code: string, offset: number) => boolean {
  // Few texts have such a comment, and looking for it tag by tag takes longer.
  if (!text.includes('check-disable-next-line')) return () => false;
  const lines = commentsIn(path, text).map(({ codes, end }) => {
    const start = nextLine(text, end);
    return { codes: new Set(codes.map(code => code.text)), start, end: nextLine(text, start) };
  });
  return (code, offset) => lines.some(({ codes, start, end }) => codes.has(code) && offset >= start && offset < end);
}

/** The rule for comments that silence nothing: they name no code, or one that is not among `codes`. */
export function silencesNothing(codes: () => Iterable<string>) {
  const card: RuleCard = {
    code: 'unknown-check',
    severity: 'warning',
    group: 'Action',
    summary: 'A comment that silences a check names none, or one that does not exist.',
  };
  return {
    cards: [card],
    check({ path, text }: { readonly path: string; readonly text: string }, report: Report): void {
      if (!text.includes('check-disable-next-line')) return;
      const known = [...codes()];
      for (const { codes: named, word } of commentsIn(path, text)) {
        if (named.length === 0) {
          const message = t('This silences nothing: name the code of the check behind it.');
          report({ code: 'unknown-check', range: word, message });
        }
        for (const code of named.filter(each => !known.includes(each.text))) unknownCode(code, path, known, report);
      }
    },
  };
}

function unknownCode(code: Span, path: string, known: readonly string[], report: Report): void {
  const meant = nearest(code.text, known);
  report({
    code: 'unknown-check',
    range: code,
    message: `${t`There is no check \`${code.text}\`, so this silences nothing.`}${meant ? ` ${t`Did you mean \`${meant}\`?`}` : ''}`,
    fixes: meant
      ? [
          {
            title: t`Change to ${meant}`,
            edits: [replace(path, code.start, code.end, meant)],
            preferred: true,
            safe: true,
          },
        ]
      : [],
  });
}

interface Comment {
  readonly codes: readonly Span[];
  /** `check-disable-next-line` itself. */
  readonly word: Span;
  readonly end: number;
}

function commentsIn(path: string, text: string): readonly Comment[] {
  const pattern = path.endsWith('.trimou')
    ? /\{\{!\s*(check-disable-next-line)([^{}]*)\}\}/g
    : /\/\/\s*(check-disable-next-line)(.*)|\/\*\s*(check-disable-next-line)(.*?)\*\//g;
  return [...text.matchAll(pattern)].map(match => {
    const word = match[1] ?? match[3] ?? '';
    const rest = match[2] ?? match[4] ?? '';
    const start = match.index + match[0].indexOf(word);
    const after = start + word.length;
    const codes = [...rest.matchAll(/[^\s,]+/g)].map(({ 0: code, index }) => ({
      text: code,
      start: after + index,
      end: after + index + code.length,
    }));
    return { codes, word: { text: word, start, end: after }, end: match.index + match[0].length };
  });
}
