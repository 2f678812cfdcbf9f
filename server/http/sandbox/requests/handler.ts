import type { Answer } from '../answer';
import type { Fields, Workspace } from '../workspace';

/** A request that passed all gates: its body has the fields of its endpoint and no others, with the right types. */
export interface Call {
  readonly workspace: Workspace;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Fields;
  /** Unix seconds. */
  readonly now: number;
  /** Whether an event may bring its user into being. */
  readonly createUnknownUsers: boolean;
}

export type Handler = (call: Call) => Answer;
