import assert from 'node:assert/strict';
import {
  type ClientCapabilities,
  type CompletionItem,
  FileChangeType,
  type FullDocumentDiagnosticReport,
  type Location,
  WatchKind,
} from 'vscode-languageserver';
import { type ActionContext, notifications, requests } from '../../server/protocol';
import { closeEditors, type Editor, type EditorOptions, modernEditor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

/** The sample action somewhere else, by URI. */
function under(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(sampleDisk()).map(([uri, text]) => [moved(uri, root), text]));
}

function moved(uri: string, root: string): string {
  return uri.replace('file:///w', root);
}

async function codes(editor: Editor, uri: string): Promise<unknown[]> {
  const { items } = await editor.request<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return items.map(({ code }) => code);
}

/** The names that are completed in a tag that has just begun. */
async function completed(editor: Editor, uri: string): Promise<string[]> {
  await editor.change(uri, '"{{');
  const items = await editor.request<CompletionItem[]>('textDocument/completion', editor.at(uri, 3));
  return items.map(({ label }) => label);
}

suite('files that only the editor can reach', () => {
  teardown(closeEditors);
  const start = (options: EditorOptions) => startEditor({ initializationOptions: { readsFiles: true }, ...options });

  for (const root of ['memfs:/w', 'memfs:', 'vscode-vfs://github/acme/templates', 'memfs:/Anna%E2%80%99s caf%C3%A9']) {
    test(`a virtual workspace at ${root}/`, async () => {
      const virtual = under(encodeURI(decodeURI(root)));
      const at = (uri: string) => moved(uri, encodeURI(decodeURI(root)));
      const editor = await start({ virtual, folders: [`${root}/`] });
      await editor.open(at(uris.body), '{"email": "{{nobody.toJson}}"}');
      assert.ok((await codes(editor, at(uris.body))).includes('unmapped-variable'));
      const context = await editor.request<ActionContext>(requests.context, { uri: at(uris.event) });
      assert.equal(context.chosen?.name, 'full');
      assert.ok((await completed(editor, at(uris.body))).includes('email'));
      await editor.change(at(uris.body), '{{email}}');
      const [place] = await editor.request<Location[]>('textDocument/definition', editor.at(at(uris.body), 4));
      assert.equal(place?.uri, context.action.uri);
      assert.deepEqual(await editor.request<ActionContext[]>(requests.actions, {}), [
        await editor.request<ActionContext>(requests.context, { uri: context.action.uri }),
      ]);
      assert.deepEqual(editor.logged, []);
    });
  }

  test('a host without a disk, as in a browser, asks for every file', async () => {
    const editor = await start({ virtual: sampleDisk(), host: { files: undefined as never } });
    await editor.open(uris.body);
    assert.ok((await completed(editor, uris.body)).includes('email'));
  });

  test('the disk is not asked of the editor, nor what is open', async () => {
    const virtual = under('memfs:/w');
    const editor = await start({ disk: sampleDisk(), virtual, folders: ['file:///w', 'memfs:/w'] });
    const action = moved(uris.action, 'memfs:/w');
    await editor.open(uris.body);
    await editor.open(action);
    await codes(editor, uris.body);
    await codes(editor, action);
    assert.deepEqual(
      editor.filesAsked.filter(uri => uri.startsWith('file:') || uri === action),
      [],
    );
    assert.ok(editor.filesAsked.includes(moved(uris.body, 'memfs:/w')));
  });

  test('what was read is kept until the editor tells of a change', async () => {
    const virtual = under('memfs:/w');
    const [action, body, auth, event] = [uris.action, uris.body, uris.auth, uris.event].map(uri =>
      moved(uri, 'memfs:/w'),
    );
    const editor = await start({ virtual, folders: ['memfs:/w'] });
    await editor.open(body!);
    await codes(editor, body!);
    const asked = editor.filesAsked.length;
    await completed(editor, body!);
    assert.equal(editor.filesAsked.length, asked);

    virtual[event!] = '{"customer_email": "bob@example.com"}';
    await editor.diskChanged(event!);
    const { documentation } = await hoverOf(editor, body!);
    assert.match(documentation, /bob@example\.com/);

    virtual[action!] = virtual[action!]!.replace('"to": "email"', '"to": "mail"');
    await editor.diskChanged(action!);
    assert.ok((await completed(editor, body!)).includes('mail'));

    delete virtual[auth!];
    await editor.diskChanged(auth!, 3);
    await editor.open(action!);
    assert.ok((await codes(editor, action!)).includes('template-file-missing'));
    assert.ok(editor.told.some(({ method }) => method === notifications.contextChanged) || editor.refreshed > 0);
  });

  test('an editor that does not offer its files has none, and nothing fails', async () => {
    const editor = await startEditor({ virtual: under('memfs:/w'), folders: ['memfs:/w'] });
    const body = moved(uris.body, 'memfs:/w');
    await editor.open(body, '{{nobody');
    assert.ok((await codes(editor, body)).includes('unclosed-tag'));
    assert.deepEqual(editor.filesAsked, []);
    assert.deepEqual(editor.logged, []);
  });
});

