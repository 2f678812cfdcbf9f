import type { Memento, SecretStorage } from 'vscode';

/** Where a token counts: in one workspace, or in all that have none of their own by that name. */
export type TokenScope = 'workspace' | 'all';

export interface StoredToken {
  readonly name: string;
  readonly scope: TokenScope;
}

export interface TokenMemory {
  readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>;
  readonly globalState: Pick<Memento, 'get' | 'update'>;
  readonly workspaceState: Pick<Memento, 'get' | 'update'>;
  /** The address of the workspace; undefined where no folder is open. */
  readonly workspace: string | undefined;
}

/**
 * Access tokens in the editor's secret storage, by the name that actions call them. The storage of VS Code 1.100 cannot list
 * its keys, so the names (never the values) are kept beside it.
 */
export class TokenStore {
  constructor(private readonly memory: TokenMemory) {}

  /** The workspace's own, else that of all. */
  async get(name: string): Promise<string | undefined> {
    const { secrets, workspace } = this.memory;
    const own = workspace === undefined ? undefined : await secrets.get(this.#key({ name, scope: 'workspace' }));
    return own ?? secrets.get(this.#key({ name, scope: 'all' }));
  }

  async set(token: StoredToken, value: string): Promise<void> {
    await this.memory.secrets.store(this.#key(token), value.trim());
    await this.#remember(token.scope, [...this.#names(token.scope), token.name]);
  }

  async clear(token: StoredToken): Promise<void> {
    await this.memory.secrets.delete(this.#key(token));
    const names = this.#names(token.scope);
    await this.#remember(
      token.scope,
      names.filter(name => name !== token.name),
    );
  }

  /** All that count here, those of the workspace first. */
  list(): readonly StoredToken[] {
    return (['workspace', 'all'] as const).flatMap(scope => this.#names(scope).map(name => ({ name, scope })));
  }

  /** Whether a token can be set for this workspace alone. */
  get hasWorkspace(): boolean {
    return this.memory.workspace !== undefined;
  }

  #key({ name, scope }: StoredToken): string {
    return scope === 'all' ? `secret.${name}` : `secret.${name}@${this.memory.workspace}`;
  }

  #state(scope: TokenScope) {
    return scope === 'all' ? this.memory.globalState : this.memory.workspaceState;
  }

  #names(scope: TokenScope): readonly string[] {
    return this.#state(scope).get<readonly string[]>('secretNames', []);
  }

  async #remember(scope: TokenScope, names: readonly string[]): Promise<void> {
    await this.#state(scope).update('secretNames', [...new Set(names)].sort());
  }
}
