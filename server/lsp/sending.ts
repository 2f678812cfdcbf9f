import type { CancellationToken, Connection } from 'vscode-languageserver';
import { clientRequests, type SecretParams, type SendParams } from '../protocol';
import type { Sandbox } from './sandbox';

/** Where to send; starts the sandbox if that is the target. */
export async function targetOf(target: SendParams['target'], sandbox: Sandbox) {
  if (target === 'intercom') return { kind: 'intercom' } as const;
  const { url, problem } = await sandbox.state();
  return url === undefined
    ? ({ kind: 'unreachable', problem: problem ?? '' } as const)
    : ({ kind: 'sandbox', url } as const);
}

/** Asks the editor, which keeps the secrets; undefined for one that it does not have. */
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

/** A bug as it may be logged: its stack, or the message of a library, may quote a secret. */
export function withoutSecrets(bug: unknown, secrets: readonly string[]): Error {
  const text = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
  const clean = new Error('Sending failed.');
  clean.stack = secrets.reduce((masked, secret) => masked.replaceAll(secret, '<secret>'), text);
  return clean;
}
