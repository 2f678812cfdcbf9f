// The actions of a workspace, and the events that are chosen for them.

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

export interface ContextParams {
  readonly uri: string;
}

export interface ChooseEventParams {
  readonly action: string;
  readonly event: EventChoice;
}
