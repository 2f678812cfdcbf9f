import type { Template } from '../template/tree';
import { lineEnd, lineStart } from '../text/lines';
import type { Range } from '../text/range';
import { notClosed } from './braces/brokenTags';
import type { Finding } from './finding';

/** A piece of the text, and what would be there if one key had been hit correctly. */
export interface Undone extends Range {
  readonly text: string;
  /** The code to report it under; absent: that of what comes of the slip. */
  readonly code?: string;
  /** What to report, where that is known. */
  readonly told?: Pick<Finding, 'code' | 'range' | 'message'>;
}

/** What may have been meant around findings, the likeliest first. */
export function undoings(source: string, findings: readonly Range[]): readonly Undone[] {
  const places = findings.flatMap(({ start, end }) => [start, end]);
  const lines = new Set(places.map(place => lineStart(source, place)));
  const suspects = [...lines].flatMap(line =>
    [...source.slice(line, lineEnd(source, line)).matchAll(suspect)].slice(0, 4).map(({ index }) => line + index),
  );
  const around = [0, -1, 1, -2].flatMap(offset => places.map(place => place + offset));
  const all = [...new Set([...suspects, ...around])].filter(at => at >= 0 && at < source.length);
  const removed = (at: number) => (signs.test(source[at]!) ? [{ start: at, end: at + 1, text: '' }] : []);
  return [
    ...oddKeys(source),
    ...suspects.flatMap(at => [...removed(at), ...swapped(source, at)]),
    ...all.flatMap(at => swapped(source, at)),
    ...all.flatMap(at => other(source, at)),
    ...[...suspects, ...places].flatMap(at => [quoteAt(at), { start: at, end: at, text: '{' }]),
    ...all.flatMap(removed),
  ];
}

/**
 * `{(#plan}}`, `{#{plan}}`, `{p{lan}}`, `{{plan}"}`, `"nam"e:`, `"name"=`, `"name: …`, and parentheses in the place of
 * other brackets.
 */
export function oddKeys(source: string): readonly Undone[] {
  return [...source.matchAll(odd)].slice(0, 4).flatMap(({ 0: found, index }) => {
    const code = 'invalid-json';
    if (found === ':') return [{ ...quoteAt(index), code }];
    if (found === '""') return [{ start: index, end: index + 2, text: '"', code }];
    if (found === ' ' || source.startsWith('""', index - 1)) return [{ start: index, end: index + 1, text: '', code }];
    return [...swapped(source, index), ...other(source, index)];
  });
}

/** With the flag `m`: `^` and `$` are the ends of a line. */
const odd = new RegExp(
  [
    /(?<=[^}]\})"(?=\}(?!\}))/, // `{{plan}"}`
    /(?<=(?<!\{)\{)[^{}\s"](?=\{?[^{}\n]*\}\}(?!\}))/, // `{(#plan}}`, `{#{plan}}`, `{p{lan}}`
    /[()](?:(?=,?[ \t]*$)|(?<=(?:^|:)[ \t]*.))/, // a parenthesis that begins or ends a value
    /"(?<="\w{1,40}.)(?=\w+:)/, // `"nam"e:`
    /[=;](?<="\w{1,40}".)/, // `"name"=`
    /:(?<=^[ \t]*"\w{1,40}.)/, // `"name: …`
    /(?<=[^{]\{) (?=\{\w)/, // `{ {plan`
    /""(?=[\w{])/, // `""name"`
    /"(?<=[\w}]".)(?=\s*[:,\]}\n])/, // `"name"":`
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);

/** `{{name"}}` or `{{total}, "b": 1}}`: a tag that is not closed and ends with the objects around it. */
export function swallowing(source: string): readonly Undone[] {
  return [...source.matchAll(swallower)].slice(0, 4).map(({ 0: tag, 1: brace, index }) => {
    const end = index + tag.length;
    const told = { ...notClosed(brace !== undefined, 2), range: { start: index, end } };
    return { start: end, end, text: brace ?? '}}', told };
  });
}

const swallower = /\{\{[^\s{}"',]+(?:(\})(?=[\s",\]])|(?="|,\s*"))/g;

/** A section or its end without its sign: `{{plan}}` for `{{#plan}}`, `{{#plan}}` for `{{/plan}}`. */
export function missingSigils({ source, problems }: Template): readonly Undone[] {
  return problems.slice(0, 2).flatMap(({ cause, range: { start, end } }): readonly Undone[] => {
    const isUnclosed = cause === 'unclosed-section';
    if (!isUnclosed && !/^(?:unopened|mismatched)-section-end$/.test(cause)) return [];
    const [, name = '', more] = /^\{\{[#^/]\s*([\w.$-]+)( ?)/.exec(source.slice(start, end)) ?? [];
    // A variable may be meant as an end if it has a line of its own, or comes right after another tag or a letter; a
    // lone helper always may.
    const before = isUnclosed && !more ? '(?:[\\p{L}}]|^[ \\t]*)' : '';
    const at = [...source.matchAll(new RegExp(`(?<=${before}\\{\\{)${name}(?=[ }])`, 'gmu'))].map(({ index }) => index);
    // The nearest one is the likeliest.
    const near = isUnclosed ? at.filter(place => place > start) : at.filter(place => place < start).reverse();
    const undone = near.slice(0, 3).flatMap(place => {
      const isCall = source[place + name.length] === ' ';
      const code = isCall ? { code: 'helper-as-value' } : {};
      return (isUnclosed ? ['/'] : ['#', '^']).map(text => ({ start: place, end: place, text, ...code }));
    });
    return isUnclosed ? [...undone, { start, end, text: `{{/${name}}}` }] : undone;
  });
}

/** Where to look first: braces in the wrong order, a comma between two branches, where a key ends and a value begins. */
const suspect = /(?<=\})\{(?=\}\{)|(?<=\}),(?=[\w"{])|(?<=": ?)["{]|:(?<="[\w ]{1,40}.)/g;

function quoteAt(at: number): Undone {
  return { start: at, end: at, text: '"' };
}

function swapped(source: string, at: number): Undone[] {
  const [one = '', two = ''] = source.slice(at, at + 2);
  if (one === two || !(signs.test(one) || signs.test(two)) || /[\n\r]/.test(one + two)) return [];
  return [{ start: at, end: at + 2, text: two + one }];
}

function other(source: string, at: number): Undone[] {
  return [...(wrong[source[at]!] ?? '')].map(text => ({ start: at, end: at + 1, text }));
}

const signs = /[{}[\]",:#^/! ]/;

/** The keys beside those that are meant. */
const wrong: Readonly<Record<string, string>> = {
  ')': '}',
  '(': '{',
  ']': '}',
  '[': '{',
  ';': ',:',
  '.': ',',
  ',': ':',
  ':': ',',
  '=': ':',
};
