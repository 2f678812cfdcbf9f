import assert from 'node:assert/strict';
import { commands, extensions, workspace } from 'vscode';
import { closeAll, example, show } from './support';

const extension = extensions.getExtension('intercom-webhook-templates.intercom-webhook-templates')!;

suite('activation', () => {
  teardown(closeAll);

  test('by an action in the folder, without opening a file', async () => {
    await extension.activate();
    assert.ok(extension.isActive);
  });

  test('languages by the names of files', async () => {
    const languageOf = async (file: string) => (await workspace.openTextDocument(example(file))).languageId;
    assert.equal(await languageOf('new-user/body_template.json.trimou'), 'json-trimou');
    assert.equal(await languageOf('new-user/auth_template.trimou'), 'trimou');
    assert.equal(await languageOf('new-user/new-user.webhook.json'), 'jsonc');
  });

  test('every command of the manifest is registered, and every registered one is in the manifest', async () => {
    await show('new-user/body_template.json.trimou');
    const declared: string[] = extension.packageJSON.contributes.commands.map(
      (item: { command: string }) => item.command,
    );
    // The editor itself registers some for each view.
    const registered = (await commands.getCommands(true)).filter(id => /^intercomWebhook\.\w+$/.test(id));
    assert.deepEqual(registered.sort(), [...declared].sort());
  });

  test('menus and keys name commands of the manifest', () => {
    const { commands: declared, menus, keybindings } = extension.packageJSON.contributes;
    const known = new Set(declared.map((item: { command: string }) => item.command));
    const used = [...Object.values<{ command: string }[]>(menus).flat(), ...keybindings].map(item => item.command);
    assert.ok(used.length > 0);
    assert.deepEqual(
      used.filter(id => !known.has(id)),
      [],
    );
  });
});
