import { env, l10n, Uri, window } from 'vscode';
import { type ImportEventAnswer, type ImportEventParams, requests } from '../server/protocol';
import { findAction } from './action';
import { freeFile, writeNewFiles } from './newFiles';
import type { Server } from './server';
import type { Choices } from './target';

/** Keeps the event on the clipboard, in whatever form, among the samples of an action, as a file of its own, and chooses it. */
export async function importEvent(server: Server, choices: Choices, file: Uri | undefined): Promise<void> {
  const context = await findAction(server, file);
  if (!context) return;
  const { uri: action } = context.action;
  const params: ImportEventParams = { action, text: await env.clipboard.readText() };
  const answer = await server.request<ImportEventAnswer>(requests.importEvent, params);
  if (answer.kind === 'refused') throw new Error(answer.message);
  const { folder, name, ending, text, note } = answer;
  const event = await freeFile(Uri.parse(folder), name, `.${ending}`);
  await writeNewFiles([{ file: event, text }]);
  const line = ending.endsWith('jsonl') ? { line: 1 } : {};
  await choices.chooseEvent(action, { uri: event.toString(), name, ...line });
  await window.showTextDocument(event, { preview: false });
  if (note) window.showInformationMessage(l10n.t('Import Event: {0}', note));
}
