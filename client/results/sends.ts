import { commands, env, l10n, window } from 'vscode';
import type { AnswerFix, SendReport, SentRequest } from '../../server/protocol';
import { showPlace } from '../place';
import { compareSend } from './compare';
import type { Entry } from './history';
import type { PageMessage } from './messages';
import type { Results } from './store';
import { type TextName, wholeText } from './texts';

/** What the context menu of the history hands to a command. */
export interface ChosenSend {
  readonly send?: string;
}

/** What a send is handed on to. */
interface Services {
  readonly sendAgain: (report: SendReport) => Promise<void>;
  readonly carryOut: (report: SendReport, fix: AnswerFix) => Promise<void>;
  readonly copyAsCurl: (request: SentRequest) => Promise<void>;
}

/** What can be done with the sends of the history. */
export class Sends {
  constructor(
    private readonly results: Results,
    private readonly services: Services,
  ) {}

  async sendAgain(chosen: ChosenSend | undefined): Promise<void> {
    await this.services.sendAgain(this.#meant(chosen).report);
  }

  async compare(chosen: ChosenSend | undefined): Promise<void> {
    await compareSend(this.results, this.#meant(chosen), 'response-body');
  }

  async copyAsCurl(chosen: ChosenSend | undefined): Promise<void> {
    const { cut, report } = this.#meant(chosen);
    await this.services.copyAsCurl(report.request);
    if (!cut) return;
    const message = l10n.t('The request was cut when it was put into the history, so the command may not be whole.');
    window.showWarningMessage(message);
  }

  remove(chosen: ChosenSend | undefined): void {
    this.results.remove(this.#meant(chosen));
  }

  async clear(): Promise<void> {
    const cleared = this.results.clear();
    if (cleared.length === 0) return;
    const message = cleared.length === 1 ? l10n.t('Cleared one send.') : l10n.t('Cleared {0} sends.', cleared.length);
    if (await window.showInformationMessage(message, l10n.t('Undo'))) this.results.restore(cleared);
  }

  /** Does what a button of the page says, with the send that it is about. */
  async act({ action, at, fix }: PageMessage & { kind: 'do' }, entry: Entry | undefined): Promise<void> {
    const report = entry?.report;
    const explanation = report?.explanations?.[at];
    const chosen = { send: entry?.id ?? '' };
    switch (action) {
      case 'send':
        return commands.executeCommand('intercomWebhook.sendAction');
      case 'set-access-token':
        return commands.executeCommand('intercomWebhook.setAccessToken');
      case 'start-sandbox':
        return commands.executeCommand('intercomWebhook.startSandbox');
      case 'timeout':
        return openSetting('intercomWebhook.timeout');
      case 'allowed-hosts':
        return openSetting('intercomWebhook.allowedHosts');
      case 'send-again':
        return this.sendAgain(chosen);
      case 'copy-curl':
        return this.copyAsCurl(chosen);
      case 'remove':
        return this.remove(chosen);
      case 'show-place':
        if (report?.outcome.kind === 'failed' && report.outcome.place) await showPlace(report.outcome.place);
        return;
      case 'show-cause':
        return explanation?.place && showPlace(explanation.place);
      case 'fix': {
        const wanted = explanation?.fixes[fix];
        return report && wanted && this.services.carryOut(report, wanted);
      }
    }
  }

  #meant(chosen: ChosenSend | undefined): Entry {
    const entry = chosen?.send === undefined ? this.results.entries[0] : this.results.get(chosen.send);
    if (!entry) throw new Error(l10n.t('this send is no longer in the history.'));
    return entry;
  }
}

export async function copyText({ report }: Entry, name: TextName): Promise<void> {
  const whole = wholeText(report, name);
  if (whole) await copy(whole.text);
}

export async function copy(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(l10n.t('Copied'), 2_000);
}

async function openSetting(id: string): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', `@id:${id}`);
}
