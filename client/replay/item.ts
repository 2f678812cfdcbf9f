import { type Disposable, l10n, StatusBarAlignment, type Uri, window } from 'vscode';
import type { ReplayProgress } from '../../server/protocol';
import { progressInWords } from './words';

/** A replay as the status bar shows it. */
export interface ShownReplay {
  /** The name of the file of events. */
  readonly events: string;
  readonly paused: boolean;
}

/** In the status bar: how far a replay is, to pause it or let it go on; later how it ended, to show its summary. */
export class ReplayItem implements Disposable {
  readonly #item = window.createStatusBarItem('intercomWebhook.replay', StatusBarAlignment.Right, 99);

  constructor() {
    this.#item.name = l10n.t('Intercom Webhook: Replay');
  }

  showRunning({ events, paused }: ShownReplay, progress?: ReplayProgress): void {
    const [icon, command, tooltip] = paused
      ? ['continue', 'resume', l10n.t('Resume the replay of {0}', events)]
      : ['pause', 'pause', l10n.t('Pause the replay of {0}', events)];
    this.#item.command = `intercomWebhook.${command}Replay`;
    this.#item.tooltip = tooltip;
    const far = progress ? ` ${Math.floor(progress.done * 100)} %` : '';
    const label = progress ? l10n.t('Replay of {0}: {1}', events, progressInWords(progress)) : tooltip;
    this.#show(`$(debug-${icon}) ${events}${far}`, label);
  }

  /** @param message what the notification says of the end */
  showEnd(events: string, message: string, summary: Uri): void {
    const title = l10n.t('Show Summary');
    this.#item.command = { title, command: 'markdown.showPreview', arguments: [summary] };
    this.#item.tooltip = `${message} ${title}`;
    this.#show(`$(run-all) ${events}`, this.#item.tooltip);
  }

  hide(): void {
    this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #show(text: string, label: string): void {
    this.#item.text = text;
    this.#item.accessibilityInformation = { label, role: 'button' };
    this.#item.show();
  }
}
