import { once } from 'node:events';
import { startSandbox } from '../http/sandbox/startSandbox';
import { type Command, UsageError } from './command';

export const sandbox: Command = {
  usage: 'sandbox [--port N]',
  summary: 'Runs a stand-in for Intercom on this machine until Ctrl+C.',
  help: `  --port  the port to listen on; a free one unless told

It answers as Intercom does to users, contacts, companies, events and tags, and keeps them in memory. Any token will do.
A request with the header X-Sandbox-Respond gets a failure: 429, 500, 503, timeout, reset or malformed. Send to it with
--target and the URL it prints.

Where it knowingly differs: it starts empty, so an event whose user is not there creates the user, and the answer says so
in X-Sandbox-Note (Intercom answers 404); custom attributes need not exist beforehand; times that look like milliseconds
are refused.

Exit code: 0 stopped by Ctrl+C, 1 the port cannot be had, 2 a wrong command line.`,
  options: { port: { value: 'N' } },

  async run({ positionals, values }, terminal) {
    if (positionals.length > 0) throw new UsageError(`There is nothing to do with "${positionals[0]}".`);
    const port = Number(values.port ?? 0);
    if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535)
      throw new UsageError(`--port should be a number up to 65535, and is "${values.port}".`);
    const running = await startSandbox({ port }).catch((error: Error) => error);
    if (running instanceof Error) {
      terminal.problem(running.message);
      return 1;
    }
    terminal.out(`The sandbox listens at ${running.url}\nStop it with Ctrl+C.\n`);
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort');
    await running.close();
    return 0;
  },
};
