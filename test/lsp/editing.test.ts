import assert from 'node:assert/strict';
import type { ClientCapabilities, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../../server/protocol';
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
    const registered = async (initializationOptions: InitializationOptions) => {
      const editor = await startEditor({ disk: sampleDisk(), capabilities, initializationOptions });
      assert.equal(editor.initialized.capabilities.documentFormattingProvider, undefined);
      const formatting = () => editor.registered.filter(({ method }) => /formatting/i.test(method));
      await editor.until(() => formatting().length === 3, 'the registrations');
      return formatting().map(({ registerOptions }) => registerOptions.documentSelector);
    };
    const json = { language: 'json-trimou' };
    const trimou = { language: 'trimou' };
    assert.deepEqual(await registered({}), [[json], [json], [json, trimou]]);
    // VS Code complains of selectors without a scheme.
    const scheme = 'file';
    const saved = { scheme, ...json };
    assert.deepEqual(await registered({ schemes: [scheme] }), [[saved], [saved], [saved, { scheme, ...trimou }]]);
  });
});

suite('renaming over the protocol', () => {
  teardown(closeEditors);

  /** The texts of the files that an edit changes. */
  function changed(disk: Readonly<Record<string, string>>, { changes = {} }: WorkspaceEdit): Record<string, string> {
    return Object.fromEntries(Object.entries(changes).map(([uri, edits]) => [uri, applied(disk[uri]!, edits)]));
  }

  test('a variable, in open documents and on the disk', async () => {
    const disk = sampleDisk();
    const text = 'ä😀\r\n{{email}}';
    const editor = await startEditor({ disk });
    await editor.open(body, text);
    const at = editor.at(body, text.indexOf('mail'));
    const prepared = await editor.request<{ range: never; placeholder: string }>('textDocument/prepareRename', at);
    assert.equal(editor.textAt(body, prepared.range), 'email');
    assert.equal(prepared.placeholder, 'email');
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'mail' });
    assert.deepEqual(changed({ ...disk, [body]: text }, edit), {
      [action]: disk[action]!.replace('"to": "email"', '"to": "mail"'),
      [body]: 'ä😀\r\n{{mail}}',
    });
  });

  test('an attribute, also in events and in another action', async () => {
    const other = 'file:///w/b/b.webhook.json';
    const another =
      '{"action": {"templateVariables": [{"attribute": "order_total", "to": "x"}]}, "events": "../a/events/*"}';
    const disk: Record<string, string> = { ...sampleDisk(), [other]: another };
    const editor = await startEditor({ disk });
    await editor.open(action);
    const at = editor.at(action, disk[action]!.indexOf('order_total'));
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'sum' });
    const expected = [action, uris.event, other].map(uri => [uri, disk[uri]!.replaceAll('order_total', 'sum')]);
    assert.deepEqual(changed(disk, edit), Object.fromEntries(expected));
  });

  test('an attribute, from an event', async () => {
    const disk = sampleDisk();
    const editor = await startEditor({ disk });
    await editor.open(uris.event);
    const at = editor.at(uris.event, disk[uris.event]!.indexOf('order_total'));
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'sum' });
    const expected = [action, uris.event].map(uri => [uri, disk[uri]!.replaceAll('order_total', 'sum')]);
    assert.deepEqual(changed(disk, edit), Object.fromEntries(expected));
  });

  test('a refusal is an error with the reason', async () => {
    const editor = await startEditor({ disk: sampleDisk() });
    await editor.open(body, '{{email}} {{email.toJson}} text');
    const taken = editor.request('textDocument/rename', { ...editor.at(body, 4), newName: 'total' });
    await assert.rejects(taken, { code: -32803, message: 'There is a variable `total` already.' });
    const suffix = editor.request('textDocument/prepareRename', editor.at(body, 20));
    await assert.rejects(suffix, { message: '`toJson` belongs to the template engine.' });
    assert.equal(await editor.request('textDocument/prepareRename', editor.at(body, 30)), null);
    assert.deepEqual(editor.logged, []);
  });
});
