// Access tokens: handed over for one send, or checked for their owner.
import type { FailureReason } from './send';

export interface SecretParams {
  readonly name: string;
}

export interface CheckTokenParams {
  /** The name of the secret; the sandbox is asked with a made-up one. */
  readonly secret: string;
  readonly target: 'sandbox' | 'intercom';
  /** Whose host is asked; Intercom's in the USA by default. */
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
