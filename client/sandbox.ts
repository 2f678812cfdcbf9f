import { EventEmitter, env, l10n, Uri, window, workspace } from 'vscode';
import { notifications, requests, type SandboxState } from '../server/protocol';
import type { Server } from './server';

/** The embedded server that answers as Intercom does. A send to it starts it, so these are for those who want its address. */
export class Sandbox {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #url: string | undefined;

  constructor(private readonly server: Server) {
    server.onNotification<SandboxState>(notifications.sandboxChanged, state => this.#take(state));
    server.onDidStart(() => {
      this.#take({});
      if (workspace.getConfiguration('intercomWebhook').get('startSandbox', false)) void this.#run();
    });
  }

  /** Where it listens; undefined while it is stopped. */
  get url(): string | undefined {
    return this.#url;
  }

  async start(): Promise<void> {
    const state = await this.#run();
    if (!state.url) throw new Error(state.problem ?? l10n.t('the sandbox did not start'));
    const message = l10n.t('The sandbox listens at {0}', state.url);
    const [show, copy] = [l10n.t('Show What It Received'), l10n.t('Copy Address')];
    const choice = await window.showInformationMessage(message, show, copy);
    if (choice === show) await env.openExternal(Uri.parse(state.url));
    if (choice === copy) await env.clipboard.writeText(state.url);
  }

  async stop(): Promise<void> {
    if (this.server.isStarted) this.#take(await this.server.request<SandboxState>(requests.stopSandbox));
    window.showInformationMessage(l10n.t('The sandbox is stopped.'));
  }

  async #run(): Promise<SandboxState> {
    const state = await this.server.request<SandboxState>(requests.startSandbox);
    this.#take(state);
    return state;
  }

  #take(state: SandboxState): void {
    this.#url = state.url;
    this.#changed.fire();
  }
}
