import { type Uri, ViewColumn } from 'vscode';
import type { ActionContext } from '../../server/protocol';
import { activeFile, findAction } from '../action';
import type { Server } from '../server';
import { withoutVerdict } from '../target';
import { addressOf, subjectOf } from './address';
import type { Previews } from './previews';
import { openPreview, previewTabs } from './tabs';

/** Opens a preview beside the file, or where previews are already, and leaves the focus where it is. */
export async function showPreview(server: Server, previews: Previews, given: Uri | undefined): Promise<void> {
  const file = given ?? activeFile();
  const context = await findAction(server, file);
  if (!context) return;
  // An event is previewed as what its action makes of it.
  const [event, ...more] = context.events.filter(({ uri }) => uri === file?.toString());
  const subject = {
    uri: previewable(context, file),
    ...(event && more.length === 0 && { event: withoutVerdict(event) }),
  };
  const viewColumn =
    previewTabs().find(({ uris }) => uris.every(uri => !subjectOf(uri)?.shows))?.tab.group.viewColumn ??
    ViewColumn.Beside;
  const address = addressOf(subject);
  previews.prepare(address);
  await openPreview(address, viewColumn);
}

/** The file itself where it is a template, else its action. */
export function previewable({ action, template }: ActionContext, file: Uri | undefined): string {
  return file && template !== undefined ? file.toString() : action.uri;
}
