import {
  Disposable,
  env,
  l10n,
  type Memento,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
  workspace,
} from 'vscode';
import {
  type DriftAnswer,
  type DriftParams,
  notifications,
  requests,
  type SetupAnswer,
  type SetupField,
  type SetupParams,
} from '../../server/protocol';
import { findAction } from '../action';
import { isOurs } from '../documents';
import { pageParts } from '../page/parts';
import { showPlace } from '../place';
import type { Server } from '../server';
import { showDifference } from './documents';
import type { FromPage, ToPage } from './messages';
import { renderDifferences, renderPage, renderSheet } from './template';
import { comparableFields, differencesView, sheetView, type Ticks } from './viewModel';

type SheetAnswer = SetupAnswer & { readonly kind: 'sheet' };
type Compared = DriftAnswer & { readonly kind: 'compared' };

/** How long after a change the sheet is drawn anew, in milliseconds. */
const redrawDelay = 200;

/** The panels “Tealium Setup”, one an action. They draw the view model; what is done is kept for the workspace. */
export class TealiumSetup implements WebviewPanelSerializer<{ readonly action?: string }>, Disposable {
  static readonly type = 'intercomWebhook.tealiumSetup';
  readonly #panels = new Map<string, Panel>();
  readonly #subscriptions: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `files`: the folder of the page's script and style sheet. */
  constructor(
    private readonly files: Uri,
    private readonly server: Server,
    private readonly memory: Memento,
  ) {
    server.onNotification(notifications.contextChanged, () => this.#redraw());
    this.#subscriptions = Disposable.from(
      window.registerWebviewPanelSerializer(TealiumSetup.type, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isOurs(document)) this.#redraw();
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  /** Shows the form of the action that `uri` (or the active editor) belongs to. */
  async show(uri?: Uri): Promise<void> {
    const action = (await findAction(this.server, uri))?.action;
    if (!action) return;
    const known = this.#panels.get(action.uri);
    if (known) return known.panel.reveal();
    const title = l10n.t('Tealium Setup: {0}', action.name);
    // What was pasted may hold a token, so that only the page keeps it: it must outlive a look at the difference.
    const options = { retainContextWhenHidden: true };
    this.#open(window.createWebviewPanel(TealiumSetup.type, title, ViewColumn.Active, options), action.uri);
  }

  /** After a restart the page still knows its action. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: { readonly action?: string } | undefined): Promise<void> {
    if (state?.action) this.#open(panel, state.action);
    else panel.dispose();
  }

  #open(panel: WebviewPanel, action: string): void {
    this.#panels.set(action, new Panel(panel, this.files, this.server, this.memory, action));
    panel.onDidDispose(() => this.#panels.delete(action));
  }

  #redraw(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const panel of this.#panels.values()) void panel.draw().catch(tell);
    }, redrawDelay);
  }
}

class Panel {
  #sheet: SheetAnswer | undefined;
  #compared: Compared | undefined;

  constructor(
    readonly panel: WebviewPanel,
    files: Uri,
    private readonly server: Server,
    private readonly memory: Memento,
    private readonly action: string,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [files] };
    webview.onDidReceiveMessage((message: FromPage) => this.#receive(message).catch(tell));
    webview.html = renderPage(pageParts(webview, files, 'setup'));
  }

  async draw(): Promise<void> {
    const answer = await this.server.request<SetupAnswer>(requests.setup, {
      action: this.action,
    } satisfies SetupParams);
    if (answer.kind === 'refused') throw new Error(answer.message);
    this.#sheet = answer;
    const html = renderSheet(sheetView(answer, this.#ticks));
    this.#post({ kind: 'sheet', html, action: this.action, fields: comparableFields(answer) });
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.draw();
      case 'copy':
        return this.#copy(message.field, message.part);
      case 'tick':
        return this.#tick(message.field, message.done);
      case 'show': {
        const place = this.#field(message.field)?.place;
        return place && showPlace(place);
      }
      case 'open-action':
        return showPlace({ uri: this.action });
      case 'reset':
        return this.#keep({});
      case 'compare':
        return this.#compare(message.text, message.field);
      case 'difference': {
        const { title, expected, actual } = this.#compared?.differences[message.at] ?? {};
        if (title === undefined || expected === undefined || actual === undefined) return;
        return showDifference(title, expected, actual);
      }
    }
  }

  async #copy(id: string, part: number): Promise<void> {
    const { value, label } = this.#field(id)?.parts[part] ?? {};
    if (value === undefined) return;
    await env.clipboard.writeText(value);
    this.#post({ kind: 'announce', text: l10n.t('Copied {0}', label ?? '') });
    window.setStatusBarMessage(l10n.t('Copied'), 2_000);
  }

  async #tick(id: string, done: boolean): Promise<void> {
    const { [id]: _, ...others } = this.#ticks;
    const digest = this.#field(id)?.digest;
    await this.#keep(done && digest !== undefined ? { ...others, [id]: digest } : others);
  }

  async #compare(text: string, field: string): Promise<void> {
    const params: DriftParams = { action: this.action, text, ...(field !== '' && { field }) };
    const answer = await this.server.request<DriftAnswer>(requests.drift, params);
    this.#compared = answer.kind === 'compared' ? answer : undefined;
    const view = answer.kind === 'compared' ? differencesView(answer) : { summary: answer.message, differences: [] };
    this.#post({ kind: 'differences', html: renderDifferences(view) });
  }

  #field(id: string): SetupField | undefined {
    return this.#sheet?.sections.flatMap(({ items }) => items).find(item => item.id === id);
  }

  get #ticks(): Ticks {
    return this.memory.get<Record<string, Ticks>>('tealiumSetup', {})[this.action] ?? {};
  }

  async #keep(ticks: Ticks): Promise<void> {
    const all = this.memory.get<Record<string, Ticks>>('tealiumSetup', {});
    await this.memory.update('tealiumSetup', { ...all, [this.action]: ticks });
    await this.draw();
  }

  #post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}

function tell(error: unknown): void {
  window.showErrorMessage(l10n.t('Tealium Setup: {0}', error instanceof Error ? error.message : String(error)));
}
