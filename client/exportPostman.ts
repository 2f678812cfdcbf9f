import { FileType, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { type ActionContext, type PostmanAnswer, type PostmanParams, requests } from '../server/protocol';
import { actionOf, activeFile, allActions } from './action';
import type { Server } from './server';

/** Saves actions as a Postman collection: all of a folder, or those that the user picks. */
export async function exportPostman(server: Server, uri?: Uri): Promise<void> {
  const chosen = await chooseActions(server, uri);
  if (!chosen?.length) return;
  const params: PostmanParams = { actions: chosen.map(({ action }) => action.uri) };
  const answer = await server.request<PostmanAnswer>(requests.postman, params);
  if (answer.kind === 'refused') throw new Error(answer.message);
  const place = await choosePlace(chosen);
  if (!place) return;
  await workspace.fs.writeFile(place, new TextEncoder().encode(answer.text));
  void tell(answer, place);
}

/** Asks nothing where there is only one action, or where a folder was given; undefined when the user picked none. */
async function chooseActions(server: Server, uri: Uri | undefined): Promise<readonly ActionContext[] | undefined> {
  const all = await allActions(server);
  if (uri && (await isFolder(uri))) {
    const below = all.filter(({ context }) => isBelow(context.action.uri, uri));
    if (!below.length) throw new Error(l10n.t('there is no action in this folder.'));
    return below.map(({ context }) => context);
  }
  if (all.length === 1) return [all[0]!.context];
  const from = uri ?? activeFile();
  const current = from && (await actionOf(server, from));
  const items = all.map(({ context, description }): QuickPickItem & { context: ActionContext } => ({
    label: context.action.name,
    description,
    context,
    picked: !current || context.action.uri === current.action.uri,
  }));
  const title = l10n.t('Export Postman Collection');
  const placeHolder = l10n.t('One folder an action, one request a sample event');
  const picked = await window.showQuickPick(items, { title, placeHolder, canPickMany: true, matchOnDescription: true });
  return picked?.map(({ context }) => context);
}

async function choosePlace(chosen: readonly ActionContext[]): Promise<Uri | undefined> {
  const name = chosen.length === 1 ? chosen[0]!.action.name : 'Tealium Webhook to Intercom';
  const file = `${name.replaceAll(/[\\/:*?"<>|\s]+/g, ' ').trim()}.postman_collection.json`;
  const folder = workspace.getWorkspaceFolder(Uri.parse(chosen[0]!.action.uri))?.uri;
  return window.showSaveDialog({
    title: l10n.t('Export Postman Collection'),
    filters: { [l10n.t('Postman Collection')]: ['json'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, file) }),
  });
}

async function tell({ requests: count, variables, leftOut }: PostmanAnswer & { kind: 'collection' }, place: Uri) {
  const open = l10n.t('Open');
  const exported = count === 1 ? l10n.t('Exported 1 request.') : l10n.t('Exported {0} requests.', count);
  const set = variables.length ? ` ${l10n.t('Give the variable {0} a value in Postman.', variables.join(', '))}` : '';
  const [first, ...others] = leftOut;
  const more = others.length ? ` ${l10n.t('And {0} more.', others.length)}` : '';
  const choice = first
    ? await window.showWarningMessage(`${exported} ${l10n.t('Not as it is: {0}', first)}${more}`, open)
    : await window.showInformationMessage(`${exported}${set}`, open);
  if (choice) await window.showTextDocument(place);
}

async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    return false; // No file system has this document, so it is not a folder.
  }
}

function isBelow(action: string, folder: Uri): boolean {
  const path = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  const { scheme, authority, path: own } = Uri.parse(action);
  return scheme === folder.scheme && authority === folder.authority && own.startsWith(path);
}
