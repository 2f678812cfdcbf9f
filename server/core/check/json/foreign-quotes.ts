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
  const foreign = foreignIn(file);
  if (foreign.length === 0) return file;
  let text = '';
  let at = 0;
  for (const { start, end } of foreign) {
    text += `${file.text.slice(at, start)}"${file.text.slice(start + 1, end - 1)}"`;
    at = end;
  }
  text += file.text.slice(at);
  return { ...file, text, tree: parse(text, file.profile, file.name), foreign };
}

function foreignIn({ text, json }: TemplateFile): readonly Range[] {
  if (!/['`\u2018-\u201f«»]/.test(text)) return [];
  const found: Range[] = [];
  if (json) {
    for (const match of text.matchAll(stringOrForeign)) {
      if (match.groups!.foreign !== undefined) found.push(rangeOf(match));
    }
  }
  for (const tag of text.matchAll(anyTag)) {
    for (const match of tag[0].startsWith('{{!') ? [] : tag[0].matchAll(argument)) {
      const { start, end } = rangeOf(match);
      found.push({ start: tag.index + start, end: tag.index + end });
    }
  }
  const sorted = found.sort((a, b) => a.start - b.start);
  return sorted.filter(({ start }, index) => start >= (sorted[index - 1]?.end ?? 0));
}

function rangeOf({ 0: { length }, index }: RegExpExecArray): Range {
  return { start: index, end: index + length };
}

const tag = String.raw`\{\{\{[^{}]*\}\}\}|\{\{(?!\{)[^{}]*\}\}`;
const anyTag = new RegExp(tag, 'g');
/** What stands in a string, tags among it, apart from some characters. */
const inside = (without: string) => String.raw`(?:${tag}|\{(?!\{)|[^\\\n{${without}])*`;
/** Where a string of JSON may begin, its quote read, and where it may have ended. */
const begins = String.raw`(?<=(?:[{[,:}]|^)\s*.)`;
const ends = String.raw`(?=\s*(?:[:,}\]]|\{\{|$))`;
const single = "'`\u2018-\u201b";
const double = '\u201c-\u201f«»';
const foreign = [
  `[${single}]${begins}${inside(`${single}"`)}[${single}]${ends}`,
  `[${double}]${begins}${inside(`${double}"`)}[${double}"]${ends}`,
  // One of the two is straight: the last of its line, or a key.
  String.raw`"${inside(`${double}"`)}[${double}](?=\s*:|[\s,}\]]*$)`,
].join('|');
/** Strings and tags are passed over whole. */
const stringOrForeign = new RegExp(
  String.raw`(?<foreign>${foreign})|"(?:${tag}|\{(?!\{)|\\.|[^"\\\n{])*"|${tag}`,
  'gm',
);
const argument = /(?<=[=\s])[\u2018-\u201f][^\u2018-\u201f"{}\n]*[\u2018-\u201f](?=[\s}])/g;
