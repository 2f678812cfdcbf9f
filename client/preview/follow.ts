import { Disposable, type TextEditor, type Uri, window, workspace } from 'vscode';
import { actionOf } from '../action';
import { isOurs } from '../documents';
import type { Server } from '../server';
import { addressOf, subjectOf } from './address';
import type { Previews } from './previews';
import { openPreview, previewIn, previewTabs } from './tabs';

/** Keeps previews with what people work at: the template or action in the editor, and files that get another name. */
export function followEditors(server: Server, previews: Previews): Disposable {
  return Disposable.from(
    window.onDidChangeActiveTextEditor(editor => editor && followActive(server, previews, editor)),
    workspace.onDidRenameFiles(async ({ files }) => {
      for (const { oldUri, newUri } of files) await followRenamed(oldUri.toString(), newUri.toString());
    }),
  );
}

/**
 * Shows another template or action that the user goes to, in the preview that is open beside it. As with VS Code's own
 * previews a tab in italics goes along, and one that is kept open stays; so does one that the new file has a part in.
 */
async function followActive(server: Server, previews: Previews, { document, viewColumn }: TextEditor): Promise<void> {
  const uri = document.uri.toString();
  const beside = () =>
    previewTabs().find(
      ({ tab, uris: [preview] }) =>
        tab.isActive &&
        tab.isPreview &&
        tab.group.viewColumn !== viewColumn &&
        preview !== undefined &&
        previewIn(tab) !== undefined &&
        isPlain(preview) &&
        !previews.filesOf(preview).includes(uri),
    );
  if (!isOurs(document) || !beside()) return;
  const context = await actionOf(server, document.uri).catch(() => undefined); // The server tells itself why.
  const isShown = context && (context.template !== undefined || context.action.uri === uri);
  const found = beside();
  if (!isShown || !found || window.activeTextEditor?.document !== document) return;
  const address = addressOf({ uri });
  previews.prepare(address);
  await openPreview(address, found.tab.group.viewColumn);
}

/** Whether a preview shows a file for the chosen event, and nothing in particular. */
function isPlain(preview: Uri): boolean {
  return Object.keys(subjectOf(preview)!).length === 1;
}

/** A file or folder has a new name: previews of what is there are opened anew under it. */
async function followRenamed(oldUri: string, newUri: string): Promise<void> {
  for (const { tab } of previewTabs()) {
    const preview = previewIn(tab);
    const subject = preview && subjectOf(preview);
    if (!subject || (subject.uri !== oldUri && !subject.uri.startsWith(`${oldUri}/`))) continue;
    const { viewColumn } = tab.group;
    await window.tabGroups.close(tab, true);
    await openPreview(addressOf({ ...subject, uri: newUri + subject.uri.slice(oldUri.length) }), viewColumn);
  }
}
