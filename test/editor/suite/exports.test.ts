import assert from 'node:assert/strict';
import { commands, env, TabInputWebview, Uri, window, workspace } from 'vscode';
import { closeAll, example, hasMachine, show, until } from './support';

suite('Copy as cURL', () => {
  teardown(closeAll);

  test('the request of the action that an editor shows, to the sandbox', async () => {
    await show('contact/contact_template.json.trimou');
    await commands.executeCommand('intercomWebhook.copyAsCurl', example('contact/events/first-order.event.json'));
    const text = await env.clipboard.readText();
    // In a page there is no sandbox.
    const origin = hasMachine ? 'http://127\\.0\\.0\\.1:\\d+' : 'https://api\\.intercom\\.io';
    assert.match(text, new RegExp(`^curl --request POST \\\\\n {2}--url '${origin}/contacts' \\\\\n`));
    assert.match(
      text,
      hasMachine ? /'Authorization: Bearer made-up/ : /"Authorization: Bearer \$INTERCOM_ACCESS_TOKEN"/,
    );
    assert.match(text, /"name": "Ada Lovelace"/);
  });
});

suite('Export Postman Collection', () => {
  const file = example('exported.postman_collection.json');
  const { showSaveDialog } = window;
  setup(() => Object.assign(window, { showSaveDialog: async () => file }));
  teardown(async () => {
    Object.assign(window, { showSaveDialog });
    await workspace.fs.delete(file);
    await closeAll();
  });

  test('all actions of a folder, where the user chose', async () => {
    await commands.executeCommand('intercomWebhook.exportPostman', workspace.workspaceFolders![0]!.uri);
    const { info, item, variable } = await saved();
    assert.equal(info.name, 'Tealium Webhook to Intercom');
    assert.ok(item.length >= 10);
    const user = item.find(({ name }) => name === 'Create or update user')!;
    assert.deepEqual(
      user.item.map(({ name }) => name),
      ['difficult-name', 'only-the-essentials', 'registered'],
    );
    assert.deepEqual(variable, [
      { key: 'baseUrl', value: 'https://api.intercom.io', type: 'string' },
      { key: 'INTERCOM_ACCESS_TOKEN', value: '', type: 'string' },
    ]);
  });

  test('those of a folder below', async () => {
    await commands.executeCommand('intercomWebhook.exportPostman', example('order-event'));
    const { info, item } = await saved();
    assert.deepEqual([info.name, item.length], ['Track order', 1]);
  });

  interface Collection {
    readonly info: { readonly name: string };
    readonly item: readonly { readonly name: string; readonly item: readonly { readonly name: string }[] }[];
    readonly variable: readonly object[];
  }

  /** The file, as soon as it is there: the command ends when its message is closed. */
  async function saved(): Promise<Collection> {
    return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(file.toString()))));
  }
});

suite('Show Tealium Setup', () => {
  teardown(closeAll);

  test('one panel an action', async () => {
    const panels = () =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof TabInputWebview && input.viewType.includes('tealiumSetup'))
        .map(({ label }) => label);
    await commands.executeCommand('intercomWebhook.showTealiumSetup', example('new-user/new-user.webhook.json'));
    await commands.executeCommand('intercomWebhook.showTealiumSetup', example('contact/contact.webhook.json'));
    await commands.executeCommand('intercomWebhook.showTealiumSetup', example('new-user/body_template.json.trimou'));
    const wanted = ['Tealium Setup: Create contact at first order', 'Tealium Setup: Create or update user'];
    await until(
      window.tabGroups.onDidChangeTabs,
      () => panels().sort().join() === wanted.join(),
      () => panels().join(),
    );
  });
});
