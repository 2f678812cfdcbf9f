import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  CodeAction,
  DocumentLink,
  InlayHint,
  SelectionRange,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { requests, type Settings } from '../../server/protocol';
import { atCursor } from '../support/cursor';
import { closeEditors, type EditorOptions, modernEditor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const { action, auth, body } = uris;

/** The editor with the body open, and the place of the `|` in it. */
async function typing(marked: string, options: EditorOptions = {}) {
  const { text, offset } = atCursor(marked);
  const editor = await startEditor({ disk: sampleDisk(), ...options });
  await editor.open(body, text);
  return { editor, text, at: editor.at(body, offset) };
}

const textDocument = { uri: body };

suite('help with helpers over the protocol', () => {
  teardown(closeEditors);

  test('the parameter that is being typed', async () => {
    const { editor, at } = await typing('ä\r\n{{formatDate since |}}');
    const help = await editor.request<SignatureHelp>('textDocument/signatureHelp', at);
    const [signature] = help.signatures;
    const [start, end] = signature!.parameters![help.activeParameter!]!.label as [number, number];
    assert.equal(signature!.label.slice(start, end), 'pattern="…"');
  });

  test('none outside of helpers', async () => {
    const { editor, at } = await typing('{{email |}}');
    assert.equal(await editor.request('textDocument/signatureHelp', at), null);
  });
});

suite('inlay hints over the protocol', () => {
  teardown(closeEditors);
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const ask = async (settings: Settings) => {
    const { editor } = await typing('\n{{email}}|', { settings });
    return { editor, hints: () => editor.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range }) };
  };

  test('the value behind the tag', async () => {
    const [hint] = await (await ask({})).hints();
    assert.deepEqual([hint?.label, hint?.position], ['= ann@example.com', { line: 1, character: 9 }]);
  });

  test('off by a setting', async () => {
    assert.deepEqual(await (await ask({ inlayHints: false })).hints(), []);
  });

  test('asked for anew when another event is chosen', async () => {
    const other = 'file:///w/a/events/other.event.json';
    const disk = { ...sampleDisk(), [other]: '{"customer_email": "bob@example.com"}' };
    let refreshed = 0;
    const capabilities = {
      ...modernEditor,
      workspace: { ...modernEditor.workspace, inlayHint: { refreshSupport: true } },
    };
    const { editor } = await typing('{{email}}|', { disk, capabilities });
    editor.connection.onRequest('workspace/inlayHint/refresh', () => {
      refreshed++;
      return null;
    });
    await editor.request(requests.chooseEvent, { action, event: { uri: other, name: 'other' } });
    await editor.until(() => refreshed > 0, 'a refresh of the hints');
    const [hint] = await editor.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    assert.equal(hint?.label, '= bob@example.com');
  });
});

suite('closing sections over the protocol', () => {
  teardown(closeEditors);
  const options = { tabSize: 2, insertSpaces: true };
  const typed = ({ editor, at }: Awaited<ReturnType<typeof typing>>) =>
    editor.request<TextEdit[]>('textDocument/onTypeFormatting', { ...at, ch: '}', options });

  test('by the server', async () => {
    const place = await typing('{{#items}}|');
    assert.deepEqual(
      (await typed(place)).map(({ newText }) => newText),
      ['{{/items}}'],
    );
  });

  test('by an editor that says so', async () => {
    const place = await typing('{{#items}}|', { initializationOptions: { closesSections: true } });
    assert.deepEqual(await typed(place), []);
    assert.equal(await place.editor.request(requests.closeSection, place.at), '{{/items}}');
  });

  test('off by a setting', async () => {
    const place = await typing('{{#items}}|', { settings: { closeSections: false } });
    assert.deepEqual(await typed(place), []);
    assert.equal(await place.editor.request(requests.closeSection, place.at), null);
  });

  test('a bracket is still indented', async () => {
    const place = await typing('{\n  }|');
    assert.deepEqual(
      (await typed(place)).map(({ newText }) => newText),
      [''],
    );
  });
});

