import { t } from '@vscode/l10n';
import type { SandboxState } from '../protocol';
import type { Host, RunningSandbox } from './host';

const noSandbox = () =>
  t(
    'This editor cannot run the sandbox: a page in a browser takes no requests. Open the folder in VS Code on a desktop.',
  );

/** The sandbox inside this server: at most one, started when somebody wants it. */
export class Sandbox {
  #running: Promise<RunningSandbox> | undefined;

  constructor(
    private readonly start: Host['startSandbox'],
    private readonly changed: (state: SandboxState) => void,
  ) {}

  /** Starts it unless it runs. */
  async state(): Promise<SandboxState> {
    if (!this.start) return { problem: noSandbox() };
    const fresh = !this.#running;
    this.#running ??= this.start();
    try {
      const { url } = await this.#running;
      if (fresh) this.changed({ url });
      return { url };
    } catch (error) {
      this.#running = undefined;
      return { problem: t`The sandbox did not start: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  async stop(): Promise<SandboxState> {
    const running = this.#running;
    this.#running = undefined;
    if (running) {
      await (await running).close();
      this.changed({});
    }
    return {};
  }
}
