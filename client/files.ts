import { FileType, Uri, workspace } from 'vscode';
import type { FileParams, FolderEntries } from '../server/protocol';

/** A file of more bytes than this is neither a template nor an event. */
const largestFile = 256 * 1024 * 1024;

/** The text of a file, for a server that cannot reach it; null where it cannot be read. */
export async function readFile({ uri }: FileParams): Promise<string | null> {
  const file = Uri.parse(uri);
  try {
    const { size, type } = await workspace.fs.stat(file);
    if (size > largestFile || !(type & FileType.File)) return null;
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    // Missing, unreadable, or in a workspace that is gone: the server's message names the file.
    return null;
  }
}

/** What is in a folder, for a server that cannot reach it. */
export async function readFolder({ uri }: FileParams): Promise<FolderEntries> {
  try {
    const entries = await workspace.fs.readDirectory(Uri.parse(uri));
    const named = (wanted: (type: FileType) => boolean) =>
      entries.filter(([, type]) => wanted(type)).map(([name]) => name);
    return { files: named(type => (type & FileType.File) > 0), folders: named(type => type === FileType.Directory) };
  } catch {
    // No such folder, or an unreadable one: it counts as empty.
    return { files: [], folders: [] };
  }
}
