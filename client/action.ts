import { l10n, type TextEditor, Uri, window, workspace } from 'vscode';
import { type ActionContext, type ContextParams, requests } from '../server/protocol';
import { fileOf, nameOf } from './documents';
import type { Server } from './server';

/**
 * The action that a command means: the one that `uri` (or the active editor) belongs to, else the only one there is, else
 * the one the user picks. Undefined when the user picks none.
 */
export async function findAction(server: Server, uri?: Uri): Promise<ActionContext | undefined> {
  const from = uri ?? activeFile();
  const context = from && (await actionOf(server, from));
  return context ?? pickAction(server, from);
}

/** The action that a file belongs to, if any. */
export async function actionOf(server: Server, uri: Uri): Promise<ActionContext | undefined> {
  const params: ContextParams = { uri: uri.toString() };
  return (await server.request<ActionContext | null>(requests.context, params)) ?? undefined;
}

/**
 * The action, template or event that the user is looking at: in the active editor, else in the only visible editor with
 * such a file. The fallback is needed because even the output panel becomes the active editor when it is clicked.
 */
export function activeFile(): Uri | undefined {
  const fileIn = (editor: TextEditor | undefined) => editor && fileOf(editor.document);
  const active = fileIn(window.activeTextEditor);
  if (active) return active;
  const files = new Map(
    window.visibleTextEditors.flatMap(editor => {
      const file = fileIn(editor);
      return file ? [[file.toString(), file] as const] : [];
    }),
  );
  return files.size === 1 ? [...files.values()][0] : undefined;
}

/** Every action of the workspace, with its path for people; sorted by it. */
export async function allActions(
  server: Server,
): Promise<readonly { readonly context: ActionContext; readonly description: string }[]> {
  const contexts = await server.request<readonly ActionContext[]>(requests.actions);
  if (!contexts.length)
    throw new Error(
      l10n.t('there is no action here. “New Action…” makes one: a file whose name ends in .webhook.json.'),
    );
  const found = contexts.map(context => {
    const description = workspace.asRelativePath(Uri.parse(context.action.uri));
    return { context, description };
  });
  return found.sort((one, other) => one.description.localeCompare(other.description));
}

async function pickAction(server: Server, homeless: Uri | undefined): Promise<ActionContext | undefined> {
  const actions = await allActions(server);
  const items = actions.map(action => ({ label: action.context.action.name, ...action }));
  if (!homeless && items.length === 1) return items[0]!.context;
  const title = homeless
    ? l10n.t('{0} belongs to no action. Choose one', nameOf(homeless))
    : l10n.t('Choose an Action');
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.context;
}
