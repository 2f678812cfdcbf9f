import { env, Uri, workspace } from 'vscode';

/**
 * What the extension says in the language of the editor, for `speak`: undefined in English, and where nobody has translated it.
 * All that people read is packed in one file for the client and the server, so that `l10n.t` is not that of `vscode`.
 */
export async function packedTexts(extension: Uri): Promise<string | undefined> {
  try {
    const file = Uri.joinPath(extension, 'dist/l10n', `${env.language}.txt`);
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return undefined; // There is no file for this language.
  }
}
