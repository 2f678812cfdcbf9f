import type { CancellationToken, Connection } from 'vscode-languageserver';
import { clientRequests, type SecretParams, type SendParams } from '../protocol';
import type { Sandbox } from './sandbox';

/** Where to send: the sandbox is started for it. */
export async function targetOf(target: SendParams['target'], sandbox: Sandbox) {
  if (target === 'intercom') return { kind: 'intercom' } as const;
  const { url, problem } = await sandbox.state();
  return url === undefined
    ? ({ kind: 'unreachable', problem: problem ?? '' } as const)
    : ({ kind: 'sandbox', url } as const);
}

/** The editor keeps the secrets; one that it does not have is undefined. */
export async function askSecret(connection: Connection, name: string): Promise<string | undefined> {
  const params: SecretParams = { name };
  return (await connection.sendRequest<string | null>(clientRequests.secret, params)) ?? undefined;
}

export function abortOn(token: CancellationToken): { readonly signal: AbortSignal; abort(): void; dispose(): void } {
  const controller = new AbortController();
  const listening = token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  return { signal: controller.signal, abort: () => controller.abort(), dispose: () => listening.dispose() };
}

/** A bug is logged with its stack, and a message of somebody else's library may quote what it was given. */
export function withoutSecrets(bug: unknown, secrets: readonly string[]): Error {
  const text = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  const clean = new Error('Sending failed.');
  clean.stack = secrets.reduce((masked, secret) => masked.replaceAll(secret, '<secret>'), text);
  return clean;
}
