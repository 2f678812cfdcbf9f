import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { closeAll, show } from '../suite/support';

suite('what needs a machine', () => {
  const original = window.showErrorMessage;
  let told: string[];
  setup(() => {
    told = [];
    const showErrorMessage = (message: string) => {
      told.push(message);
      return Promise.resolve(undefined);
    };
    Object.assign(window, { showErrorMessage });
  });
  teardown(async () => {
    Object.assign(window, { showErrorMessage: original });
    await closeAll();
  });

  test('sending says why it cannot, and what to do', async () => {
    await show('new-user/body_template.json.trimou');
    await commands.executeCommand('intercomWebhook.sendAction');
    assert.equal(told.length, 1);
    assert.match(told[0]!, /^Send Action: This editor cannot send.+ in VS Code on a desktop/);
  });

  test('so does the sandbox', async () => {
    await commands.executeCommand('intercomWebhook.startSandbox');
    assert.equal(told.length, 1);
    assert.match(told[0]!, /^Start Sandbox: This editor cannot run the sandbox.+ in VS Code on a desktop/);
  });
});
