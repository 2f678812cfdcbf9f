import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  InsertTextFormat,
  type LinkedEditingRanges,
  type Location,
  type Range,
  type SemanticTokens,
  type TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { atCursor } from '../support/cursor';
import { closeEditors, type Editor, modernEditor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const { action, body, loose } = uris;

/** The editor with a document open, and the place of the `|` in it. */
async function typing(uri: string, marked: string, capabilities = modernEditor) {
  const { text, offset } = atCursor(marked);
  const editor = await startEditor({ disk: sampleDisk(), capabilities });
  await editor.open(uri, text);
  return { editor, text, offset, at: editor.at(uri, offset) };
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);
}

suite('completion over the protocol', () => {
  teardown(closeEditors);
  const list = ({ editor, at }: { editor: Editor; at: object }) =>
    editor.request<CompletionItem[]>('textDocument/completion', at);

  test('an item replaces the half-typed name', async () => {
    const place = await typing(body, 'ä😀\r\n"{{ema|il"');
    const item = (await list(place)).find(({ label }) => label === 'email');
    assert.ok(item);
    assert.equal(applied(place.text, [item.textEdit as TextEdit]), 'ä😀\r\n"{{email.toJson}}"');
    assert.deepEqual(item.labelDetails, { detail: '  "ann@example.com"', description: 'string' });
    // Shown beside the label once is enough.
    assert.equal(item.detail, undefined);
  });

  test('documentation comes when it is asked for', async () => {
    const place = await typing(body, '{{|}}');
    const item = (await list(place)).find(({ label }) => label === 'email')!;
    assert.equal(item.documentation, undefined);
    const resolved = await place.editor.request<CompletionItem>('completionItem/resolve', item);
    assert.match((resolved.documentation as { value: string }).value, /attribute customer_email/);
  });

  test('documentation of an older list is left out', async () => {
    const place = await typing(body, '{{|}}');
    const [item] = await list(place);
    await list(place);
    assert.deepEqual(await place.editor.request<CompletionItem>('completionItem/resolve', item!), item);
  });

  test('snippets only for editors that know them', async () => {
    const plain = await typing(body, '{{#eac|}}', {});
    const item = (await list(plain)).find(({ label }) => label === 'each')!;
    assert.equal((item.textEdit as TextEdit).newText, 'each');
    assert.notEqual(item.insertTextFormat, InsertTextFormat.Snippet);
    assert.equal(item.detail, 'helper');
  });

  test('what all items replace is said once, where the editor takes that', async () => {
    const completion = { completionList: { itemDefaults: ['editRange'] } };
    const place = await typing(body, '"{{ema|il"', { textDocument: { completion } });
    const { itemDefaults, items } = await place.editor.request<CompletionList>('textDocument/completion', place.at);
    const item = items.find(({ label }) => label === 'email')!;
    assert.equal(item.textEdit, undefined);
    const edit = { range: itemDefaults!.editRange as Range, newText: item.textEditText! };
    assert.equal(applied(place.text, [edit]), '"{{email.toJson}}"');
  });

  test('what an item writes is left out where it is its label, which the editor then takes', async () => {
    const completion = { completionList: { itemDefaults: ['editRange'] } };
    const place = await typing(body, '{{ema|il}}', { textDocument: { completion } });
    const { itemDefaults, items } = await place.editor.request<CompletionList>('textDocument/completion', place.at);
    const item = items.find(({ label }) => label === 'email')!;
    assert.equal(item.textEditText, undefined);
    const edit = { range: itemDefaults!.editRange as Range, newText: item.label };
    assert.equal(applied(place.text, [edit]), '{{email}}');
  });

  test('the first parameter of a helper is explained at once, where the editor can do so', async () => {
    for (const runsCommands of [true, false]) {
      const editor = await startEditor({ disk: sampleDisk(), initializationOptions: { runsCommands } });
      await editor.open(body, '{{formatD}}');
      const items = await editor.request<CompletionItem[]>('textDocument/completion', editor.at(body, 9));
      const { command } = items.find(({ label }) => label === 'formatDate')!;
      assert.equal(command?.command, runsCommands ? 'editor.action.triggerParameterHints' : undefined);
    }
  });

  test('in the action', async () => {
    const place = await typing(action, sampleDisk()[action]!.replace('{{body}}', '{{bo|'));
    const item = (await list(place)).find(({ label }) => label === 'body')!;
    assert.equal(applied(place.text, [item.textEdit as TextEdit]), sampleDisk()[action]);
  });

  suite('of files that an action names', () => {
    const others = {
      'file:///w/a/extra.json.trimou': '',
      'file:///w/a/parts/na me.trimou': '',
      'file:///w/shared.trimou': '',
      'file:///w/types.json': '{}',
      'file:///w/a/types.json': '{}',
      'file:///w/b/b.webhook.json': '{}',
    };
    const virtual = { ...sampleDisk(), ...others };
    const withoutDisk = { virtual, host: { files: undefined as never }, initializationOptions: { readsFiles: true } };
    const offered = async (marked: string) => {
      const { text, offset } = atCursor(marked);
      const editor = await startEditor(withoutDisk);
      await editor.open(action, text);
      const items = await editor.request<CompletionItem[]>('textDocument/completion', editor.at(action, offset));
      const ordered = items.sort((a, b) => (a.sortText ?? a.label).localeCompare(b.sortText ?? b.label));
      const after = (label: string) => applied(text, [items.find(item => item.label === label)!.textEdit as TextEdit]);
      return { labels: ordered.map(({ label }) => label), after };
    };
    const naming = (path: string) => `{"action": {"templates": {"auth": "auth.trimou", "extra": ${path}}}}`;

    test('templates beside it and in the folder around it, those that no template is yet first', async () => {
      const { labels, after } = await offered(naming('"|"'));
      assert.equal(labels[0], 'extra.json.trimou');
      assert.deepEqual([...labels].sort(), [
        '../shared.trimou',
        'auth.trimou',
        'body.json.trimou',
        'extra.json.trimou',
        'parts/na me.trimou',
      ]);
      assert.equal(labels.at(-1), 'auth.trimou');
      assert.equal(after('parts/na me.trimou'), naming('"parts/na me.trimou"'));
    });
    test('without quotes, in the middle, without an end', async () => {
      assert.equal((await offered(naming('|'))).after('extra.json.trimou'), naming('"extra.json.trimou"'));
      assert.equal((await offered(naming('ex|'))).after('extra.json.trimou'), naming('"extra.json.trimou"'));
      assert.equal((await offered(naming('"ex|tra"'))).after('extra.json.trimou'), naming('"extra.json.trimou"'));
      const before = '{"action": {"templates": {"extra": "';
      assert.equal((await offered(`${before}ex|\n`)).after('extra.json.trimou'), `${before}extra.json.trimou"\n`);
    });
    test('those of other folders, where the way to them is begun', async () => {
      assert.ok((await offered(naming('"../|"'))).labels.includes('../elsewhere/loose.trimou'));
    });
    test('outside of the workspace, what came since as well', async () => {
      const files: Record<string, string> = { ...virtual };
      const editor = await startEditor({ ...withoutDisk, virtual: files, folders: ['file:///w/a'] });
      const { text, offset } = atCursor(naming('"../|"'));
      await editor.open(action, text);
      const labels = async () =>
        (await editor.request<CompletionItem[]>('textDocument/completion', editor.at(action, offset))).map(
          ({ label }) => label,
        );
      assert.ok(!(await labels()).includes('../late.trimou'));
      files['file:///w/late.trimou'] = '';
      assert.ok((await labels()).includes('../late.trimou'));
    });
    test('attribute types', async () => {
      const { labels, after } = await offered('{"action": {}, "attributes": "|"}');
      assert.deepEqual(labels.sort(), ['../types.json', 'types.json']);
      assert.equal(after('../types.json'), '{"action": {}, "attributes": "../types.json"}');
    });
    test('none where no file is named', async () => {
      assert.deepEqual((await offered('{"action": {"name": "|"}}')).labels, []);
    });
  });

  test('in a template of no action, helpers', async () => {
    const items = await list(await typing(loose, '{{#e|}}'));
    assert.ok(items.some(({ label }) => label === 'each'));
  });

  test('the unsaved action is what counts', async () => {
    const place = await typing(body, '{{|}}');
    await place.editor.open(action, sampleDisk()[action]!.replace('"to": "email"', '"to": "mail"'));
    const labels = (await list(place)).map(({ label }) => label);
    assert.ok(labels.includes('mail') && !labels.includes('email'));
  });
});

