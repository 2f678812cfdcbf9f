// New actions, and events that are imported.
import type { EventChoice } from './actions';
import type { Refusal } from './place';

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
  /** Further words that people may search for it by. */
  readonly keywords: string;
  /** What it is about: requests of one group follow one another. */
  readonly group: string;
}

export interface NewActionParams {
  /** The id of an `EndpointChoice`. */
  readonly endpoint: string;
  readonly name: string;
  /** The event to map from: one of the workspace, or a copied text; absent: an event that we made up. */
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
      /** Attributes of the event that no field of the request was found for. */
      readonly leftOut: readonly string[];
      /** Attributes that are mapped since the request needs them, and that the event does not have. */
      readonly lacking: readonly string[];
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
