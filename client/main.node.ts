import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, activateWith } from './extension';

/** The extension beside files on a disk: on the desktop, and where a remote window has them. The server is a process. */
export function activate(context: ExtensionContext): Api {
  const run = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  return activateWith(context, options => new LanguageClient('intercomWebhook', 'Intercom Webhook', run, options));
}

export { deactivate } from './extension';
