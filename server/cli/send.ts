import type { Project } from '../core/action/project';
import { withEvent } from '../core/action/withEvent';
import { check } from '../core/check/check';
import { isLoopback } from '../http/hosts';
import type { RetryMode } from '../http/retry';
import { startSandbox } from '../http/sandbox/startSandbox';
import { sendAction, type Target } from '../http/sendAction';
import { succeeded } from '../http/trace';
import { type Command, type Given, UsageError } from './command';
import { fromEnvironment } from './environment';
import { readAction, readEvent, warnOutsideStream } from './input';
import { locate, textsOf } from './locate';
import { counted } from './printable';
import { sendJson, sendText } from './report/send';
import { findingLine } from './report/text';
import { mode } from './sandbox';
import type { ActionSettings } from './settings';
import type { Terminal } from './terminal';

export const send: Command = {
  usage: 'send ACTION --event FILE [--target sandbox|intercom|URL] [--mode lenient|strict] [--anyway] …',
  summary: 'Sends the request that an action makes of an event, and shows the answer.',
  help: `  --event   a sample event; for one line of several: june.events.jsonl:12; for standard input: -
  --target  sandbox (default): a stand-in for Intercom that runs for this one call and needs no token;
            intercom: the action's own URL; or the URL of another server, which replaces the origin
  --mode    how the sandbox answers: lenient (default), or strict, as Intercom does; see sandbox --help
  --retry   after 408, 429, 500, 502, 503 and 504, send again: off (default); asTealium: after 1, 5 and 30 minutes;
            fast: after 1, 2 and 4 seconds. After 429 never before Intercom allows it. A time-out is never retried
  --anyway  sends to Intercom although the checks find errors
  --format  text (default) or json

The errors that the checks find are written on standard error. If there are any, the request goes only to the sandbox or to
this machine, unless --anyway is given.

Secrets come from the environment: INTERCOM_ACCESS_TOKEN is the secret "intercom", INTERCOM_WEBHOOK_SECRET_MY_NAME the
secret "my_name". They go to Intercom and to this machine only, and to the hosts that INTERCOM_WEBHOOK_ALLOWED_HOSTS
lists with commas between them. HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS count too.

Exit code: 0 an answer of 2xx; 1 any other answer or none, also if the checks stopped it;
2 a wrong command line or input that cannot be read.`,
  options: {
    event: { value: 'FILE' },
    target: { value: 'sandbox|intercom|URL' },
    mode,
    retry: { value: 'off|asTealium|fast', choices: ['off', 'asTealium', 'fast'] },
    anyway: {},
    format: { value: 'text|json', choices: ['text', 'json'] },
  },

  async run({ positionals, values, flags }, terminal) {
    const [action, ...others] = positionals;
    if (action === undefined || others.length > 0 || values.event === undefined)
      throw new UsageError('Name one action, and an event with --event FILE.');
    const wanted = readTarget(values);
    const [read, sample] = [await readAction(action, terminal), await readEvent(values.event, terminal)];
    for (const input of [read, sample]) if (input.kind === 'unreadable') terminal.problem(input.problem);
    if (read.kind === 'unreadable' || sample.kind === 'unreadable') return 2;

    warnOutsideStream(read.project, sample.event, terminal);
    const errors = await writeErrors(read, terminal);
    if (errors > 0 && goesOut(wanted) && !flags.has('anyway')) {
      const detail = `Nothing was sent: the checks found ${counted(errors, 'error')}. Mend what they say, or add --anyway.`;
      terminal.problem(detail);
      if (values.format === 'json') terminal.out(sendJson({ kind: 'failed', reason: 'findings', detail }));
      return 1;
    }
    const sandbox = wanted.kind === 'sandbox' ? await startSandbox({ strict: values.mode === 'strict' }) : undefined;
    try {
      const report = await sendAction({
        project: withEvent(read.project, sample.event),
        event: sample.event,
        target: sandbox ? { kind: 'sandbox', url: sandbox.url } : (wanted as Target),
        retries: values.retry as RetryMode,
        waiting: showWaits(terminal),
        ...fromEnvironment(terminal),
      });
      terminal.out(values.format === 'json' ? sendJson(report.outcome) : sendText(report, terminal));
      return succeeded(report.outcome) ? 0 : 1;
    } finally {
      await sandbox?.close();
    }
  },
};

/** Says every error that the checks find, as `check` says it; answers how many there are. */
async function writeErrors(
  { project, severities }: { readonly project: Project; readonly severities: ActionSettings['severities'] },
  terminal: Terminal,
): Promise<number> {
  const errors = check(project, { severities }).filter(({ severity }) => severity === 'error');
  for (const error of await locate(errors, textsOf(project), terminal))
    terminal.problem(findingLine(error, { colours: false }));
  return errors.length;
}

/** Whether it leaves this machine. */
function goesOut(target: WantedTarget): boolean {
  return target.kind === 'intercom' || (target.kind === 'origin' && !isLoopback(new URL(target.url).hostname));
}

/** One line a wait: a countdown would fill the log of a build. */
function showWaits(terminal: Terminal): (message: string, secondsLeft: number) => void {
  let last = 0;
  return (message, secondsLeft) => {
    if (secondsLeft >= last) terminal.problem(message);
    last = secondsLeft;
  };
}

type WantedTarget = { kind: 'sandbox' } | { kind: 'intercom' } | { kind: 'origin'; url: string };

/** What `--target` means, and that `--mode` goes with it. Throws a `UsageError`. */
export function readTarget({ target: value = 'sandbox', mode: wanted }: Given['values']): WantedTarget {
  if (wanted === 'strict' && value !== 'sandbox')
    throw new UsageError('--mode is for --target sandbox. A sandbox that runs has the mode that it was started with.');
  if (value === 'sandbox' || value === 'intercom') return { kind: value };
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return { kind: 'origin', url: value };
  throw new UsageError(
    `--target should be sandbox, intercom or a URL such as http://127.0.0.1:3000, and is "${value}".`,
  );
}
