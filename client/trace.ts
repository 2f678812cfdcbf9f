import { type Disposable, window } from 'vscode';
import type { SendReport } from '../server/protocol';

/** The log “Intercom Webhook Trace”: what Tealium's Trace would show for each send, in its words. */
export class Trace implements Disposable {
  readonly #channel = window.createOutputChannel('Intercom Webhook Trace', { log: true });

  write({ action, event, target, trace }: SendReport): void {
    this.#channel.info(`${action.name}, event ${event.name}, to ${target === 'sandbox' ? 'the sandbox' : 'Intercom'}`);
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
