import type { SampleEvent } from '../core/action/events';
import type { Project } from '../core/action/project';
import type { Answer } from '../core/expect/evaluate';
import { testEvent } from '../core/expect/testEvent';
import { nodeFiles } from '../files.node';
import { startSandbox } from '../http/sandbox/startSandbox';
import { sendAction, type Target } from '../http/sendAction';
import { type Command, type Given, UsageError } from './command';
import { fromEnvironment } from './environment';
import { readAction, shownPath } from './input';
import { place, positions } from './place';
import { printable } from './printable';
import { step } from './progress';
import { jsonTests, junitTests, type Tested, textTests } from './report/tests';
import { mode } from './sandbox';
import { search } from './search';
import { readTarget } from './send';
import type { Terminal } from './terminal';

const reports = { text: textTests, json: jsonTests, junit: junitTests };

export const test: Command = {
  usage: 'test [--target sandbox|URL] [--mode lenient|strict] [--format text|json|junit] PATH…',
  summary: 'Compares what comes of sample events with what they expect.',
  help: `PATH is an action (*.webhook.json) or a folder, which is searched for actions. Each sample event that says "expect" is a
test, for instance { "expect": { "stream": true, "valid": true, "status": 200, "body": { "$.email": "ada@example.com" } } }.

  --target  where to send an event that expects an answer: sandbox (default): a stand-in for Intercom, a fresh
            one for each event; or the URL of another server, which replaces the origin
  --mode    how the sandbox answers: lenient (default), or strict, as Intercom does; see sandbox --help
  --format  text (default), json or junit

Secrets come from the environment, as for send; the sandbox needs none.

Exit code: 0 all passed, 1 a test failed, 2 a wrong command line, input that cannot be read, or no test found.`,
  options: {
    target: { value: 'sandbox|URL' },
    mode,
    format: { value: 'text|json|junit', choices: Object.keys(reports) },
  },

  async run({ positionals, values }, terminal) {
    if (positionals.length === 0) throw new UsageError('Name at least one action or folder.');
    const target = readWhere(values);
    const { actions, problems } = await search(positionals, terminal);
    const tested: Tested[] = [];
    for (const [index, file] of actions.entries()) {
      terminal.progress(step('Testing', index, actions.length, shownPath(file, terminal)));
      const read = await readAction(shownPath(file, terminal), terminal);
      if (read.kind === 'unreadable') problems.push(read.problem);
      else {
        problems.push(...(await brokenEvents(read.project, terminal)));
        tested.push(await testAction(read.project, target, terminal));
      }
      if (!terminal.signal.aborted) continue;
      terminal.problem('Cancelled.');
      return 1;
    }
    const count = tested.reduce((sum, { tests }) => sum + tests.length, 0);
    if (count === 0 && problems.length === 0) {
      problems.push(
        `No event of ${positionals.join(', ')} says what to expect. Add { "expect": { "valid": true } } to one.`,
      );
    }
    if (count > 0) terminal.out(reports[values.format as keyof typeof reports](tested, terminal));
    for (const problem of problems) terminal.problem(problem);
    if (problems.length > 0) return 2;
    return tested.some(({ tests }) => tests.some(({ result }) => result === 'failed')) ? 1 : 0;
  },
};

/** Unreadable events may be tests: a run that skips them has not passed. */
async function brokenEvents({ eventProblems }: Project, terminal: Terminal): Promise<string[]> {
  const unreadable = eventProblems.filter(({ code }) => !code);
  return Promise.all(
    unreadable.map(async ({ path, range, message }) => {
      const text = await nodeFiles.read(path);
      const file = shownPath(path, terminal);
      return printable(`${text === undefined ? file : place(file, text, range.start)}: ${message}`);
    }),
  );
}

/** `own`: a sandbox that each event has for itself. */
type Where = Exclude<Target, { kind: 'sandbox' }> | { readonly kind: 'own'; readonly strict: boolean };

function readWhere(values: Given['values']): Where {
  const { target: value = 'sandbox', mode: wanted } = values;
  if (!/^(sandbox$|https?:)/i.test(value))
    throw new UsageError(`--target should be sandbox or a URL such as http://127.0.0.1:3000, and is "${value}".`);
  const target = readTarget(values);
  return target.kind === 'sandbox' ? { kind: 'own', strict: wanted === 'strict' } : target;
}

async function testAction(project: Project, target: Where, terminal: Terminal): Promise<Tested> {
  const file = shownPath(project.path, terminal);
  const tests = [];
  for (const event of project.events.filter(({ expect }) => expect)) {
    if (terminal.signal.aborted) break;
    const started = terminal.now();
    const send = () => answerTo(project, event, target, terminal);
    const verdict = await testEvent({ project, event, now: started, uuid: terminal.uuid, send });
    const position = positions((await nodeFiles.read(event.path)) ?? '');
    const range = ({ start, end }: { start: number; end: number }) => ({ start: position(start), end: position(end) });
    tests.push({
      event: event.name,
      file: shownPath(event.path, terminal),
      range: range(event.expect!.range),
      result: verdict.kind,
      ms: terminal.now() - started,
      deviations:
        verdict.kind === 'failed'
          ? verdict.deviations.map(({ message, expected, actual, range: where }) => ({
              message,
              range: range(where),
              ...(expected !== undefined && { expected }),
              ...(actual !== undefined && { actual }),
            }))
          : [],
    });
  }
  return { file, name: project.action.name?.text || file, tests };
}

async function answerTo(project: Project, event: SampleEvent, target: Where, terminal: Terminal): Promise<Answer> {
  const sandbox = target.kind === 'own' ? await startSandbox(target) : undefined;
  try {
    const to = sandbox ? ({ kind: 'sandbox', url: sandbox.url } as const) : (target as Target);
    const { outcome } = await sendAction({ project, event, target: to, ...fromEnvironment(terminal) });
    return outcome;
  } finally {
    await sandbox?.close();
  }
}
