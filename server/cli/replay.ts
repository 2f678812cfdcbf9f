import { basename } from 'node:path';
import type { Project } from '../core/action/project';
import { environmentVariable, secretsOf } from '../core/action/secrets';
import { check } from '../core/check/check';
import { nodeFiles } from '../files.node';
import { startSandbox } from '../http/sandbox/startSandbox';
import { sendAction, type Target } from '../http/sendAction';
import type { ReplayEnd } from '../protocol';
import { defaultConcurrency, mostConcurrency } from '../replay/options';
import { replay as replayEvents } from '../replay/replay';
import { type Command, type Given, UsageError } from './command';
import { fromEnvironment } from './environment';
import { absolute, readAction, shownPath } from './input';
import { place } from './place';
import { printable } from './printable';
import { progressLine, replayText } from './report/replay';
import { mode } from './sandbox';
import { readTarget } from './send';
import type { ActionSettings } from './settings';
import type { ExitCode, Terminal } from './terminal';

export const replay: Command = {
  usage: 'replay ACTION --events FILE [--target sandbox|intercom|URL] [--dry-run] [--resume|--restart] …',
  summary: 'Sends every event of a file that the stream takes, and writes down what became of each.',
  help: `  --events           a file with one event a line, of any size
  --target           sandbox (default): a stand-in for Intercom that runs for this one call and needs no token;
                     intercom: the action's own URL; or the URL of another server, which replaces the origin
  --mode             how the sandbox answers: lenient (default), or strict, as Intercom does; see sandbox --help
  --dry-run          renders and checks every event, and sends nothing
  --concurrency      how many events are under way at once: 1 to ${mostConcurrency}, ${defaultConcurrency} by default; 1 keeps their order
  --results          where the results are written; beside the events by default: june.replay.jsonl
  --resume           goes on where an earlier replay stopped; nothing is sent twice
  --retry-failed     resumes, and sends again what failed
  --retry-uncertain  resumes, and sends again what may have arrived already
  --restart          starts over, and keeps the earlier results as june.replay.1.jsonl
  --anyway           sends although the checks find errors, and also events whose body would be refused
  --format           text (default) or json

It keeps to Intercom's rate limit: when that is used up, everything waits for the next window. Ctrl+C stops; then --resume goes
on. Secrets come from the environment, as for send.

Exit code: 0 every event that the stream takes was sent, or is ready; 1 one failed or is invalid, or it was stopped;
2 a wrong command line or input that cannot be read.`,
  options: {
    events: { value: 'FILE' },
    target: { value: 'sandbox|intercom|URL' },
    mode,
    'dry-run': {},
    concurrency: { value: 'N' },
    results: { value: 'FILE' },
    resume: {},
    'retry-failed': {},
    'retry-uncertain': {},
    restart: {},
    anyway: {},
    format: { value: 'text|json', choices: ['text', 'json'] },
  },

  async run({ positionals, values, flags }, terminal) {
    const [action, ...others] = positionals;
    if (action === undefined || others.length > 0 || values.events === undefined)
      throw new UsageError('Name one action, and a file of events with --events FILE.');
    const wanted = readTarget(values);
    const concurrency = readConcurrency(values.concurrency);
    const goesOn = ['resume', 'retry-failed', 'retry-uncertain'].some(flag => flags.has(flag));
    if (goesOn && flags.has('restart')) throw new UsageError('Choose between going on and --restart.');
    const read = await readAction(action, terminal);
    if (read.kind === 'unreadable') {
      terminal.problem(read.problem);
      return 2;
    }
    const { project } = read;
    const dryRun = flags.has('dry-run');
    const missing = dryRun || wanted.kind === 'sandbox' ? undefined : missingSecret(project, terminal);
    if (missing !== undefined) {
      terminal.problem(missing);
      return 2;
    }
    if (!dryRun && !flags.has('anyway') && (await stopsOnFindings(read, terminal))) return 1;

    const sandbox =
      wanted.kind === 'sandbox' && !dryRun ? await startSandbox({ strict: values.mode === 'strict' }) : undefined;
    try {
      const target = sandbox ? { kind: 'sandbox' as const, url: sandbox.url } : (wanted as Target);
      const { signal: _, now, uuid, ...environment } = fromEnvironment(terminal);
      const { signal } = terminal;
      const end = await replayEvents({
        project,
        events: absolute(values.events, terminal),
        results: values.results && absolute(values.results, terminal),
        previous: flags.has('restart') ? 'restart' : goesOn ? 'resume' : undefined,
        retry: (['failed', 'uncertain'] as const).filter(outcome => flags.has(`retry-${outcome}`)),
        anyway: flags.has('anyway'),
        target: wanted.kind === 'origin' ? new URL(wanted.url).origin : wanted.kind,
        send: dryRun
          ? undefined
          : (of, event, abort) => sendAction({ project: of, event, target, signal: abort, now, uuid, ...environment }),
        concurrency,
        onProgress: progress => terminal.progress(progressLine(progress)),
        ...{ signal, now, uuid },
      });
      terminal.progress('');
      return report(end, values, terminal);
    } finally {
      await sandbox?.close();
    }
  },
};

function readConcurrency(value: string | undefined): number {
  const number = Number(value ?? defaultConcurrency);
  if (/^\d{1,2}$/.test(value ?? '1') && number >= 1 && number <= mostConcurrency) return number;
  throw new UsageError(`--concurrency should be a number from 1 to ${mostConcurrency}, and is "${value}".`);
}

/** Asked before anything is sent, or every event would fail. */
function missingSecret({ action }: Project, { env }: Terminal): string | undefined {
  const name = secretsOf(action).find(secret => !env[environmentVariable(secret)]?.trim());
  if (name === undefined) return undefined;
  return `The secret "${name}" has no value. Set the environment variable ${environmentVariable(name)}.`;
}

/** Stops at findings, but not at those of sample events: a replay sends other events. */
async function stopsOnFindings(
  { project, severities }: { readonly project: Project; readonly severities: ActionSettings['severities'] },
  terminal: Terminal,
): Promise<boolean> {
  const samples = new Set([...project.events, ...project.eventProblems].map(({ path }) => path));
  const errors = check(project, { severities }).filter(
    ({ severity, path }) => severity === 'error' && !samples.has(path),
  );
  const [first] = errors;
  if (!first) return false;
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  const where = place(shownPath(first.path, terminal), (await nodeFiles.read(first.path)) ?? '', first.range.start);
  terminal.problem(
    printable(
      `Nothing was sent: the checks found ${count}. ${where}: ${first.message} (${first.code})
Run check to see all, or add --anyway.`,
    ),
  );
  return true;
}

function report(end: ReplayEnd, { format }: Given['values'], terminal: Terminal): ExitCode {
  switch (end.kind) {
    case 'refused':
      terminal.problem(end.message);
      return 2;
    case 'exists': {
      const advice = end.other
        ? `It cannot be resumed: ${end.other} Add --restart to start over, or name another file with --results.`
        : 'Add --resume to go on where it stopped, or --restart to start over.';
      terminal.problem(`${basename(end.results)} holds the results of an earlier replay. ${advice}`);
      return 2;
    }
    case 'ended': {
      const { summary } = end;
      const results = summary.results && shownPath(summary.results, terminal);
      const shown = { ...summary, ...(results && { results }) };
      terminal.out(format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : replayText(shown, terminal));
      const { invalid, failed, uncertain } = summary.counts;
      return summary.end === 'finished' && invalid + failed + uncertain === 0 ? 0 : 1;
    }
  }
}
