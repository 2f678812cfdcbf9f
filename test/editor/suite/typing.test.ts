import assert from 'node:assert/strict';
import { commands, Position, Selection, type TextEditor, WorkspaceEdit, workspace } from 'vscode';
import { closeAll, endOf, show, until } from './support';

suite('typing in a body template', () => {
  let editor: TextEditor;
  setup(async () => {
    editor = await show('new-user/body_template.json.trimou');
  });
  teardown(closeAll);

  /** Types at the end of a text, letter by letter. */
  async function typeAfter(text: string, typed: string): Promise<void> {
    const end = endOf(editor.document, text);
    editor.selection = new Selection(end, end);
    for (const letter of typed) await commands.executeCommand('type', { text: letter });
  }

  const isText = (wanted: string) =>
    until(
      workspace.onDidChangeTextDocument,
      () => editor.document.getText().includes(wanted),
      () => `the text is ${editor.document.getText()}`,
    );

  test('braces that the editor has put behind the cursor are typed over', async () => {
    await typeAfter('"channel": "', '{{plan}}');
    await isText('"channel": "{{plan}}{{channel.toJson}}"');
    await typeAfter('"name": "', '{{{name}}}');
    await isText('"name": "{{{name}}}{{name.toJson}}"');
  });

  test('the last brace of a section brings its end, with the cursor between', async () => {
    await typeAfter('"channel": "{{channel.toJson}}"', ', ');
    await typeAfter('"channel": "{{channel.toJson}}", ', '{{#plan}}');
    await isText('{{#plan}}{{/plan}}');
    await commands.executeCommand('type', { text: 'x' });
    await isText('{{#plan}}x{{/plan}}');
  });

  test('a section that has its end gets no second one', async () => {
    const before = editor.document.getText();
    const open = '{{#phone}}';
    const edit = new WorkspaceEdit();
    const end = endOf(editor.document, open);
    edit.delete(editor.document.uri, new Selection(end.translate(0, -1), end));
    assert.ok(await workspace.applyEdit(edit));
    await typeAfter('{{#phone}', '}');
    await isText(open);
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(editor.document.getText(), before);
  });

  test('the name of a section changes at both ends', async () => {
    const name = endOf(editor.document, '{{#phone');
    editor.selection = new Selection(name, name);
    await commands.executeCommand('editor.action.linkedEditing'); // as the pause before somebody types
    await commands.executeCommand('type', { text: 's' });
    await isText('{{#phones}}');
    await isText('{{/phones}}');
  });

  test('the document and a new line are laid out', async () => {
    const before = editor.document.getText();
    const edit = new WorkspaceEdit();
    edit.replace(editor.document.uri, new Selection(new Position(1, 0), new Position(1, 2)), '        ');
    assert.ok(await workspace.applyEdit(edit));
    await commands.executeCommand('editor.action.formatDocument');
    await isText(before);
    await typeAfter('"custom_attributes": {', '\n');
    await isText('"custom_attributes": {\n    \n');
  });
});
