import { sandboxToken } from '../core/action/secrets';
import type { ExportedRequest } from '../core/export/exported';
import { secretParts } from '../core/export/secretParts';
import { retarget } from '../retarget';

/** The same request to a sandbox, with a made-up token, which the sandbox accepts: it can be sent as it is. */
export function forSandbox({ method, url, headers, body }: ExportedRequest, origin: string): ExportedRequest {
  const filled = {
    method,
    url: fill(url),
    headers: headers.map(([name, value]) => [name, fill(value)] as const),
    ...(body !== undefined && { body: fill(body) }),
  };
  return retarget(filled, origin);
}

function fill(text: string): string {
  return secretParts(text)
    .map(part => (part.kind === 'text' ? part.text : sandboxToken))
    .join('');
}
