import { type PlannedRequest, planRequest } from '../core/action/plan';
import { withEvent } from '../core/action/withEvent';
import { bodyProblem } from '../core/expect/evaluate';
import { redactHeaders, redactor } from '../http/redact';
import { type Command, UsageError } from './command';
import { readAction, readEvent, shownPath, warnOutsideStream } from './input';
import { headersObject, requestText } from './message';
import { place } from './place';
import { printable } from './printable';
import type { Terminal } from './terminal';

export const render: Command = {
  usage: 'render ACTION --event FILE [--format text|json]',
  summary: 'Shows the request that an action makes of an event, and sends nothing.',
  help: `  --event   a sample event; for one line of several: june.events.jsonl:12; for standard input: -
  --format  text (default): the request as HTTP; json: with the template variables and the rendered templates

If the event is not in the stream, or the body is not JSON, standard error says so.

Secrets are shown by their names only. Exit code: 0 rendered, 1 the template failed, 2 a wrong command line or input that cannot be read.`,
  options: { event: { value: 'FILE' }, format: { value: 'text|json', choices: ['text', 'json'] } },

  async run({ positionals, values }, terminal) {
    const [action, ...others] = positionals;
    if (action === undefined || others.length > 0 || values.event === undefined)
      throw new UsageError('Name one action, and an event with --event FILE.');
    const [read, sample] = [await readAction(action, terminal), await readEvent(values.event, terminal)];
    for (const input of [read, sample]) if (input.kind === 'unreadable') terminal.problem(input.problem);
    if (read.kind === 'unreadable' || sample.kind === 'unreadable') return 2;
    const project = withEvent(read.project, sample.event);
    const plan = planRequest({ project, event: sample.event, now: terminal.now(), uuid: terminal.uuid });
    if (plan.kind === 'failed') {
      const text =
        plan.path === project.path
          ? project.text
          : [...project.templates.values()].find(({ path }) => path === plan.path)?.text;
      const file = shownPath(plan.path, terminal);
      const where = text === undefined || plan.range === undefined ? file : place(file, text, plan.range.start);
      terminal.problem(printable(`${where}: ${plan.message}`));
      if (values.format === 'json')
        terminal.out(`${JSON.stringify({ failed: true, reason: 'plan', detail: plan.message }, null, 2)}\n`);
      return plan.reason === 'missing-template' || plan.reason === 'action' ? 2 : 1;
    }
    write(masked(plan.request), values.format!, terminal);
    warnOutsideStream(project, sample.event, terminal);
    const problem = bodyProblem(plan.request);
    if (problem) terminal.problem(printable(problem));
    return 0;
  },
};

interface Shown extends Pick<PlannedRequest, 'method' | 'url' | 'headers' | 'templateVariables'> {
  readonly body: string | null;
  readonly renderedTemplates: Readonly<Record<string, string>>;
}

/** A token that somebody wrote into a template is masked as well. Cookies say what the action says, and are no session. */
function masked({ method, url, headers, body, templateVariables, renderedTemplates }: PlannedRequest): Shown {
  const redact = redactor([]);
  return {
    method,
    url: redact(url),
    headers: headers.flatMap(([name, value]) =>
      name === 'Cookie' ? [[name, redact(value)] as const] : redactHeaders([[name, value]], redact),
    ),
    body: body === undefined ? null : redact(body),
    templateVariables: JSON.parse(redact(JSON.stringify(templateVariables))),
    renderedTemplates: Object.fromEntries(
      Object.entries(renderedTemplates).map(([name, { text }]) => [name, redact(text)]),
    ),
  };
}

function write(shown: Shown, format: string, terminal: Terminal): void {
  if (format === 'json')
    terminal.out(`${JSON.stringify({ ...shown, headers: headersObject(shown.headers) }, null, 2)}\n`);
  else terminal.out(requestText({ ...shown, ...(shown.body !== null && { body: shown.body }) }, terminal));
}
