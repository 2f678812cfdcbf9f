import { t } from '@vscode/l10n';
import { type CancellationToken, type Connection, RequestType } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SampleEvent } from '../core/action/events';
import type { Project } from '../core/action/project';
import type { Answer, Deviation } from '../core/expect/evaluate';
import { testEvent } from '../core/expect/testEvent';
import {
  type Refusal,
  type RunTestParams,
  requests,
  type TestAnswer,
  type TestDeviation,
  type TestedAction,
} from '../protocol';
import { choiceOf, eventIn, eventIsGone, refused } from './choice';
import { rangeIn } from './convert';
import { canonical } from './files';
import { guard, harmlessly } from './guard';
import type { Host } from './host';
import { actionName } from './messages';
import { abortOn } from './sending';
import type { Workspace } from './workspace';

/** Answers which events are tests, and runs them one by one. */
export function answerTests(connection: Connection, host: Host, workspace: Workspace): void {
  const log = connection.console;
  const none: readonly TestedAction[] = [];
  connection.onRequest(
    requests.tests,
    guard(log, 'Listing tests', none, () => testsOf(workspace)),
  );
  const broken: Refusal = refused('The test failed inside the extension; the log says why.');
  connection.onRequest(
    new RequestType<RunTestParams, TestAnswer, void>(requests.runTest),
    (params: RunTestParams, token: CancellationToken) =>
      harmlessly<TestAnswer>(log, 'Running a test', broken, params, () => runTest(host, workspace, params, token)),
  );
}

async function testsOf(workspace: Workspace): Promise<readonly TestedAction[]> {
  await workspace.ready;
  const actions = await workspace.projects.actions.all();
  const tested = await Promise.all(
    actions.map(async ({ uri, action }): Promise<TestedAction> => {
      const events = (await workspace.projects.samplesOf(uri)).filter(({ expect }) => expect);
      const texts = await workspace.textsAt([...new Set(events.map(({ path }) => path))]);
      const tests = events.flatMap(event => {
        const document = texts(event.path);
        return document ? [{ event: choiceOf(event), range: rangeIn(document, event.expect!.range) }] : [];
      });
      return { action: { uri, name: actionName({ action, path: uri }) }, tests };
    }),
  );
  return tested.filter(({ tests }) => tests.length > 0);
}

async function runTest(
  host: Host,
  workspace: Workspace,
  params: RunTestParams,
  token: CancellationToken,
): Promise<TestAnswer> {
  await workspace.ready;
  const project = await workspace.projects.at(canonical(params.action));
  const event = eventIn(project, params.event);
  if (!event) return eventIsGone(params.event);
  if (params.send && (!host.send || !host.startSandbox))
    return refused(t('This editor has no network of its own for the sandbox. Run “Render Only”.'));
  const started = Date.now();
  const send = params.send ? () => answerTo(host, workspace, project, event, token) : undefined;
  const verdict = await testEvent({ project, event, now: started, uuid: () => crypto.randomUUID(), send });
  const ms = Date.now() - started;
  if (verdict.kind === 'passed') return { kind: 'passed', ms };
  if (verdict.kind === 'skipped') return verdict;
  const texts = await workspace.textsAt([event.path]);
  const deviations = verdict.deviations.map(deviation => located(deviation, event, texts(event.path)));
  return { kind: 'failed', ms, deviations };
}

/** The answer of a sandbox that is started for this event alone. */
async function answerTo(
  { send, startSandbox }: Host,
  workspace: Workspace,
  project: Project,
  event: SampleEvent,
  token: CancellationToken,
): Promise<Answer> {
  const sandbox = await startSandbox!();
  const abort = abortOn(token);
  try {
    const { outcome } = await send!({
      project,
      event,
      target: { kind: 'sandbox', url: sandbox.url },
      secret: async () => undefined,
      allowedHosts: [],
      timeout: workspace.settings.timeout ?? undefined,
      signal: abort.signal,
      http: workspace.http,
      retries: 'off',
      waiting: () => undefined,
      instead: undefined,
    });
    return outcome;
  } finally {
    abort.dispose();
    await sandbox.close();
  }
}

function located(
  { message, range, expected, actual }: Deviation,
  { path }: SampleEvent,
  document = TextDocument.create(path, '', 0, ''),
): TestDeviation {
  return {
    message,
    place: { uri: path, range: rangeIn(document, range) },
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
  };
}
