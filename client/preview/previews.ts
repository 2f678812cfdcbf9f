import {
  Disposable,
  EventEmitter,
  l10n,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type Counterexample,
  type EventChoice,
  notifications,
  type PreviewAnswer,
  type PreviewParams,
  requests,
} from '../../server/protocol';
import { isOurs } from '../documents';
import type { Results } from '../results/store';
import { wholeText } from '../results/texts';
import type { Server } from '../server';
import type { Choices } from '../target';
import { previewScheme, type Subject, subjectOf } from './address';
import { Preview, type View } from './preview';
import { previewTabs } from './tabs';

/** What a preview document shows. */
export interface Shown extends View {
  readonly preview: Preview;
}

export interface PreviewServices {
  readonly server: Server;
  readonly choices: Choices;
  readonly results: Results;
}

/** The read-only documents beside templates and actions that show what these come to, as it is typed. */
export class Previews implements TextDocumentContentProvider, Disposable {
  readonly #previews = new Map<string, Preview>();
  /** Previews that were hidden when something changed. */
  readonly #stale = new Set<string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #updated = new EventEmitter<{ readonly uri: Uri; readonly view: Shown }>();
  readonly #closed = new EventEmitter<Uri>();
  /** For VS Code: the text changed. */
  readonly onDidChange = this.#changed.event;
  /** A document shows something new: another text, the same text from elsewhere, or that it is out of date. */
  readonly onDidUpdate = this.#updated.event;
  /** The last tab of a preview was closed. */
  readonly onDidClose = this.#closed.event;
  readonly #listening: Disposable;

