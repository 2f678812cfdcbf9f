import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { intercomErrors } from '../../core/intercom/errors';
import { isLoopback } from '../hosts';
import { type Answer, errorAnswer } from './answer';
import { forcedFailure, respondHeader } from './forced';
import { answerRequest } from './gates';
import { callsPerWindow, rateLimiter } from './rateLimit';
import { maxBodyBytes, readRequest, writeAnswer } from './wire';
import { Workspace } from './workspace';

export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Calls that a window of ten seconds allows; Intercom's own limit unless told. */
  readonly callsPerWindow?: number;
  /**
   * What an event does whose user is not there. Intercom answers 404. The sandbox starts empty, so unless told
   * otherwise it creates the user and says so in the header `X-Sandbox-Note`.
   */
  readonly unknownUsers?: 'create' | 'reject';
}

export interface Sandbox {
  /** `http://127.0.0.1:49152`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** How much it holds. */
  counts(): Readonly<Record<'contacts' | 'companies' | 'tags' | 'notes' | 'events', number>>;
  /** Stops listening and closes the connections that are open. */
  close(): Promise<void>;
}

/**
 * A server on this machine that answers as Intercom does, as far as Intercom's documentation and the recorded answers
 * of others tell. It keeps what it is sent in memory. Any well-formed token is let in. Where it knowingly differs: custom
 * attributes need not exist beforehand, and times that look like milliseconds are refused. Rejects with a sentence for
 * the user when the port cannot be had.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const workspace = new Workspace();
  const limiter = rateLimiter(options.callsPerWindow ?? callsPerWindow);
  const now = options.now ?? Date.now;
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    const { exceeded, headers } = limiter(now());
    const give = (answer: Answer) => writeAnswer(request, response, answer, headers);
    serve(request, response, exceeded, give).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else give(errorAnswer(intercomErrors.serverError, [{ message: `The sandbox itself failed: ${error.message}` }]));
    });
  });

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    exceeded: boolean,
    give: (answer: Answer) => void,
  ): Promise<void> {
    if (!isOwnName(request.headers.host)) return give(foreignHost);
    const body = await readRequest(request);
    if (body.kind === 'gone') return;
    if (body.kind === 'too-large') return give(tooLarge);
    const forced = forcedFailure(request.headers[respondHeader]);
    if (forced.kind === 'act') return forced.act(response);
    if (forced.kind === 'answer') return give(forced.answer);
    if (exceeded) return give(errorAnswer(intercomErrors.rateLimit));
    const [path = ''] = (request.url ?? '').split('?');
    const asked = { method: request.method ?? '', path, headers: request.headers, body: body.bytes };
    const createUnknownUsers = options.unknownUsers !== 'reject';
    give(answerRequest(asked, { workspace, createUnknownUsers, now: Math.floor(now() / 1000) }));
  }

  server.maxConnections = 256;
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    counts: () => {
      const { contacts, companies, tags, notes, events } = workspace;
      return {
        contacts: contacts.count,
        companies: companies.count,
        tags: tags.count,
        notes: notes.count,
        events: events.count,
      };
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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

/** A page of some website that has made its own name point here must not be able to talk to the sandbox. */
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
