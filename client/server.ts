import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  extensions,
  LogLevel,
  type LogOutputChannel,
  l10n,
  type Progress,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  WorkDoneProgress,
} from 'vscode-languageclient';
import { clientRequests, type InitializationOptions, type SecretParams } from '../server/protocol';
import { documentSchemes, isOurs, selectorFor } from './documents';
import { readFile, readFolder } from './files';

/** How often a server that dies is started again before the user is asked; a death long after another does not count. */
const mostRestarts = 3;
const longMs = 180_000;

/** Makes the client of a server that is not started yet: a process beside the editor, or a worker in its page. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** The language server: started with the first document that needs it, or the first question. */
export class Server implements Disposable {
  readonly #started = new EventEmitter<void>();
  /** Fires whenever a server has started, the first time and after every restart: it knows nothing yet. */
  readonly onDidStart = this.#started.event;
  readonly #log = window.createOutputChannel('Intercom Webhook', { log: true });
  readonly #subscriptions: Disposable[] = [this.#started, this.#log];
  readonly #notified = new Map<string, ((params: never) => void)[]>();
  #client: Promise<BaseLanguageClient> | undefined;
  /** The schemes of the documents that this server is told about. */
  #schemes: readonly string[] = [];
  #deaths = 0;
  #lastDeath = 0;
  #progressTokens = 0;

  constructor(
    private readonly create: CreateClient,
    private readonly secret: (name: string) => Promise<string | undefined>,
  ) {}