  constructor(private readonly services: PreviewServices) {
    const { server, choices } = services;
    const all = () => this.#worldChanged();
    const ours = (document: TextDocument) => {
      if (this.#previews.size > 0 && isOurs(document)) all();
    };
    server.onNotification(notifications.contextChanged, all);
    this.#listening = Disposable.from(
      workspace.registerTextDocumentContentProvider(previewScheme, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#tell(document);
        ours(document);
      }),
      workspace.onDidOpenTextDocument(document => {
        this.#tell(document);
        ours(document);
      }),
      workspace.onDidCloseTextDocument(ours),
      workspace.onDidSaveTextDocument(ours),
      choices.onDidChange(all),
      server.onDidStart(all),
      window.onDidChangeVisibleTextEditors(() => this.#refreshShown()),
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        if (closed.length > 0) this.#forgetClosed();
        if (opened.length > 0) this.#refreshShown();
      }),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const preview = this.#at(uri);
    await preview.ready();
    return preview.view.lines.text;
  }

  /** A preview is about to be opened: it is rendered while the editor makes room for it. */
  prepare(uri: Uri): void {
    void this.#at(uri).ready();
  }

  /** What a preview document holds, when that is what the editor shows of it by now. */
  viewOf(document: TextDocument): Shown | undefined {
    const preview = this.#previews.get(document.uri.toString());
    if (!preview) return undefined;
    const { view } = preview;
    return withOneLineEnd(document.getText()) === withOneLineEnd(view.lines.text) ? { ...view, preview } : undefined;
  }

  /** What a preview shows of the files as they are now. */
  async newest(uri: Uri): Promise<View> {
    const preview = this.#at(uri);
    await preview.ask();
    return preview.view;
  }

  /** The event that a preview shows. */
  eventOf(uri: Uri): EventChoice | undefined {
    return this.#previews.get(uri.toString())?.view.rendered?.event;
  }

  /** The addresses of the files that a preview shows something of. */
  filesOf(uri: Uri): readonly string[] {
    const rendered = this.#previews.get(uri.toString())?.view.rendered;
    const files = [
      subjectOf(uri)!.uri,
      ...(rendered ? [rendered.action, ...rendered.origins.map(each => each.uri)] : []),
    ];
    return files.map(file => Uri.parse(file).toString());
  }

  dispose(): void {
    this.#listening.dispose();
    for (const preview of this.#previews.values()) preview.dispose();
  }

  #tell(document: TextDocument): void {
    const view = document.uri.scheme === previewScheme ? this.viewOf(document) : undefined;
    if (view) this.#updated.fire({ uri: document.uri, view });
  }

  #at(uri: Uri): Preview {
    const key = uri.toString();
    const known = this.#previews.get(key);
    if (known) return known;
    const subject = subjectOf(uri)!;
    let text = '';
    const preview: Preview = new Preview(
      () => this.#request(subject),
      () => {
        const changed = preview.view.lines.text !== text;
        text = preview.view.lines.text;
        if (changed) this.#changed.fire(uri);
        const document = workspace.textDocuments.find(each => each.uri.toString() === key);
        if (document) this.#tell(document);
      },
      headOf(subject),
    );
    this.#previews.set(key, preview);
    return preview;
  }

  async #request({ uri, event, counterexample, shows, saved, sent }: Subject): Promise<PreviewAnswer> {
    if (sent) return this.#sent(sent);
    if (counterexample && shows === 'event') return eventOf(counterexample);
    const params: PreviewParams = {
      uri,
      ...(event && { event }),
      ...(counterexample && { counterexample }),
      ...(saved && { saved }),
    };
    try {
      return await this.services.server.request<PreviewAnswer>(requests.preview, params);
    } catch {
      // The server has told the user, and everything is asked for again once it is back.
      return {
        kind: 'nothing',
        message: l10n.t('The language server does not answer. Run “Restart Language Server”.'),
      };
    }
  }

  #sent({ id, template }: NonNullable<Subject['sent']>): PreviewAnswer {
    const report = this.services.results.entries.find(entry => entry.id === id)?.report;
    const trace = report?.trace.find(({ title }) => title === `Rendered Template: ${template}`)?.text;
    const text = template === undefined ? report && wholeText(report, 'request')?.text : trace;
    if (!report || text === undefined)
      return { kind: 'nothing', message: l10n.t('This send is no longer in the history.') };
    return { kind: 'rendered', text, event: report.event, action: report.action.uri, origins: [] };
  }

  #worldChanged(): void {
    for (const key of this.#previews.keys()) this.#stale.add(key);
    this.#refreshShown();
  }

  #refreshShown(): void {
    const open = openPreviews();
    for (const { document } of window.visibleTextEditors) {
      const key = document.uri.toString();
      // An editor may still be listed for a moment after its tab was closed.
      if (!open.has(key)) continue;
      // A document can outlive its tab for a while, and come back without being asked for.
      if (this.#stale.delete(key) || !this.#previews.has(key)) void this.#at(document.uri).ask();
    }
  }

  #forgetClosed(): void {
    const open = openPreviews();
    for (const [key, preview] of this.#previews) {
      if (open.has(key)) continue;
      preview.dispose();
      this.#previews.delete(key);
      this.#stale.delete(key);
      this.#closed.fire(Uri.parse(key));
    }
  }
}

/** The addresses of the previews that have a tab. */
function openPreviews(): ReadonlySet<string> {
  return new Set(previewTabs().flatMap(({ uris }) => uris.map(String)));
}

/** What a counterexample shows, in words, above the text that comes of it. */
function headOf({ counterexample, shows }: Subject): string {
  if (!counterexample || shows) return '';
  const lines = counterexample.message.split(/\r\n|\r|\n/);
  return `${lines.map(line => `# ${line}\n`).join('')}\n`;
}

/** The event itself, as the text of a document. */
function eventOf({ uri, action, code, attributes }: Counterexample): PreviewAnswer {
  const text = eventText(attributes);
  return { kind: 'rendered', text, event: { uri, name: code }, action, origins: [] };
}

/** An event as the text of a file. */
export function eventText(attributes: Counterexample['attributes']): string {
  return `${JSON.stringify(attributes, null, 2)}\n`;
}

function withOneLineEnd(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
