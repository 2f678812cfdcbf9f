import assert from 'node:assert/strict';
import type { CompletionItem, Hover, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { atCursor } from '../support/cursor';
import { closeEditors, modernEditor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const { action, body } = uris;

async function typing(uri: string, marked: string, capabilities = modernEditor) {
  const { text, offset } = atCursor(marked);
  const editor = await startEditor({ disk: sampleDisk(), capabilities });
  await editor.open(uri, text);
  const at = editor.at(uri, offset);
  const items = () => editor.request<CompletionItem[]>('textDocument/completion', at);
  const item = async (label: string) => {
    const found = (await items()).find(each => each.label === label);
    assert.ok(found, `${label} is not offered`);
    return found;
  };
  const accepted = ({ textEdit, additionalTextEdits = [] }: CompletionItem) =>
    TextDocument.applyEdits(TextDocument.create('', '', 0, text), [textEdit as TextEdit, ...additionalTextEdits]);
  return { editor, at, items, item, accepted };
}

suite("Intercom's fields over the protocol", () => {
  teardown(closeEditors);

  test('a name with its value, and the comma that is missing before it', async () => {
    const { item, accepted } = await typing(body, '{\r\n  "name": "ä😀"\r\n  "ema|"\r\n}');
    const email = await item('email');
    assert.equal(accepted(email), '{\r\n  "name": "ä😀",\r\n  "email": "{{email.toJson}}"\r\n}');
    assert.equal(email.filterText, '"email"');
    assert.match(email.labelDetails?.description ?? '', /a text/);
  });

  test('names in the order of their use', async () => {
    const items = (await (await typing(body, '{ "|" }')).items()).sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    assert.equal(items[0]?.label, 'email');
  });

  test('what a name means comes when it is asked for', async () => {
    const { editor, item } = await typing(body, '{ "|" }');
    const found = await item('signed_up_at');
    assert.equal(found.documentation, undefined);
    const { documentation } = await editor.request<CompletionItem>('completionItem/resolve', found);
    assert.match((documentation as { value: string }).value, /seconds/);
  });

  test('a place to fill in only for editors that know snippets', async () => {
    const modern = await typing(body, '{ "|" }');
    assert.equal(((await modern.item('name')).textEdit as TextEdit).newText, '"name": "$1"');
    const plain = await typing(body, '{ "|" }', {});
    assert.equal(((await plain.item('name')).textEdit as TextEdit).newText, '"name": ""');
  });

  test('lines that the editor moves to the right', async () => {
    const { item } = await typing(body, '{ "custom_attributes": {\n    "|"\n    "b": 1 } }');
    const total = await item('total');
    assert.equal((total.textEdit as TextEdit).newText, '{{#total}}\n"total": {{total}},\n{{/total}}');
    assert.equal(total.insertTextMode, 2);
  });

  test('hover on a name', async () => {
    const { editor, at } = await typing(body, '{\r\n  "signed_|up_at": {{since.toTimestamp}} }');
    const hover = await editor.request<Hover>('textDocument/hover', at);
    assert.deepEqual(hover.range, { start: { line: 1, character: 3 }, end: { line: 1, character: 15 } });
    assert.match((hover.contents as { value: string }).value, /seconds since 1970[\s\S]*attribute registered/);
  });

  test('a URL that sets the method too', async () => {
    const text = sampleDisk()[action]!;
    const { item, accepted } = await typing(action, text.replace('https://api.intercom.io/users', '|'));
    const expected = text.replace('"POST"', '"DELETE"').replace('/users"', `/users/${'$'}{1:id}"`);
    assert.equal(accepted(await item('DELETE /users/{id}')), expected);
  });

  test('hover on a URL', async () => {
    const { editor, at } = await typing(action, sampleDisk()[action]!.replace('/users', '/us|ers'));
    const hover = await editor.request<Hover>('textDocument/hover', at);
    assert.match((hover.contents as { value: string }).value, /Create or update a user/);
  });
});
