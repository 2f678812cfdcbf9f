import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../core/text/nearest';
import type { ExitCode, Terminal } from './terminal';

/** One of the program's commands. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Lines of help below the usage. */
  readonly help: string;
  readonly options: Readonly<Record<string, Option>>;
  run(given: Given, terminal: Terminal): Promise<ExitCode>;
}

interface Option {
  /** What stands after it, for help: `FILE`, `text|json`. Absent for an option that stands alone. */
  readonly value?: string;
  /** The only values it takes; the first is the default. */
  readonly choices?: readonly string[];
}

export interface Given {
  readonly positionals: readonly string[];
  /** What was given, else the first of the choices, else undefined. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** The options that stand alone and were given. */
  readonly flags: ReadonlySet<string>;
}

/** A command line that cannot be followed: shown with the usage of the command, exit code 2. */
export class UsageError extends Error {}

/** Reads the arguments after a command's name. Throws a `UsageError`. */
export function readArguments(command: Command, args: readonly string[]): Given & { readonly help: boolean } {
  const options: ParseArgsConfig['options'] = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { value }] of Object.entries(command.options))
    options[name] = { type: value === undefined ? 'boolean' : 'string' };
  const { values, positionals } = parse(args, options);
  const read: Record<string, string | undefined> = {};
  const flags = new Set<string>();
  for (const [name, { choices }] of Object.entries(command.options)) {
    const value = values[name];
    if (typeof value === 'boolean') {
      flags.add(name);
      continue;
    }
    if (value !== undefined && choices && !choices.includes(value))
      throw new UsageError(`--${name} should be one of ${choices.join(', ')}, and is "${value}".`);
    read[name] = value ?? choices?.[0];
  }
  return { positionals, values: read, flags, help: values.help === true };
}

/** The name that was most likely meant, as a question to follow a sentence; empty where none is near. */
export function didYouMean(name: string | undefined, known: readonly string[], dashes = ''): string {
  const meant = name === undefined ? undefined : nearest(name, known);
  return meant === undefined ? '' : ` Did you mean ${dashes}${meant}?`;
}

function parse(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Readonly<Record<string, string | boolean | undefined>>, positionals };
  } catch (error) {
    // Node explains at length; its first sentence says which option it is.
    const sentence = `${(error as Error).message.split(/[.\n]( |$)/)[0]}.`;
    const unknown = /^Unknown option '--(.+)'\.$/.exec(sentence)?.[1];
    throw new UsageError(sentence + didYouMean(unknown, Object.keys(options), '--'));
  }
}
