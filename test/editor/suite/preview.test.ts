import assert from 'node:assert/strict';
import {
  type CodeLens,
  commands,
  DiagnosticSeverity,
  languages,
  Selection,
  type Tab,
  TabInputText,
  TabInputTextDiff,
  type TextDocument,
  type TextEditor,
  type Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { closeAll, example, underlined as findings, rangeOf, replace, show, until } from './support';

const scheme = 'intercom-webhook-preview';

suite('Preview Request', () => {
  let editor: TextEditor;
  let preview: TextDocument;
  const copies: Uri[] = [];

  setup(async () => {
    editor = await show('new-user/body_template.json.trimou');
    preview = await open();
    // VS Code keeps a document for a while, and the test before may have typed.
    await shows(/"channel": "web"/);
  });
  teardown(async () => {
    await closeAll();
    for (const copy of copies.splice(0)) await workspace.fs.delete(copy, { recursive: true });
  });

  test('opens beside the template and leaves the focus there', async () => {
    assert.equal(window.activeTextEditor, editor);
    assert.match(preview.getText(), /"email": "ada@example\.com"/);
    assert.equal(preview.languageId, 'webhook-preview');
    const [tab] = previewTabs();
    assert.equal(tab?.group.viewColumn, editor.viewColumn! + 1);
  });

  test('follows what is typed', async () => {
    await replace(editor, '"{{channel.toJson}}"', '"{{channel.toJson}} {{email}}"');
    await shows(/"channel": "web ada@example\.com"/);
    await replace(editor, '"{{channel.toJson}} {{email}}"', '"\\u00e9"');
    await shows(/"channel": "\\u00e9"/);
    assert.equal(window.activeTextEditor, editor);
  });

  test('keeps the text while a tag is half typed, and says after a while what is wrong', async () => {
    const before = preview.getText();
    await replace(editor, '{{channel.toJson}}', '{{channel.toJ');
    assert.equal(preview.getText(), before);
    await shows(/^# Not rendered\.\n# In body_template\.json\.trimou, line 15, column \d+:\n/);
    await underlined('# Not rendered.');
    assert.ok(preview.getText().endsWith(before));
    await replace(editor, '{{channel.toJ', '{{channel.toJson}}');
    await shows(/^\{/);
    assert.equal(preview.getText(), before);
    await underlined();
  });

  test('underlines what is no JSON, with the tag that printed it; only the template is among the problems', async () => {
    await replace(editor, '"{{channel.toJson}}"', '{{channel.toJson}}');
    const [problem] = await underlined('web');
    assert.equal(problem!.severity, DiagnosticSeverity.Hint);
    await findings(editor.document, 'unquoted-string: {{channel.toJson}}');
    const [related] = problem!.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), editor.document.uri.toString());
    assert.equal(editor.document.getText(related.location.range), '{{channel.toJson}}');
  });

  test('a selection in it selects in the template, and does not take the focus away', async () => {
    const [shown] = window.visibleTextEditors.filter(({ document }) => document === preview);
    await window.showTextDocument(preview, { viewColumn: shown!.viewColumn!, preserveFocus: false });
    const at = rangeOf(preview, 'ada@example.com').start.translate(0, 2);
    window.activeTextEditor!.selection = new Selection(at, at);
    await commands.executeCommand('cursorRight'); // as by hand
    await until(
      window.onDidChangeTextEditorSelection,
      () => editor.document.getText(editor.selection) === '{{email.toJson}}',
      () => `selected is ${editor.document.getText(editor.selection)}`,
    );
    assert.equal(window.activeTextEditor?.document, preview);
  });

  test('a selection in the template selects in it, and the focus stays', async () => {
    const at = rangeOf(editor.document, '{{email.toJson}}').start.translate(0, 2);
    editor.selection = new Selection(at, at);
    await commands.executeCommand('cursorRight'); // as by hand
    const shown = window.visibleTextEditors.find(({ document }) => document === preview)!;
    await until(
      window.onDidChangeTextEditorSelection,
      () => preview.getText(shown.selection) === 'ada@example.com',
      () => `selected is ${preview.getText(shown.selection)}`,
    );
    assert.equal(window.activeTextEditor, editor);
  });

  test('follows the event that is chosen', async () => {
    const event = await showAside('new-user/events/registered.event.json');
    await replace(event, '"customer_email": "ada@example.com"', '"customer_email": "typed@example.com"');
    await shows(/typed@example\.com/);
  });

  test('of an action is the whole request', async () => {
    await closeAll();
    await show('new-user/new-user.webhook.json');
    const request = await open();
    assert.match(request.getText(), /^POST https:\/\/api\.intercom\.io\/users\nAccept: application\/json\n/);
    assert.match(request.getText(), /\nAuthorization: Bearer <secret:intercom>\n/);
    assert.match(request.getText(), /\n\n\{\n {2}"user_id"/);
  });

  test('goes on when the template is closed, and when the server starts anew', async () => {
    await replace(editor, '"{{channel.toJson}}"', '"unsaved"');
    await shows(/unsaved/);
    await commands.executeCommand('workbench.action.files.revert');
    await shows(/"channel": "web"/);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await commands.executeCommand('intercomWebhook.restartLanguageServer');
    // The group of the preview is the only one that is left.
    const options = { viewColumn: ViewColumn.Beside };
    editor = await window.showTextDocument(example('new-user/body_template.json.trimou'), options);
    await replace(editor, '"{{channel.toJson}}"', '"after"');
    await shows(/"channel": "after"/);
  });

  test('goes along to another template, as often as the user does', async () => {
    await showAside('contact/contact_template.json.trimou');
    await becomes('Preview contact_template.json');
    assert.equal(
      window.activeTextEditor?.document.uri.toString(),
      example('contact/contact_template.json.trimou').toString(),
    );
    assert.equal(window.tabGroups.activeTabGroup.viewColumn, editor.viewColumn);
    await showAside('new-user/body_template.json.trimou');
    await becomes('Preview body_template.json');
    await open();
    assert.equal(window.tabGroups.activeTabGroup.viewColumn, editor.viewColumn);
    await shows(/"email": "ada@example\.com"/);
  });

  test('stays with the files that it is made of, and where it is kept open', async () => {
    for (const file of ['new-user/new-user.webhook.json', 'new-user/events/difficult-name.event.json']) {
      await showAside(file);
      await open(editor.document.uri); // Asks the server later than what would follow, and changes nothing.
      assert.deepEqual(labels(), ['Preview body_template.json']);
    }
    await window.showTextDocument(preview, { viewColumn: previewTabs()[0]!.group.viewColumn });
    await commands.executeCommand('workbench.action.keepEditor');
    await showAside('contact/contact_template.json.trimou');
    await open(editor.document.uri);
    assert.deepEqual(labels(), ['Preview body_template.json']);
  });

  test('follows a template that gets another name', async () => {
    await closeAll();
    const folder = example('copied');
    copies.push(folder);
    await workspace.fs.copy(example('new-user'), folder);
    editor = await show('copied/body_template.json.trimou');
    preview = await open();
    await commands.executeCommand('workbench.action.files.save');
    const action = await showAside('copied/new-user.webhook.json');
    await replace(action, '"body_template.json.trimou"', '"other.json.trimou"');
    await action.document.save();
    const edit = new WorkspaceEdit();
    edit.renameFile(example('copied/body_template.json.trimou'), example('copied/other.json.trimou'));
    assert.ok(await workspace.applyEdit(edit));
    await until(
      window.tabGroups.onDidChangeTabs,
      () => previewTabs().some(({ label }) => label.includes('other')),
      () => `tabs are ${previewTabs().map(({ label }) => label)}`,
    );
    preview = await shownPreview();
    await shows(/"email": "ada@example\.com"/);
  });

  test('of a template that no editor shows says when its file is gone', async () => {
    await closeAll();
    // A folder that the server knows nothing of: what it knows of others it hears a moment after the editor.
    const folder = example('anew');
    copies.push(folder);
    const template = example('anew/auth_template.trimou');
    // What is there and gone before anybody looks was never there.
    const watcher = workspace.createFileSystemWatcher('**/auth_template.trimou', false, true, true);
    const created = new Promise(resolve => watcher.onDidCreate(resolve));
    await workspace.fs.copy(example('new-user'), folder);
    await created;
    watcher.dispose();
    preview = await open(template);
    await shows(/^Bearer <secret:intercom>\n$/);
    await workspace.fs.delete(template);
    await shows(/^# Not rendered\.\n# There is no file auth_template\.trimou any more\.\n$/);
  });

  test('leaves nothing behind when it is closed', async () => {
    await replace(editor, '"{{channel.toJson}}"', '{{channel.toJson}}');
    await underlined('web');
    const { uri } = preview;
    await window.tabGroups.close(previewTabs());
    await until(
      languages.onDidChangeDiagnostics,
      () => languages.getDiagnostics(uri).length === 0,
      () => 'problems of a closed preview are still listed',
    );
    assert.equal(window.activeTextEditor, editor);
  });

  test('is compared with what is saved, in a diff of two previews', async () => {
    await replace(editor, '"{{channel.toJson}}"', '"typed"');
    await shows(/"typed"/);
    const saved = preview.uri.with({ query: JSON.stringify({ uri: editor.document.uri.toString(), saved: true }) });
    await commands.executeCommand('vscode.diff', saved, preview.uri);
    const [tab] = previewTabs().filter(({ input }) => input instanceof TabInputTextDiff);
    assert.ok(tab);
    const left = await workspace.openTextDocument(saved);
    assert.match(left.getText(), /"channel": "web"/);
    assert.match(preview.getText(), /"channel": "typed"/);
  });

  test('has code lenses with the event, as the template has', async () => {
    const titles = async (uri: Uri) =>
      (await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri)).map(
        ({ command }) => command?.title,
      );
    assert.deepEqual(await titles(editor.document.uri), ['Send', 'Preview', 'Event: registered']);
    assert.deepEqual(await titles(preview.uri), ['Event: registered', 'Compare With…']);
  });

  test('of a counterexample stands beside the event, with what breaks selected, and can be kept as a sample', async () => {
    await closeAll();
    const folder = example('kept');
    copies.push(folder);
    await workspace.fs.copy(example('new-user'), folder);
    editor = await show('kept/body_template.json.trimou');
    await replace(editor, '"{{channel.toJson}}"', '{{email}}');
    const [finding] = await findings(editor.document, 'unquoted-string: {{email}}');
    editor.selection = new Selection(finding!.range.start, finding!.range.start);
    await commands.executeCommand('intercomWebhook.showCounterexample');
    assert.equal(window.activeTextEditor?.document, editor.document);
    const shown = window.visibleTextEditors.filter(({ document }) => document.uri.scheme === scheme);
    const event = shown.find(({ document }) => document.languageId === 'json');
    const text = shown.find(({ document }) => document.languageId === 'webhook-preview');
    assert.ok(event && text, `shown are ${shown.map(({ document }) => document.uri.path)}`);
    preview = text.document;
    assert.match(preview.getText(), /^# .+\n\n\{\n/);
    const [problem] = await broken();
    assert.equal(preview.getText(problem!.range), 'Ada');
    assert.deepEqual([text.selection.start, text.selection.end], [problem!.range.start, problem!.range.end]);
    const attributes = JSON.parse(event.document.getText());
    assert.match(text.document.getText(), new RegExp(`"channel": ${attributes.customer_email}`));

    await commands.executeCommand('intercomWebhook.saveCounterexample', event.document.uri);
    await commands.executeCommand('intercomWebhook.saveCounterexample', event.document.uri);
    for (const name of ['counterexample-unquoted-string', 'counterexample-unquoted-string-2']) {
      const saved = await workspace.fs.readFile(example(`kept/events/${name}.event.json`));
      assert.deepEqual(JSON.parse(new TextDecoder().decode(saved)), attributes);
    }
  });

  /** What is underlined in the preview, as soon as anything is. */
  async function broken() {
    const found = () => languages.getDiagnostics(preview.uri);
    await until(
      languages.onDidChangeDiagnostics,
      () => found().length > 0,
      () => preview.getText(),
    );
    return found();
  }

  /** Runs the command, and waits for the document. */
  async function open(uri?: Uri): Promise<TextDocument> {
    await commands.executeCommand('intercomWebhook.previewRequest', uri);
    return shownPreview();
  }

  async function shownPreview(): Promise<TextDocument> {
    const shown = () => window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme)?.document;
    await until(
      window.onDidChangeVisibleTextEditors,
      () => shown() !== undefined,
      () => 'no preview is shown',
    );
    return shown()!;
  }

  const labels = () => previewTabs().map(({ label }) => label);

  /** Waits until there is one preview, with this title. */
  async function becomes(label: string): Promise<void> {
    await until(
      window.tabGroups.onDidChangeTabs,
      () => labels().join() === label,
      () => `tabs are ${labels()}`,
    );
    preview = await shownPreview();
  }

  async function shows(text: RegExp): Promise<void> {
    await until(
      workspace.onDidChangeTextDocument,
      () => text.test(preview.getText()),
      () => preview.getText(),
    );
  }

  async function underlined(...wanted: string[]) {
    const found = () => languages.getDiagnostics(preview.uri);
    const texts = () => found().map(({ range }) => preview.getText(range));
    await until(
      languages.onDidChangeDiagnostics,
      () => JSON.stringify(texts()) === JSON.stringify(wanted),
      () => `underlined is ${JSON.stringify(texts())}`,
    );
    return found();
  }

  /** Shows a file in the group of the template, so that the preview stays visible. */
  async function showAside(file: string): Promise<TextEditor> {
    return window.showTextDocument(example(file), { viewColumn: editor.viewColumn! });
  }
});

function tabs(): readonly Tab[] {
  return window.tabGroups.all.flatMap(group => group.tabs);
}

function previewTabs(): readonly Tab[] {
  return tabs().filter(
    ({ input }) =>
      (input instanceof TabInputText && input.uri.scheme === scheme) ||
      (input instanceof TabInputTextDiff && input.modified.scheme === scheme),
  );
}
