// What an editor says of itself and of what its user has set.

/** What Node is told that runs the server: to sweep up soon what a check throws away, which takes less memory and no more time. */
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
    /** What else is assumed of Tealium's engine: whether it has all of Trimou's helpers, … */
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
  /** How long a send may take, in milliseconds; 5000 unless told, as Tealium's. */
  readonly timeout?: number | null;
  /** Whether to send again after 408, 429, 500, 502, 503 and 504: never unless told, as Tealium, or within seconds. */
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
  /** What people read, where the editor speaks another language than English; packed by `build/texts.mjs`. */
  readonly texts?: string;
  /** It is VS Code: it runs commands that come with completions and code actions, its own and those of our client. */
  readonly runsCommands?: boolean;
  /** It checks JSON itself, and so our findings of that kind would be shown a second time. */
  readonly checksJson?: boolean;
  /** It answers `readFile` and `readFolder`, and so the server knows files that are on no disk of its own. */
  readonly readsFiles?: boolean;
  /**
   * Where the documents live that it tells of. What the server registers later is for these; a document that two selectors
   * match must be told of once.
   */
  readonly schemes?: readonly string[];
}
