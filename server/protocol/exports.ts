// Requests for other tools.
import type { EventChoice } from './actions';
import type { Refusal } from './place';
import type { SentRequest } from './send';

/** The request that an action makes of an event, to where it would be sent; or one that a report shows. */
export type CurlParams =
  | { readonly action: string; readonly event: EventChoice; readonly target: 'sandbox' | 'intercom' }
  | { readonly request: SentRequest };

export type CurlAnswer =
  | {
      readonly kind: 'command';
      /** For a POSIX shell. */
      readonly text: string;
      /** The environment variables that it wants: `INTERCOM_ACCESS_TOKEN`. */
      readonly variables: readonly string[];
      /** A template has encoded a secret, so that no variable can stand in its place. */
      readonly hidden?: boolean;
      /** Where the sandbox listens, if the request goes there. */
      readonly sandbox?: string;
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
      /** A sentence for each thing that is not in it, with the reason. */
      readonly leftOut: readonly string[];
    }
  | Refusal;
