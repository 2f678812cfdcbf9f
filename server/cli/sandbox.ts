import { once } from 'node:events';
import { startSandbox } from '../http/sandbox/startSandbox';
import { type Command, UsageError } from './command';

/** How much the sandbox lets pass. */
export const mode = { value: 'lenient|strict', choices: ['lenient', 'strict'] };

export const sandbox: Command = {
  usage: 'sandbox [--port N] [--mode lenient|strict]',
  summary: 'Runs a stand-in for Intercom on this machine until Ctrl+C.',
  help: `  --port  the port to listen on; a free one by default
  --mode  lenient (default): an event for an unknown user creates the user, an update of an unknown visitor creates the
          visitor, and the answer says so in X-Sandbox-Note; custom attributes need not exist. strict: answers 404
          and 400, as Intercom does

It answers as Intercom does, in the version that is asked for, and keeps users, contacts, visitors, companies, tags,
events, conversations and the like in memory. Any token will do: set INTERCOM_ACCESS_TOKEN to anything. Send to it with
--target and the URL it prints; open the URL in a browser to see what it has received, and why it refused what it refused. A
request with the header X-Sandbox-Respond gets a failure: 429, 500, 503, timeout, reset or malformed. In both modes times
that look like milliseconds are refused.

Exit code: 0 stopped by Ctrl+C, 1 the port cannot be had, 2 a wrong command line.`,
  options: { port: { value: 'N' }, mode },

  async run({ positionals, values }, terminal) {
    if (positionals.length > 0) throw new UsageError(`There is nothing to do with "${positionals[0]}".`);
    const port = Number(values.port ?? 0);
    if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535)
      throw new UsageError(`--port should be a number up to 65535, and is "${values.port}".`);
    const strict = values.mode === 'strict';
    const running = await startSandbox({ port, strict }).catch((error: Error) => error);
    if (running instanceof Error) {
      terminal.problem(running.message);
      return 1;
    }
    terminal.out(`The sandbox listens at ${running.url}\nWhat it receives is listed there. Stop it with Ctrl+C.\n`);
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort');
    await running.close();
    return 0;
  },
};
