import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** How to start a server that speaks over stdio. */
export interface ServerKind {
  readonly module: string;
  readonly language: string;
  /** Node's options, as the editor gives them. */
  readonly execArgv?: readonly string[];
  readonly initializationOptions?: object;
}

/** A language server as a process, asked like an editor to which diagnostics are pushed. */
export class LanguageServer {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #told: ((told: PublishDiagnosticsParams) => void)[] = [];
  /** Rejected when the process ends. */
  readonly #left: Promise<never>;
  #version = 0;

  constructor(private readonly kind: ServerKind) {
    this.#process = spawn(process.execPath, [...(kind.execArgv ?? []), kind.module, '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#left = once(this.#process, 'exit').then(([code, signal]) => {
      throw new Error(`The server ended with ${code ?? signal}.`);
    });
    this.#left.catch(() => undefined); // Who waits for an answer is told.
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#process.stdout!),
      new StreamMessageWriter(this.#process.stdin!),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', (told: PublishDiagnosticsParams) => {
      for (const listener of [...this.#told]) listener(told);
    });
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.listen();
  }

  async initialize(folder: string): Promise<void> {
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: 'bench' }],
      capabilities: {
        workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
        textDocument: {
          completion: { completionItem: { snippetSupport: true }, completionList: { itemDefaults: ['editRange'] } },
        },
      },
      initializationOptions: this.kind.initializationOptions ?? {},
    });
    await this.#connection.sendNotification('initialized', {});
  }

  /** Opens a document, and waits until its diagnostics are told. */
  async open(uri: string, text: string): Promise<void> {
    this.#version = 1;
    const told = this.#diagnosticsOf(uri);
    const textDocument = { uri, languageId: this.kind.language, version: 1, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    await told;
  }

  /** Types a text, and waits until the diagnostics of that are told. */
  async type(uri: string, [line, character]: readonly [number, number], text: string): Promise<void> {
    const version = ++this.#version;
    const told = this.#diagnosticsOf(uri);
    const at = { line, character };
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text }],
    });
    await told;
  }

  async complete(uri: string, line: number, character: number): Promise<void> {
    await this.#connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position: { line, character },
    });
  }

  /** The memory that the process occupies, in bytes (Linux; 0 elsewhere). */
  memory(): number {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
      return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) * 1024;
    } catch {
      return 0; // No such file system: nothing is said.
    }
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  async stop(): Promise<void> {
    this.#process.kill();
    await this.#left.catch(() => undefined);
    this.#connection.dispose();
  }

  #diagnosticsOf(uri: string): Promise<void> {
    const told = new Promise<void>(resolve => {
      const listener = (told: PublishDiagnosticsParams) => {
        if (told.uri !== uri) return;
        this.#told.splice(this.#told.indexOf(listener), 1);
        resolve();
      };
      this.#told.push(listener);
    });
    return Promise.race([told, this.#left]);
  }
}
