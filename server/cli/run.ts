import { version } from '../../package.json';
import { check } from './check';
import { type Command, didYouMean, readArguments, UsageError } from './command';
import { render } from './render';
import { replay } from './replay';
import { sandbox } from './sandbox';
import { send } from './send';
import type { ExitCode, Terminal } from './terminal';
import { test } from './test';

const commands: Readonly<Record<string, Command>> = { check, render, replay, send, sandbox, test };

/** Runs the command line `args`, which do not include the program's own name. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  // `help check` is `check --help`.
  const [name = '', ...rest] = args[0] === 'help' && args.length > 1 ? [...args.slice(1), '--help'] : args;
  if (name === '--version' || name === '-v') {
    terminal.out(`${version}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(overview());
    return 0;
  }
  if (!Object.hasOwn(commands, name)) {
    const problem =
      name === '' ? 'Say what to do.' : `There is no command "${name}".${didYouMean(name, Object.keys(commands))}`;
    terminal.problem(`${problem}\n\n${overview().trimEnd()}`);
    return 2;
  }
  const command = commands[name]!;
  try {
    const given = readArguments(command, rest);
    if (!given.help) return await command.run(given, terminal);
    terminal.out(`${usage(command)}\n\n${command.summary}\n\n${command.help}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.problem(`${error.message}\n${usage(command)}`);
    return 2;
  }
}

function usage(command: Command): string {
  return `Usage: intercom-webhook ${command.usage}`;
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: intercom-webhook COMMAND …

Templates of Tealium's Webhook connector for Intercom: checked, rendered and sent.

${lines.join('\n')}

intercom-webhook COMMAND --help says more. --version prints the version.
`;
}
