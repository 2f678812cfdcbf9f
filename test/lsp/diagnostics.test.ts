import assert from 'node:assert/strict';
import type { Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport } from 'vscode-languageserver';
import { largestFile } from '../../server/lsp/workspace';
import { closeEditors, type Editor, plainEditor, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const { action, body, loose } = uris;

async function pull(editor: Editor, uri: string): Promise<readonly Diagnostic[]> {
  const report = await editor.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  return (report as FullDocumentDiagnosticReport).items;
}

function codes(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map(({ code }) => code);
}

/** The codes for unclosed tags: these stay the same, whatever else the checks learn to find. */
function unclosed(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return codes(diagnostics).filter(code => code === 'unclosed-tag' || code === 'half-closed-tag');
}

/** The last diagnostics pushed for a document, once there are some for this version. */
function told(editor: Editor, uri: string, version: number): Promise<readonly Diagnostic[]> {
  const find = () => editor.published.filter(each => each.uri === uri && each.version === version).at(-1);
  return editor.until(() => find()?.diagnostics, `diagnostics of version ${version}`);
}

suite('diagnostics that are pushed', () => {
  teardown(closeEditors);
  const start = (disk = sampleDisk()) => startEditor({ disk, capabilities: plainEditor });

  test('of a template that is opened', async () => {
    const editor = await start();
    assert.equal(editor.initialized.capabilities.diagnosticProvider, undefined);
    await editor.open(body, '{"email": "{{email"}');
    assert.deepEqual(unclosed(await told(editor, body, 1)), ['unclosed-tag']);
    assert.deepEqual(unclosed(await pull(editor, body)), ['unclosed-tag']);
  });

  test('only the last ones after quick changes', async () => {
    const editor = await start();
    await editor.open(body);
    await told(editor, body, 1);
    const before = editor.published.length;
    for (const text of ['{{', '{{e', '{{em', '{{ema', '{{email}}']) await editor.change(body, text);
    await told(editor, body, 6);
    assert.deepEqual(
      editor.published.slice(before).map(({ version }) => version),
      [6],
    );
  });

  test('typing one character at a time keeps the text right', async () => {
    const editor = await start();
    await editor.open(loose, 'ä😀\r\n{{email}');
    assert.deepEqual(unclosed(await told(editor, loose, 1)), ['half-closed-tag']);
    await editor.type(loose, 'ä😀\r\n{{email}'.length, '}');
    assert.deepEqual(unclosed(await told(editor, loose, 2)), []);
  });

  test('of the templates when their action changes', async () => {
    const editor = await start();
    await editor.open(body, '{"total": {{total.toInteger}}, "x": "{{nobody.toJson}}"}');
    await editor.open(action);
    await told(editor, body, 1);
    const before = editor.published.length;
    await editor.change(action, sampleDisk()[action]!.replace('"to": "channel"', '"to": "nobody"'));
    const again = await editor.until(
      () => editor.published.slice(before).find(({ uri }) => uri === body),
      'new diagnostics of the template',
    );
    assert.ok(!codes(again.diagnostics).includes('unmapped-variable'));
  });

  test('none any more of what is closed', async () => {
    const editor = await start();
    await editor.open(body, '{{email');
    await told(editor, body, 1);
    await editor.closeDocument(body);
    await editor.until(() => editor.published.at(-1)?.diagnostics.length === 0, 'no diagnostics');
  });
});

suite('diagnostics that are pulled', () => {
  teardown(closeEditors);
  const start = (disk = sampleDisk()) => startEditor({ disk });

  test('are not pushed as well', async () => {
    const editor = await start();
    assert.deepEqual(editor.initialized.capabilities.diagnosticProvider, {
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    await editor.open(body, '{{email');
    assert.deepEqual(unclosed(await pull(editor, body)), ['unclosed-tag']);
    await new Promise(resolve => setTimeout(resolve, 80));
    assert.deepEqual(editor.published, []);
  });

  test('leave out what an editor that checks JSON says by itself', async () => {
    const text = sampleDisk()[action]!.replace('"method": "POST",', '"method": "POST"');
    for (const checksJson of [true, false]) {
      const editor = await startEditor({ disk: sampleDisk(), initializationOptions: { checksJson } });
      await editor.open(action, text);
      assert.equal(codes(await pull(editor, action)).includes('invalid-action'), !checksJson);
    }
  });

  test('have a place, a code and a page that explains it', async () => {
    const editor = await start();
    const text = 'ä😀\r\n"{{email"';
    await editor.open(body, text);
    const [found] = (await pull(editor, body)).filter(({ code }) => code === 'unclosed-tag');
    assert.equal(found?.range.start.line, 1);
    assert.match(found?.codeDescription?.href ?? '', /rules\.md#unclosed-tag$/);
    assert.equal(found?.source, 'intercom-webhook');
  });

  test('of a template in no action', async () => {
    const editor = await start();
    await editor.open(loose, '{{name} {{#if}}');
    const found = codes(await pull(editor, loose));
    assert.ok(found.includes('half-closed-tag'), found.join());
    assert.ok(!found.includes('unmapped-variable'), found.join());
  });

  test('of an action that is not JSON', async () => {
    const editor = await start();
    for (const text of ['', '{', 'not json', '[]', '"x"', '{"action": 3}', '{"action": {"headers": [{"map": ']) {
      await editor.closeDocument(action);
      await editor.open(action, text);
      const found = await pull(editor, action);
      assert.ok(found.length > 0, `nothing is said of ${text}`);
    }
    assert.deepEqual(editor.logged, []);
  });

  test('of a template file that is missing, until it is there', async () => {
    const disk = sampleDisk();
    delete disk[uris.auth];
    const editor = await start(disk);
    await editor.open(action);
    assert.ok(codes(await pull(editor, action)).includes('template-file-missing'));
    disk[uris.auth] = 'Bearer {{access_token}}';
    await editor.diskChanged(uris.auth, 1);
    assert.ok(!codes(await pull(editor, action)).includes('template-file-missing'));
    assert.equal(editor.refreshed, 1);
  });

  test('of the other documents again, a moment after one was typed in', async () => {
    const editor = await start();
    await editor.open(body, '{"email": "{{email.toJson}}"}');
    await editor.open(action);
    await editor.until(() => editor.refreshed > 0, 'a refresh after opening');
    const before = editor.refreshed;
    await editor.change(action, sampleDisk()[action]!.replace('"email"', '"mail"'));
    await editor.until(() => editor.refreshed > before, 'a refresh after the change');
    assert.ok(codes(await pull(editor, body)).includes('unmapped-variable'));
  });

  test('of an event that is not an object', async () => {
    const editor = await start({ ...sampleDisk(), [uris.event]: '[1, 2]' });
    await editor.open(uris.event);
    assert.match(String((await pull(editor, uris.event))[0]?.message), /object/);
  });

  test('of a giant file one message, and what else there is of its action', async () => {
    const editor = await start();
    await editor.open(body, ' '.repeat(largestFile + 1));
    const found = await pull(editor, body);
    assert.equal(found.length, 1);
    assert.match(String(found[0]!.message), /1,100,000 characters/);
    assert.equal(await editor.request('textDocument/hover', editor.at(body, 4)), null);
    await editor.open(uris.auth, '{{access_token');
    assert.deepEqual(unclosed(await pull(editor, uris.auth)), ['unclosed-tag']);
  });

  test('with the severities of the settings', async () => {
    const editor = await startEditor({
      disk: sampleDisk(),
      settings: { rules: { 'unclosed-tag': 'hint', 'unused-variable': 'off' } },
    });
    await editor.open(body, '"{{email"');
    const found = await pull(editor, body);
    assert.equal(found.find(({ code }) => code === 'unclosed-tag')?.severity, 4);
    editor.settings = { rules: { 'unclosed-tag': 'off' } };
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    assert.ok(!codes(await pull(editor, body)).includes('unclosed-tag'));
  });

  test('with settings that make no sense', async () => {
    const settings = { rules: { 'unclosed-tag': 'loud' }, profile: { name: 'perl' }, allowedHosts: 7 } as never;
    const editor = await startEditor({ disk: sampleDisk(), settings });
    await editor.open(body, '"{{email"');
    assert.deepEqual(unclosed(await pull(editor, body)), ['unclosed-tag']);
  });
});

suite('templates that several actions share', () => {
  teardown(closeEditors);
  const second = 'file:///w/a/b.webhook.json';
  const without = sampleDisk()[action]!.replace(
    '{ "secret": "intercom", "to": "access_token" }',
    '{ "text": "x", "to": "y" }',
  );

  test('are checked for each', async () => {
    const editor = await startEditor({ disk: { ...sampleDisk(), [second]: without } });
    await editor.open(uris.auth, 'Bearer {{access_token}} {{neither}}');
    const found = (await pull(editor, uris.auth)).filter(({ code }) => code === 'unmapped-variable');
    assert.deepEqual(
      found.map(({ range }) => editor.textAt(uris.auth, range)),
      ['neither', 'access_token'],
    );
  });

  test('are found also where their names are written with escapes', async () => {
    const escaped = sampleDisk()[action]!.replace('auth.trimou', 'a\\u0075th.trimou');
    const editor = await startEditor({ disk: { ...sampleDisk(), [action]: escaped } });
    await editor.open(uris.auth, 'Bearer {{neither}}');
    assert.ok(codes(await pull(editor, uris.auth)).includes('unmapped-variable'));
  });

  test('and what is wrong for all is mended once', async () => {
    const editor = await startEditor({ disk: { ...sampleDisk(), [second]: without } });
    await editor.open(uris.auth, 'Bearer {{access_token');
    assert.deepEqual(unclosed(await pull(editor, uris.auth)), ['unclosed-tag']);
    const end = { line: 0, character: 21 };
    const fixes = await editor.request<readonly { title: string }[]>('textDocument/codeAction', {
      textDocument: { uri: uris.auth },
      range: { start: end, end },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    assert.equal(new Set(fixes.map(({ title }) => title)).size, fixes.length);
  });
});

suite('files that change behind the back', () => {
  teardown(closeEditors);

  test('the open text beats the disk', async () => {
    const disk = sampleDisk();
    const editor = await startEditor({ disk });
    await editor.open(body, '{{email');
    disk[body] = '{}';
    await editor.diskChanged(body);
    assert.deepEqual(unclosed(await pull(editor, body)), ['unclosed-tag']);
  });

  test('an action that is not open is read again', async () => {
    const disk = sampleDisk();
    const editor = await startEditor({ disk });
    await editor.open(body, '"{{brand_new}}"');
    assert.ok(codes(await pull(editor, body)).includes('unmapped-variable'));
    disk[action] = disk[action]!.replace('"to": "channel"', '"to": "brand_new"');
    await editor.diskChanged(action);
    assert.ok(!codes(await pull(editor, body)).includes('unmapped-variable'));
  });

  test('an action that comes takes its templates', async () => {
    const disk = sampleDisk();
    const text = disk[action]!;
    delete disk[action];
    const editor = await startEditor({ disk });
    await editor.open(body, '"{{nobody}}"');
    assert.ok(!codes(await pull(editor, body)).includes('unmapped-variable'));
    disk[action] = text;
    await editor.diskChanged(action, 1);
    assert.ok(codes(await pull(editor, body)).includes('unmapped-variable'));
    delete disk[action];
    await editor.diskChanged(action, 3);
    assert.ok(!codes(await pull(editor, body)).includes('unmapped-variable'));
  });

  test('an editor that does not watch the disk still sees it', async () => {
    const disk = sampleDisk();
    const editor = await startEditor({ disk, capabilities: { textDocument: { diagnostic: {} } } });
    await editor.open(action);
    await pull(editor, action);
    delete disk[uris.auth];
    await editor.change(action, disk[action]!);
    assert.ok(codes(await pull(editor, action)).includes('template-file-missing'));
  });

  test('names with blanks, percent signs and letters beyond ASCII, however they are spelt', async () => {
    const folder = 'file:///w/Anna%27s%20caf%C3%A9%20100%25';
    const disk = {
      [`${folder}/a.webhook.json`]: sampleDisk()[action]!.replace('body.json.trimou', 'mein Körper %.json.trimou'),
      [`${folder}/mein%20K%C3%B6rper%20%25.json.trimou`]: '{}',
    };
    const editor = await startEditor({ disk });
    const spelt = "file:///w/Anna's%20caf%c3%a9%20100%25/mein%20Körper%20%25.json.trimou";
    await editor.open(spelt, '"{{nobody}}"');
    assert.ok(codes(await pull(editor, spelt)).includes('unmapped-variable'));
  });
});