suite('files under names of their own', () => {
  teardown(closeEditors);
  const attributes = 'file:///w/a/types [1].json';
  const shared = 'file:///elsewhere/types.json';
  const opening = 'textDocument/didOpen';
  const capabilities: ClientCapabilities = {
    ...modernEditor,
    workspace: {
      ...modernEditor.workspace,
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    },
    textDocument: { ...modernEditor.textDocument, synchronization: { dynamicRegistration: true } },
  };
  const naming = (path: string) => {
    const { attributes: _, ...action } = JSON.parse(sampleDisk()[uris.action]!);
    return JSON.stringify({ ...action, attributes: path });
  };
  const start = async (path: string, uri: string) => {
    const disk = { ...sampleDisk(), [uris.action]: naming(path), [uri]: '{"customer_email": "string"}' };
    const editor = await startEditor({ disk, capabilities, initializationOptions: { schemes: ['file', 'memfs'] } });
    await editor.open(uris.body, '{{email}}');
    await codes(editor, uris.body);
    return { editor, disk };
  };
  const asked = (editor: Editor, method: string) => editor.registered.filter(each => each.method === method);
  const said = async (editor: Editor) => {
    const hover = await editor.request<{ contents: { value: string } }>('textDocument/hover', editor.at(uris.body, 4));
    return hover.contents.value;
  };

  test('are asked for as they are typed, once, the events of the action too', async () => {
    const { editor } = await start('types [1].json', encodeURI(attributes));
    await editor.until(() => asked(editor, 'textDocument/didChange').length > 0, 'the registrations');
    const patterns = ['**/w/a/types ?1?.json', '**/a/events/*'];
    const documentSelector = patterns.flatMap(pattern => ['file', 'memfs'].map(scheme => ({ scheme, pattern })));
    for (const method of [opening, 'textDocument/didClose'])
      assert.deepEqual(
        asked(editor, method).map(({ registerOptions }) => registerOptions),
        [{ documentSelector }],
      );
    assert.deepEqual(asked(editor, 'textDocument/didChange')[0]!.registerOptions, { documentSelector, syncKind: 2 });
    await editor.change(uris.body, '{{email }}');
    await editor.open(uris.action);
    await codes(editor, uris.action);
    assert.equal(asked(editor, opening).length, 1);
  });

  test('count as they are typed, and the editor is told that its findings are old', async () => {
    const { editor } = await start('types.json', 'file:///w/a/types.json');
    await editor.open('file:///w/a/types.json');
    const { refreshed } = editor;
    await editor.change('file:///w/a/types.json', '{"customer_email": "number"}');
    assert.match(await said(editor), /number/);
    await editor.until(() => editor.refreshed > refreshed, 'a refresh');
    await editor.closeDocument('file:///w/a/types.json');
    assert.match(await said(editor), /string/);
  });

  test('outside of the workspace are watched, and read again when they change', async () => {
    const { editor, disk } = await start('../../elsewhere/types.json', shared);
    const watchers = () => asked(editor, 'workspace/didChangeWatchedFiles').map(each => each.registerOptions.watchers);
    await editor.until(() => watchers().length > 1, 'the watcher');
    assert.deepEqual(watchers(), [
      [{ globPattern: '**/*.{trimou,json,jsonl}' }, { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }],
      [{ globPattern: { baseUri: 'file:///elsewhere', pattern: '*.{trimou,json,jsonl}' } }],
    ]);
    disk[shared] = '{"customer_email": "number"}';
    await editor.diskChanged(shared);
    assert.match(await said(editor), /number/);
  });

  test('come and go with their folder, of which alone the editor tells', async () => {
    const disk = sampleDisk();
    const editor = await startEditor({ disk });
    await editor.open(uris.body, '{{email}}');
    const context = () => editor.request<ActionContext | null>(requests.context, { uri: uris.body });
    assert.equal((await context())?.events.length, 1);
    delete disk[uris.event];
    await editor.diskChanged('file:///w/b', FileChangeType.Deleted);
    assert.equal((await context())?.events.length, 1, 'another folder went');
    await editor.diskChanged('file:///w/a/events', FileChangeType.Deleted);
    assert.equal((await context())?.events.length, 0);
    disk[uris.event] = sampleDisk()[uris.event]!;
    await editor.diskChanged('file:///w/a/events/one.txt', FileChangeType.Created);
    assert.equal((await context())?.events.length, 0, 'a file that is no event came');
    await editor.diskChanged('file:///w/a/events', FileChangeType.Created);
    assert.equal((await context())?.events.length, 1);
    for (const uri of Object.keys(disk)) delete disk[uri];
    await editor.diskChanged('file:///w/a', FileChangeType.Deleted);
    assert.equal(await context(), null);
  });

  test('an editor that cannot be asked is not', async () => {
    const disk = { ...sampleDisk(), [uris.action]: naming('../../elsewhere/types.json'), [shared]: '{}' };
    const editor = await startEditor({ disk });
    await editor.open(uris.body, '{{email}}');
    await codes(editor, uris.body);
    await editor.until(() => editor.registered.length > 0, 'the first registration');
    assert.deepEqual(
      editor.registered.map(({ method }) => method),
      ['workspace/didChangeWatchedFiles'],
    );
  });
});

