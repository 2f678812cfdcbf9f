import { commands, env, Uri, type Webview, type WebviewView, type WebviewViewProvider, window } from 'vscode';
import type { AnswerFix, SendReport } from '../../server/protocol';
import { showPlace } from '../place';
import { openResultDocument } from './documents';
import type { RemedyAction } from './failures';
import type { Entry } from './history';
import type { Results } from './store';
import { renderDetails, renderList, renderPage } from './template';
import { type TextName, wholeText } from './texts';
import { announcement, details, listItem } from './viewModel';

type PageAction = RemedyAction | 'send' | 'send-again' | 'show-place' | 'show-cause' | 'fix';

/** What the page says: every message names the send it is about. */
type Message = { readonly id?: string } & (
  | { readonly kind: 'ready' | 'select' }
  | { readonly kind: 'copy' | 'open'; readonly name: TextName }
  /** `at`: which explanation; `fix`: which of its fixes. */
  | { readonly kind: 'do'; readonly action: PageAction; readonly at: number; readonly fix: number }
);

/** The view “Results” in the bottom panel. It draws the view model and decides nothing. */
export class ResultsView implements WebviewViewProvider {
  static readonly id = 'intercomWebhook.results';
  #view: WebviewView | undefined;
  /** A view that is hidden loses its page, and says `ready` when it has one again. */
  #isLoaded = false;
  /** The send that came while there was no page: it is shown first, whatever was chosen before. */
  #unseen: string | undefined;
  /** The keyboard is to go into the page as soon as it is loaded. */
  #wantsFocus = false;

  constructor(
    private readonly media: Uri,
    private readonly results: Results,
    private readonly sendAgain: (report: SendReport) => Promise<void>,
    private readonly carryOut: (report: SendReport, fix: AnswerFix) => Promise<void>,
  ) {
    results.onDidAdd(entry => {
      this.#added(entry);
      void this.show({ focus: false });
    });
  }

  /** Shows the view; the keyboard stays where it is unless `focus` is set. */
  async show({ focus }: { focus: boolean }): Promise<void> {
    await commands.executeCommand(`${ResultsView.id}.focus`, { preserveFocus: !focus });
    this.#wantsFocus = focus;
    this.#focus();
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    this.#isLoaded = false;
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.#isLoaded = false;
    });
    view.webview.options = { enableScripts: true, localResourceRoots: [this.media] };
    view.webview.onDidReceiveMessage((message: Message) => this.#receive(message).catch(tell));
    view.webview.html = this.#page(view.webview);
  }

  #page(webview: Webview): string {
    const file = (name: string) => webview.asWebviewUri(Uri.joinPath(this.media, name)).toString();
    return renderPage({
      cspSource: webview.cspSource,
      nonce: crypto.randomUUID(),
      style: file('results.css'),
      script: file('results.js'),
      shortcut: 'Ctrl+Alt+R (on a Mac Cmd+Alt+R)',
    });
  }

  #added(entry: Entry): void {
    if (!this.#isLoaded) this.#unseen = entry.id;
    this.#draw(entry.id);
    void this.#view?.webview.postMessage({ kind: 'announce', text: announcement(entry) });
  }

  #draw(id: string | undefined): void {
    const chosen = this.results.find(id);
    const items = this.results.entries.map(entry => listItem(entry, entry === chosen));
    const html = renderList(items);
    void this.#view?.webview.postMessage({ kind: 'list', html, count: items.length, selected: chosen?.id });
    this.#drawDetails(chosen);
  }

  #drawDetails(entry: Entry | undefined): void {
    if (!entry) return;
    void this.#view?.webview.postMessage({ kind: 'details', id: entry.id, html: renderDetails(details(entry)) });
  }

  #focus(): void {
    if (!this.#wantsFocus || !this.#isLoaded) return;
    this.#wantsFocus = false;
    void this.#view?.webview.postMessage({ kind: 'focus' });
  }

  async #receive(message: Message): Promise<void> {
    const entry = this.results.find(message.id);
    switch (message.kind) {
      case 'ready':
        this.#isLoaded = true;
        this.#draw(this.#unseen ?? message.id);
        this.#unseen = undefined;
        return this.#focus();
      case 'select':
        return this.#drawDetails(entry);
      case 'copy':
        return copy(entry, message.name);
      case 'open':
        return entry && openResultDocument(entry, message.name);
      case 'do':
        return this.#do(message, entry);
    }
  }

  async #do({ action, at, fix }: Message & { kind: 'do' }, entry: Entry | undefined): Promise<void> {
    const explanation = entry?.report.explanations?.[at];
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
      case 'proxy':
        return openSetting('http.proxy');
      case 'send-again':
        return entry && this.sendAgain(entry.report);
      case 'show-place': {
        const outcome = entry?.report.outcome;
        if (outcome?.kind === 'failed' && outcome.place) await showPlace(outcome.place);
        return;
      }
      case 'show-cause':
        return explanation?.place && showPlace(explanation.place);
      case 'fix': {
        const chosen = explanation?.fixes[fix];
        return entry && chosen && this.carryOut(entry.report, chosen);
      }
    }
  }
}

function tell(error: unknown): void {
  window.showErrorMessage(`Results: ${error instanceof Error ? error.message : String(error)}`);
}

async function copy(entry: Entry | undefined, name: TextName): Promise<void> {
  const whole = entry && wholeText(entry.report, name);
  if (!whole) return;
  await env.clipboard.writeText(whole.text);
  window.setStatusBarMessage('Copied', 2_000);
}

async function openSetting(id: string): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', `@id:${id}`);
}
