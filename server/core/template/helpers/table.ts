import type { Helper, Origin, Suffix } from './helper';

const builtIn = [
  ['each', 'section', 0],
  ['if', 'section', 1],
  ['unless', 'section', 1],
  ['with', 'section', 1],
  ['is', 'value', 2],
] as const;
const extra = [
  ['isOdd', 'both', 1],
  ['isEven', 'both', 1],
  ['set', 'section', 0],
  ['isEq', 'section', 1],
  ['isNotEq', 'section', 1],
  ['isNull', 'section', 1],
  ['isNotNull', 'section', 1],
  ['choose', 'section', 0],
  ['when', 'section', 1],
  ['otherwise', 'section', 0],
  ['switch', 'section', 0],
  ['case', 'section', 1],
  ['default', 'section', 0],
  ['join', 'value', 1],
  ['alt', 'both', 1],
  ['min', 'both', 1],
  ['max', 'both', 1],
  ['eval', 'both', 1],
  ['numExpr', 'both', 1],
  ['include', 'value', 1],
  ['embed', 'value', 1],
  ['repeat', 'section', 0],
  ['fmt', 'value', 2],
  ['tag', 'both', 1],
  ['cache', 'section', 0],
  ['async', 'section', 0],
  ['invoke', 'both', 0],
] as const;
const tealium = [
  ['join', 'value', 1],
  ['formatDate', 'value', 1],
  ['hash', 'value', 1],
  ['substring', 'value', 1],
  ['substringAfter', 'value', 1],
  ['substringAfterLast', 'value', 1],
  ['substringBefore', 'value', 1],
  ['substringBeforeLast', 'value', 1],
  ['substringBetween', 'value', 1],
  ['unixTimestamp', 'value', 0],
  ['unixTimestampMs', 'value', 0],
  ['uuid', 'value', 0],
  ['encodeBase64', 'section', 0],
  ['encodeUrl', 'section', 0],
  ['escapeHtml', 'section', 0],
  ['escapeJson', 'section', 0],
  ['escapeXml', 'section', 0],
  ['jsonMinify', 'section', 0],
  ['md5', 'section', 0],
  ['sha1', 'section', 0],
  ['sha256', 'section', 0],
] as const;
const documented = new Set(['each', 'if', 'unless', 'isEq', 'isNotEq']);

type Row = readonly [string, 'section' | 'value' | 'both', number];

function helper([name, kind, required]: Row, origin: Origin): Helper {
  return {
    name,
    kind,
    origin,
    documentedByTealium: origin === 'tealium' || documented.has(name),
    parameters: Array.from({ length: required }, (_, index) => ({ name: `value${index}`, help: '' })),
    hash: [],
    appliesTo: ['any'],
    prints: 'value',
    help: '',
    example: { template: '', data: '{}', output: '' },
    javaClass: `org.trimou.handlebars.${name}`,
    ...(name === 'choose' || name === 'switch' ? { bodyNeedsTag: true } : {}),
    ...(name === 'set' ? { requiredHashEntries: 1 } : {}),
  };
}

function table(rows: readonly Row[], origin: Origin): Map<string, Helper> {
  return new Map(rows.map(row => [row[0], helper(row, origin)]));
}

export const builtInHelpers = table(builtIn, 'trimou built in');
export const extraHelpers = table(extra, 'trimou extra');
export const tealiumHelpers = table(tealium, 'tealium');
export const suffixes = new Map<string, Suffix>(
  ['toJson', 'toInteger', 'castIntegers', 'sum', 'toList', 'toTimestamp', 'toTimestampMs'].map(name => [
    name,
    {
      name,
      kind: 'suffix',
      origin: 'tealium',
      documentedByTealium: true,
      parameters: [],
      hash: [],
      appliesTo: ['any'],
      prints: 'value',
      help: '',
      example: { template: '', data: '{}', output: '' },
      apply: () => null,
    },
  ]),
);
