import { t } from '@vscode/l10n';
import { parse } from '../../template/parse';
import type { Range } from '../../text/range';
import { replace, type TemplateRule } from '../rule';
import type { TemplateFile } from '../subject';

/** Quotes such as a word processor writes them, and single ones: neither JSON nor a helper takes them for quotes. */
export const foreignQuotes: TemplateRule = {
  cards: [
    {
      code: 'foreign-quotes',
      severity: 'error',
      group: 'Quoting and JSON',
      summary: 'A text stands in other quotes than straight double ones.',
    },
  ],
  check({ path, foreign = [] }, report) {
    for (const range of foreign) {
      const { start, end } = range;
      const edits = [start, end - 1].map(at => replace(path, at, at + 1, '"'));
      report({
        code: 'foreign-quotes',
        range,
        message: t('Only straight double quotes count as quotes.'),
        fixes: [{ title: t('Replace with straight quotes'), edits, preferred: true, safe: true }],
      });
    }
  },
};

/** The template as it is meant, with straight quotes in the place of others: what else is wrong with it is looked for there. */
export function straightened(file: TemplateFile): TemplateFile {
  if (!/['`\u2018-\u201f«»]/.test(file.text)) return file;
  const foreign: Range[] = [];
  const straight = (all: string, quoted: string | undefined, start: number) => {
    if (!quoted) return all;
    foreign.push({ start, end: start + all.length });
    return `"${all.slice(1, -1)}"`;
  };
  const body = file.json ? file.text.replace(stringOrForeign, straight) : file.text;
  const text = body.replace(argument, straight);
  return foreign.length > 0 ? { ...file, text, tree: parse(text, file.profile, file.name), foreign } : file;
}

const tag = String.raw`\{\{\{[^{}]*\}\}\}|\{\{(?!\{)[^{}]*\}\}`;
/** What stands in a string, tags among it, apart from some characters. */
const inside = (without: string) => String.raw`(?:${tag}|\{(?!\{)|[^\\\n{"${without}])*`;
/** Between quotes of a kind, from where a string of JSON may begin to where it may end. */
const between = (kind: string, last = kind) =>
  String.raw`[${kind}](?<=(?:[{[,:}]|^)\s*.)${inside(kind)}[${last}](?=\s*(?:[:,}\]]|\{\{|$))`;
const double = '\u201c-\u201f«»';
/** Strings and tags are passed over whole. Where one quote of two is straight, the other ends a line or a key. */
const stringOrForeign = new RegExp(
  String.raw`(${between("'`\u2018-\u201b")}|${between(double, `${double}"`)}|"${inside(double)}[${double}](?=\s*:|[\s,}\]]*$))|"(?:${tag}|\{(?!\{)|\\.|[^"\\\n{])*"|${tag}`,
  'gm',
);
/** A value in a tag. */
const argument = /(?<=\{\{[^!{}][^{}]{0,200}[=\s])([\u2018-\u201f][^\u2018-\u201f"{}\n]*[\u2018-\u201f])(?=[\s}])/g;
