import assert from 'node:assert/strict';
import { type CompletionList, commands, type TextDocument, WorkspaceEdit, workspace } from 'vscode';
import { closeAll, endOf, example, rangeOf, replace, show, until } from './support';

suite('Send Action', () => {
  // A sandbox that starts anew knows nobody, so that each example is the first to create its contact.
  setup(() => commands.executeCommand('intercomWebhook.stopSandbox'));
  teardown(closeAll);

  for (const template of [
    'new-user/body_template.json.trimou',
    'order-event/event_template.json.trimou',
    'contact/contact_template.json.trimou',
  ]) {
    test(`the sandbox accepts ${template}; the trace says so in Tealium’s words`, async () => {
      await show(template);
      await commands.executeCommand('intercomWebhook.sendAction');
      const lines = await trace();
      assert.match(lines, /Template Variables JSON\n\{/);
      assert.match(lines, /Rendered Template: auth_template\nBearer /);
      assert.match(lines, /Action Processed\nPOST http:\/\/127\.0\.0\.1:\d+\/\w+: 20\d /);
    });
  }

  test('an action can be sent from the explorer, without an editor', async () => {
    await commands.executeCommand('intercomWebhook.sendAction', example('contact/contact.webhook.json'));
    assert.match(await trace(), /Action Processed/);
  });

  test('a server that stalls leaves the editor free: completion answers meanwhile, and the send ends by itself', async () => {
    const action = await show('new-user/new-user.webhook.json');
    const stalls = '{ "map": "timeout", "to": "X-Sandbox-Respond" },';
    await replace(action, '"headers": [', `"headers": [${stalls}`);
    const { document } = await show('new-user/body_template.json.trimou');
    let over = false;
    const sending = Promise.resolve(commands.executeCommand('intercomWebhook.sendAction')).then(() => {
      over = true;
    });
    const inTag = endOf(document, '"{{email');
    const completed = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      inTag,
    );
    assert.ok(completed.items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'email'));
    assert.equal(over, false, 'the send was over before completion answered');
    await sending;
    assert.match(await trace(), /Action Failed\nNo answer within 5 s/);
    // Back by an edit: what a closed editor had unsaved may still count for a moment.
    const edit = new WorkspaceEdit();
    edit.delete(action.document.uri, rangeOf(action.document, stalls));
    assert.ok(await workspace.applyEdit(edit));
  });

  test('what was sent last can be sent again', async () => {
    await commands.executeCommand('intercomWebhook.sendAction', example('new-user/new-user.webhook.json'));
    const first = await trace();
    read += first.length;
    await commands.executeCommand('intercomWebhook.sendAgain');
    const body = (lines: string) => /Rendered Template: body_template\n([\s\S]+?)\n\S+ \S+ \[info\]/.exec(lines)?.[1];
    assert.equal(body(await trace()), body(first));
    assert.ok(body(first));
  });

  /** What the trace says of the send before, as soon as it stands there. */
  async function trace(): Promise<string> {
    await commands.executeCommand('intercomWebhook.showTrace');
    const lines = () => trail(workspace.textDocuments.find(isTrace)?.getText() ?? '');
    await until(workspace.onDidChangeTextDocument, () => /Action (Processed|Failed)\n./.test(lines()), lines);
    return lines();
  }

  let read = 0;
  const trail = (text: string) => text.slice(read);
  teardown(() => {
    read = workspace.textDocuments.find(isTrace)?.getText().length ?? read;
  });
});

function isTrace({ uri }: TextDocument): boolean {
  return uri.scheme === 'output' && uri.path.includes('Trace');
}
