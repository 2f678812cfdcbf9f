import type { Helper, Suffix } from './helpers/helper';

/** How an engine is set up. `trimou` is version 2.3.0 with the extra helpers; `tealium` is what we take Tealium's to be. */
export interface Profile {
  readonly name: 'trimou' | 'tealium';
  /** Whether `{{x}}` escapes HTML. Assumption for Tealium: it does not. */
  readonly escapeHtml: boolean;
  /** `double`: every JSON number is a Java Double. `natural`: whole numbers are Integer or Long. */
  readonly numbers: 'double' | 'natural';
  readonly removeStandaloneLines: boolean;
  /** The names that are helpers, for the parser and the checks; what they do is in the table of helpers. */
  readonly helpers: ReadonlySet<string>;
  /** The helpers by name: what the renderer runs, and what completion, hover and checks quote. */
  readonly helperTable: ReadonlyMap<string, Helper>;
  /** What may follow a variable after a dot, by name: Tealium's property helpers such as `toJson`. */
  readonly suffixTable: ReadonlyMap<string, Suffix>;
  /** `false`: no helpers at all, and a blank in any name is an error (Trimou's HANDLEBARS_SUPPORT_ENABLED). */
  readonly handlebars: boolean;
  /** `true`: `a["b.c"]` reaches the key `b.c` (Trimou's BracketDotKeySplitter). */
  readonly bracketKeys: boolean;
  /** `true`: a variable without a value is an error (Trimou's NO_VALUE_INDICATES_PROBLEM). */
  readonly missingValueIsError: boolean;
  /** How often templates may call each other before a template already on the stack is refused. */
  readonly recursionLimit: number;
  /** `true`: `{{set.0}}` is the first element of a set. Java's sets have no index, but it is not known what Tealium uses. */
  readonly indexedSets: boolean;
  /** `true`: `{{>name}}` reaches the other templates of an action, and not only parts of the same template. */
  readonly partials: boolean;
  /** What is printed between the items of a list: Java's `, `. */
  readonly listSeparator: ', ' | ',';
}

/** The helpers of a profile by name. */
export function helperTable(profile: Profile): ReadonlyMap<string, Helper> {
  return profile.helperTable;
}

/** The property helpers of a profile by name: what may follow a variable behind a dot. */
export function suffixTable(profile: Profile): ReadonlyMap<string, Suffix> {
  return profile.suffixTable;
}
