/**
 * The custom messages between the editor and the language server, grouped by direction: the only file of the server
 * that the client imports. It holds types and names and runs nothing.
 */

import type { ReplayCounts, ReplayGroup } from './core/replay/standing';

/** What Node is told that runs the server: to sweep up soon what a check throws away, which takes less memory and no more time. */
export const nodeArguments: readonly string[] = ['--max-semi-space-size=1'];

/** What a send came to, ready to be shown and kept: no secret is in it. */
export interface SendReport {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly action: { readonly uri: string; readonly name: string };
  readonly event: { readonly uri: string; readonly name: string };
  readonly target: 'sandbox' | 'intercom';
  /** As sent, secrets masked. */
  readonly request: SentRequest;
  readonly outcome: Outcome;
  /** What an answer that is no success means: one for each error in it. */
  readonly explanations?: readonly Explanation[];
  readonly trace: readonly TraceEntry[];
  /** The tries before the one whose outcome it is, in their order. */
  readonly earlier?: readonly EarlierTry[];
}

/** A try that was answered by what another try may change. */
export interface EarlierTry {
  readonly status: number;
  /** Milliseconds, as of a response. */
  readonly ms: number;
  /** Milliseconds that were waited after it. */
  readonly waitedMs: number;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

export type Outcome =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: string;
      /** Set when the answer was longer than the cap: bytes that were left unread are not known. */
      readonly truncated?: boolean;
      /** Milliseconds from the start of the request to the end of the answer. */
      readonly ms: number;
      readonly timing?: Timing;
    }
  | {
      readonly kind: 'failed';
      readonly reason: FailureReason;
      readonly detail: string;
      /** Where in the user's files it went wrong, when that is known: reason `plan`, mostly. */
      readonly place?: Place;
      /** Of an exchange that was begun. */
      readonly timing?: Timing;
    };

/**
 * How long the steps of an exchange took, one after the other, in milliseconds with one decimal. A step that did not
 * happen, because the connection was there or the exchange broke off before it, is left out. What `totalMs` has beyond the
 * steps went into reading the answer, or into the step that broke off.
 */
export interface Timing {
  /** Looking up the host's name; none for an address. */
  readonly dnsMs?: number;
  /** TCP, and with a proxy the tunnel through it. */
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the connection to the head of the answer: sending the request, and waiting. */
  readonly firstByteMs?: number;
  readonly totalMs: number;
  /** Whether the connection of an earlier exchange was used; absent where there was none. */
  readonly reusedConnection?: boolean;
}

/** One error of an answer, in our words. */
export interface Explanation {
  readonly status: number;
  /** Intercom's code and message, as they came; third-party text, to be escaped where it is shown. */
  readonly code?: string;
  readonly message?: string;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** The field of the body that it is about, dotted: `custom_attributes.plan`. */
  readonly field?: string;
  /** The contact that exists already, by Intercom's id. */
  readonly contactId?: string;
  /**
   * What wrote the field in the template, or the opening brace of the object that lacks it; for an error about no field, the
   * part of the action that is concerned.
   */
  readonly place?: Place;
  /** What can be done at a click, the likely one first. */
  readonly fixes: readonly AnswerFix[];
}

/**
 * `set-header` edits the action: maps the value to the header. `move-to-contacts` edits the action and its body template:
 * from POST /users of 1.x to POST /contacts of 2.x. `update-contact` edits nothing: it sends the same body once more.
 */
export type AnswerFix = { readonly title: string } & (
  | { readonly kind: 'set-header'; readonly name: string; readonly value: string }
  | { readonly kind: 'move-to-contacts' }
  | ({ readonly kind: 'update-contact' } & Instead)
);

/** What a request is sent as, once, instead of what its action says. */
export interface Instead {
  readonly method: 'PUT';
  readonly path: string;
}

