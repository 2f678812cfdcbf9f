import { type Disposable, l10n, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';
import type { Entry } from './history';
import type { Results } from './store';
import { fileName, type TextName, wholeText } from './texts';

const scheme = 'intercom-webhook-result';

/** Lets texts of a send open as read-only documents, with the search, folding and colours of the editor. */
export function registerResultDocuments(results: Results): Disposable {
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent(uri) {
      const { id, name } = JSON.parse(uri.query) as { id: string; name: TextName };
      const entry = results.get(id);
      return (entry && wholeText(entry.report, name)?.text) ?? l10n.t('This send is no longer in the history.');
    },
  };
  return workspace.registerTextDocumentContentProvider(scheme, provider);
}

/** Where a text of a send can be opened; undefined when the send has none of this name. */
export function documentOf({ id, report }: Entry, name: TextName): Uri | undefined {
  const file = fileName(report, name);
  return file === undefined ? undefined : Uri.from({ scheme, path: `/${file}`, query: JSON.stringify({ id, name }) });
}

export async function openResultDocument(entry: Entry, name: TextName): Promise<void> {
  const uri = documentOf(entry, name);
  if (uri) await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}
