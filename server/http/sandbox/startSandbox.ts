import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { intercomErrors } from '../../core/intercom/errors';
import { isLoopback } from '../hosts';
import { type Answer, errorAnswer } from './answer';
import { forcedFailure, respondHeader } from './forced';
import { answerRequest } from './gates';
import { pageHeaders, renderPage } from './page';
import { callsPerWindow, rateLimiter } from './rateLimit';
import { Received } from './received';
import { settle } from './residents';
import { maxBodyBytes, readRequest, writeAnswer } from './wire';
import { Workspace } from './workspace';

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Calls that a window of ten seconds allows; Intercom's own limit by default. */
  readonly callsPerWindow?: number;
  /**
   * If not strict, an event creates the user it names, which the header `X-Sandbox-Note` says, and a custom attribute
   * need not exist. If strict, the answers are 404 and 400, as Intercom's.
   */
  readonly strict?: boolean;
  /** Starts with nobody in it: without the contact, the company and the tag to try things on (`residents.ts`). */
  readonly empty?: boolean;
}

export interface Sandbox {
  /** `http://127.0.0.1:49152`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** How much it holds: contacts, companies, tags… */
  counts(): Readonly<Record<string, number>>;
  /** Stops listening and closes the connections that are open. */
  close(): Promise<void>;
}

/**
 * A server on this machine that answers as Intercom does, as far as Intercom's documentation and the recorded answers
 * of others tell. It keeps what it is sent in memory, and lists it on a page at `/`. Any well-formed token is let in.
 * Where it knowingly differs: see `strict`, and times that look like milliseconds are refused. Rejects with a sentence
 * for the user when the port cannot be had.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const workspace = new Workspace();
  const received = new Received();
  const limiter = rateLimiter(options.callsPerWindow ?? callsPerWindow);
  const now = options.now ?? Date.now;
  if (!options.empty) settle(workspace, Math.floor(now() / 1000));
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    serve(request, response).catch((error: Error) => {
      const message = `The sandbox itself failed: ${error.message}`;
      if (response.headersSent) response.destroy();
      else writeAnswer(request, response, errorAnswer(intercomErrors.serverError, [{ message }]), {});
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '', headers } = request;
    if (!isOwnName(headers.host)) return void writeAnswer(request, response, foreignHost, {});
    const [path = '', query = ''] = target.split(/\?(.*)/s);
    if (path === '/' && ['GET', 'HEAD'].includes(method)) return showPage(request, response);
    const at = now();
    const { exceeded, headers: rateHeaders } = limiter(at);
    const body = await readRequest(request);
    if (body.kind === 'gone') return;
    const arrival = { at, method, path: target, headers, body: body.kind === 'body' ? body.bytes : new Uint8Array() };
    const give = (answer: Answer) => {
      const text = writeAnswer(request, response, answer, rateHeaders);
      const note = answer.headers?.['X-Sandbox-Note'];
      received.add(arrival, { kind: 'answered', status: answer.status, body: text, ...(note && { note }) });
    };
    if (body.kind === 'too-large') return give(tooLarge);
    const forced = forcedFailure(headers[respondHeader]);
    if (forced.kind === 'act') {
      received.add(arrival, { kind: 'unanswered', how: forced.how });
      return forced.act(response);
    }
    if (forced.kind === 'answer') return give(forced.answer);
    if (exceeded) return give(errorAnswer(intercomErrors.rateLimit));
    const asked = { method, path, query: new URLSearchParams(query), headers, body: body.bytes };
    give(answerRequest(asked, { workspace, strict: options.strict ?? false, now: Math.floor(at / 1000) }));
  }

  /** What was received: as a page for a browser, as JSON for those who ask for that. */
  function showPage(request: IncomingMessage, response: ServerResponse): void {
    const content = { url, counts: counts(workspace), total: received.count, exchanges: received.latest };
    const accept = request.headers.accept ?? '';
    if (accept.includes('json') && !accept.includes('html')) {
      response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(JSON.stringify(content));
      return;
    }
    const nonce = randomBytes(16).toString('base64url');
    response.writeHead(200, pageHeaders(nonce)).end(renderPage(content, nonce));
  }

  server.maxConnections = 256;
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    counts: () => counts(workspace),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function counts({ contacts, companies, tags, notes, events, ...others }: Workspace): Readonly<Record<string, number>> {
  const { visitors, conversations, tickets, attributes, customObjects } = others;
  const shelves = {
    contacts,
    visitors,
    companies,
    tags,
    notes,
    events,
    conversations,
    tickets,
    attributes,
    'custom objects': customObjects,
  };
  return Object.fromEntries(Object.entries(shelves).map(([name, shelf]) => [name, shelf.count]));
}

const foreignHost = {
  status: 403,
  body: {
    type: 'error.list',
    errors: [{ code: 'forbidden', message: 'The sandbox answers to 127.0.0.1 and localhost, and to no other name.' }],
  },
};

const tooLarge = {
  status: 413,
  headers: { Connection: 'close' },
  body: {
    type: 'error.list',
    errors: [{ code: 'bad_request', message: `The body is larger than the sandbox's ${maxBodyBytes} bytes.` }],
  },
};

/**
 * Keeps out the page of a website that has made its own name point here: it must not be able to talk to the sandbox.
 */
function isOwnName(host: string | undefined): boolean {
  return isLoopback((host ?? '').replace(/:\d+$/, '').toLowerCase());
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(portProblem(error, port))));
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

function portProblem(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken by another program. Choose another port.`;
  if (error.code === 'EACCES') return `Port ${port} is not free to use. Choose one above 1023.`;
  return `The sandbox cannot listen on port ${port} (${error.code ?? error.message}).`;
}
