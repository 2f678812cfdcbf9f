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
}
