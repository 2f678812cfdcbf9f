import { choiceHelpers } from './helpers/choices';
import { conditionHelpers } from './helpers/conditions';
import { formatHelpers } from './helpers/format';
import type { Helper, Suffix } from './helpers/helper';
import { invokeHelper } from './helpers/invoke';
import { loopHelpers } from './helpers/loops';
import { tealiumSuffixes } from './helpers/suffixes';
import { tealiumBlockHelpers } from './helpers/tealiumBlocks';
import { tealiumTextHelpers } from './helpers/tealiumText';
import { tealiumValueHelpers } from './helpers/tealiumValues';
import { templateHelpers } from './helpers/templates';
import { valueHelpers } from './helpers/values';
import type { Profile } from './profile';

const trimouHelpers: readonly Helper[] = [
  ...conditionHelpers,
  ...loopHelpers,
  ...choiceHelpers,
  ...valueHelpers,
  ...templateHelpers,
  ...formatHelpers,
  invokeHelper,
];

const tealiumHelpers: readonly Helper[] = [...tealiumTextHelpers, ...tealiumValueHelpers, ...tealiumBlockHelpers];

const trimouDefaults: Omit<Profile, 'name' | 'helpers' | 'helperTable' | 'suffixTable'> = {
  escapeHtml: true,
  numbers: 'natural',
  removeStandaloneLines: true,
  handlebars: true,
  bracketKeys: false,
  missingValueIsError: false,
  recursionLimit: 10,
  indexedSets: false,
  partials: true,
  listSeparator: ', ',
};

/** Trimou 2.3.0 as it comes, with the extra helpers: HTML is escaped, numbers are what JSON says. */
export const trimouProfile: Profile = trimouProfileWith({});

/** Trimou with other settings than its defaults: for running recorded cases, which name theirs. */
export function trimouProfileWith(
  settings: Partial<Omit<Profile, 'name' | 'helpers' | 'helperTable' | 'suffixTable'>> & {
    /** Without the helpers that have to be registered. */
    readonly builtInOnly?: boolean;
    /** Helpers that the host registered. */
    readonly more?: readonly Helper[];
  },
): Profile {
  const { builtInOnly = false, more = [], ...others } = settings;
  const own = trimouHelpers.filter(helper => !builtInOnly || helper.origin === 'trimou built in');
  return { ...trimouDefaults, ...others, name: 'trimou', ...tables([...own, ...more], []) };
}

/** What nobody outside Tealium knows about its engine. Each default is the likely value, and an assumption. */
export interface TealiumSettings {
  /** Assumption: `{{x}}` is not escaped, since Tealium's documentation prints quotes from it. */
  readonly escapeHtml: boolean;
  /** Assumption: numbers arrive as Double, which is what the documentation prints; with `natural` whole ones as Integer or Long. */
  readonly numbers: 'double' | 'natural';
  /**
   * Assumption: of Trimou's extra helpers, Tealium has only those that it documents (isEq, isNotEq). Tags of missing
   * helpers print nothing, so a template without them is right either way.
   */
  readonly extraHelpers: boolean;
  /** Assumption: `toInteger` gives a Long, so that `isEq n.toInteger 3` is false and `isEq n.toInteger 3L` is true. */
  readonly integers: 'long' | 'integer';
  /** Assumption: `{{set.0}}` prints nothing, since Java's sets have no index. */
  readonly indexedSets: boolean;
  /** Assumption: each template is rendered on its own, since the documentation knows no partials. */
  readonly partials: boolean;
  /** Assumption: lists print `[a, b]` as Java does; an example of the documentation shows `[a,b]`. */
  readonly listSeparator: ', ' | ',';
}

const defaultTealiumSettings: TealiumSettings = {
  escapeHtml: false,
  numbers: 'double',
  extraHelpers: false,
  integers: 'long',
  indexedSets: false,
  partials: false,
  listSeparator: ', ',
};

/** What we take Tealium's engine to be: no escaping, all numbers Doubles, its own helpers beside Trimou's. */
export const tealiumProfile: Profile = tealiumProfileWith({});

export function tealiumProfileWith(settings: Partial<TealiumSettings>): Profile {
  const { extraHelpers, integers, ...others } = { ...defaultTealiumSettings, ...settings };
  const trimou = trimouHelpers.filter(
    helper => extraHelpers || helper.documentedByTealium || helper.origin === 'trimou built in',
  );
  // Tealium's `join` takes the place of Trimou's, which has other parameters.
  const all = tables([...trimou, ...tealiumHelpers], tealiumSuffixes(integers));
  return { ...trimouDefaults, ...others, name: 'tealium', ...all };
}

function tables(helpers: readonly Helper[], suffixes: readonly Suffix[]) {
  const helperTable = new Map(helpers.map(helper => [helper.name, helper] as const));
  const suffixTable = new Map(suffixes.map(suffix => [suffix.name, suffix] as const));
  return { helpers: new Set(helperTable.keys()), helperTable, suffixTable };
}
