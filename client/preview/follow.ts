import { Disposable, type TextEditor, type Uri, window, workspace } from 'vscode';
import { actionOf } from '../action';
import { isOurs } from '../documents';
import type { Server } from '../server';
import { addressOf, subjectOf } from './address';
import type { Previews } from './previews';
import { openPreview, previewIn, previewTabs } from './tabs';

/** Keeps previews in step with the user: with the template or action in the editor, and with files that are renamed. */
export function followEditors(server: Server, previews: Previews): Disposable {
  return Disposable.from(
    window.onDidChangeActiveTextEditor(editor => editor && followActive(server, previews, editor)),
    workspace.onDidRenameFiles(async ({ files }) => {
      for (const { oldUri, newUri } of files) await followRenamed(oldUri.toString(), newUri.toString());
    }),
  );
}

/**
 * When the user goes to another template or action, shows that one in the preview beside it. As with VS Code's own
 * previews, a tab in italics follows and one that is kept open stays; so does a preview that the new file is a part of.
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
  const context = await actionOf(server, document.uri).catch(() => undefined); // The server says why.
  const isShown = context && (context.template !== undefined || context.action.uri === uri);
  const found = beside();
  if (!isShown || !found || window.activeTextEditor?.document !== document) return;
  const address = addressOf({ uri });
  previews.prepare(address);
  await openPreview(address, found.tab.group.viewColumn);
}

/** Whether a preview shows a file for the chosen event, and nothing more special. */
function isPlain(preview: Uri): boolean {
  return Object.keys(subjectOf(preview)!).length === 1;
}

/** Opens the previews of a renamed file, or of all files in a renamed folder, under the new name. */
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
