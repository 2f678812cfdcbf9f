import { withEvent } from '../core/action/withEvent';
import type { RetryMode } from '../http/retry';
import { startSandbox } from '../http/sandbox/startSandbox';
import { sendAction, type Target } from '../http/sendAction';
import { succeeded } from '../http/trace';
import type { Explanation, Place, SendReport } from '../protocol';
import { type Command, UsageError } from './command';
import { fromEnvironment } from './environment';
import { readAction, readEvent, shownPath, warnOutsideStream } from './input';
import { headerLines, headersObject } from './message';
import { printable, styled } from './printable';
import type { Terminal } from './terminal';

export const send: Command = {
  usage: 'send ACTION --event FILE [--target sandbox|intercom|URL] [--retry off|asTealium|fast] [--format text|json]',
  summary: 'Sends the request that an action makes of an event, and shows the answer.',
  help: `  --event   a sample event; for one line of several: june.events.jsonl:12
  --target  sandbox (unless told): a stand-in for Intercom that runs for this one call and needs no token;
            intercom: the action's own URL; or the URL of another server, whose origin takes the place of the action's
  --retry   after 408, 429, 500, 502, 503 and 504, send again: off (unless told); asTealium: after 1, 5 and 30 minutes;
            fast: after 1, 2 and 4 seconds. After 429 never before Intercom allows it. A time-out is never retried
  --format  text (unless told) or json

Secrets come from the environment: INTERCOM_ACCESS_TOKEN is the secret "intercom", INTERCOM_WEBHOOK_SECRET_MY_NAME the
secret "my_name". They go to Intercom and to this machine only, and to the hosts that INTERCOM_WEBHOOK_ALLOWED_HOSTS
lists with commas between them. HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS count too.

Exit code: 0 an answer of 2xx, 1 any other or none, 2 a wrong command line or input that cannot be read.`,
  options: {
    event: { value: 'FILE' },
    target: { value: 'sandbox|intercom|URL' },
    retry: { value: 'off|asTealium|fast', choices: ['off', 'asTealium', 'fast'] },
    format: { value: 'text|json', choices: ['text', 'json'] },
  },

  async run({ positionals, values }, terminal) {
    const [action, ...others] = positionals;
    if (action === undefined || others.length > 0) throw new UsageError('Name one action.');
    if (values.event === undefined) throw new UsageError('Name an event with --event FILE.');
    const wanted = readTarget(values.target ?? 'sandbox');
    const [read, sample] = [await readAction(action, terminal), await readEvent(values.event, terminal)];
    for (const input of [read, sample]) if (input.kind === 'unreadable') terminal.problem(input.problem);
    if (read.kind === 'unreadable' || sample.kind === 'unreadable') return 2;

    warnOutsideStream(read.project, sample.event, terminal);
    const sandbox = wanted.kind === 'sandbox' ? await startSandbox() : undefined;
    try {
      const report = await sendAction({
        project: withEvent(read.project, sample.event),
        event: sample.event,
        target: sandbox ? { kind: 'sandbox', url: sandbox.url } : (wanted as Target),
        retries: values.retry as RetryMode,
        waiting: told(terminal),
        ...fromEnvironment(terminal),
      });
      terminal.out(values.format === 'json' ? json(report) : text(report, terminal));
      return succeeded(report.outcome) ? 0 : 1;
    } finally {
      await sandbox?.close();
    }
  },
};

/** One line a wait: a countdown would fill the log of a build. */
function told(terminal: Terminal): (message: string, secondsLeft: number) => void {
  let last = 0;
  return (message, secondsLeft) => {
    if (secondsLeft >= last) terminal.problem(message);
    last = secondsLeft;
  };
}

/** What `--target` means. Throws a `UsageError`. */
export function readTarget(
  value: string,
): { kind: 'sandbox' } | { kind: 'intercom' } | { kind: 'origin'; url: string } {
  if (value === 'sandbox' || value === 'intercom') return { kind: value };
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return { kind: 'origin', url: value };
  throw new UsageError(
    `--target should be sandbox, intercom or a URL such as http://127.0.0.1:3000, and is "${value}".`,
  );
}

function json({ outcome }: SendReport): string {
  return `${JSON.stringify(view(outcome), null, 2)}\n`;
}

function view(outcome: SendReport['outcome']) {
  if (outcome.kind === 'failed') return { failed: true, reason: outcome.reason, detail: outcome.detail };
  const { status, statusText, headers, body, ms, truncated } = outcome;
  return { status, statusText, headers: headersObject(headers), body, ms, ...(truncated && { truncated }) };
}

function text({ request, outcome, explanations = [] }: SendReport, terminal: Terminal): string {
  const asked = `${styled(terminal, 'bold', printable(request.method))} ${printable(request.url)}`;
  if (outcome.kind === 'failed') {
    const { place } = outcome;
    const where = place ? `${placeName(place, terminal)}: ` : '';
    return `${asked}\n${styled(terminal, 'red', 'Failed')}: ${printable(where + outcome.detail)}\n`;
  }
  const status = printable(`${outcome.status} ${outcome.statusText}`.trim());
  const lines = [
    asked,
    `${styled(terminal, succeeded(outcome) ? 'green' : 'red', status)} in ${outcome.ms} ms`,
    ...explanations.flatMap(explanation => ['', ...explained(explanation, terminal)]),
    '',
    ...headerLines(outcome.headers, terminal),
    ...(outcome.body === '' ? [] : ['', printable(pretty(outcome.body)).trimEnd()]),
    ...(outcome.truncated ? ['', 'The answer is longer; the rest was not read.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What it means and what to do, and under it the place in the user's files. */
function explained({ title, meaning, remedy, field, place }: Explanation, terminal: Terminal): readonly string[] {
  const where = place && [field, placeName(place, terminal)].filter(part => part !== undefined).join(' at ');
  return [
    styled(terminal, 'bold', printable(title)),
    printable(`${meaning} ${remedy}`),
    ...(where === undefined ? [] : [printable(where)]),
  ];
}

/** `a/body.json.trimou:4:12`, counted from 1, as editors and terminals open it. */
function placeName({ uri, range: { start } }: Place, terminal: Terminal): string {
  return `${shownPath(uri, terminal)}:${start.line + 1}:${start.character + 1}`;
}

function pretty(body: string): string {
  const json = parsed(body);
  return json === undefined ? body : JSON.stringify(json, null, 2);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // No JSON: shown as it came.
    return undefined;
  }
}
