import type { ExtensionContext } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient/browser';
import { type Api, activateWith } from './extension';

/** A worker that runs main.browser.ts of the server. */
type Worker = ConstructorParameters<typeof BrowserMessageReader>[0];

/**
 * The extension in a page of its own, such as vscode.dev.
 * @param startServer makes one worker for every start
 */
export function activate(context: ExtensionContext, startServer: () => Promise<Worker>): Api {
  const connect = async () => {
    const worker = await startServer();
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const create = (options: LanguageClientOptions) =>
    new LanguageClient('intercomWebhook', 'Intercom Webhook', connect, options);
  return activateWith(context, create);
}

export { deactivate } from './extension';
