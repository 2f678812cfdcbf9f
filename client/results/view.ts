import { commands, l10n, type Uri, type Webview, type WebviewView, type WebviewViewProvider, window } from 'vscode';
import { pageParts } from '../page/parts';
import { compareSend } from './compare';
import { openResultDocument } from './documents';
import type { Entry } from './history';
import { historyItem } from './historyItem';
import { renderDetails } from './markup/details';
import { renderHistory } from './markup/history';
import { renderPage } from './markup/page';
import type { FromPage, ToPage } from './messages';
import { saveText } from './save';
import { copy, copyText, type Sends } from './sends';
import type { Results } from './store';
import { announcement, details } from './viewModel';

/** The view “Results” in the bottom panel. It draws the view model and decides nothing. */
export class ResultsView implements WebviewViewProvider {
  static readonly id = 'intercomWebhook.results';
  #view: WebviewView | undefined;
  /** A view that is hidden loses its page, and says `ready` when it has one again. */
  #isLoaded = false;
  /** The send that came while there was no page: it is shown first, whatever was chosen before. */
  #unseen: Entry | undefined;
  /** The send that is shown. */
  #shown: string | undefined;
  /** The keyboard is to go into the page as soon as it is loaded. */
  #wantsFocus = false;

  /** `files`: the folder of the page's script and style sheet. */
  constructor(
    private readonly files: Uri,
    private readonly results: Results,
    private readonly sends: Sends,
  ) {
    results.onDidAdd(entry => {
      this.#added(entry);
      void this.show({ focus: false });
    });
    results.onDidChange(at => {
      const { entries } = results;
      this.#draw((results.get(this.#shown) ?? entries[Math.min(at, entries.length - 1)])?.id);
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
    view.webview.options = { enableScripts: true, localResourceRoots: [this.files] };
    view.webview.onDidReceiveMessage((message: FromPage) => this.#receive(message).catch(tell));
    view.webview.html = this.#page(view.webview);
  }

  #page(webview: Webview): string {
    const shortcut = l10n.t('Ctrl+Alt+R (on a Mac Cmd+Alt+R)');
    return renderPage({ ...pageParts(webview, this.files, 'results'), shortcut });
  }

  #added(entry: Entry): void {
    if (this.#isLoaded) this.#drawNew(entry);
    else this.#unseen = entry;
  }

  #drawNew(entry: Entry): void {
    this.#draw(entry.id, entry);
    this.#announce(announcement(entry));
  }

  /** Draws the history with a send chosen; `news`: a send that has just come. */
  #draw(id: string | undefined, news?: Entry): void {
    const { results } = this;
    const chosen = results.find(id);
    const items = results.entries.map(entry => historyItem(entry, entry === chosen, Date.now()));
    this.#post({ kind: 'list', html: renderHistory(items), selected: chosen?.id });
    this.#drawDetails(chosen, chosen === news);
  }

  #drawDetails(entry: Entry | undefined, isNew: boolean): void {
    this.#shown = entry?.id;
    if (!entry) return;
    const view = details(entry);
    const isNews = isNew && (view.hasExplanations || view.failure !== undefined);
    this.#post({ kind: 'details', id: entry.id, html: renderDetails(view), isNews });
  }

  #focus(): void {
    if (!this.#wantsFocus || !this.#isLoaded) return;
    this.#wantsFocus = false;
    this.#post({ kind: 'focus' });
  }

  /** Says it to those who do not see it. */
  #announce(text: string): void {
    this.#post({ kind: 'announce', text });
  }

  #post(message: ToPage): void {
    void this.#view?.webview.postMessage(message);
  }

  async #receive(message: FromPage): Promise<void> {
    const { results } = this;
    // What was meant for one send is never done with another, even if the first is gone.
    const entry = results.get(message.id);
    switch (message.kind) {
      case 'ready':
        this.#isLoaded = true;
        if (this.#unseen) this.#drawNew(this.#unseen);
        else this.#draw(message.id);
        this.#unseen = undefined;
        return this.#focus();
      case 'select':
        return this.#drawDetails(results.find(message.id), false);
      case 'copy':
        if (entry) await copyText(entry, message.name);
        return this.#announce(l10n.t('Copied'));
      case 'copy-text':
        await copy(message.text);
        return this.#announce(l10n.t('Copied'));
      case 'open':
        return entry && openResultDocument(entry, message.name);
      case 'save':
        return entry && saveText(entry, message.name);
      case 'compare':
        return entry && compareSend(results, entry, message.name);
      case 'do':
        return this.sends.act(message, entry);
    }
  }
}

function tell(error: unknown): void {
  window.showErrorMessage(l10n.t('Results: {0}', error instanceof Error ? error.message : String(error)));
}
