import { type ExtensionContext, InputBoxValidationSeverity, window } from 'vscode';
import { remarkOnToken } from './tokenShape';

/** The name that our examples use; the guide's own action needs no other. */
const USUAL_NAME = 'intercom';

/** Access tokens: kept in the editor's secret storage, by the name that actions call them (`"secret": "intercom"`). */
export class Secrets {
  constructor(private readonly context: Pick<ExtensionContext, 'secrets' | 'globalState'>) {}

  async get(name: string): Promise<string | undefined> {
    return this.context.secrets.get(keyOf(name));
  }

  /** Asks for a token and stores it. `wanted`: the names that the action at hand uses. */
  async set(wanted: readonly string[]): Promise<void> {
    const name = await this.#chooseName('Which token do you want to set?', [...wanted, ...this.#names()], USUAL_NAME);
    if (!name) return;
    const value = await window.showInputBox({
      title: `Set Access Token “${name}”`,
      prompt: 'It is kept in the secret storage of the editor, and goes only to Intercom and to hosts you allow.',
      placeHolder: 'Access token',
      password: true,
      ignoreFocusOut: true,
      validateInput: text => {
        const remark = remarkOnToken(text);
        const { Error: error, Warning } = InputBoxValidationSeverity;
        return remark && { message: remark.message, severity: remark.blocks ? error : Warning };
      },
    });
    if (value === undefined) return;
    await this.context.secrets.store(keyOf(name), value.trim());
    await this.#remember([...this.#names(), name]);
    window.showInformationMessage(`The access token “${name}” is set.`);
  }

  /** Removes a token from the storage. */
  async clear(): Promise<void> {
    const names = this.#names();
    if (!names.length) {
      window.showInformationMessage('No access token is set.');
      return;
    }
    const name = await this.#chooseName('Which token do you want to clear?', names);
    if (!name) return;
    await this.context.secrets.delete(keyOf(name));
    await this.#remember(names.filter(other => other !== name));
    window.showInformationMessage(`The access token “${name}” is cleared.`);
  }

  async #chooseName(title: string, names: readonly string[], usual?: string): Promise<string | undefined> {
    const choices = [...new Set(names)];
    if (choices.length < 2) return choices[0] ?? usual;
    const set = new Set(this.#names());
    const items = choices.map(label => ({ label, description: set.has(label) ? 'set' : 'not set' }));
    return (await window.showQuickPick(items, { title, placeHolder: 'The name that the action calls it' }))?.label;
  }

  /** The storage of VS Code 1.100 cannot list its keys, so the names (never the values) are kept beside it. */
  #names(): readonly string[] {
    return this.context.globalState.get<string[]>('secretNames', []);
  }

  async #remember(names: readonly string[]): Promise<void> {
    await this.context.globalState.update('secretNames', [...new Set(names)].sort());
  }
}

function keyOf(name: string): string {
  return `secret.${name}`;
}
