import { type ExtensionContext, Uri, workspace } from 'vscode';
import { MemoryFiles } from '../suite/memoryFiles';

/** The files of a workspace by path; put in by the build. */
declare const examples: Readonly<Record<string, string>>;

/** An extension of its own: the virtual workspace that a page without any disk works on. */
export function activate(context: ExtensionContext): void {
  const files = new MemoryFiles();
  const at = (path: string) => Uri.from({ scheme: 'examples', path });
  for (const [path, text] of Object.entries(examples)) {
    for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1))
      files.createDirectory(at(path.slice(0, end)));
    files.writeFile(at(path), new TextEncoder().encode(text));
  }
  context.subscriptions.push(workspace.registerFileSystemProvider('examples', files, { isCaseSensitive: true }));
}