  /** Starts with the first action, template or event that is open or opened. */
  startWithDocuments(): void {
    const startFor = (document: TextDocument) => {
      if (!this.#client && isOurs(document)) this.#start().catch(() => undefined); // The user was told by #start.
    };
    this.#subscriptions.push(
      workspace.onDidOpenTextDocument(startFor),
      workspace.onDidChangeWorkspaceFolders(() => this.#restartForSchemes()),
    );
    workspace.textDocuments.forEach(startFor);
  }

  get isStarted(): boolean {
    return this.#client !== undefined;
  }

  async request<Answer>(method: string, params: object = {}, token?: CancellationToken): Promise<Answer> {
    const client = await this.#start();
    // An absent token must not be given as one: it would be sent as a second parameter.
    return token ? client.sendRequest<Answer>(method, params, token) : client.sendRequest<Answer>(method, params);
  }

  /** As `request`, for what takes a while: the server's progress appears in `progress`. */
  async requestWithProgress<Answer>(
    method: string,
    params: object,
    progress: Progress<{ message?: string; increment?: number }>,
    token: CancellationToken,
  ): Promise<Answer> {
    const client = await this.#start();
    const workDoneToken = `intercomWebhook-${this.#progressTokens++}`;
    const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
      if (value.kind !== 'end' && value.message) progress.report({ message: value.message });
    });
    try {
      return await client.sendRequest<Answer>(method, { ...params, workDoneToken }, token);
    } finally {
      listening.dispose();
    }
  }

  /** Listens to a notification of this server and of those that come after it. */
  onNotification<Params>(method: string, handler: (params: Params) => void): void {
    this.#notified.set(method, [...(this.#notified.get(method) ?? []), handler]);
  }

  async restart(): Promise<void> {
    this.#deaths = 0;
    await this.#stop();
    await this.#start();
  }

  async dispose(): Promise<void> {
    Disposable.from(...this.#subscriptions).dispose();
    await this.#stop();
  }

  /** A server is told about the schemes that were there when it started; new ones take a restart. */
  #restartForSchemes(): void {
    const isNew = (scheme: string) => !this.#schemes.includes(scheme);
    // A failure was told by #start.
    if (this.#client && documentSchemes().some(isNew)) this.restart().catch(() => undefined);
  }

  async #start(): Promise<BaseLanguageClient> {
    this.#client ??= this.#launch();
    return this.#client;
  }

  async #launch(): Promise<BaseLanguageClient> {
    const client = this.#create(await packedTexts());
    try {
      await client.start();
      return client;
    } catch (error) {
      this.#client = undefined;
      this.#log.error(error instanceof Error ? error : String(error));
      this.#offerRestart(l10n.t('The language server could not be started.'));
      throw new Error(l10n.t('the language server could not be started'));
    }
  }

  #create(texts: string | undefined): BaseLanguageClient {
    this.#schemes = documentSchemes();
    const client = this.create({
      documentSelector: selectorFor(this.#schemes),
      initializationOptions: {
        closesSections: true,
        runsCommands: true,
        checksJson: checksJson(),
        readsFiles: true,
        schemes: this.#schemes,
        ...(texts !== undefined && { texts }),
      } satisfies InitializationOptions,
      middleware: { didChange: once() },
      outputChannel: this.#log,
      traceOutputChannel: withoutTrace(this.#log),
      // Failures are reported by the command that asked, and a crash is reported below: the client's own messages would
      // repeat them.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.#closed(),
      },
    });
    client.onRequest(clientRequests.secret, async ({ name }: SecretParams) => (await this.secret(name)) ?? null);
    client.onRequest(clientRequests.readFile, readFile);
    client.onRequest(clientRequests.readFolder, readFolder);
    for (const [method, handlers] of this.#notified) {
      client.onNotification(method, (params: unknown) => {
        for (const handler of handlers) handler(params as never);
      });
    }
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#started.fire();
    });
    return client;
  }

  #closed() {
    if (Date.now() - this.#lastDeath > longMs) this.#deaths = 0;
    this.#lastDeath = Date.now();
    if (this.#deaths++ < mostRestarts) return { action: CloseAction.Restart, handled: true };
    this.#client = undefined;
    this.#offerRestart(l10n.t('The language server stopped several times and was not started again.'));
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  async #offerRestart(message: string): Promise<void> {
    const [restart, showLog] = [l10n.t('Restart'), l10n.t('Show Log')];
    const choice = await window.showErrorMessage(`Intercom Webhook: ${message}`, restart, showLog);
    if (choice === restart) await this.restart().catch(() => undefined); // A failure shows this message again.
    if (choice === showLog) this.#log.show();
  }

  async #stop(): Promise<void> {
    const starting = this.#client;
    this.#client = undefined;
    const client = await starting?.catch(() => undefined); // One that never started needs no stopping.
    // A server that hangs is killed by the client after two seconds; the new one need not wait for a better end.
    await client?.stop().catch(error => this.#log.warn(String(error)));
  }
}

/** What the server says in the language of the editor; it lies beside the texts of the client, which the editor has read. */
async function packedTexts(): Promise<string | undefined> {
  if (!l10n.uri) return undefined;
  const path = l10n.uri.path.replace(/bundle\.l10n\.([^/]+)\.json$/, 'server.$1.txt');
  return new TextDecoder().decode(await workspace.fs.readFile(l10n.uri.with({ path })));
}

/** The client sends a change once for each selector that matches the document, and the server would make it twice. */
function once(): (
  change: TextDocumentChangeEvent,
  send: (change: TextDocumentChangeEvent) => Promise<void>,
) => Promise<void> {
  let last: TextDocumentChangeEvent | undefined;
  return async (change, send) => {
    if (change === last) return;
    last = change;
    await send(change);
  };
}

/** The protocol's own trace would print the answer to a request for a secret, so it is never switched on. */
function withoutTrace(log: LogOutputChannel): LogOutputChannel {
  return Object.create(log, {
    logLevel: { value: LogLevel.Info },
    onDidChangeLogLevel: { value: () => new Disposable(() => undefined) },
  });
}

/** Whether VS Code's own support for JSON is there, and says what is no JSON. */
function checksJson(): boolean {
  const support = extensions.getExtension('vscode.json-language-features');
  return support !== undefined && workspace.getConfiguration('json').get('validate.enable', true);
}
