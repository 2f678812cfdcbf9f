import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ExitCode, Terminal } from './terminal';

/** One of the program's commands. Options of type string are listed with what may stand after them. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Lines of help below the usage. */
  readonly help: string;
  readonly options: Readonly<Record<string, Option>>;
  run(given: Given, terminal: Terminal): Promise<ExitCode>;
}

interface Option {
  /** In help: `FILE`, `text|json`. */
  readonly value: string;
  /** The only values it takes; the first is the default. */
  readonly choices?: readonly string[];
}

export interface Given {
  readonly positionals: readonly string[];
  /** What was given, else the first of the choices, else undefined. */
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** A command line that cannot be followed: shown with the usage of the command, exit code 2. */
export class UsageError extends Error {}

/** Reads the arguments after a command's name. Throws a `UsageError`. */
export function readArguments(command: Command, args: readonly string[]): Given & { readonly help: boolean } {
  const options: ParseArgsConfig['options'] = { help: { type: 'boolean', short: 'h' } };
  for (const name of Object.keys(command.options)) options[name] = { type: 'string' };
  const { values, positionals } = parse(args, options);
  const read: Record<string, string | undefined> = {};
  for (const [name, { choices }] of Object.entries(command.options)) {
    const value = values[name] as string | undefined;
    if (value !== undefined && choices && !choices.includes(value))
      throw new UsageError(`--${name} should be one of ${choices.join(', ')}, and is "${value}".`);
    read[name] = value ?? choices?.[0];
  }
  return { positionals, values: read, help: values.help === true };
}

function parse(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node explains at length; its first sentence says which option it is.
    throw new UsageError(`${(error as Error).message.split(/[.\n]( |$)/)[0]}.`);
  }
}
