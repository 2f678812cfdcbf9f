// Sending, and what it came to.
import type { EventChoice } from './actions';
import type { Explanation, Instead } from './answer';
import type { Place } from './place';

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
  /** The tries before the one with this outcome, in their order. */
  readonly earlier?: readonly EarlierTry[];
}

/** A try whose failure another try might not meet. */
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
      /** Set when the answer was longer than the cap; how many bytes were left unread is not known. */
      readonly truncated?: boolean;
      /** Milliseconds from the start of the request to the end of the answer. */
      readonly ms: number;
      readonly timing?: Timing;
    }
  | {
      readonly kind: 'failed';
      readonly reason: FailureReason;
      readonly detail: string;
      /** Where in the user's files it went wrong, when that is known: mostly for reason `plan`. */
      readonly place?: Place;
      /** Present if the exchange was begun. */
      readonly timing?: Timing;
    };

/**
 * How long the steps of an exchange took, one after the other, in milliseconds with one decimal. A step that did not
 * happen, because there was a connection or the exchange broke off before it, is left out. The rest of `totalMs` went
 * into reading the answer, or into the step that broke off.
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
