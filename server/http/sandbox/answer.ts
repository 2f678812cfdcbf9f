import { type IntercomError, intercomErrors } from '../../core/intercom/errors';

/** An answer of the sandbox: `body` is sent as JSON; without one, nothing is sent. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One of Intercom's errors, in its shape; `field` is dotted: `companies.0.size`. */
export function errorAnswer(
  error: IntercomError,
  details: readonly { readonly message?: string; readonly field?: string; readonly code?: string }[] = [{}],
): Answer {
  const errors = details.map(({ code = error.code, message = error.message, field }) => ({
    code,
    ...(message !== undefined && { message }),
    ...(field !== undefined && { field }),
  }));
  return { status: error.status, body: { type: 'error.list', errors } };
}

/** Says that a contact exists already, archived or not, naming it as Intercom does. */
export function conflictAnswer({ id, archived }: { readonly id: string; readonly archived: boolean }): Answer {
  const error = archived ? intercomErrors.archivedConflict : intercomErrors.conflict;
  return errorAnswer(error, [{ message: error.message.replace('{id}', id) }]);
}
