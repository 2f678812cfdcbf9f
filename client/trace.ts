import { type Disposable, l10n, window } from 'vscode';
import type { SendReport } from '../server/protocol';

/** The log “Intercom Webhook Trace”: what Tealium's Trace would show for each send, in its words. */
export class Trace implements Disposable {
  readonly #channel = window.createOutputChannel('Intercom Webhook Trace', { log: true });

  write({ action, event, target, trace }: SendReport): void {
    const to = target === 'sandbox' ? l10n.t('the sandbox') : 'Intercom';
    this.#channel.info(l10n.t('{0}, event {1}, to {2}', action.name, event.name, to));
    for (const { title, text } of trace) {
      const line = text ? `${title}\n${text}` : title;
      if (title === 'Action Failed') this.#channel.error(line);
      else this.#channel.info(line);
    }
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
