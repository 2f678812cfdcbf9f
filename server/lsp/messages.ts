import { t } from '@vscode/l10n';
import { type CancellationToken, type Connection, RequestType } from 'vscode-languageserver';
import type { SampleEvent } from '../core/action/events';
import type { Project } from '../core/action/project';
import { secretsOf } from '../core/action/secrets';
import type { Finding } from '../core/check/finding';
import { hasConditions, refusalOf } from '../core/language';
import {
  type ActionContext,
  type ChooseEventParams,
  type ContextParams,
  requests,
  type SampleChoice,
  type SandboxState,
  type SendAnswer,
  type SendParams,
} from '../protocol';
import { answerTokenChecks } from './checkToken';
import { choiceOf, eventIn, eventIsGone, refused } from './choice';
import { locationOf, type Texts } from './convert';
import type { Diagnostics } from './diagnostics';
import { canonical, nameOf } from './files';
import { answerFixes } from './fixAnswer';
import { guard, harmlessly } from './guard';
import type { Host } from './host';
import type { Sandbox } from './sandbox';
import { abortOn, askSecret, targetOf, withoutSecrets } from './sending';
import type { Workspace } from './workspace';

export interface MessageContext {
  readonly connection: Connection;
  readonly host: Host;
  readonly workspace: Workspace;
  readonly diagnostics: Diagnostics;
  readonly sandbox: Sandbox;
  /** Called when another event was chosen. */
  readonly eventChosen: () => void;
}

/** Answers the messages that the Language Server Protocol does not have: which action, which event, send, sandbox. */
export function answerMessages(context: MessageContext): void {
  const { connection, workspace, sandbox } = context;
  const log = connection.console;
  connection.onRequest(
    requests.context,
    guard<ContextParams, ActionContext | null>(log, 'Context', null, ({ uri }) => contextOf(workspace, uri)),
  );
  connection.onRequest(
    requests.actions,
    guard<undefined, readonly ActionContext[]>(log, 'Listing actions', [], () => allContexts(workspace)),
  );
  connection.onRequest(
    requests.chooseEvent,
    guard<ChooseEventParams, null>(log, 'Choosing an event', null, ({ action, event }) => {
      workspace.projects.choose(canonical(action), event);
      context.eventChosen();
      return null;
    }),
  );
  // A cancelled send is reported like any other: it may have arrived.
  connection.onRequest(new RequestType<SendParams, SendAnswer, void>(requests.send), (params, token) =>
    harmlessly<SendAnswer>(log, 'Sending', bugAnswer, params, () => send(context, params, token)),
  );
  const stopped: SandboxState = { problem: 'The sandbox failed; the log says why.' };
  connection.onRequest(
    requests.startSandbox,
    guard(log, 'Starting the sandbox', stopped, () => sandbox.state()),
  );
  connection.onRequest(
    requests.stopSandbox,
    guard(log, 'Stopping the sandbox', stopped, () => sandbox.stop()),
  );
  answerFixes(context);
  answerTokenChecks(context);
}

const noSending = () =>
  t(
    'This editor cannot send: a page in a browser may not call Intercom. Open the folder in VS Code on a desktop, or copy the request as cURL.',
  );

const bugAnswer: SendAnswer = { kind: 'refused', message: 'Sending failed inside the extension; the log says why.' };

async function contextOf(workspace: Workspace, uri: string): Promise<ActionContext | null> {
  await workspace.ready;
  const action = await actionFor(workspace, canonical(uri));
  if (action === undefined) return null;
  const project = await workspace.projects.at(action);
  const chosen = workspace.projects.eventOf(project);
  const template = [...project.templates.values()].find(({ path }) => path === canonical(uri));
  return {
    action: { uri: project.path, name: actionName(project) },
    events: singleFirst(project.events).map(event => sampleOf(project, event, Date.now())),
    ...(chosen && { chosen: choiceOf(chosen) }),
    ...(template && { template: template.name }),
    ...(hasConditions(project) && { stream: project.action.stream?.text ?? '' }),
    secrets: secretsOf(project.action),
  };
}

/** Samples with a file of their own come first: they were made to be chosen, unlike those in a file of many. */
function singleFirst(events: readonly SampleEvent[]): readonly SampleEvent[] {
  const [single, ofMany] = [events.filter(({ line }) => !line), events.filter(({ line }) => line)];
  return [...single, ...ofMany];
}

/** Looks again before it says that there is none: the editor reports new files a moment late. */
async function actionFor({ projects }: Workspace, path: string): Promise<string | undefined> {
  const [known] = await projects.actions.owning(path);
  if (known !== undefined) return known;
  projects.changed(path, 'came or went');
  const [found] = await projects.actions.owning(path);
  return found;
}

async function allContexts(workspace: Workspace): Promise<readonly ActionContext[]> {
  await workspace.ready;
  const actions = await workspace.projects.actions.all();
  const contexts = await Promise.all(actions.map(({ uri }) => contextOf(workspace, uri)));
  return contexts.filter(context => context !== null);
}

export function actionName({ action, path }: Pick<Project, 'action' | 'path'>): string {
  return action.name?.text || nameOf(path).replace(/\.webhook\.json$/, '');
}

function sampleOf(project: Project, event: SampleEvent, now: number): SampleChoice {
  const refusal = refusalOf(project, event, now);
  return { ...choiceOf(event), ...(refusal !== undefined && { refusal }) };
}

/** Checks, then plans and sends, with progress; the editor's cancel button closes the socket. */
async function send(context: MessageContext, params: SendParams, token: CancellationToken): Promise<SendAnswer> {
  const { connection, host, workspace, diagnostics, sandbox } = context;
  if (!host.send) return refused(noSending());
  await workspace.ready;
  const project = await workspace.projects.at(canonical(params.action));
  const event = eventIn(project, params.event);
  if (!event) return eventIsGone(params.event);
  if (!params.anyway) {
    const errors = diagnostics.findingsOf(project).filter(({ severity }) => severity === 'error');
    if (errors[0]) return findingsAnswer(errors.length, errors[0], await workspace.textsOf(project));
  }
  const target = await targetOf(params.target, sandbox);
  if (target.kind === 'unreachable') return refused(target.problem);
  const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
  progress.begin('Sending', undefined, project.action.name?.text, true);
  const abort = abortOn(token);
  const secrets: string[] = [];
  try {
    const report = await host.send({
      project,
      event,
      target,
      async secret(name) {
        const value = await askSecret(connection, name);
        if (value) secrets.push(value);
        return value;
      },
      allowedHosts: workspace.settings.allowedHosts ?? [],
      timeout: workspace.settings.timeout ?? undefined,
      signal: abort.signal,
      http: workspace.http,
      retries: workspace.settings.retries ?? 'off',
      waiting: message => progress.report(message),
      instead: params.instead,
    });
    return { kind: 'sent', report };
  } catch (bug) {
    throw withoutSecrets(bug, secrets);
  } finally {
    abort.dispose();
    progress.done();
  }
}

export function findingsAnswer(
  errors: number,
  { path, range, message, code }: Finding,
  texts: Texts,
): Extract<SendAnswer, { kind: 'findings' }> {
  const place = locationOf({ path, range }, texts);
  return { kind: 'findings', errors, first: { uri: path, message, code, ...(place && { place }) } };
}
