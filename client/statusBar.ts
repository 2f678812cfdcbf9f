import { type Disposable, l10n, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
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
    this.#item.name = l10n.t('Intercom Webhook: Target and Event');
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
    const context = file && (await actionOf(this.server, file).catch(() => undefined)); // Without a server there is nothing to show.
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
    const event = context.chosen?.name ?? l10n.t('no event');
    const refusal = refusalOf(context);
    const icon = target === 'sandbox' ? 'beaker' : 'warning';
    this.#item.text = `$(${icon}) ${targetName(target)} · ${refusal ? `$(circle-slash) ${event}` : event}`;
    this.#item.tooltip = this.#tooltip(context);
    this.#item.backgroundColor = target === 'sandbox' ? undefined : new ThemeColor('statusBarItem.warningBackground');
    const label = l10n.t('Intercom Webhook: target {0}, event {1}. Select another event.', targetName(target), event);
    this.#item.accessibilityInformation = { label: refusal ? `${label} ${refusal}` : label, role: 'button' };
    this.#item.show();
  }

  #tooltip(context: ActionContext): MarkdownString {
    const { action, chosen } = context;
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
    const where = `${targetName(target)}${sandboxUrl ? `, ${sandboxUrl}` : ''}`;
    tooltip.appendText(l10n.t('Target: {0}', where));
    tooltip.appendMarkdown(` — [${l10n.t('Change')}](command:intercomWebhook.selectTarget)\n\n`);
    tooltip.appendText(l10n.t('Event: {0}', chosen?.name ?? l10n.t('none chosen')));
    tooltip.appendMarkdown(` — [${l10n.t('Change')}](command:intercomWebhook.selectEvent)\n\n`);
    const refusal = refusalOf(context);
    if (refusal) tooltip.appendText(`${refusal}\n\n`);
    const [preview, send] = [l10n.t('Preview Request'), l10n.t('Send Action')];
    tooltip.appendMarkdown(
      `[${preview}](command:intercomWebhook.previewRequest) · [${send}](command:intercomWebhook.sendAction)`,
    );
    return tooltip;
  }
}

/** Why the stream would not take the chosen event. */
function refusalOf({ chosen, events }: ActionContext): string | undefined {
  const refusal = chosen && events.find(event => sameEvent(event, chosen))?.refusal;
  return refusal && l10n.t('Not in the stream: {0}', refusal);
}
