import assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { closeAll, example, show } from '../suite/support';

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

  test('so does replaying', async () => {
    const { showQuickPick } = window;
    // The first of those who are asked where the events go.
    Object.assign(window, { showQuickPick: async (items: readonly unknown[]) => items[0] });
    const events = example('order-event/events/week-1.events.jsonl');
    await commands.executeCommand('intercomWebhook.replayEvents', events);
    Object.assign(window, { showQuickPick });
    assert.equal(told.length, 1);
    assert.match(told[0]!, /^Replay Events: This editor cannot replay.+ in VS Code on a desktop/);
  });

  test('so does asking whose a token is', async () => {
    await show('new-user/body_template.json.trimou');
    await commands.executeCommand('intercomWebhook.checkAccessToken');
    assert.equal(told.length, 1);
    assert.match(told[0]!, /^Check Access Token: This editor cannot ask: a page in a browser may not call Intercom\./);
  });
});
