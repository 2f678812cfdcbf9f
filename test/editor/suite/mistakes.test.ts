import { closeAll, replace, show, underlined } from './support';

suite('an action that is wrong', () => {
  teardown(closeAll);

  test('is not JSON', async () => {
    const editor = await show('new-user/new-user.webhook.json');
    await replace(editor, '"method": "POST",', '"method" "POST",');
    await underlined(editor.document, 'invalid-action: "POST"');
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
