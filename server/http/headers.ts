import type { OutgoingHttpHeaders } from 'node:http';
import { version } from '../../package.json';
import { type Failed, failed } from './failed';
import type { OutgoingRequest } from './send';

/** What the request goes out with: the caller's headers, ours where it has none, and the true length of the body. */
export function wireHeaders(
  request: OutgoingRequest,
): { readonly kind: 'headers'; readonly headers: OutgoingHttpHeaders } | Failed {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of completeHeaders(request)) {
    const problem = headerProblem(name, value);
    if (problem) return failed('plan', problem);
    const known = Object.keys(headers).find(other => other.toLowerCase() === name.toLowerCase());
    if (known === undefined) headers[name] = value;
    else headers[known] = [headers[known]!, value].flat();
  }
  return { kind: 'headers', headers };
}

/** The headers in the order in which they are sent: for the sender, and for showing what was sent. */
export function completeHeaders(request: OutgoingRequest): readonly (readonly [string, string])[] {
  // The transport decides how the body is framed: a wrong length from a mapping would make the server wait for ever.
  const own = request.headers.filter(([name]) => !/^(content-length|transfer-encoding|trailer)$/i.test(name));
  const missing = (name: string) => !own.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const added: [string, string][] = [];
  if (missing('User-Agent')) added.push(['User-Agent', `intercom-webhook-templates/${version}`]);
  if (missing('Accept-Encoding')) added.push(['Accept-Encoding', 'gzip, deflate, br']);
  if (request.body !== undefined || !['GET', 'DELETE'].includes(request.method))
    added.push(['Content-Length', String(Buffer.byteLength(request.body ?? ''))]);
  return [...own, ...added];
}

function headerProblem(name: string, value: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name))
    return `"${name}" cannot be the name of a header. Use letters, digits and hyphens.`;
  if (/[\r\n]/.test(value))
    return `The header ${name} holds a line break. Take it out of the template or its variable.`;
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
    return `The header ${name} holds a character that headers cannot carry. Use letters of the Latin alphabet, digits and signs.`;
  return undefined;
}
