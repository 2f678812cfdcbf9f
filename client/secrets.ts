import { type ExtensionContext, InputBoxValidationSeverity, l10n, window, workspace } from 'vscode';
import { remarkOnToken } from './tokenShape';
import { type StoredToken, type TokenScope, TokenStore } from './tokenStore';

/** The name that our examples use; the guide's own action needs no other. */
const usualName = 'intercom';

/** The tokens of this window. */
export function tokenStore({ secrets, globalState, workspaceState }: ExtensionContext): TokenStore {
  const address = (workspace.workspaceFile ?? workspace.workspaceFolders?.[0]?.uri)?.toString();
  return new TokenStore({ secrets, globalState, workspaceState, workspace: address });
}

/** Asks for a token and stores it. `wanted`: the names that the action at hand uses. Answers the name when one was set. */
export async function setToken(store: TokenStore, wanted: readonly string[]): Promise<string | undefined> {
  const stored = store.list().map(({ name }) => name);
  const name = await chooseName(store, l10n.t('Which token do you want to set?'), [...wanted, ...stored]);
  const scope = name && (await chooseScope(store, name));
  if (!name || !scope) return undefined;
  const value = await window.showInputBox({
    title: l10n.t('Set Access Token “{0}”', name),
    prompt: l10n.t('It is kept in the secret storage of the editor, and goes only to Intercom and to hosts you allow.'),
    placeHolder: l10n.t('Access token'),
    password: true,
    ignoreFocusOut: true,
    validateInput: text => {
      const remark = remarkOnToken(text);
      const { Error: error, Warning } = InputBoxValidationSeverity;
      return remark && { message: remark.message, severity: remark.blocks ? error : Warning };
    },
  });
  if (value === undefined) return undefined;
  await store.set({ name, scope }, value);
  return name;
}

/** Removes a token from the storage. */
export async function clearToken(store: TokenStore): Promise<void> {
  const stored = store.list();
  if (!stored.length) {
    window.showInformationMessage(l10n.t('No access token is set.'));
    return;
  }
  const token = await chooseStored(stored);
  if (!token) return;
  await store.clear(token);
  window.showInformationMessage(l10n.t('The access token “{0}” is cleared.', token.name));
}

/** A name among those given, the usual one where there is none, or what the user picks. */
export async function chooseName(
  store: TokenStore,
  title: string,
  names: readonly string[],
): Promise<string | undefined> {
  const choices = [...new Set(names)];
  if (choices.length < 2) return choices[0] ?? usualName;
  const set = new Set(store.list().map(({ name }) => name));
  const items = choices.map(label => ({ label, description: set.has(label) ? l10n.t('set') : l10n.t('not set') }));
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('The name that the action calls it') }))
    ?.label;
}

async function chooseScope(store: TokenStore, name: string): Promise<TokenScope | undefined> {
  if (!store.hasWorkspace) return 'all';
  const items: { label: string; detail: string; scope: TokenScope }[] = [
    {
      label: `$(globe) ${l10n.t('All workspaces')}`,
      detail: l10n.t('Used wherever the workspace has no token “{0}” of its own.', name),
      scope: 'all',
    },
    {
      label: `$(folder) ${l10n.t('This workspace')}`,
      detail: l10n.t('Used only here, instead of that of all workspaces.'),
      scope: 'workspace',
    },
  ];
  const title = l10n.t('Where does the token “{0}” count?', name);
  return (await window.showQuickPick(items, { title, ignoreFocusOut: true }))?.scope;
}

async function chooseStored(stored: readonly StoredToken[]): Promise<StoredToken | undefined> {
  if (stored.length === 1) return stored[0];
  const items = stored.map(token => ({
    label: token.name,
    description: token.scope === 'workspace' ? l10n.t('this workspace') : l10n.t('all workspaces'),
    token,
  }));
  return (await window.showQuickPick(items, { title: l10n.t('Which token do you want to clear?') }))?.token;
}
