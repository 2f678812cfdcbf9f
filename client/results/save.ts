import { l10n, Uri, window, workspace } from 'vscode';
import type { Entry } from './history';
import { fileName, type TextName, wholeText } from './texts';

/** Saves a text of a send where the user says. Secrets were masked before the send came into the history. */
export async function saveText({ report }: Entry, name: TextName): Promise<void> {
  const whole = wholeText(report, name);
  if (!whole) throw new Error(l10n.t('this send has no such text.'));
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = fileName(report, name)!;
  const uri = await window.showSaveDialog({
    title: l10n.t('Save As'),
    ...(folder && { defaultUri: Uri.joinPath(folder, file) }),
  });
  if (!uri) return;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(whole.text));
  window.setStatusBarMessage(l10n.t('Saved'), 2_000);
}
