import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './lsp/startServer';

/** The worker that this runs in. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

// A worker has no disk and may not call Intercom: files come from the editor, and features that send say why they
// cannot.
startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {});
