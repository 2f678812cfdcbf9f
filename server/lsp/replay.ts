import { t } from '@vscode/l10n';
import { type CancellationToken, RequestType } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Project } from '../core/action/project';
import { secretsOf } from '../core/action/secrets';
import {
  notifications,
  type PauseReplayParams,
  type ReplayAnswer,
  type ReplayEnd,
  type ReplayParams,
  type ReplayProgress,
  requests,
} from '../protocol';
import { Gate } from '../replay/gate';
import { canonical } from './files';
import { guard, harmlessly } from './guard';
import { findingsAnswer, type MessageContext } from './messages';
import { abortOn, askSecret, targetOf, withoutSecrets } from './sending';

interface Running {
  /** The file of events. */
  readonly events: string;
  readonly gate: Gate;
  readonly stop: () => void;
  readonly ended: Promise<unknown>;
}

/** Answers replays of many events; `stop` ends those that run, so that they can be resumed another time. */
export function answerReplay(context: MessageContext): { readonly stop: () => Promise<void> } {
  const { connection } = context;
  const running = new Map<string, Running>();
  const broken: ReplayAnswer = {
    kind: 'refused',
    message: 'Replaying failed inside the extension; the log says why.',
  };
  // A cancelled replay is answered like any other: it says what was sent until then.
  connection.onRequest(new RequestType<ReplayParams, ReplayAnswer, void>(requests.replay), (params, token) =>
    harmlessly<ReplayAnswer>(connection.console, 'Replaying', broken, params, () =>
      start(context, running, params, token),
    ),
  );
  connection.onRequest(
    requests.pauseReplay,
    guard<PauseReplayParams, null>(connection.console, 'Pausing a replay', null, ({ id, paused }) => {
      running.get(id)?.gate.pause(paused);
      return null;
    }),
  );
  return {
    async stop() {
      for (const { stop } of running.values()) stop();
      await Promise.allSettled([...running.values()].map(({ ended }) => ended));
    },
  };
}

async function start(
  context: MessageContext,
  running: Map<string, Running>,
  params: ReplayParams,
  token: CancellationToken,
): Promise<ReplayAnswer> {
  const { connection, host, workspace, diagnostics } = context;
  const events = URI.parse(params.events);
  if (!host.replay || !host.send)
    return refused(
      t(
        'This editor cannot replay: a page in a browser may not call Intercom. Open the folder in VS Code on a desktop.',
      ),
    );
  if (events.scheme !== 'file') return refused(t('Events can be replayed from files on this machine’s disk only.'));
  if ([...running.values()].some(other => other.events === events.fsPath))
    return refused(t('This file is being replayed already.'));
  await workspace.ready;
  const project = await workspace.projects.at(canonical(params.action));
  if (params.target && !params.anyway) {
    const errors = diagnostics
      .findingsOf(project)
      .filter(({ severity, path }) => severity === 'error' && !isSample(project, path));
    if (errors[0]) return findingsAnswer(errors.length, errors[0], await workspace.textsOf(project));
  }
  const sending = params.target && (await sendingTo(context, project, params.target));
  if (sending?.kind === 'refused') return sending;
  const abort = abortOn(token);
  const gate = new Gate(Date.now);
  const replaying = host.replay({
    ...{ project, gate, events: events.fsPath },
    previous: params.previous,
    retry: params.retry,
    anyway: params.anyway,
    concurrency: params.concurrency,
    target: params.target ?? 'sandbox',
    send: sending?.send,
    signal: abort.signal,
    onProgress: progress =>
      connection.sendNotification(notifications.replayProgress, {
        ...progress,
        id: params.id,
      } satisfies ReplayProgress),
  });
  running.set(params.id, { events: events.fsPath, gate, stop: abort.abort, ended: replaying });
  try {
    return withUri(await replaying);
  } catch (bug) {
    throw withoutSecrets(bug, sending?.secrets ?? []);
  } finally {
    running.delete(params.id);
    abort.dispose();
  }
}

/** How each event is sent; refused if there is nothing to send with, since every event would fail. */
async function sendingTo(
  { connection, host, workspace, sandbox }: MessageContext,
  project: Project,
  to: 'sandbox' | 'intercom',
) {
  const target = await targetOf(to, sandbox);
  if (target.kind === 'unreachable') return refused(target.problem);
  const secrets = new Map<string, string>();
  for (const name of to === 'intercom' ? secretsOf(project.action) : []) {
    const value = (await askSecret(connection, name))?.trim();
    if (!value) return refused(t`Nothing was sent: the access token “${name}” is not set. Set it first.`);
    secrets.set(name, value);
  }
  const { allowedHosts, timeout } = workspace.settings;
  const send: NonNullable<Parameters<NonNullable<typeof host.replay>>[0]['send']> = (of, event, signal) =>
    host.send!({
      ...{ project: of, event, target, signal, instead: undefined },
      secret: async name => secrets.get(name),
      allowedHosts: allowedHosts ?? [],
      timeout: timeout ?? undefined,
      http: workspace.http,
      // A replay waits for the rate limit itself, for all events under way.
      retries: 'off',
      waiting: () => undefined,
    });
  return { kind: 'sending', send, secrets: [...secrets.values()] } as const;
}

/** Whether a file is a sample: a mistake in one does not stop a replay, which sends other events. */
function isSample({ events, eventProblems }: Project, file: string): boolean {
  return [...events, ...eventProblems].some(({ path }) => path === file);
}

function refused(message: string) {
  return { kind: 'refused', message } as const;
}

/** In an editor, files are named by URI. */
function withUri(end: ReplayEnd): ReplayEnd {
  const uri = (path: string) => URI.file(path).toString();
  if (end.kind === 'exists') return { ...end, results: uri(end.results) };
  const { results } = end.kind === 'ended' ? end.summary : {};
  return end.kind === 'ended' && results ? { ...end, summary: { ...end.summary, results: uri(results) } } : end;
}
