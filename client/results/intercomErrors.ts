export interface IntercomError {
  readonly code: string;
  readonly message?: string;
  readonly field?: string;
}

/** Longer answers are no lists of errors. */
const LONGEST = 100_000;

/** The list in Intercom's `{"type":"error.list","errors":[{"code","message","field"}]}`; anything else has none. */
export function intercomErrors(body: string): readonly IntercomError[] {
  if (body.length > LONGEST || !body.includes('"errors"')) return [];
  const list = parsed(body)?.errors;
  if (!Array.isArray(list)) return [];
  return list.slice(0, 20).flatMap(item => {
    if (typeof item?.code !== 'string') return [];
    const error: IntercomError = {
      code: item.code,
      ...(typeof item.message === 'string' ? { message: item.message } : {}),
      ...(typeof item.field === 'string' ? { field: item.field } : {}),
    };
    return [error];
  });
}

function parsed(text: string): { errors?: { code?: unknown; message?: unknown; field?: unknown }[] } | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    // Not JSON, so no list of errors; the body itself is shown below.
    return undefined;
  }
}
