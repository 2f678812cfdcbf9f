import type { Answer } from '../answer';
import type { Fields, Workspace } from '../workspace';

/** A request that passed all gates: its body has the fields of its endpoint and no others, with the right types. */
export interface Call {
  readonly workspace: Workspace;
  /** The ids in the path. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Fields;
  /** Of the API: `2.16`. */
  readonly version: string;
  /** Unix seconds. */
  readonly now: number;
  /** Whether to refuse, like Intercom, what the sandbox could accept: an event of somebody who does not exist. */
  readonly strict: boolean;
}

export type Handler = (call: Call) => Answer;

export function ok(body: Fields): Answer {
  return { status: 200, body };
}

/** A list without pages. */
export function listed(data: readonly Fields[]): Answer {
  return ok({ type: 'list', data, total_count: data.length, pages: { type: 'pages', page: 1, total_pages: 1 } });
}

/** A header that says where the sandbox differs from Intercom. */
export function noted(note: string): Pick<Answer, 'headers'> {
  return { headers: { 'X-Sandbox-Note': note } };
}
