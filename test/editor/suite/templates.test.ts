import assert from 'node:assert/strict';
import {
  type CompletionItem,
  type CompletionList,
  commands,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type MarkdownString,
  Range,
  type TextEditor,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { closeAll, endOf, fix, rangeOf, replace, show, underlined } from './support';

suite('a body template', () => {
  let editor: TextEditor;
  setup(async () => {
    editor = await show('new-user/body_template.json.trimou');
  });
  teardown(closeAll);

  test('a tag that is not closed is underlined, and its fix closes it', async () => {
    const before = editor.document.getText();
    await replace(editor, '{{name.toJson}}', '{{name.toJson}');
    const [problem] = await underlined(editor.document, 'half-closed-tag: {{name.toJson}');
    await fix(editor.document, problem!, /insert/i);
    await underlined(editor.document);
    assert.equal(editor.document.getText(), before);
  });

  test('a string without quotes is underlined, and its fix quotes it', async () => {
    const before = editor.document.getText();
    await replace(editor, '"{{email.toJson}}"', '{{email.toJson}}');
    const [problem] = await underlined(editor.document, 'unquoted-string: {{email.toJson}}');
    await fix(editor.document, problem!, /quote/i);
    await underlined(editor.document);
    assert.equal(editor.document.getText(), before);
  });

  test('after {{ come the mapped variables, with type and value; accepting one closes the tag', async () => {
    const { document } = editor;
    await replace(editor, '"{{channel.toJson}}"', '"{{"');
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      endOf(document, '"channel": "{{'),
      '{',
      50,
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const name of ['user_id', 'email', 'name', 'plan', 'channel'])
      assert.ok(labels.includes(name), `${name} in ${labels}`);
    const item = list.items[labels.indexOf('channel')]!;
    assert.match(JSON.stringify(item), /web/, 'the value of the chosen event');
    assert.match(JSON.stringify(item), /string/i, 'its type');
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, item.range as Range, insertedText(item));
    await workspace.applyEdit(edit);
    assert.match(document.getText(), /"channel": "\{\{channel\.toJson\}\}"\n/);
  });

  test('tags have the values of the chosen event behind them', async () => {
    const { document } = editor;
    const all = new Range(0, 0, document.lineCount, 0);
    const hints = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', document.uri, all);
    const shown = hints.map(({ label, position }) => `${position.line} ${JSON.stringify(label)}`).join();
    assert.match(shown, /2 [^,]*ada@example\.com/);
  });

  test('sections and objects fold', async () => {
    const { document } = editor;
    const ranges = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    const first = ranges.map(({ start }) => document.lineAt(start).text.trim());
    for (const line of ['{', '{{#phone}}', '"custom_attributes": {', '{{#plan}}'])
      assert.ok(first.includes(line), line);
  });

  test('hover shows what a variable is mapped to', async () => {
    const { document } = editor;
    const at = rangeOf(document, '{{email.toJson}}').start.translate(0, 3);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const text = hovers.flatMap(hover => hover.contents.map(content => (content as MarkdownString).value)).join('\n');
    assert.match(text, /customer_email/);
    assert.match(text, /string/);
  });
});

function insertedText({ insertText, label }: CompletionItem): string {
  if (typeof insertText === 'object') return insertText.value;
  return insertText ?? (typeof label === 'string' ? label : label.label);
}
