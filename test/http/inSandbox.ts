import assert from 'node:assert/strict';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../server/http/sandbox/startSandbox';
import { send } from '../../server/http/send';

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test looks into the answer it expects.
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

export type Call = (request: string, body?: unknown, headers?: Record<string, string | undefined>) => Promise<Answered>;

/** A sandbox for one test, empty unless told otherwise, and a function that asks it something in the way Intercom wants to be asked. */
export async function inSandbox(use: (call: Call, sandbox: Sandbox) => Promise<void>, options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ empty: true, ...options });
  const call: Call = async (request, body, headers = {}) => {
    const [method = '', path = ''] = request.split(' ');
    const usual = {
      Authorization: 'Bearer made-up',
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json; charset=UTF-8' }),
      ...headers,
    };
    const result = await send({
      method,
      url: sandbox.url + path,
      headers: Object.entries(usual).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    assert.ok(result.kind === 'response', JSON.stringify(result));
    const named = Object.fromEntries(result.headers.map(([name, value]) => [name.toLowerCase(), value]));
    return { status: result.status, body: result.body && JSON.parse(result.body), headers: named };
  };
  try {
    await use(call, sandbox);
  } finally {
    await sandbox.close();
  }
}

export const v1 = { 'Intercom-Version': '1.4' };
export const event = { event_name: 'ordered', created_at: 1671028894, user_id: '1' };

/** The status and the first error: `400 parameter_invalid name`. */
export function outline({ status, body }: Answered): string {
  const { code, field } = body?.errors?.[0] ?? {};
  return [status, code, field].filter(part => part !== undefined).join(' ');
}
