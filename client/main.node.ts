import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { nodeArguments } from '../server/protocol';
import { type Api, activateWith } from './extension';

/** The extension beside files on a disk: on the desktop, and where a remote window has them. The server is a process. */
export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server.js');
  const run = { module, transport: TransportKind.ipc, options: { execArgv: [...nodeArguments] } };
  return activateWith(context, options => new LanguageClient('intercomWebhook', 'Intercom Webhook', run, options));
}

export { deactivate } from './extension';