/** A stretch of a file, as the editor counts: zero-based lines, UTF-16 columns. */
export interface Place {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

export type FailureReason =
  | 'cancelled'
  | 'timeout'
  | 'network'
  | 'refused'
  | 'host-not-found'
  | 'certificate'
  | 'proxy'
  | 'host-not-allowed'
  | 'missing-secret'
  | 'bad-url'
  | 'plan';

/** A line of Trace, in Tealium's words. */
export interface TraceEntry {
  readonly title: 'Template Variables JSON' | 'Action Processed' | 'Action Failed' | `Rendered Template: ${string}`;
  readonly text: string;
}

/** What a document belongs to: the action, its sample events, the event that is chosen. */
export interface ActionContext {
  readonly action: { readonly uri: string; readonly name: string };
  readonly events: readonly SampleChoice[];
  readonly chosen?: EventChoice;
  /** The name of the stream, where it has conditions. */
  readonly stream?: string;
  /** The name under which the action knows the document, where that is a template. */
  readonly template?: string;
  /** The names of the secrets that the action maps: `"secret": "intercom"`. */
  readonly secrets?: readonly string[];
}

export interface EventChoice {
  readonly uri: string;
  /** 1-based, for one event of a `*.events.jsonl`. */
  readonly line?: number;
  readonly name: string;
}

/** A sample event with what the stream says of it. */
export interface SampleChoice extends EventChoice {
  /** Why the stream does not take it: the condition that fails, in words. */
  readonly refusal?: string;
}

/** An event for which a template renders no JSON, found by the checks: no file holds it, and no secret is in it. */
export interface Counterexample {
  /** Of the template. */
  readonly uri: string;
  /** Of the action that the template was checked with. */
  readonly action: string;
  readonly code: string;
  /** The finding that it shows: what breaks, and in which events. */
  readonly message: string;
  /** Attribute names to JSON values, as in a sample event. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** From the editor to the server. */
export const requests = {
  /** Which action a document (the action itself, a template, an event) belongs to; null when to none. */
  context: 'intercomWebhook/context',
  /** Every action of the workspace: answers `ActionContext[]`. */
  actions: 'intercomWebhook/actions',
  /** Chooses the event whose values completion, hover and hints show, for one action. */
  chooseEvent: 'intercomWebhook/chooseEvent',
  /** What a template, or the whole request of an action, comes to for an event. */
  preview: 'intercomWebhook/preview',
  /** The counterexamples of what is found at a place of a template, or else on its line. */
  counterexamples: 'intercomWebhook/counterexamples',
  /** Renders and sends; honours cancellation and reports work-done progress. */
  send: 'intercomWebhook/send',
  /** Edits an action, by way of the editor, as the fix of an explanation says. */
  fixAnswer: 'intercomWebhook/fixAnswer',
  /** The end of a section that was just begun: parameters `CloseSectionParams`, answers a text or null. */
  closeSection: 'intercomWebhook/closeSection',
  /** What a new action can be made for, and of: answers `NewActionChoices`. */
  newActionChoices: 'intercomWebhook/newActionChoices',
  /** The files of a new action: parameters `NewActionParams`, answers `NewActionAnswer`; nothing is written. */
  newAction: 'intercomWebhook/newAction',
  /** The event in a text that was copied: parameters `ImportEventParams`, answers `ImportEventAnswer`; nothing is written. */
  importEvent: 'intercomWebhook/importEvent',
  /** A request as a curl command, with variables instead of secrets. */
  curl: 'intercomWebhook/curl',
  /** Actions as a Postman collection, with variables instead of secrets. */
  postman: 'intercomWebhook/postman',
  /** An action field by field, as Tealium's form wants it. */
  setup: 'intercomWebhook/setup',
  /** What Tealium shows, compared with an action. */
  drift: 'intercomWebhook/drift',
  /** The tests of the workspace: answers `TestedAction[]`. */
  tests: 'intercomWebhook/tests',
  /** Holds what comes of an event against what it expects; a cancelled one answers what it came to. */
  runTest: 'intercomWebhook/runTest',
  /** Who an access token belongs to: parameters `CheckTokenParams`, answers `CheckTokenAnswer`. */
  checkToken: 'intercomWebhook/checkToken',
  startSandbox: 'intercomWebhook/startSandbox',
  stopSandbox: 'intercomWebhook/stopSandbox',
  /** Sends every event of a file: parameters `ReplayParams`, answers a `ReplayAnswer` at the end; honours cancellation. */
  replay: 'intercomWebhook/replay',
  /** Pauses a replay or lets it go on: parameters `PauseReplayParams`. */
  pauseReplay: 'intercomWebhook/pauseReplay',
} as const;

/** From the server to the editor. */
export const clientRequests = {
  /** The value of a named secret, asked for at the moment of sending to Intercom and at no other. */
  secret: 'intercomWebhook/secret',
  /** The text of a file that only the editor can reach: parameters `FileParams`; null where it cannot be read. */
  readFile: 'intercomWebhook/readFile',
  /** What is in a folder that only the editor can reach: parameters `FileParams`, answers `FolderEntries`. */
  readFolder: 'intercomWebhook/readFolder',
} as const;

/** From the server to the editor; nothing is answered. */
export const notifications = {
  /** Actions, templates or events came, went or were renamed: what was learned by `context` may be stale. */
  contextChanged: 'intercomWebhook/contextChanged',
  /** The sandbox started or stopped; carries a `SandboxState`. A send to it starts it. */
  sandboxChanged: 'intercomWebhook/sandboxChanged',
  /** How far a replay is, several times a second; carries a `ReplayProgress` with the replay's id. */
  replayProgress: 'intercomWebhook/replayProgress',
} as const;

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

export interface FileParams {
  readonly uri: string;
}

/** Names; both are empty where there is no such folder. */
export interface FolderEntries {
  readonly files: readonly string[];
  /** Without links to folders. */
  readonly folders: readonly string[];
}

export interface CloseSectionParams {
  readonly textDocument: { readonly uri: string };
  /** Right behind the tag. */
  readonly position: { readonly line: number; readonly character: number };
}

export interface NewActionChoices {
  readonly endpoints: readonly EndpointChoice[];
  /** The sample events of the workspace. */
  readonly events: readonly EventChoice[];
}

/** A request of Intercom's API. */
export interface EndpointChoice {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly version: string;
  readonly help: string;
  /** What it is about: requests of one group follow one another. */
  readonly group: string;
}

export interface NewActionParams {
  /** The id of an `EndpointChoice`. */
  readonly endpoint: string;
  readonly name: string;
  /** The event to map from: one of the workspace, or a text that was copied; an event of our own making unless told. */
  readonly event?: EventChoice | { readonly text: string };
}

export type NewActionAnswer =
  | {
      readonly kind: 'files';
      /** A name for the folder. */
      readonly folder: string;
      /** Paths below that folder, with slashes. */
      readonly files: readonly { readonly path: string; readonly text: string }[];
      /** The path of the file to go on with. */
      readonly opens: string;
    }
  | Refusal;

export interface ImportEventParams {
  readonly text: string;
  /** The action that the event is for. */
  readonly action: string;
}

export type ImportEventAnswer =
  | {
      readonly kind: 'event';
      /** Where the action looks for its events. */
      readonly folder: string;
      /** A name for the file, and its ending without a dot. */
      readonly name: string;
      readonly ending: string;
      readonly text: string;
      /** What was left out, in a sentence. */
      readonly note?: string;
    }
  | Refusal;

export interface ContextParams {
  readonly uri: string;
}

export interface ChooseEventParams {
  readonly action: string;
  readonly event: EventChoice;
}

export interface PreviewParams {
  /** A template, an action, or an event of one. */
  readonly uri: string;
  /** The chosen one unless told. */
  readonly event?: EventChoice;
  /** Rendered instead of a sample event; then the answer's event has the address of the template. */
  readonly counterexample?: Counterexample;
  /** As all files are on the disk, without what is typed and not saved. */
  readonly saved?: boolean;
}

export interface CounterexamplesParams {
  readonly uri: string;
  /** As the editor counts. */
  readonly position: Place['range']['start'];
}

export type PreviewAnswer =
  | RenderedPreview
  | {
      /** The engine or the form refuses: why, and where when that is known. */
      readonly kind: 'failed';
      readonly message: string;
      readonly place?: Place;
      readonly event: EventChoice;
    }
  /** There is nothing to preview: no file, no action around it, no event. The message says what to do. */
  | { readonly kind: 'nothing'; readonly message: string };

export interface RenderedPreview {
  readonly kind: 'rendered';
  /** A template's text, or a request as an HTTP message; secrets are placeholders. */
  readonly text: string;
  readonly event: EventChoice;
  readonly action: string;
  /** The name of the template; absent for an action. */
  readonly template?: string;
  /** What each file has given to the text. */
  readonly origins: readonly PreviewOrigin[];
  /** Where the text, or the body in it, first is no JSON although it must be: offsets in it, and where that comes from. */
  readonly problem?: { readonly start: number; readonly end: number; readonly message: string; readonly place?: Place };
}

export interface PreviewOrigin {
  readonly uri: string;
  /** The version of the open document that the offsets count in; absent for a file as it is on the disk. */
  readonly version?: number;
  /**
   * Four numbers a piece, in the order of the text: how many characters of the text lie between it and the piece before, its
   * length; how far it starts behind the start of the piece before in the file, and its length there, 0 when it is verbatim.
   */
  readonly pieces: readonly number[];
  /** Four offsets a section: start and end of its opening tag, start and end of its closing tag. */
  readonly sections: readonly number[];
}

export interface SendParams {
  readonly action: string;
  readonly event: EventChoice;
  readonly target: 'sandbox' | 'intercom';
  /** Send although the checks found errors. */
  readonly anyway?: boolean;
  readonly instead?: Instead;
  readonly workDoneToken?: string | number;
}

/** `findings`: the checks found errors and nothing was sent. `refused`: there was nothing to send with, or nothing to send. */
export type SendAnswer =
  | { readonly kind: 'sent'; readonly report: SendReport }
  | {
      /** Nothing could be sent: no such action or event, or no means of sending in this editor. */
      readonly kind: 'refused';
      readonly message: string;
    }
  | {
      readonly kind: 'findings';
      readonly errors: number;
      readonly first: { readonly uri: string; readonly message: string; readonly code: string; readonly place?: Place };
    };

export interface ReplayParams {
  /** Made up by the editor, to tell progress and pauses of this replay by. */
  readonly id: string;
  readonly action: string;
  /** The file of events, one a line. */
  readonly events: string;
  /** Absent in a dry run, which sends nothing and writes nothing. */
  readonly target?: 'sandbox' | 'intercom';
  /** What to do with the results of an earlier replay: unless told, their counts are answered and nothing is sent. */
  readonly previous?: 'resume' | 'restart';
  /** What is sent again after an earlier replay. */
  readonly retry?: readonly ('failed' | 'uncertain')[];
  /** Send although the checks found errors, and also events whose body would be refused. */
  readonly anyway?: boolean;
  /** How many events are under way at once. */
  readonly concurrency?: number;
}

export interface PauseReplayParams {
  readonly id: string;
  readonly paused: boolean;
}

export interface ReplayProgress {
  readonly id?: string;
  readonly counts: ReplayCounts;
  /** Of all events, as a share of 1. */
  readonly done: number;
  readonly paused: boolean;
  /** Events a second, and milliseconds left, once they can be told. */
  readonly perSecond?: number;
  readonly msLeft?: number;
  /** Milliseconds until the rate limit lets it go on. */
  readonly heldMs?: number;
}

export type ReplayEnd =
  | { readonly kind: 'ended'; readonly summary: ReplaySummary }
  /** There are results of an earlier replay: what they hold, and why they cannot be gone on with if so. */
  | { readonly kind: 'exists'; readonly results: string; readonly counts: ReplayCounts; readonly other?: string }
  | { readonly kind: 'refused'; readonly message: string };

export type ReplayAnswer = ReplayEnd | Extract<SendAnswer, { readonly kind: 'findings' }>;

export interface ReplaySummary {
  /** `stopped`: it could not go on, and `reason` says why. */
  readonly end: 'finished' | 'cancelled' | 'stopped';
  readonly reason?: string;
  readonly action: string;
  /** The name of the file of events. */
  readonly events: string;
  /** `sandbox`, `intercom`, or an origin. */
  readonly target: string;
  readonly dryRun: boolean;
  /** With those of earlier runs that were gone on with. */
  readonly counts: ReplayCounts;
  /** How many events an earlier run had done with, and how many this one handled. */
  readonly doneBefore: number;
  readonly handled: number;
  /** Milliseconds that this run took. */
  readonly ms: number;
  /** What was not sent, or failed, by reason; the largest first. */
  readonly groups: readonly ReplayGroup[];
  /** The results file; absent where none was written. */
  readonly results?: string;
}

export interface FixAnswerParams {
  readonly action: string;
  readonly fix: AnswerFix;
}

/** `nothing`: the action says already what the fix would make it say. `refused`: the editor did not take the edits. */
export interface FixAnswer {
  readonly kind: 'edited' | 'nothing' | 'refused';
}

/** The request that an action makes of an event, or one that a report shows. */
export type CurlParams = { readonly action: string; readonly event: EventChoice } | { readonly request: SentRequest };

export type CurlAnswer =
  | {
      readonly kind: 'command';
      /** For a POSIX shell. */
      readonly text: string;
      /** The environment variables that it wants: `INTERCOM_ACCESS_TOKEN`. */
      readonly variables: readonly string[];
      /** A template has encoded a secret, so that no variable can stand in its place. */
      readonly hidden?: boolean;
    }
  | Refusal;

export interface PostmanParams {
  /** The URIs of the actions, in the order of the collection. */
  readonly actions: readonly string[];
}

export type PostmanAnswer =
  | {
      readonly kind: 'collection';
      /** The file, as JSON. */
      readonly text: string;
      readonly requests: number;
      /** The variables that have no value yet: `INTERCOM_ACCESS_TOKEN`. */
      readonly variables: readonly string[];
      /** What is not in it, each with its reason in a sentence. */
      readonly leftOut: readonly string[];
    }
  | Refusal;

export interface SetupParams {
  readonly action: string;
}

export type SetupAnswer =
  | {
      readonly kind: 'sheet';
      readonly action: { readonly uri: string; readonly name: string };
      /** How many errors the checks find in it. */
      readonly errors: number;
      readonly sections: readonly { readonly title: string; readonly items: readonly SetupField[] }[];
    }
  | Refusal;

/** What is filled in at once: a field of the form, or a mapping with its two sides. No secret is in it. */
export interface SetupField {
  /** The same as long as the field is the same, whatever its value. */
  readonly id: string;
  readonly title: string;
  /** Without a value there is nothing to copy, and the hint says what goes there. */
  readonly parts: readonly { readonly label: string; readonly value?: string; readonly hint?: string }[];
  /** Changes with what is to be filled in. */
  readonly digest: string;
  readonly place?: Place;
}

export interface DriftParams {
  readonly action: string;
  /** What was copied out of Tealium. It may hold a token, which no answer repeats. */
  readonly text: string;
  /** The field that it is, by its id; found out where it is absent. */
  readonly field?: string;
}

export type DriftAnswer =
  | {
      readonly kind: 'compared';
      readonly differences: readonly {
        readonly title: string;
        readonly state: 'same' | 'differs' | 'missing' | 'extra';
        readonly message: string;
        readonly expected?: string;
        readonly actual?: string;
      }[];
    }
  | Refusal;

/** An action, with its events that say what to expect. */
export interface TestedAction {
  readonly action: { readonly uri: string; readonly name: string };
  /** `range`: the word `expect` in the event's file. */
  readonly tests: readonly { readonly event: EventChoice; readonly range: Place['range'] }[];
}

export interface RunTestParams {
  readonly action: string;
  readonly event: EventChoice;
  /** Whether an event of which an answer is expected is sent: to a sandbox of its own. */
  readonly send: boolean;
}

/** `ms`: milliseconds. */
export type TestAnswer =
  | { readonly kind: 'passed'; readonly ms: number }
  | { readonly kind: 'failed'; readonly ms: number; readonly deviations: readonly TestDeviation[] }
  | { readonly kind: 'skipped'; readonly reason: string }
  | Refusal;

/** One thing that did not come as expected; no secret is in it. */
export interface TestDeviation {
  readonly message: string;
  readonly place: Place;
  /** Both sides, to be compared line by line: JSON. */
  readonly expected?: string;
  readonly actual?: string;
}

/** Nothing came of it, and why; where, when a file says so. */
export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
  readonly place?: Place;
}

export interface CheckTokenParams {
  /** The name of the secret; the sandbox is asked with a made-up one. */
  readonly secret: string;
  readonly target: 'sandbox' | 'intercom';
  /** Whose host is asked; Intercom's in the USA unless told. */
  readonly action?: string;
}

/** What Intercom says of the owner of a token, as far as it does; third-party text. */
export interface TokenOwner {
  /** The name of the workspace, which Intercom's API calls app. */
  readonly workspace?: string;
  /** Its id, as it stands in the addresses of Intercom. */
  readonly id?: string;
  /** `US`, `EU` or `AU`. */
  readonly region?: string;
  readonly teammate?: string;
}

/** What a host says of a token. */
export type TokenCheck =
  | ({ readonly kind: 'known'; readonly host: string } & TokenOwner)
  | { readonly kind: 'unknown'; readonly host: string }
  /** An answer that says nothing of the token. */
  | { readonly kind: 'odd'; readonly host: string; readonly status: number }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly detail: string };

/** `expected`: the host that the action sends to, where another one knows the token. */
export type CheckTokenAnswer = (TokenCheck & { readonly expected?: string }) | { readonly kind: 'unset' };

export interface SandboxState {
  /** Where it listens; absent when it is stopped. */
  readonly url?: string;
  /** Why it could not be started, in a sentence for the user. */
  readonly problem?: string;
}

export interface SecretParams {
  readonly name: string;
}
