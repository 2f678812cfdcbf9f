import assert from 'node:assert/strict';
import {
  type CompletionList,
  commands,
  type Definition,
  type Disposable,
  type Location,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { MemoryFiles } from './memoryFiles';
import { closeAll, endOf, example, rangeOf, replace, show, underlined, until } from './support';

const body = 'new-user/body_template.json.trimou';
const action = 'new-user/new-user.webhook.json';

/** A file of the second folder of the workspace. */
const second = (file: string) => Uri.joinPath(workspace.workspaceFolders![1]!.uri, file);

suite('a workspace of several folders', () => {
  teardown(closeAll);

  test('each template belongs to the action of its own folder', async () => {
    const actions = await window.showTextDocument(second(action));
    await replace(actions, '"to": "channel"', '"to": "source"');
    const other = await window.showTextDocument(second(body), { preview: false });
    await underlined(other.document, 'unmapped-variable: channel');
    const first = await show(body);
    await underlined(first.document);
    assert.equal(
      (await definitionOf(first.document, '{{channel.toJson}}'))?.uri.toString(),
      example(action).toString(),
    );
  });
});

suite('a file that no name gives away', () => {
  teardown(closeAll);

  test('counts as it is typed: the attribute types that actions share', async () => {
    const { document } = await show('contact/contact_template.json.trimou');
    await underlined(document);
    const types = await window.showTextDocument(example('attributes.json'), { preview: false });
    // Each letter is a change of its own, and each must be told once.
    for (const [from, to] of [
      ['"order_currency": "string"', '"order_currency": "number"'],
      ['"customer_email": "string"', '"customer_email": "array of strings"'],
    ])
      await replace(types, from!, to!);
    await window.showTextDocument(document);
    await underlined(document, 'to-json-unquoted: {{email.toJson}}');
    await window.showTextDocument(types.document);
    await commands.executeCommand('workbench.action.files.revert');
    await window.showTextDocument(document);
    await underlined(document);
  });
});

suite('a virtual workspace', () => {
  const files = new MemoryFiles();
  let registered: Disposable;
  const at = (file: string) => Uri.parse(`memfs:/shop/${file}`);

  suiteSetup(async () => {
    registered = workspace.registerFileSystemProvider('memfs', files, { isCaseSensitive: true });
    for (const folder of ['shop', 'shop/new-user', 'shop/new-user/events'])
      files.createDirectory(Uri.parse(`memfs:/${folder}`));
    for (const file of [body, action, 'new-user/auth_template.trimou', 'new-user/events/registered.event.json'])
      files.writeFile(at(file), await workspace.fs.readFile(example(file)));
    const added = new Promise<void>(resolve => {
      const listening = workspace.onDidChangeWorkspaceFolders(() => {
        listening.dispose();
        resolve();
      });
    });
    const { length } = workspace.workspaceFolders!;
    assert.ok(workspace.updateWorkspaceFolders(length, 0, { uri: Uri.parse('memfs:/shop'), name: 'shop' }));
    await added;
  });
  teardown(closeAll);
  suiteTeardown(async () => {
    const removed = new Promise(resolve => workspace.onDidChangeWorkspaceFolders(resolve));
    workspace.updateWorkspaceFolders(workspace.workspaceFolders!.length - 1, 1);
    await removed;
    registered.dispose();
  });

  test('is completed and checked as one on a disk', async () => {
    const { document } = await window.showTextDocument(at(body));
    await underlined(document);
    // A folder of another kind starts the server anew: it is there as soon as it underlines something.
    await type(document, '"{{channel.toJson}}"', '"{{chanel}}"');
    await underlined(document, 'unmapped-variable: chanel');
    await type(document, '"channel": "{{chanel}}"', '"channel": "{{"');
    assert.ok((await completedAfter(document, '"channel": "{{')).includes('plan'));
  });

  test('leads from a template to its action and opens it there', async () => {
    const { document } = await window.showTextDocument(at(body));
    await underlined(document);
    assert.equal((await definitionOf(document, '{{channel.toJson}}'))?.uri.toString(), at(action).toString());
  });

  test('what is typed and not saved counts first, then what is saved', async () => {
    const actions = await window.showTextDocument(at(action));
    await replace(actions, '"to": "channel"', '"to": "source"');
    const { document } = await window.showTextDocument(at(body), { preview: false });
    await underlined(document, 'unmapped-variable: channel');
    await window.showTextDocument(actions.document);
    await commands.executeCommand('workbench.action.files.revert');
    await window.showTextDocument(document);
    await underlined(document);
  });

  test('follows files that change, move and go behind the editor’s back', async () => {
    const { document } = await window.showTextDocument(at(body));
    await underlined(document);
    const text = new TextDecoder().decode(files.readFile(at(action)));
    write(action, text.replace('"to": "channel"', '"to": "source"'));
    await underlined(document, 'unmapped-variable: channel');
    write(action, text);
    await underlined(document);

    const { document: shown } = await window.showTextDocument(at(action), { preview: false });
    await underlined(shown);
    const auth = 'new-user/auth_template.trimou';
    files.rename(at(auth), at('new-user/auth.trimou'));
    await underlined(shown, 'template-file-missing: auth_template.trimou');
    files.rename(at('new-user/auth.trimou'), at(auth));
    await underlined(shown);
  });

  test('is previewed with what the event says now', async () => {
    const editor = await window.showTextDocument(at(body));
    await underlined(editor.document);
    await commands.executeCommand('intercomWebhook.previewRequest');
    const preview = () => workspace.textDocuments.find(({ uri }) => uri.scheme === 'intercom-webhook-preview');
    const shows = (text: string) =>
      until(
        workspace.onDidChangeTextDocument,
        () => preview()?.getText().includes(text) ?? false,
        () => preview()?.getText() ?? 'no preview',
      );
    await shows('ada@example.com');
    const event = 'new-user/events/registered.event.json';
    const before = new TextDecoder().decode(files.readFile(at(event)));
    write(event, before.replaceAll('ada@example.com', 'grace@example.com'));
    await shows('grace@example.com');
    write(event, before);
  });

  function write(file: string, text: string): void {
    files.writeFile(at(file), new TextEncoder().encode(text));
  }
});

async function type(document: TextDocument, from: string, to: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, from), to);
  assert.ok(await workspace.applyEdit(edit));
}

async function completedAfter(document: TextDocument, text: string): Promise<string[]> {
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    endOf(document, text),
    '{',
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function definitionOf(document: TextDocument, tag: string): Promise<Location | undefined> {
  const position = rangeOf(document, tag).start.translate(0, 3);
  const found = await commands.executeCommand<Definition>('vscode.executeDefinitionProvider', document.uri, position);
  return Array.isArray(found) ? found[0] : found;
}
