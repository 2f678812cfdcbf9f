import { commands, type Disposable, Position, Uri } from 'vscode';

/** Opens the box for a new name where the server has made one up: after *Extract to part*. */
export function renameWhatWasExtracted(): Disposable {
  return commands.registerCommand('_intercomWebhook.rename', (uri: string, at: { line: number; character: number }) =>
    commands.executeCommand('editor.action.rename', [Uri.parse(uri), new Position(at.line, at.character)]),
  );
}
