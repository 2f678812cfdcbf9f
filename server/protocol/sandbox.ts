// Whether the sandbox runs.

export interface SandboxState {
  /** Where it listens; absent when it is stopped. */
  readonly url?: string;
  /** Why it could not be started, in a sentence for the user. */
  readonly problem?: string;
}
