import { builtInHelpers, extraHelpers, suffixes, tealiumHelpers } from './helpers/table';
import type { Profile } from './profile';

/** Trimou 2.3.0 as it comes, with the extra helpers: HTML is escaped, numbers are what JSON says. */
export const trimouProfile: Profile = profileOf(
  'trimou',
  true,
  'natural',
  new Map([...builtInHelpers, ...extraHelpers]),
);

/** What we take Tealium's engine to be: no escaping, all numbers Doubles, its own helpers beside Trimou's. */
export const tealiumProfile: Profile = {
  ...profileOf(
    'tealium',
    false,
    'double',
    new Map([
      ...builtInHelpers,
      ...[...extraHelpers].filter(([name]) => name === 'isEq' || name === 'isNotEq'),
      ...tealiumHelpers,
    ]),
  ),
  suffixTable: suffixes,
};

function profileOf(
  name: Profile['name'],
  escapeHtml: boolean,
  numbers: Profile['numbers'],
  table: Profile['helperTable'],
): Profile {
  return {
    name,
    escapeHtml,
    numbers,
    removeStandaloneLines: true,
    helpers: new Set(table.keys()),
    helperTable: table,
    suffixTable: new Map(),
    handlebars: true,
    bracketKeys: false,
    missingValueIsError: false,
    recursionLimit: 10,
  };
}