suite('refactorings over the protocol', () => {
  teardown(closeEditors);
  const capabilities: ClientCapabilities = {
    ...modernEditor,
    workspace: {
      ...modernEditor.workspace,
      workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    },
  };
  const ask = async (marked: string, settings: Settings, only?: string[], editorCan = capabilities) => {
    const { editor, at } = await typing(marked, { settings, capabilities: editorCan });
    const range = { start: { line: 1, character: 0 }, end: at.position };
    return editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [], only },
    });
  };
  const text = '{"a": 1,\n"total": {{total}}|\n}';
  const partials: Settings = { profile: { partials: true } };

  test('a new template comes with its file', async () => {
    const [action] = await ask(text, partials, ['refactor.extract']);
    assert.equal(action?.kind, 'refactor.extract');
    const uri = 'file:///w/a/total_template.trimou';
    const [create, content, ...others] = action!.edit!.documentChanges!;
    assert.deepEqual(create, { kind: 'create', uri });
    const start = { line: 0, character: 0 };
    const newText = '"total": {{total}}\n';
    assert.deepEqual(content, {
      textDocument: { uri, version: null },
      edits: [{ range: { start, end: start }, newText }],
    });
    assert.deepEqual(
      others.map(each => 'textDocument' in each && each.textDocument.uri).sort(),
      [uris.action, body].sort(),
    );
  });

  test('a part needs no file', async () => {
    const actions = await ask(text, {});
    const titles = actions.filter(({ kind }) => kind?.startsWith('refactor')).map(({ title }) => title);
    assert.deepEqual(titles, ['Extract to part total_part of this template']);
  });

  test('its name, which was made up, is asked for by an editor that can', async () => {
    const editor = await startEditor({ disk: sampleDisk(), initializationOptions: { runsCommands: true } });
    const lines = '{"a": 1,\n  "total": {{total}}\n}';
    await editor.open(body, lines);
    const [extract] = await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
      context: { diagnostics: [], only: ['refactor.extract'] },
    });
    const edits = extract!.edit!.changes![body]!;
    const after = TextDocument.applyEdits(TextDocument.create(body, '', 0, lines), edits);
    await editor.change(body, after);
    const position = extract?.command?.arguments?.[1];
    const named = await editor.request<{ placeholder: string }>('textDocument/prepareRename', {
      textDocument,
      position,
    });
    assert.deepEqual([extract?.command?.command, named.placeholder], ['_intercomWebhook.rename', 'total_part']);
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', { textDocument, position, newName: 'sum' });
    const renamed = TextDocument.applyEdits(TextDocument.create(body, '', 0, after), edit.changes![body]!);
    assert.equal(renamed, after.replaceAll('total_part', 'sum'));
  });

  test('no file for an editor that cannot create one', async () => {
    const actions = await ask(text, partials, ['refactor'], modernEditor);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Extract to part total_part of this template'],
    );
  });

  test('nothing when only fixes are asked for', async () => {
    const actions = await ask(text, {}, ['quickfix']);
    assert.deepEqual(
      actions.filter(({ kind }) => kind !== 'quickfix'),
      [],
    );
  });
});

suite('selections, links and symbols over the protocol', () => {
  teardown(closeEditors);

  test('a selection that grows', async () => {
    const { editor, at } = await typing('{\r\n"a": "{{em|ail}}"}');
    const [selection] = await editor.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [at.position],
    });
    const texts: string[] = [];
    for (let each = selection; each; each = each.parent) texts.push(editor.textAt(body, each.range));
    assert.deepEqual(texts.slice(0, 4), ['email', '{{email}}', '"{{email}}"', '"a": "{{email}}"']);
  });

  test('selections in an empty file', async () => {
    const { editor, at } = await typing('|');
    const selections = await editor.request('textDocument/selectionRange', { textDocument, positions: [at.position] });
    assert.deepEqual(selections, [{ range: { start: at.position, end: at.position } }]);
  });

  test('links of an action and of a template', async () => {
    const { editor } = await typing('{{>auth}}|');
    await editor.open(action);
    const links = (uri: string) =>
      editor.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
    assert.deepEqual(
      (await links(action)).map(({ target }) => target),
      [auth, body],
    );
    assert.deepEqual(
      (await links(body)).map(({ target, range }) => [editor.textAt(body, range), target]),
      [['auth', auth]],
    );
  });

  test('symbols of actions that are not open', async () => {
    const editor = await startEditor({ disk: sampleDisk() });
    const symbols = await editor.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'create' });
    assert.deepEqual(
      symbols.map(({ name, location }) => [name, location.uri]),
      [['Create user', action]],
    );
  });
});
