import assert from 'node:assert/strict';
import { DiagnosticSeverity, extensions, languages } from 'vscode';
import { closeAll, replace, show, underlined, until } from './support';

suite('an action that is wrong', () => {
  teardown(closeAll);

  test('is not JSON, which VS Code says', async function () {
    // A VS Code in a page may come without the part of it that reads JSON.
    const support = extensions.getExtension('vscode.json-language-features');
    const works = await support?.activate().then(
      () => true,
      () => false,
    );
    if (!works) this.skip();
    const editor = await show('new-user/new-user.webhook.json');
    const { document } = editor;
    await replace(editor, '"method": "POST",', '"method" "POST",');
    const errors = () =>
      languages.getDiagnostics(document.uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
    const places = () => errors().map(({ range }) => document.getText(range));
    await until(
      languages.onDidChangeDiagnostics,
      () => places().includes('"POST"'),
      () => places().join(),
    );
    await underlined(document);
    assert.deepEqual(places(), ['"POST"']);
  });

  test('names a template that is not there', async () => {
    const editor = await show('new-user/new-user.webhook.json');
    await replace(editor, '"auth_template.trimou"', '"missing.trimou"');
    await underlined(editor.document, 'template-file-missing: missing.trimou');
  });

  test('has an event that is no object', async () => {
    const editor = await show('new-user/events/only-the-essentials.event.json');
    await replace(editor, editor.document.getText(), '[1, 2]');
    await underlined(editor.document, 'invalid-event: [1, 2]');
  });
});
