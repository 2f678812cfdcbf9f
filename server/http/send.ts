import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Outcome } from '../protocol';
import { readAnswer } from './answerBody';
import { failed } from './failed';
import { explainFailure } from './failure';
import { wireHeaders } from './headers';
import { checkDestination } from './hosts';
import { stopwatch } from './timing';

/** A request with every value in place. Header names may repeat. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

export interface SendOptions {
  /** Aborting closes the socket. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole exchange, from the name lookup to the last byte. Tealium waits 5 s, and so do we. */
  readonly timeoutMs?: number | undefined;
  /** The most of an answer that is read, in bytes after decompression. */
  readonly maxBytes?: number | undefined;
  /** Hosts beside Intercom's and this machine's: `proxy.example.com` (https) or a whole origin, `http://mock.test:8080`. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Certificates to trust instead of the usual ones, as PEM. */
  readonly ca?: string | undefined;
}

/** Never thrown: what goes wrong is a `failed` with a reason and a sentence that says what to do. */
export type SendResult = Outcome;

const defaultTimeoutMs = 5000;
const defaultMaxBytes = 10 * 1024 * 1024;

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/** Sends one request, once. Redirects are not followed: the answer is the answer of the host that was asked. */
export async function send(request: OutgoingRequest, options: SendOptions = {}): Promise<SendResult> {
  const destination = checkDestination(request.url, options.allowedHosts ?? []);
  if (destination.kind === 'failed') return destination;
  const headers = wireHeaders(request);
  if (headers.kind === 'failed') return headers;
  if (!methods.includes(request.method))
    return failed('plan', `The method "${request.method}" cannot be sent. Use one of ${methods.join(', ')}.`);
  if (options.signal?.aborted) return failed('cancelled', 'Cancelled before anything was sent.');
  return exchange(request, destination.url, headers.headers, options);
}

function exchange(
  request: OutgoingRequest,
  url: URL,
  headers: OutgoingHttpHeaders,
  { signal, timeoutMs = defaultTimeoutMs, maxBytes = defaultMaxBytes, ca }: SendOptions,
): Promise<SendResult> {
  const watch = stopwatch();
  return new Promise(resolve => {
    let answered = false;
    const finish = (result: SendResult) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve({ ...result, timing: watch.read() });
    };
    const give = (result: SendResult) => {
      finish(result);
      outgoing?.destroy();
    };
    const cancel = () => give(failed('cancelled', 'Cancelled. What had been sent until then may have arrived.'));
    const timer = setTimeout(() => give(timedOut(timeoutMs, answered)), timeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });

    let outgoing: ClientRequest | undefined;
    try {
      const https = url.protocol === 'https:';
      outgoing = (https ? httpsRequest : httpRequest)(url, {
        method: request.method,
        headers,
        agent: https ? agents.https : agents.http,
        // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's shell does not undo it.
        ...(https && { rejectUnauthorized: true, ...(ca !== undefined && { ca }) }),
      });
    } catch (error) {
      finish(failed('plan', `The request cannot be sent as it is: ${(error as Error).message}.`));
      return;
    }
    watch.watch(outgoing);
    outgoing.on('error', error => finish(explainFailure(error, url, answered)));
    outgoing.on('close', () => {
      if (!answered) finish(failed('network', `${url.host} closed the connection without an answer. Send again.`));
    });
    outgoing.on('response', async answer => {
      answered = true;
      const body = await readAnswer(answer, maxBytes);
      if (body.kind === 'failed') finish(body.error ? explainFailure(body.error, url, answered) : body);
      else {
        finish({
          kind: 'response',
          status: answer.statusCode ?? 0,
          statusText: answer.statusMessage ?? '',
          headers: pairs(answer.rawHeaders),
          body: body.text,
          ...(body.truncated && { truncated: true }),
          ms: Math.round(watch.read().totalMs),
        });
      }
    });
    try {
      outgoing.end(request.body);
    } catch (error) {
      give(failed('plan', `The request cannot be sent as it is: ${(error as Error).message}.`));
    }
  });
}

function timedOut(timeoutMs: number, answered: boolean): SendResult {
  const seconds = `${timeoutMs / 1000} s`;
  return failed(
    'timeout',
    answered
      ? `The answer began but did not end within ${seconds}. The request may have been carried out.`
      : `No answer within ${seconds}. Tealium gives up after 5 s and does not try again; the request may have been carried out.`,
  );
}

function pairs(raw: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) result.push([raw[index]!, raw[index + 1]!]);
  return result;
}
