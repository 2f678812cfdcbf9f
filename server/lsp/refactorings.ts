import { type CodeAction, CodeActionKind, TextDocumentEdit, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Refactoring, refactorings } from '../core/language';
import type { Range } from '../core/text/range';
import { type Texts, workspaceEditOf } from './convert';
import { isGiant, isTemplate, type Look, type Workspace } from './workspace';

/** What can be extracted or inlined at a selection of a template, for one of the actions that it belongs to. */
export async function refactoringsAt(
  workspace: Workspace,
  look: Look,
  selected: Range,
  { createsFiles, runsCommands }: { readonly createsFiles: boolean; readonly runsCommands: boolean },
): Promise<CodeAction[]> {
  const { document, project, texts } = look;
  if (!project || !isTemplate(document) || isGiant(document)) return [];
  const resolve = (relative: string) => workspace.files.resolve(project.path, relative);
  const taken = new Set(await workspace.files.list(document.uri, '*'));
  const places = { resolve, exists: (path: string) => taken.has(path) };
  return refactorings(workspace.templateOf(look), selected, places)
    .filter(({ creates }) => createsFiles || !creates)
    .map(refactoring => ({
      ...codeActionOf(refactoring, texts),
      ...(runsCommands && refactoring.named !== undefined && renaming(document, refactoring.named)),
    }));
}

/** The client's command that asks for a better name at once. */
function renaming(document: TextDocument, offset: number): Pick<CodeAction, 'command'> {
  const position = document.positionAt(offset);
  return { command: { title: 'Rename', command: '_intercomWebhook.rename', arguments: [document.uri, position] } };
}

const kinds = { extract: CodeActionKind.RefactorExtract, inline: CodeActionKind.RefactorInline };

/** Creates the file first, so that the new tag never leads nowhere. */
function codeActionOf({ title, kind, edits, creates }: Refactoring, texts: Texts): CodeAction {
  const edit = workspaceEditOf(edits, texts);
  if (!creates) return { title, kind: kinds[kind], edit };
  const { path: uri, text } = creates;
  const start = { line: 0, character: 0 };
  const documentEdit = (changed: string, changes: TextEdit[]) =>
    TextDocumentEdit.create({ uri: changed, version: null }, changes);
  const documentChanges = [
    { kind: 'create' as const, uri },
    documentEdit(uri, [{ range: { start, end: start }, newText: text }]),
    ...Object.entries(edit.changes ?? {}).map(([changed, changes]) => documentEdit(changed, changes)),
  ];
  return { title, kind: kinds[kind], edit: { documentChanges } };
}