suite('other features over the protocol', () => {
  teardown(closeEditors);

  test('hover', async () => {
    const { editor, at } = await typing(body, '\r\n{{em|ail}}');
    const hover = await editor.request<Hover>('textDocument/hover', at);
    assert.deepEqual(hover.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 7 } });
    assert.match((hover.contents as { value: string }).value, /string/);
  });

  test('hover over nothing, and in a document that is not open', async () => {
    const { editor, at } = await typing(body, 'x|x');
    assert.equal(await editor.request('textDocument/hover', at), null);
    const position = { line: 0, character: 0 };
    assert.equal(await editor.request('textDocument/hover', { textDocument: { uri: 'file:///no' }, position }), null);
  });

  test('a place past the end of a document', async () => {
    const { editor } = await typing(body, '{{em|ail}}');
    const far = { textDocument: { uri: body }, position: { line: 99, character: 99 } };
    assert.equal(await editor.request('textDocument/hover', far), null);
    assert.deepEqual(await editor.request('textDocument/completion', far), []);
  });

  test('quick fixes, and all of them at once', async () => {
    const text = '"{{email"\r\n"{{total"';
    const { editor } = await typing(body, `${text}|`);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } };
    const params = { textDocument: { uri: body }, range };
    const fixes = await editor.request<CodeAction[]>('textDocument/codeAction', {
      ...params,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    assert.equal(applied(text, fixes[0]!.edit!.changes![body]!), '"{{email}}"\r\n"{{total"');
    assert.equal(fixes[0]!.isPreferred, true);
    assert.equal(fixes[0]!.diagnostics?.[0]?.code, 'unclosed-tag');
    const [all] = await editor.request<CodeAction[]>('textDocument/codeAction', {
      ...params,
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    assert.equal(all?.kind, 'source.fixAll.intercomWebhook');
    const refactorings = { ...params, context: { diagnostics: [], only: ['refactor'] } };
    assert.deepEqual(await editor.request('textDocument/codeAction', refactorings), []);
  });

  test('definition leads to the action on the disk', async () => {
    const { editor, at } = await typing(body, '{{em|ail}}');
    const [place] = await editor.request<Location[]>('textDocument/definition', at);
    assert.equal(place?.uri, action);
    assert.equal(TextDocument.create('', '', 0, sampleDisk()[action]!).getText(place.range), 'customer_email');
  });

  test('references come from all files', async () => {
    const { editor, at } = await typing(uris.auth, '{{access_|token}}');
    const context = { includeDeclaration: true };
    const places = await editor.request<Location[]>('textDocument/references', { ...at, context });
    assert.deepEqual(
      places.map(({ uri }) => uri),
      [action, uris.auth],
    );
  });

  test('an attribute leads to its event, and the event back to its mapping', async () => {
    const text = sampleDisk()[uris.event]!;
    const { editor } = await typing(action, `${sampleDisk()[action]!}|`);
    const places = (method: string, at: object) =>
      editor.request<Location[]>(`textDocument/${method}`, { ...at, context: { includeDeclaration: false } });
    const at = editor.at(action, sampleDisk()[action]!.indexOf('order_total'));
    const inEvent = (await places('definition', at)).find(({ uri }) => uri === uris.event);
    assert.equal(TextDocument.create('', '', 0, text).getText(inEvent?.range), 'order_total');
    await editor.open(uris.event);
    const key = editor.at(uris.event, text.indexOf('order_total'));
    const [row] = await places('definition', key);
    assert.deepEqual([row?.uri, editor.textAt(action, row!.range)], [action, 'order_total']);
    for (const place of [at, key]) {
      const found = (await places('references', place)).map(({ uri }) => uri);
      assert.deepEqual(found, [action, uris.event]);
    }
    const hover = await editor.request<Hover>('textDocument/hover', key);
    assert.match((hover.contents as { value: string }).value, /Mapped to `total`/);
  });

  test('of a template and an event that two actions share, in both', async () => {
    const other = 'file:///w/a/b.webhook.json';
    const second = sampleDisk()[action]!.replace('"Create user"', '"Another"');
    const editor = await startEditor({ disk: { ...sampleDisk(), [other]: second } });
    await editor.open(body, '{{email}}');
    await editor.open(uris.event);
    const found = async (method: string, at: object) => {
      const context = { includeDeclaration: true };
      const places = await editor.request<Location[]>(`textDocument/${method}`, { ...at, context });
      return places.map(({ uri }) => uri).sort();
    };
    const tag = editor.at(body, 4);
    const key = editor.at(uris.event, 4);
    assert.deepEqual(await found('definition', tag), [action, other]);
    assert.deepEqual(await found('references', tag), [action, other, body]);
    assert.deepEqual(await found('definition', key), [action, other]);
    assert.deepEqual(await found('references', key), [action, action, other, other, uris.event]);
  });

  test('outline, folding, highlights, linked names', async () => {
    const { editor, at } = await typing(body, '{{#it|ems}}\n{{sku}}\n{{/items}}');
    const textDocument = { uri: body };
    const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['#items'],
    );
    const folds = await editor.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    assert.deepEqual(folds, [{ startLine: 0, endLine: 1 }]);
    await editor.change(body, '{\n"a": {{total}}\n}');
    const ofBody = await editor.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    assert.deepEqual(ofBody, [{ startLine: 0, endLine: 1 }]);
    await editor.change(body, '{{#items}}\n{{sku}}\n{{/items}}');
    const highlights = await editor.request<readonly { range: never }[]>('textDocument/documentHighlight', at);
    assert.deepEqual(
      highlights.map(({ range }) => editor.textAt(body, range)),
      ['items', 'items'],
    );
    const linked = await editor.request<LinkedEditingRanges>('textDocument/linkedEditingRange', at);
    assert.equal(linked.ranges.length, 2);
  });

  test('semantic tokens are relative to each other', async () => {
    const { editor } = await typing(body, '{{email}}\n {{nobody}}{{#items}}{{iter.index}}{{/items}}|');
    const { data } = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument: { uri: body },
    });
    const rows = Array.from({ length: data.length / 5 }, (_, row) => data.slice(5 * row, 5 * row + 5));
    assert.deepEqual(rows, [
      [0, 2, 5, 0, 0],
      [1, 3, 6, 0, 2],
      [0, 11, 5, 0, 0],
      [0, 9, 4, 0, 1],
      [0, 5, 5, 0, 1],
      [0, 10, 5, 0, 0],
    ]);
  });

  test('semantic tokens of an action', async () => {
    // The order is that of the text, whatever that of the form is.
    const text =
      '{"action": {"bodyData": [{"map": "{{auth}}"}], "url": "https://{{no}}", "templates": {"auth": "auth.trimou"}}}';
    const { editor } = await typing(action, `${text}|`);
    const { data } = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument: { uri: action },
    });
    const [template, unknown] = [text.indexOf('auth'), text.indexOf('no}}')];
    assert.deepEqual(data, [0, template, 4, 4, 0, 0, unknown - template, 2, 0, 2]);
  });

  test('a request that is cancelled says so', async () => {
    const { editor, at } = await typing(body, '{{em|ail}}');
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest('textDocument/hover', at, source.token);
    source.cancel();
    await assert.rejects(answer, { code: -32800 });
  });

  test('a bug costs one answer and names the document', async () => {
    const disk = sampleDisk();
    let broken = true;
    const read = async (uri: string) => {
      if (broken) throw new Error('made-up bug');
      return disk[uri];
    };
    const list = async (from: string) => (from.startsWith('file:///w/a/') ? [action] : []);
    const editor = await startEditor({ disk, host: { files: { read, list } } });
    await editor.open(body, '{{email}}');
    const at = editor.at(body, 4);
    assert.equal(await editor.request('textDocument/hover', at), null);
    assert.match(editor.logged.join(), /Hover failed in file:\/\/\/w\/a\/body\.json\.trimou: Error: made-up bug/);
    broken = false;
    await editor.diskChanged(action);
    assert.match(JSON.stringify(await editor.request('textDocument/hover', at)), /string/);
  });
});
