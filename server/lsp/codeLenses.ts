import {
  type CodeLensParams,
  CodeLensRefreshRequest,
  type Connection,
  type CodeLens as EditorLens,
} from 'vscode-languageserver';
import { actionCodeLenses, type CodeLens, codeLenses, eventsCodeLenses } from '../core/language';
import { rangeIn } from './convert';
import { canonical } from './files';
import { guard } from './guard';
import { isGiant, isTemplate, type Workspace } from './workspace';

/** Answers which lines the editor shows above actions, body templates and files of events. */
export function answerCodeLenses(connection: Connection, workspace: Workspace): void {
  connection.onCodeLens(
    guard<CodeLensParams, EditorLens[]>(connection.console, 'Code lenses', [], async ({ textDocument: { uri } }) => {
      const found = await workspace.look(uri);
      if (!found || isGiant(found.document)) return [];
      return lensesOf(workspace, found).map(({ range, title, does }) => ({
        range: rangeIn(found.document, range),
        command: { title, command: commands[does], arguments: [uri] },
      }));
    }),
  );
}

/** Tells the editor to ask again: what the lines say depends on other files and on the chosen event. */
export function refreshCodeLenses(connection: Connection): void {
  connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined); // It is closing down.
}

function lensesOf(workspace: Workspace, found: Parameters<Workspace['actionOf']>[0]): readonly CodeLens[] {
  if (isTemplate(found.document)) return codeLenses(workspace.templateOf(found));
  const action = workspace.actionOf(found);
  if (action) return actionCodeLenses(action, Date.now());
  const { document, project } = found;
  return project ? eventsCodeLenses({ project }, canonical(document.uri), Date.now()) : [];
}

/** The editor's commands; each takes the URI of the document. */
const commands: Readonly<Record<CodeLens['does'], string>> = {
  send: 'intercomWebhook.sendAction',
  preview: 'intercomWebhook.previewRequest',
  'select-event': 'intercomWebhook.selectEvent',
  replay: 'intercomWebhook.replayEvents',
};
