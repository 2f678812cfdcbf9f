import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Echoes the token, as a careless server would. */
const usual = (authorization: string | undefined): Answer => ({
  status: 200,
  body: JSON.stringify({ type: 'user', echo: authorization }),
});

/** A server on this machine in Intercom's place, which notes who asks. */
export async function standIn() {
  const authorizations: (string | undefined)[] = [];
  let answerTo = usual;
  const server = http.createServer((request, answer) => {
    const { authorization } = request.headers;
    authorizations.push(authorization);
    request.resume().on('end', () => {
      const { status, headers, body } = answerTo(authorization);
      answer.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      answer.end(body);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    authorizations,
    /** What the next requests get. */
    answer(next: Answer | typeof usual) {
      answerTo = typeof next === 'function' ? next : () => next;
    },
    close: () => server.close().closeAllConnections(),
  };
}
