import {
  type Disposable,
  SnippetString,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from 'vscode';
import { type CloseSectionParams, requests } from '../server/protocol';
import type { Server } from './server';

/** How long after a brace the end is asked for, in milliseconds, so that it does not interrupt someone who types on. */
const delayMs = 30;

/** Writes `{{/items}}` behind `{{#items}}` when its last brace is typed, and leaves the cursor between the two. */
export function closeSections(server: Server): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return workspace.onDidChangeTextDocument(change => {
    clearTimeout(timer);
    if (server.isStarted && isBrace(change)) {
      // The server has reported its failure, and the end can be typed.
      timer = setTimeout(() => close(server, change.document).catch(() => undefined), delayMs);
    }
  });
}

/** Whether a single brace was typed, even over one that the editor had inserted. */
function isBrace({ document, contentChanges, reason }: TextDocumentChangeEvent): boolean {
  const [only, another] = contentChanges;
  if (!only || another || reason !== undefined || document !== window.activeTextEditor?.document) return false;
  return /^(json-)?trimou$/.test(document.languageId) && only.text === '}' && only.rangeLength <= 1;
}

async function close(server: Server, document: TextDocument): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor?.document !== document || editor.selections.length !== 1 || !editor.selection.isEmpty) return;
  const { version } = document;
  const position = editor.selection.active;
  // Plain numbers: a worker gets copies of what is sent, without the getters of a class.
  const { line, character } = position;
  const params: CloseSectionParams = { textDocument: { uri: document.uri.toString() }, position: { line, character } };
  const end = await server.request<string | null>(requests.closeSection, params);
  const moved = document.version !== version || !editor.selection.active.isEqual(position);
  if (end && !moved) await editor.insertSnippet(new SnippetString().appendTabstop(0).appendText(end), position);
}