suite('several workspace folders', () => {
  teardown(closeEditors);

  test('each document belongs to the action of its own folder', async () => {
    const disk = { ...under('file:///one'), ...under('file:///two') };
    disk['file:///two/a/a.webhook.json'] = disk['file:///two/a/a.webhook.json']!.replace(
      '"to": "email"',
      '"to": "mail"',
    );
    const editor = await startEditor({ disk, folders: ['file:///one', 'file:///two'] });
    const [one, two] = ['file:///one', 'file:///two'].map(root => moved(uris.body, root));
    await editor.open(one!);
    await editor.open(two!);
    assert.ok((await completed(editor, one!)).includes('email'));
    assert.ok((await completed(editor, two!)).includes('mail'));
    assert.ok(!(await completed(editor, one!)).includes('mail'));
  });

  test('an action above a workspace folder is not looked for', async () => {
    const editor = await startEditor({ disk: sampleDisk(), folders: ['file:///w/a/events'] });
    assert.equal(await editor.request(requests.context, { uri: uris.event }), null);
  });

  test('a folder that comes brings its actions, and one that goes takes them', async () => {
    const capabilities = { ...modernEditor, workspace: { ...modernEditor.workspace, workspaceFolders: true } };
    const editor = await startEditor({ disk: sampleDisk(), folders: ['file:///elsewhere'], capabilities });
    const symbols = () => editor.request<{ name: string }[]>('workspace/symbol', { query: 'channel' });
    assert.equal((await symbols()).length, 0);
    const folder = { uri: 'file:///w', name: 'w' };
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    assert.equal((await symbols()).length, 1);
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    assert.equal((await symbols()).length, 0);
  });
});

async function hoverOf(editor: Editor, uri: string): Promise<{ documentation: string }> {
  await editor.change(uri, '{{email}}');
  const hover = await editor.request<{ contents: { value: string } }>('textDocument/hover', editor.at(uri, 4));
  return { documentation: hover.contents.value };
}

suite('files that have just come', () => {
  teardown(closeEditors);

  test('are found when a command asks, before the editor tells of them', async () => {
    const { [uris.action]: action, ...disk } = sampleDisk();
    const editor = await startEditor({ disk });
    assert.equal(await editor.request(requests.context, { uri: uris.auth }), null);
    disk[uris.action] = action!;
    const context = await editor.request<ActionContext | null>(requests.context, { uri: uris.auth });
    assert.equal(context?.action.uri, uris.action);
  });
});
