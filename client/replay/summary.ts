import { type Disposable, l10n, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import type { ReplaySummary } from '../../server/protocol';
import { summaryText } from './summaryText';

const scheme = 'intercom-webhook-replay';

/** The summaries of the last replays, as documents that can be read only. */
export class Summaries implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registered = workspace.registerTextDocumentContentProvider(scheme, this);
  #count = 0;

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? l10n.t('This summary is no longer there. The results file still is.');
  }

  /** Keeps a summary as a document, which VS Code's preview of Markdown shows. */
  add(summary: ReplaySummary): Uri {
    const name = l10n.t('Replay of {0}', summary.events).replaceAll(/[\\/:*?"<>|#%]+/g, ' ');
    const uri = Uri.from({ scheme, path: `/${name}.md`, query: String(++this.#count) });
    this.#texts.set(uri.toString(), summaryText(summary));
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > 10 && oldest) this.#texts.delete(oldest);
    return uri;
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
