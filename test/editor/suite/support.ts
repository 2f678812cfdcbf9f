import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  type Event,
  languages,
  type Position,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

/** Whether there is a machine behind the window, which can send; else all of it is a page in a browser. */
export const hasMachine = workspace.workspaceFolders![0]!.uri.scheme !== 'examples';

/** A file of the copy of examples/ that the window shows. */
export function example(file: string): Uri {
  return Uri.joinPath(workspace.workspaceFolders![0]!.uri, file);
}

export async function show(file: string): Promise<TextEditor> {
  return window.showTextDocument(example(file));
}

/** Replaces the one place where `from` stands, as an edit that is not saved. */
export async function replace({ document }: TextEditor, from: string, to: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, from), to);
  assert.ok(await workspace.applyEdit(edit));
}

export function rangeOf(document: TextDocument, text: string): Range {
  const parts = document.getText().split(text);
  assert.equal(parts.length, 2, `“${text}” should stand once in ${document.fileName}`);
  const start = document.positionAt(parts[0]!.length);
  return new Range(start, document.positionAt(parts[0]!.length + text.length));
}

export function endOf(document: TextDocument, text: string): Position {
  return rangeOf(document, text).end;
}

/** What this extension underlines in a document, as soon as it is what is wanted: `code: text under the line`. */
export async function underlined(document: TextDocument, ...wanted: string[]): Promise<readonly Diagnostic[]> {
  const ours = () => languages.getDiagnostics(document.uri).filter(({ source }) => source === 'intercom-webhook');
  const seen = () =>
    ours()
      .map(problem => `${codeOf(problem)}: ${document.getText(problem.range)}`)
      .sort();
  const isWanted = () => JSON.stringify(seen()) === JSON.stringify([...wanted].sort());
  await until(languages.onDidChangeDiagnostics, isWanted, () => `underlined is ${JSON.stringify(seen())}`);
  return ours();
}

function codeOf({ code }: Diagnostic) {
  return typeof code === 'object' ? code.value : code;
}

/** Waits for an event after which something holds. */
export async function until<T>(event: Event<T>, holds: () => boolean, otherwise: () => string): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      listening.dispose();
      reject(new Error(`Waited in vain: ${otherwise()}`));
    }, 15_000);
    const listening = event(() => {
      if (!holds()) return;
      clearTimeout(timer);
      listening.dispose();
      resolve();
    });
  });
}

/** Applies the quick fix with this title. */
export async function fix(document: TextDocument, { range }: Diagnostic, title: string | RegExp): Promise<void> {
  const found = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    CodeActionKind.QuickFix.value,
    10,
  );
  const titles = found.map(action => action.title);
  const action = found.find(candidate =>
    typeof title === 'string' ? candidate.title === title : title.test(candidate.title),
  );
  assert.ok(action?.edit, `no fix “${title}” among ${JSON.stringify(titles)}`);
  assert.ok(await workspace.applyEdit(action.edit));
}

/** Leaves no unsaved change and no editor to the next test. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.revert');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}
