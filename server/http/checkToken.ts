import { sandboxToken } from '../core/action/secrets';
import { intercomHosts } from '../core/intercom/endpointOf';
import type { TokenCheck, TokenOwner } from '../protocol';
import type { Network } from './network/network';
import { proxySecrets } from './network/proxy';
import { type Redact, redactor } from './redact';
import { send } from './send';

interface CheckTokenOptions {
  /** A made-up one, for a sandbox, unless given. */
  readonly token: string | undefined;
  /** Where to ask: the origin of an action's URL, or of a sandbox. */
  readonly origin: string;
  readonly allowedHosts?: readonly string[] | undefined;
  /** Milliseconds for each question. */
  readonly timeout?: number | undefined;
  readonly network?: Network | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The hosts of all regions, each of which has its own tokens; Intercom's by default. */
  readonly regions?: readonly string[] | undefined;
}

/**
 * Asks who a token belongs to (`GET /me`). If one region of Intercom does not know it, the others are asked, so that a
 * token for another region is not taken for a wrong one. Nothing of the answer is passed on unmasked.
 */
export async function checkToken(options: CheckTokenOptions): Promise<TokenCheck> {
  const regions = options.regions ?? intercomHosts.map(host => `https://${host}`);
  const others = regions.includes(options.origin) ? regions.filter(origin => origin !== options.origin) : [];
  const first = await ask(options, options.origin);
  if (first.kind !== 'unknown') return first;
  for (const origin of others) {
    const found = await ask(options, origin);
    if (found.kind === 'known') return found;
  }
  return first;
}

async function ask(options: CheckTokenOptions, origin: string): Promise<TokenCheck> {
  const { token = sandboxToken, allowedHosts, timeout: timeoutMs, network, signal } = options;
  const headers = [
    ['Accept', 'application/json'],
    ['Authorization', `Bearer ${token}`],
  ] as const;
  const sendOptions = { allowedHosts, timeoutMs, network, signal, maxBytes: 1_000_000 };
  const outcome = await send({ method: 'GET', url: `${origin}/me`, headers }, sendOptions);
  const redact = redactor([token, ...(network ? proxySecrets(network) : [])]);
  if (outcome.kind === 'failed') return { kind: 'failed', reason: outcome.reason, detail: redact(outcome.detail) };
  const { host } = new URL(origin);
  if (outcome.status === 401) return { kind: 'unknown', host };
  const owner = outcome.status === 200 ? ownerIn(outcome.body, redact) : undefined;
  return owner ? { kind: 'known', host, ...owner } : { kind: 'odd', host, status: outcome.status };
}

/** Who an answer of `GET /me` is about; undefined when it is no such answer. */
function ownerIn(body: string, redact: Redact): TokenOwner | undefined {
  const me = objectIn(parsed(body));
  const app = objectIn(me?.app);
  if (!me || !app) return undefined;
  const text = (value: unknown) => (typeof value === 'string' && value ? redact(value).slice(0, longest) : undefined);
  const [workspace, id, region, teammate] = [app.name, app.id_code, app.region, me.name].map(text);
  return {
    ...(workspace && { workspace }),
    ...(id && { id }),
    ...(region && { region }),
    ...(teammate && { teammate }),
  };
}

/** The most characters of a name that a message has room for. */
const longest = 100;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, so it does not answer GET /me; the caller says so.
    return undefined;
  }
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}
