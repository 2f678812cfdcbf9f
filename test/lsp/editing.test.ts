import assert from 'node:assert/strict';
import type { ClientCapabilities, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { closeEditors, modernEditor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const { action, body } = uris;

function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);
}

suite('formatting over the protocol', () => {
  teardown(closeEditors);
  const options = { tabSize: 2, insertSpaces: true };
  const textDocument = { uri: body };

  test('a whole template', async () => {
    const text = '{\r\n"a": "{{email}}",\r\n      "b": 1\r\n}';
    const editor = await startEditor({ disk: sampleDisk() });
    await editor.open(body, text);
    const edits = await editor.request<TextEdit[]>('textDocument/formatting', { textDocument, options });
    assert.equal(applied(text, edits), '{\r\n  "a": "{{email}}",\r\n  "b": 1\r\n}');
  });

  test('some lines', async () => {
    const text = '{\n"a": 1,\n"b": 2\n}';
    const editor = await startEditor({ disk: sampleDisk() });
    await editor.open(body, text);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } };
    const edits = await editor.request<TextEdit[]>('textDocument/rangeFormatting', { textDocument, range, options });
    assert.equal(applied(text, edits), '{\n"a": 1,\n  "b": 2\n}');
  });

  test('a line that is typed', async () => {
    const text = '{\n\n}';
    const editor = await startEditor({ disk: sampleDisk() });
    await editor.open(body, text);
    const params = { ...editor.at(body, 2), ch: '\n', options };
    const edits = await editor.request<TextEdit[]>('textDocument/onTypeFormatting', params);
    assert.equal(applied(text, edits), '{\n  \n}');
  });

  test('nothing of an action, which the editor formats itself', async () => {
    const editor = await startEditor({ disk: sampleDisk() });
    await editor.open(action);
    const params = { textDocument: { uri: action }, options };
    assert.deepEqual(await editor.request('textDocument/formatting', params), []);
  });

  test('asked for in templates alone, by an editor that can', async () => {
    const dynamicRegistration = true;
    const capabilities: ClientCapabilities = {
      ...modernEditor,
      textDocument: {
        ...modernEditor.textDocument,
        formatting: { dynamicRegistration },
        rangeFormatting: { dynamicRegistration },
        onTypeFormatting: { dynamicRegistration },
      },
    };
    const editor = await startEditor({ disk: sampleDisk(), capabilities });
    assert.equal(editor.initialized.capabilities.documentFormattingProvider, undefined);
    const formatting = () => editor.registered.filter(({ method }) => /formatting/i.test(method));
    await editor.until(() => formatting().length === 3, 'the registrations');
    for (const { registerOptions } of formatting())
      assert.deepEqual(registerOptions.documentSelector, [{ language: 'json-trimou' }]);
  });
});
