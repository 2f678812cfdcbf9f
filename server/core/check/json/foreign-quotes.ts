import { t } from '@vscode/l10n';
import { parse } from '../../template/parse';
import type { Range } from '../../text/range';
import { replace, type TemplateRule } from '../rule';
import type { TemplateFile } from '../subject';

/** Quotes as a word processor or HTML writes them, and single ones: neither JSON nor a helper takes them for quotes. */
export const foreignQuotes: TemplateRule = {
  cards: [
    {
      code: 'foreign-quotes',
      severity: 'error',
      group: 'Quoting and JSON',
      summary: 'A text is in other quotes than straight double ones.',
    },
  ],
  check({ path, text, foreign = [] }, report) {
    for (const range of foreign) {
      const { start, end } = range;
      // Here the text has straight quotes already, and blanks beside them where the others are longer.
      const [open, close] = [text.indexOf('"', start) + 1, text.lastIndexOf('"', end - 1)];
      const edits = [replace(path, start, open, '"'), replace(path, close, end, '"')];
      report({
        code: 'foreign-quotes',
        range,
        message: t('Only straight double quotes count as quotes.'),
        fixes: [{ title: t('Replace with straight quotes'), edits, preferred: true, safe: true }],
      });
    }
  },
};

/**
 * The template as it was meant, with straight quotes in place of the others: further mistakes are looked for in that.
 */
export function straightened(file: TemplateFile): TemplateFile {
  if (!/['`&\u2018-\u201f\u2032-\u2036«»]/.test(file.text)) return file;
  const foreign: Range[] = [];
  const straight = (all: string, quoted: string | undefined, start: number) => {
    if (!quoted) return all;
    foreign.push({ start, end: start + all.length });
    // Longer ones leave room for blanks, so that everything else keeps its place.
    return all
      .replace(longOpening, quote => '"'.padStart(quote.length))
      .replace(longClosing, quote => '"'.padEnd(quote.length));
  };
  const body = file.json ? file.text.replace(stringOrForeign, straight) : file.text;
  const text = body.replace(argument, straight);
  return foreign.length > 0 ? { ...file, text, tree: parse(text, file.profile, file.name), foreign } : file;
}

const tag = String.raw`\{\{\{[^{}]*\}\}\}|\{\{(?!\{)[^{}]*\}\}`;
/** The inside of a string, tags included, without certain characters. */
const inside = (without: string) => String.raw`(?:${tag}|\{(?!\{)|[^\\\n{"${without}])*`;
/** Between quotes of a kind, from where a string of JSON may begin to where it may end. */
const between = (open: string, close: string, without: string) =>
  String.raw`${open}(?<=(?:[{[,:}]|^)\s*${open})${inside(without)}?${close}(?=\s*(?:[:,}\]]|\{\{|$))`;
const html = '&(?:quot|[lrb]dquo|apos|#34|#39|#x22);';
const double = '\u201c-\u201f\u2033\u2036«»';
const single = "'`\u2018-\u201b\u2032\u2035";
const [longOpening, longClosing] = [new RegExp(`^(?:''(?!$)|${html}|.)`), new RegExp(`(?:''|${html}|.)$`)];
/** Strings and tags are skipped as a whole. Where one of two quotes is straight, the other one ends a line or a key. */
const stringOrForeign = new RegExp(
  String.raw`(${between(html, html, '')}|${between("''", "''", "'")}|${between(`[${single}]`, `[${single}"]`, single)}|${between(`[${double}]`, `[${double}"]`, double)}|"${inside(double + single)}[${double}${single}](?=\s*:|[\s,}\]]*$))|"(?:${tag}|\{(?!\{)|\\.|[^"\\\n{])*"|${tag}`,
  'gm',
);
/** A value in a tag. */
const argument = /(?<=\{\{[^!{}][^{}]{0,200}[=\s])([\u2018-\u201f][^\u2018-\u201f"{}\n]*[\u2018-\u201f])(?=[\s}])/g;
