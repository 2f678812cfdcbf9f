import { commands, type Disposable, Position, Uri } from 'vscode';

/** Opens the rename box on a name that the server has made up: after *Extract to part*. */
export function renameWhatWasExtracted(): Disposable {
  return commands.registerCommand('_intercomWebhook.rename', (uri: string, at: { line: number; character: number }) =>
    commands.executeCommand('editor.action.rename', [Uri.parse(uri), new Position(at.line, at.character)]),
  );
}
