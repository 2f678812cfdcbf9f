import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  type Disposable,
  l10n,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  notifications,
  type PauseReplayParams,
  type ReplayAnswer,
  type ReplayParams,
  type ReplayProgress,
  type ReplaySummary,
  requests,
} from '../../server/protocol';
import { activeFile, findAction } from '../action';
import { nameOf } from '../documents';
import { isConfirmed, type SendServices, sendingIsOn, sendsAnyway } from '../send';
import { chooseEvents, chooseHowOn, chooseTarget, isManyEvents } from './choose';
import { ReplayItem, type ShownReplay } from './item';
import { Summaries } from './summary';
import { countsInWords, progressInWords } from './words';

interface Running extends ShownReplay {
  readonly id: string;
  readonly cancel: CancellationTokenSource;
  paused: boolean;
}

/** Replays files of events: asks what it needs to know, shows progress, pauses, cancels, and reports the outcome. */
export class Replays implements Disposable {
  readonly #summaries = new Summaries();
  readonly #item = new ReplayItem();
  #running: Running | undefined;
  #onProgress: ((progress: ReplayProgress) => void) | undefined;
  #count = 0;

  constructor(private readonly services: SendServices) {
    services.server.onNotification<ReplayProgress>(notifications.replayProgress, progress => {
      if (progress.id === this.#running?.id) this.#onProgress?.(progress);
    });
  }

  /** Asks for whatever `uri` does not say, and replays. */
  async start(uri?: Uri): Promise<void> {
    this.#mustBeIdle();
    const from = uri ?? activeFile();
    const context = await findAction(this.services.server, from);
    if (!context) return;
    const files = from && (await isManyEvents(from)) ? [from] : await chooseEvents(context);
    const [first] = files;
    if (!first) return;
    const target = await chooseTarget(files.length === 1 ? nameOf(first) : l10n.t('{0} files', files.length));
    if (target === undefined || (target !== 'none' && !(await this.#maySend(target)))) return;
    const action = context.action.uri;
    for (const file of files) {
      const params = { action, events: file.toString(), ...(target !== 'none' && { target }) };
      if (!(await this.#replay(params))) return;
    }
  }

  async pause(paused: boolean): Promise<void> {
    const running = this.#running;
    if (!running) return;
    running.paused = paused;
    await this.services.server.request(requests.pauseReplay, { id: running.id, paused } satisfies PauseReplayParams);
    await this.#showState();
  }

  cancel(): void {
    this.#running?.cancel.cancel();
  }

  dispose(): void {
    this.cancel();
    this.#item.dispose();
    this.#summaries.dispose();
  }

  async #maySend(target: 'sandbox' | 'intercom'): Promise<boolean> {
    return (await sendingIsOn()) && (target === 'sandbox' || (await isConfirmed(this.services.memory)));
  }

  /** True if it ran to its end. */
  async #replay(params: Omit<ReplayParams, 'id'>): Promise<boolean> {
    const events = nameOf(Uri.parse(params.events));
    const answer = await this.#ask(params, events);
    switch (answer.kind) {
      case 'refused':
        throw new Error(answer.message);
      case 'findings':
        return (await sendsAnyway(answer)) && this.#replay({ ...params, anyway: true });
      case 'exists': {
        const how = await chooseHowOn(events, answer);
        return how !== undefined && this.#replay({ ...params, ...how });
      }
      case 'ended':
        // Not waited for: a message may stand for hours.
        this.#report(params, answer.summary).catch(error =>
          window.showErrorMessage(l10n.t('Replay Events: {0}', error.message)),
        );
        return answer.summary.end === 'finished';
    }
  }

  async #ask(params: Omit<ReplayParams, 'id'>, events: string): Promise<ReplayAnswer> {
    const cancel = new CancellationTokenSource();
    const running: Running = { id: `replay-${++this.#count}`, events, cancel, paused: false };
    this.#running = running;
    const title = params.target ? l10n.t('Replaying {0}', events) : l10n.t('Dry run of {0}', events);
    try {
      await this.#showState();
      const location = ProgressLocation.Notification;
      return await window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
        let shown = 0;
        this.#onProgress = now => {
          const percent = now.done * 100;
          progress.report({ message: progressInWords(now), increment: percent - shown });
          shown = percent;
          this.#item.showRunning(running, now);
        };
        const listening = token.onCancellationRequested(() => cancel.cancel());
        try {
          return await this.#request({ ...params, id: running.id }, cancel.token);
        } finally {
          listening.dispose();
        }
      });
    } finally {
      this.#running = undefined;
      this.#onProgress = undefined;
      cancel.dispose();
      await this.#showState();
    }
  }

  #request(params: ReplayParams, token: CancellationToken): Promise<ReplayAnswer> {
    const concurrency = workspace
      .getConfiguration('intercomWebhook', Uri.parse(params.action))
      .get('replayConcurrency', 8);
    return this.services.server.request<ReplayAnswer>(requests.replay, { ...params, concurrency }, token);
  }

  /** Offers what can be done now, in the commands and at a click on the status bar. */
  async #showState(): Promise<void> {
    const running = this.#running;
    const state = running ? (running.paused ? 'paused' : 'running') : undefined;
    if (running) this.#item.showRunning(running);
    else this.#item.hide();
    await commands.executeCommand('setContext', 'intercomWebhook.replay', state);
  }

  async #report(params: Omit<ReplayParams, 'id'>, summary: ReplaySummary): Promise<void> {
    const { end, counts, reason, results, events, dryRun } = summary;
    const words = countsInWords(counts);
    const bad = counts.invalid + counts.failed + counts.uncertain > 0;
    const message = {
      finished: dryRun ? `${l10n.t('Dry run of {0}', events)}: ${words}.` : l10n.t('Replayed {0}: {1}.', events, words),
      cancelled: l10n.t('Cancelled the replay of {0}: {1}.', events, words),
      stopped: l10n.t('The replay of {0} stopped: {1} {2}.', events, reason ?? '', words),
    }[end];
    const page = this.#summaries.add(summary);
    this.#item.showEnd(events, message, page);
    const show = l10n.t('Show Summary');
    const open = l10n.t('Open Results');
    const retry = l10n.t('Retry Failed');
    const resume = l10n.t('Resume');
    const again = dryRun ? [] : end !== 'finished' ? [resume] : counts.failed > 0 ? [retry] : [];
    const buttons = [show, ...(results ? [open] : []), ...again];
    const choice =
      end === 'stopped' || bad
        ? await window.showWarningMessage(message, ...buttons)
        : await window.showInformationMessage(message, ...buttons);
    if (choice === show) await commands.executeCommand('markdown.showPreview', page);
    if (choice === open && results) await window.showTextDocument(Uri.parse(results));
    if (choice === resume || choice === retry) {
      const retried = choice === retry ? (['failed'] as const) : [];
      this.#mustBeIdle();
      if (params.target && (await this.#maySend(params.target)))
        await this.#replay({ ...params, previous: 'resume', retry: retried });
    }
  }

  #mustBeIdle(): void {
    if (!this.#running) return;
    throw new Error(l10n.t('{0} is being replayed. Wait for its end, or cancel it.', this.#running.events));
  }
}
