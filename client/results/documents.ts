import { type Disposable, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';
import type { Entry } from './history';
import type { Results } from './store';
import { type TextName, wholeText } from './texts';

const scheme = 'intercom-webhook-result';

/** Lets texts of a send open as read-only documents, with the search, folding and colours of the editor. */
export function registerResultDocuments(results: Results): Disposable {
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent(uri) {
      const { id, name } = JSON.parse(uri.query) as { id: string; name: TextName };
      const entry = results.entries.find(candidate => candidate.id === id);
      return (entry && wholeText(entry.report, name)?.text) ?? 'This send is no longer in the history.';
    },
  };
  return workspace.registerTextDocumentContentProvider(scheme, provider);
}

export async function openResultDocument({ id, report }: Entry, name: TextName): Promise<void> {
  const whole = wholeText(report, name);
  if (!whole) return;
  const title = `${report.action.name} ${name}`.replaceAll(/[\\/:*?"<>|#%\s]+/g, ' ');
  const uri = Uri.from({ scheme, path: `/${title}.${whole.extension}`, query: JSON.stringify({ id, name }) });
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
}
