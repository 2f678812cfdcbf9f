import { type ClientRequest, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Outcome } from '../protocol';
import { readAnswer } from './answerBody';
import { failed } from './failed';
import { brokenOff, explainFailure, type Stage } from './failure';
import { wireHeaders } from './headers';
import { checkDestination } from './hosts';
import { type Route, routeTo } from './network/agents';
import type { Network } from './network/network';
import { ProxyError } from './network/proxy';
import { proxyFailed, refusal } from './network/tunnel';
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
  /** Milliseconds for making the connection, where that is less than the whole may take; 10 s by default. */
  readonly connectTimeoutMs?: number | undefined;
  /** Proxies and certificates; without it, none and Node's. Connections are kept for as long as it is the same object. */
  readonly network?: Network | undefined;
}

/** Never thrown: what goes wrong is a `failed` with a reason and a sentence that says what to do. */
export type SendResult = Outcome;

const defaultTimeoutMs = 5000;
const defaultMaxBytes = 10 * 1024 * 1024;

const defaultConnectTimeoutMs = 10_000;

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

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

/** For callers that do not say how this machine reaches others. */
const plainNetwork: Network = {};

function exchange(
  request: OutgoingRequest,
  url: URL,
  headers: OutgoingHttpHeaders,
  options: SendOptions,
): Promise<SendResult> {
  const { signal, timeoutMs = defaultTimeoutMs, maxBytes = defaultMaxBytes, network = plainNetwork } = options;
  const connectTimeoutMs = options.connectTimeoutMs ?? defaultConnectTimeoutMs;
  const watch = stopwatch();
  const abandoned = new AbortController();
  return new Promise(resolve => {
    let route: Route | undefined;
    let outgoing: ClientRequest | undefined;
    let answered = false;
    const finish = (result: SendResult) => {
      clearTimeout(total);
      clearTimeout(connecting);
      signal?.removeEventListener('abort', cancel);
      resolve({ ...result, timing: watch.read() });
    };
    const give = (result: SendResult) => {
      finish(result);
      abandoned.abort();
      outgoing?.destroy();
    };
    const stage = (): Stage =>
      answered ? 'answered' : watch.connected(route?.secure === true) ? 'sent' : 'unconnected';
    const explain = (error: Error) => {
      const cause = route?.through && !answered ? proxyFailed(route.through, error, stage()) : error;
      give(failureOf(cause, url, stage(), network));
    };
    const cancel = () => give(cancelled(stage()));
    const total = setTimeout(() => give(timedOut(timeoutMs, url, stage())), timeoutMs);
    const connecting = setTimeout(() => {
      if (stage() === 'unconnected') give(timedOut(connectTimeoutMs, url, 'unconnected'));
    }, connectTimeoutMs);
    signal?.addEventListener('abort', cancel, { once: true });

    try {
      route = routeTo(url, network, { abandoned: abandoned.signal, mark: watch.mark });
      const { authorization } = route.through ?? {};
      outgoing = (route.secure ? httpsRequest : httpRequest)({
        ...route.options,
        method: request.method,
        headers: { Host: url.host, ...headers, ...(authorization && { 'Proxy-Authorization': authorization }) },
      });
    } catch (error) {
      return give(
        error instanceof ProxyError
          ? failed('proxy', error.message)
          : failed('plan', `The request cannot be sent as it is: ${(error as Error).message}.`),
      );
    }
    watch.watch(outgoing);
    outgoing.on('error', error => {
      // Once there is an answer, the one who reads it reports what goes wrong.
      if (!answered) explain(error);
    });
    outgoing.on('close', () => {
      if (!answered) finish(brokenOff(url, stage()));
    });
    outgoing.on('response', async answer => {
      answered = true;
      if (route?.through && answer.statusCode === 407)
        return give(failed('proxy', refusal(route.through, url.host, 407)));
      const body = await readAnswer(answer, maxBytes);
      if (body.kind === 'body') finish(response(answer, body, watch.read().totalMs));
      else if (body.error) explain(body.error);
      else finish(body);
    });
    try {
      outgoing.end(request.body);
    } catch (error) {
      give(failed('plan', `The request cannot be sent as it is: ${(error as Error).message}.`));
    }
  });
}

function response(
  { statusCode = 0, statusMessage = '', rawHeaders }: IncomingMessage,
  { text, truncated }: { readonly text: string; readonly truncated: boolean },
  totalMs: number,
): SendResult {
  return {
    kind: 'response',
    status: statusCode,
    statusText: statusMessage,
    headers: pairs(rawHeaders),
    body: text,
    ...(truncated && { truncated }),
    ms: Math.round(totalMs),
  };
}

function failureOf(error: Error, url: URL, stage: Stage, { authorities }: Network): SendResult {
  if (error instanceof ProxyError) return failed('proxy', error.message);
  const failure = explainFailure(error, url, stage);
  const hint = failure.reason === 'certificate' && authorities?.problem;
  return hint ? { ...failure, detail: `${failure.detail} ${hint}` } : failure;
}

function cancelled(stage: Stage): SendResult {
  return failed(
    'cancelled',
    stage === 'unconnected'
      ? 'Cancelled before anything was sent.'
      : 'Cancelled. What had been sent until then may have arrived.',
  );
}

function timedOut(timeoutMs: number, url: URL, stage: Stage): SendResult {
  const seconds = `${timeoutMs / 1000} s`;
  if (stage === 'unconnected')
    return failed('timeout', `No connection to ${url.host} within ${seconds}. Nothing was sent.`);
  return failed(
    'timeout',
    stage === 'answered'
      ? `The answer began but did not end within ${seconds}. The request may have been carried out.`
      : `No answer within ${seconds}. Tealium gives up after 5 s and does not try again; the request may have been carried out.`,
  );
}

function pairs(raw: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) result.push([raw[index]!, raw[index + 1]!]);
  return result;
}
