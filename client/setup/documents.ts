import { commands, type Disposable, l10n, type TextDocumentContentProvider, Uri, workspace } from 'vscode';

const scheme = 'intercom-webhook-setup';

/** The two sides of a difference; what was pasted is kept until the next one, and never written to a file. */
const texts = new Map<string, string>();

export function registerSetupDocuments(): Disposable {
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: uri => texts.get(uri.toString()) ?? l10n.t('Compare again to see this difference.'),
  };
  return workspace.registerTextDocumentContentProvider(scheme, provider);
}

let shown = 0;

/** Opens the editor's own comparison: what the files have on the left, what Tealium has on the right. */
export async function showDifference(title: string, expected: string, actual: string): Promise<void> {
  const name = title.replaceAll(/[\\/:*?"<>|#%\s]+/g, ' ');
  // The address is new each time: an editor keeps what it was told of an address.
  const uri = (side: string) => Uri.from({ scheme, path: `/${side}/${name}`, query: String(shown) });
  shown++;
  texts.clear();
  const [files, tealium] = [uri('files'), uri('tealium')];
  texts.set(files.toString(), expected);
  texts.set(tealium.toString(), actual);
  await commands.executeCommand('vscode.diff', files, tealium, l10n.t('{0} (Files ↔ Tealium)', name), {
    preview: true,
  });
}
