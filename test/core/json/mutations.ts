import fc from 'fast-check';

/** Changes to a body as people make them, by accident or on purpose. One number says where, another how. */

const tag = /\{\{\{?[^{}]*\}\}\}?/g;
const printedTag = /\{\{\{?&?\s*([\w$.]+)\s*\}\}\}?/g;
const sectionTag = /\{\{[#^/][^{}]*\}\}/g;

type Change = (text: string, where: number, how: number, names: readonly string[]) => string;

const one = <T>(list: readonly T[], number: number): T => list[number % list.length]!;

/** Puts something else in the place of one of the matches. */
function replaced(text: string, pattern: RegExp, where: number, change: (found: RegExpMatchArray) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const match = one(found, where);
  return text.slice(0, match.index) + change(match) + text.slice(match.index + match[0].length);
}

const suffixes = [
  '',
  '.toJson',
  '.toInteger',
  '.toTimestamp',
  '.toTimestampMs',
  '.sum',
  '.castIntegers',
  '.castIntegers.toJson',
  '.toList',
  '.toList.toJson',
  '.size',
  '.length',
  '.empty',
  '.0',
  '.1',
  '.toString',
  '.entrySet',
  '.sum.toInteger',
  '.Shirts',
  '.nope',
];

const valueHelpers = (x: string): readonly string[] => [
  `{{join ${x}}}`,
  `{{join ${x} on="\\",\\""}}`,
  `{{join ${x} on=" "}}`,
  `{{formatDate ${x} pattern="yyyy-MM-dd"}}`,
  `{{formatDate ${x} pattern="MMdd"}}`,
  `{{formatDate ${x}.toTimestampMs pattern="yyyy"}}`,
  `{{substring ${x} start="0" end="2"}}`,
  `{{substring ${x} start="1"}}`,
  `{{substringAfter ${x} separator="-"}}`,
  `{{substringBefore ${x} separator=","}}`,
  `{{substringAfterLast ${x} separator="/"}}`,
  `{{substringBeforeLast ${x} separator="."}}`,
  `{{substringBetween ${x} open="[" close="]"}}`,
  `{{hash algorithm="SHA-256" binaryEncoding="hex" ${x}}}`,
  '{{unixTimestamp}}',
  '{{unixTimestampMs}}',
  '{{uuid}}',
  `{{{${x}}}}`,
  `{{&${x}}}`,
  `{{ ${x} }}`,
  `{{${x}}}{{${x}}}`,
];

const blockHelpers = [
  'escapeJson',
  'md5',
  'sha1',
  'sha256',
  'encodeBase64',
  'encodeUrl',
  'escapeHtml',
  'escapeXml',
  'jsonMinify',
];

const around = (x: string, body: string): readonly string[] => [
  `{{#${x}}}${body}{{/${x}}}`,
  `{{^${x}}}${body}{{/${x}}}`,
  `{{#if ${x}}}${body}{{/if}}`,
  `{{#unless ${x}}}${body}{{/unless}}`,
  `{{#${x}}}${body}{{/${x}}}{{^${x}}}null{{/${x}}}`,
  `{{#if ${x}}}${body}{{/if}}{{^${x}}}null{{/${x}}}`,
  `{{#if ${x}}}${body}{{/if}}{{#unless ${x}}}null{{/unless}}`,
  `{{#isEq ${x} "gold"}}${body}{{/isEq}}{{#isNotEq ${x} "gold"}}0{{/isNotEq}}`,
  `{{#isEq ${x} 5}}${body}{{/isEq}}`,
  `{{#isNotEq ${x} true}}${body}{{/isNotEq}}`,
  `{{#isEq ${x} ""}}${body}{{/isEq}}`,
  `{{#each ${x}}}${body}{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}`,
  `{{#each ${x}.entrySet}}${body}{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}`,
  `{{#iter.hasNext}}${body}{{/iter.hasNext}}`,
  `{{^iter.isFirst}}${body}{{/iter.isFirst}}`,
  `{{#iter.isLast}}${body}{{/iter.isLast}}`,
  `{{#isEq iter.index 2}}${body}{{/isEq}}`,
  ...blockHelpers.map(name => `{{#${name}}}${body}{{/${name}}}`),
];

const pieces = [
  ',',
  '"',
  '{',
  '}',
  '[',
  ']',
  ':',
  ' ',
  '\n',
  '0',
  '1',
  '-',
  'null',
  '\\',
  ',,',
  '{{! a comment }}',
  '\n{{! a comment }}\n',
  '{{=<% %>=}}<%={{ }}=%>',
  '\n  ',
];

const changes: readonly Change[] = [
  // A character is lost.
  (text, where) => {
    const found = [...text.matchAll(/[,"{}[\]:]/g)];
    if (found.length === 0) return text;
    const at = one(found, where).index;
    return text.slice(0, at) + text.slice(at + 1);
  },
  // Something is put in beside a character that matters.
  (text, where, how) =>
    replaced(
      text,
      /[,"}\]:[{]/g,
      where,
      ([found]) => (how % 2 ? found : '') + one(pieces, how >> 1) + (how % 2 ? '' : found),
    ),
  // Another suffix, another helper, other braces.
  (text, where, how) =>
    replaced(text, printedTag, where, match => `{{${match[1]!.replace(/\.\w+$/, '')}${one(suffixes, how)}}}`),
  (text, where, how) => replaced(text, printedTag, where, match => `{{${match[1]}${one(suffixes, how)}}}`),
  (text, where, how) => replaced(text, printedTag, where, match => one(valueHelpers(match[1]!), how)),
  // Another name.
  (text, where, how, names) =>
    replaced(
      text,
      /(\{\{[#^/&]?(?:if |unless |isEq |isNotEq |each )?)([A-Za-z_]\w*)/g,
      where,
      match => match[1]! + one(names, how),
    ),
  // A value stands inside a section.
  (text, where, how, names) =>
    replaced(text, printedTag, where, match =>
      one(around(how % 2 ? match[1]! : one(names, how >> 6), match[0]), how >> 1),
    ),
  (text, where, how, names) =>
    replaced(text, /"\{\{[^{}]*\}\}"/g, where, match => one(around(one(names, how >> 6), match[0]), how >> 1)),
  // A member or an element stands inside a section.
  (text, where, how, names) =>
    replaced(text, /,?\s*"\w+"\s*:\s*("[^"]*"|\{\{[^{}]*\}\}|[\d.]+|\w+),?/g, where, match =>
      one(around(one(names, how >> 6), match[0]), how),
    ),
  // A tag is lost, doubled or moved to a line of its own.
  (text, where) => replaced(text, sectionTag, where, () => ''),
  (text, where) => replaced(text, tag, where, ([found]) => found + found),
  (text, where, how) => replaced(text, tag, where, ([found]) => (how % 2 ? `\n${found}\n` : `\n  ${found}`)),
  // The other way round.
  (text, where) => replaced(text, /\{\{([#^])(?=\w+\}\})/g, where, match => (match[1] === '#' ? '{{^' : '{{#')),
  (text, where, how) =>
    replaced(
      text,
      /iter\.(hasNext|isFirst|isLast|first|last|index)/g,
      where,
      () => `iter.${one(['hasNext', 'isFirst', 'isLast', 'first', 'last', 'index', 'odd', 'even', 'position'], how)}`,
    ),
  // A section goes with all that is in it.
  (text, where) => replaced(text, /\{\{([#^])(\w+)[^{}]*\}\}(?:(?!\{\{[#^]).)*?\{\{\/\2\}\}/gs, where, () => ''),
  // Delimiters change for the rest.
  (text, where) => {
    const found = [...text.matchAll(tag)];
    if (found.length === 0) return text;
    const at = one(found, where).index;
    return `${text.slice(0, at)}{{=[[ ]]=}}${text.slice(at).replace(/\{\{/g, '[[').replace(/\}\}/g, ']]')}`;
  },
  // Something is doubled.
  (text, where) => replaced(text, /"\w+"\s*:/g, where, ([found]) => `${found} 1, ${found}`),
];

/** One to three changes of a body; `names` are the variables that may be inserted. */
export const mutations = fc
  .array(fc.tuple(fc.nat(changes.length - 1), fc.nat(63), fc.nat(4095)), { minLength: 0, maxLength: 4 })
  .map(
    list =>
      (text: string, names: readonly string[]): string =>
        list.reduce((body, [change, where, how]) => changes[change]!(body, where, how, names), text),
  );
