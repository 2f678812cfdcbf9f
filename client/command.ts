import { CancellationError, commands, type Disposable, window } from 'vscode';

/**
 * Registers `intercomWebhook.NAME`. A failure is shown once, in a message that starts with the command's title; a
 * cancellation is not shown.
 */
export function command(name: string, title: string, run: (...args: never[]) => unknown): Disposable {
  return commands.registerCommand(`intercomWebhook.${name}`, async (...args: never[]) => {
    try {
      await run(...args);
    } catch (error) {
      if (error instanceof CancellationError) return;
      window.showErrorMessage(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}
