import { commands, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { type Counterexample, type CounterexamplesParams, requests } from '../../server/protocol';
import { actionOf } from '../action';
import { freeFile, writeNewFiles } from '../newFiles';
import type { Server } from '../server';
import { addressOf, subjectOf } from './address';
import { eventText, type Previews } from './previews';
import { problemRange } from './problems';
import { previewTabs } from './tabs';

/**
 * Shows the event that proves a finding and what the template renders with it, the broken place in view. Both stand beside
 * the template, the event below the text, and the focus stays where it is.
 */
export async function showCounterexample(
  server: Server,
  previews: Previews,
  given: Counterexample | undefined,
): Promise<void> {
  const counterexample = given ?? (await atCursor(server));
  if (!counterexample) return;
  const editor = window.activeTextEditor;
  const { uri } = counterexample;
  const rendered = addressOf({ uri, counterexample });
  const event = addressOf({ uri, counterexample, shows: 'event' });
  const problem = problemRange(await previews.newest(rendered));
  await window.showTextDocument(await workspace.openTextDocument(rendered), {
    viewColumn: columnOf('text') ?? ViewColumn.Beside,
    ...(problem && { selection: problem }),
  });
  const column = columnOf('event');
  if (column === undefined) await commands.executeCommand('workbench.action.newGroupBelow');
  await window.showTextDocument(await workspace.openTextDocument(event), { viewColumn: column ?? ViewColumn.Active });
  if (editor) await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? ViewColumn.One });
}

/** Keeps a counterexample among the sample events of its action, as a file of its own. */
export async function saveCounterexample(server: Server, given: Uri | undefined): Promise<void> {
  const address = given ?? window.activeTextEditor?.document.uri;
  const counterexample = address && subjectOf(address)?.counterexample;
  if (!counterexample) throw new Error(l10n.t('show a counterexample first, then save it from there.'));
  const { code, attributes } = counterexample;
  const action = Uri.parse(counterexample.action);
  const [sample] = (await actionOf(server, action))?.events ?? [];
  const folder = sample ? Uri.joinPath(Uri.parse(sample.uri), '..') : Uri.joinPath(action, '../events');
  const file = await freeFile(folder, `counterexample-${code}`, '.event.json');
  await writeNewFiles([{ file, text: eventText(attributes) }]);
  await window.showTextDocument(file);
}

async function atCursor(server: Server): Promise<Counterexample | undefined> {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  const params: CounterexamplesParams = { uri: editor.document.uri.toString(), position: { line, character } };
  const found = await server.request<readonly Counterexample[]>(requests.counterexamples, params);
  if (found.length === 0)
    throw new Error(l10n.t('nothing on this line is proven by an event. Put the cursor on an underlined place.'));
  if (found.length === 1) return found[0];
  const items = found.map(each => ({ label: each.code, detail: each.message, each }));
  return (await window.showQuickPick(items, { title: l10n.t('Show Counterexample'), matchOnDetail: true }))?.each;
}

/** Where previews are already: rendered texts, or events. */
function columnOf(kind: 'text' | 'event'): ViewColumn | undefined {
  const isEvent = (uri: Uri) => subjectOf(uri)?.shows === 'event';
  const found = previewTabs().find(({ uris }) => uris.every(uri => isEvent(uri) === (kind === 'event')));
  return found?.tab.group.viewColumn;
}
