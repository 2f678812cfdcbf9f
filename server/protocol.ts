/**
 * The custom messages between the editor and the language server, by direction; their parameters and answers stand in
 * `protocol/`, by subject. The client imports this of the server and nothing else. It holds types and names and runs nothing.
 */

export * from './protocol/actions';
export * from './protocol/answer';
export * from './protocol/creation';
export * from './protocol/exports';
export * from './protocol/files';
export * from './protocol/place';
export * from './protocol/preview';
export * from './protocol/replay';
export * from './protocol/sandbox';
export * from './protocol/sections';
export * from './protocol/send';
export * from './protocol/settings';
export * from './protocol/setup';
export * from './protocol/tests';
export * from './protocol/token';

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
  /** Compares what comes of an event with what it expects; a cancelled test answers with what came until then. */
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
