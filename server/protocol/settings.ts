// What an editor says about itself and about its user's settings.

/**
 * Options for the Node that runs the server: collect soon what a check throws away, which takes less memory and no more
 * time.
 */
export const nodeArguments: readonly string[] = ['--max-semi-space-size=1'];

/**
 * The settings that the server reads, all under `intercomWebhook`; what is absent or null has its default.
 * `allowedHosts` must have a scope that no workspace can set.
 */
export interface Settings {
  /** Severity by rule code. */
  readonly rules?: Readonly<Record<string, 'error' | 'warning' | 'information' | 'hint' | 'off'>> | null;
  /** How the engine is set up: `name` chooses the defaults, the others override them one by one. */
  readonly profile?: {
    readonly name?: 'tealium' | 'trimou' | null;
    readonly escapeHtml?: boolean | null;
    readonly numbers?: 'double' | 'natural' | null;
    readonly removeStandaloneLines?: boolean | null;
    /** Further assumptions about Tealium's engine: whether it has all of Trimou's helpers, … */
    readonly extraHelpers?: boolean | null;
    /** … what `toInteger` gives, … */
    readonly integers?: 'long' | 'integer' | null;
    /** … whether `{{set.0}}` prints an element, … */
    readonly indexedSets?: boolean | null;
    /** … whether `{{>name}}` reaches another template of the action, … */
    readonly partials?: boolean | null;
    /** … and what stands between the elements of a printed list. */
    readonly listSeparator?: ', ' | ',' | null;
  } | null;
  /** Hosts besides Intercom's and loopback that may receive a token. */
  readonly allowedHosts?: readonly string[] | null;
  /** Whether editors are told the values of tags; they are unless it is false. */
  readonly inlayHints?: boolean | null;
  /** Whether a section gets its end as soon as it is begun; it does unless this is false. */
  readonly closeSections?: boolean | null;
  /** How long a send may take, in milliseconds; 5000 by default, as Tealium's. */
  readonly timeout?: number | null;
  /** Whether to send again after 408, 429, 500, 502, 503 and 504: never by default, as Tealium, or within seconds. */
  readonly retries?: 'off' | 'asTealium' | 'fast' | null;
}

/** VS Code's own settings under `http`, as far as sending follows them. Users set them, workspaces cannot. */
export interface HttpSettings {
  readonly proxy?: string | null;
  readonly proxySupport?: 'off' | 'on' | 'fallback' | 'override' | null;
  readonly noProxy?: readonly string[] | null;
  readonly proxyAuthorization?: string | null;
  readonly proxyStrictSSL?: boolean | null;
  readonly systemCertificates?: boolean | null;
}

/** What an editor says of itself when it starts the server. */
export interface InitializationOptions {
  /** It asks for `closeSection` after each tag, and leaves the cursor before the end. */
  readonly closesSections?: boolean;
  /** The texts for people, if the editor's language is not English; packed by `build/texts.mjs`. */
  readonly texts?: string;
  /** It is VS Code: it runs commands that come with completions and code actions, its own and those of our client. */
  readonly runsCommands?: boolean;
  /** It checks JSON itself, so our findings of that kind would be shown twice. */
  readonly checksJson?: boolean;
  /** It answers `readFile` and `readFolder`, so the server can read files that are not on its own disk. */
  readonly readsFiles?: boolean;
  /**
   * The schemes of the documents that it synchronizes. What the server registers later is for these too; a document
   * that two selectors match must be synchronized only once.
   */
  readonly schemes?: readonly string[];
}
