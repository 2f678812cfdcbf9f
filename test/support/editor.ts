import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type ConfigurationParams,
  createConnection,
  createProtocolConnection,
  type InitializeResult,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../server/lsp/host';
import { startServer } from '../../server/lsp/startServer';
import {
  clientRequests,
  type FileParams,
  type HttpSettings,
  type InitializationOptions,
  notifications,
  type Settings,
} from '../../server/protocol';
import { entriesOf, memoryFiles } from './files';

export interface EditorOptions {
  /** Files by URI; to change one outside the editor, change it here and call `diskChanged`. */
  readonly disk?: Record<string, string>;
  /** Files that only the editor can reach, by URI; the server has to ask for them. */
  readonly virtual?: Record<string, string>;
  readonly host?: Partial<Host>;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: Settings;
  readonly folders?: readonly string[];
  readonly initializationOptions?: InitializationOptions;
  /** What the editor answers when it is asked for a secret. */
  readonly secret?: (name: string) => string | null;
}

/** An editor that pulls diagnostics and knows snippets, as VS Code does. */
export const modernEditor: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
  },
};

/** An editor to which diagnostics are pushed, and that can do little else. */
export const plainEditor: ClientCapabilities = { workspace: { configuration: true } };

const open: Editor[] = [];

/** Closes every editor that a test opened; for `teardown`. */
export async function closeEditors(): Promise<void> {
  for (const editor of open.splice(0)) await editor.close();
}

/** Starts a server and introduces an editor to it, over a pipe in memory. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const toServer = new PassThrough();
  const toEditor = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toEditor),
  );
  const { read, list } = memoryFiles(options.disk ?? {});
  startServer(server, { files: { read, list }, ...options.host });
  const connection = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  const editor = new Editor(connection, options);
  open.push(editor);
  connection.listen();
  await editor.initialize();
  return editor;
}

export class Editor {
  /** In the order in which they came. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly secretsAsked: string[] = [];
  /** The URIs that were asked of the editor. */
  readonly filesAsked: string[] = [];
  /** What the server has registered. */
  readonly registered: Registration[] = [];
  /** Our own notifications that were received. */
  readonly told: { readonly method: string; readonly params: unknown }[] = [];
  refreshed = 0;
  settings: Settings;
  /** The editor's own settings of its network. */
  http: HttpSettings = {};
  initialized!: InitializeResult;
  readonly #documents = new Map<string, TextDocument>();

  constructor(
    readonly connection: ProtocolConnection,
    private readonly options: EditorOptions,
  ) {
    this.settings = options.settings ?? {};
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    for (const method of Object.values(notifications)) {
      connection.onNotification(method, (params: unknown) => {
        this.told.push({ method, params });
      });
    }
    connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(({ section }) => (section === 'http' ? this.http : this.settings)),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshed++;
      return null;
    });
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      this.registered.push(...registrations);
      return null;
    });
    const virtual = options.virtual ?? {};
    connection.onRequest(clientRequests.readFile, ({ uri }: FileParams) => {
      this.filesAsked.push(uri);
      return virtual[uri] ?? null;
    });
    connection.onRequest(clientRequests.readFolder, ({ uri }: FileParams) => entriesOf(virtual, uri));
    connection.onRequest(clientRequests.secret, ({ name }: { name: string }) => {
      this.secretsAsked.push(name);
      return options.secret?.(name) ?? null;
    });
  }

  async initialize(): Promise<void> {
    const { capabilities = modernEditor, folders = ['file:///w'], initializationOptions } = this.options;
    this.initialized = await this.request('initialize', {
      processId: null,
      capabilities,
      rootUri: null,
      initializationOptions,
      workspaceFolders: folders.map(uri => ({ uri, name: uri })),
    });
    await this.notify('initialized', {});
  }

  request<R>(method: string, params: object): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Opens a file with a text, its own by default. */
  async open(uri: string, text = this.options.disk?.[uri] ?? this.options.virtual?.[uri] ?? ''): Promise<void> {
    const languageId = uri.endsWith('.json.trimou') ? 'json-trimou' : uri.endsWith('.trimou') ? 'trimou' : 'jsonc';
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces a document's text; the server is told of the whole as one change. */
  async change(uri: string, text: string): Promise<void> {
    const version = this.#documents.get(uri)!.version + 1;
    this.#documents.set(uri, TextDocument.create(uri, '', version, text));
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  /** Types a text at a place, and tells the server of just that. */
  async type(uri: string, offset: number, text: string): Promise<void> {
    const before = this.#documents.get(uri)!;
    const version = before.version + 1;
    const position = before.positionAt(offset);
    const all = before.getText();
    this.#documents.set(uri, TextDocument.create(uri, '', version, all.slice(0, offset) + text + all.slice(offset)));
    const contentChanges = [{ range: { start: position, end: position }, text }];
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  async closeDocument(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  async diskChanged(uri: string, type: 1 | 2 | 3 = 2): Promise<void> {
    await this.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  /** Parameters for a question about an offset of an open document. */
  at(uri: string, offset: number) {
    return { textDocument: { uri }, position: this.#documents.get(uri)!.positionAt(offset) };
  }

  /** What stands at a range of an open document. */
  textAt(uri: string, range: Parameters<TextDocument['getText']>[0]): string {
    return this.#documents.get(uri)!.getText(range);
  }

  /** Waits until the server has done something. */
  async until<T>(look: () => T | undefined | false, what: string): Promise<T> {
    for (let tries = 0; tries < 400; tries++) {
      const found = look();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    throw new Error(`nothing came: ${what}; the log says: ${this.logged.join('\n')}`);
  }

  async close(): Promise<void> {
    await this.request('shutdown', {});
    this.connection.dispose();
  }
}
