import { type Disposable, MarkdownString, StatusBarAlignment, window } from 'vscode';
import { type ActionContext, notifications } from '../server/protocol';
import { actionOf, activeFile } from './action';
import type { Sandbox } from './sandbox';
import type { Server } from './server';
import { type Choices, sameEvent, targetName } from './target';

/** The one item in the status bar: where the next send goes, and with which event. It shows beside our files only. */
export class StatusBar implements Disposable {
  readonly #item = window.createStatusBarItem('intercomWebhook.target', StatusBarAlignment.Right, 100);
  readonly #listening: Disposable[];
  #updates = 0;

  constructor(
    private readonly server: Server,
    private readonly choices: Choices,
    private readonly sandbox: Sandbox,
  ) {
    this.#item.name = 'Intercom Webhook: Target and Event';
    this.#item.command = 'intercomWebhook.selectEvent';
    const update = () => this.update();
    this.#listening = [
      window.onDidChangeActiveTextEditor(update),
      window.onDidChangeVisibleTextEditors(update),
      choices.onDidChange(update),
      sandbox.onDidChange(update),
    ];
    server.onNotification(notifications.contextChanged, update);
  }

  async update(): Promise<void> {
    const mine = ++this.#updates;
    const file = activeFile();
    const context = file && (await actionOf(this.server, file).catch(() => undefined)); // No server: nothing to show.
    if (mine !== this.#updates) return;
    if (context) this.#show(context);
    else this.#item.hide();
  }

  dispose(): void {
    for (const subscription of this.#listening) subscription.dispose();
    this.#item.dispose();
  }

  #show(context: ActionContext): void {
    const { target } = this.choices;
    const event = context.chosen?.name ?? 'no event';
    this.#item.text = `$(${target === 'sandbox' ? 'beaker' : 'cloud-upload'}) ${targetName(target)} · ${event}`;
    this.#item.tooltip = this.#tooltip(context);
    const label = `Intercom Webhook: target ${targetName(target)}, event ${event}. Select another event.`;
    this.#item.accessibilityInformation = { label, role: 'button' };
    this.#item.show();
  }

  #tooltip({ action, chosen, events }: ActionContext): MarkdownString {
    const { target } = this.choices;
    const tooltip = new MarkdownString('', true);
    tooltip.isTrusted = {
      enabledCommands: ['selectTarget', 'selectEvent', 'previewRequest', 'sendAction'].map(
        id => `intercomWebhook.${id}`,
      ),
    };
    tooltip.appendText(`${action.name}\n`);
    tooltip.appendMarkdown('\n\n');
    const sandboxUrl = target === 'sandbox' ? this.sandbox.url : undefined;
    tooltip.appendText(`Target: ${targetName(target)}${sandboxUrl ? `, ${sandboxUrl}` : ''}`);
    tooltip.appendMarkdown(' — [Change](command:intercomWebhook.selectTarget)\n\n');
    tooltip.appendText(`Event: ${chosen?.name ?? 'none chosen'}`);
    tooltip.appendMarkdown(' — [Change](command:intercomWebhook.selectEvent)\n\n');
    const refusal = chosen && events.find(event => sameEvent(event, chosen))?.refusal;
    if (refusal) tooltip.appendText(`Not in the stream: ${refusal}\n\n`);
    tooltip.appendMarkdown(
      '[Preview Request](command:intercomWebhook.previewRequest) · [Send Action](command:intercomWebhook.sendAction)',
    );
    return tooltip;
  }
}
