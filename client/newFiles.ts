import { l10n, Uri, WorkspaceEdit, workspace } from 'vscode';

/** Writes new files: all of them, or none if one of them exists by now. Missing folders are made. */
export async function writeNewFiles(files: readonly { readonly file: Uri; readonly text: string }[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { file, text } of files) edit.createFile(file, { contents: new TextEncoder().encode(text) });
  if (await workspace.applyEdit(edit)) return;
  const names = files.map(({ file }) => workspace.asRelativePath(file)).join(', ');
  throw new Error(l10n.t('{0} could not be written. Check that the folder may be written to.', names));
}

/** The first address for a file or folder that is free, unsaved documents counted too: `name`, `name-2`, … */
export async function freeFile(folder: Uri, name: string, ending = ''): Promise<Uri> {
  for (let number = 1; ; number++) {
    const file = Uri.joinPath(folder, `${name}${number > 1 ? `-${number}` : ''}${ending}`);
    const isOpen = workspace.textDocuments.some(({ uri }) => uri.path === file.path);
    const isThere = await workspace.fs.stat(file).then(
      () => true,
      () => false, // There is no such file, or no such folder yet.
    );
    if (!isOpen && !isThere) return file;
  }
}
