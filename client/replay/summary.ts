import { commands, type Disposable, l10n, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
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

  /** Shows a summary as a page. */
  async show(summary: ReplaySummary): Promise<void> {
    const name = l10n.t('Replay of {0}', summary.events).replaceAll(/[\\/:*?"<>|#%]+/g, ' ');
    const uri = Uri.from({ scheme, path: `/${name}.md`, query: String(++this.#count) });
    this.#texts.set(uri.toString(), summaryText(summary));
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > 10 && oldest) this.#texts.delete(oldest);
    await commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
