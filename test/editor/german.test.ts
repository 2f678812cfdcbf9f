import { copyExamples, packageExtension } from './project';
import { openWorkbench, type Workbench } from './workbench';

const template = 'new-user/body_template.json.trimou';

suite('the packaged extension in German', function () {
  this.timeout(90_000);
  this.bail(true);
  let workbench: Workbench;

  suiteSetup(async () => {
    const folder = copyExamples();
    workbench = await openWorkbench({ vsix: packageExtension().file, folder, file: template, language: 'de' });
    workbench.page.setDefaultTimeout(20_000);
    await workbench.load();
  });

  teardown(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(await workbench.screenshot('failed-german'), '\n', workbench.server.log());
  });

  suiteTeardown(() => workbench?.close());

  const seen = (selector: string, hasText: string) => workbench.page.locator(selector, { hasText }).first().waitFor();

  test('commands, results and lenses', async () => {
    await seen('.part.editor .codelens-decoration', 'Vorschau');
    await workbench.command('Intercom Webhook: Action senden');
    await workbench.webview().getByRole('tab', { name: 'Antwort' }).waitFor();
    await workbench.webview().getByRole('button', { name: 'Formatiert' }).waitFor();
  });

  test('what the checks find, and what a message offers', async () => {
    await workbench.go(3, 29);
    await workbench.page.keyboard.press('Delete');
    await workbench.page.locator('.part.editor .squiggly-error').first().waitFor();
    await workbench.command('Intercom Webhook: Action senden');
    await seen('.notification-toast', 'Nicht gesendet, weil die Prüfung');
    await seen('.notification-toast .monaco-button', 'Trotzdem senden');
  });

  test('what an answer means, and what to do', async () => {
    await workbench.page.locator('.notification-toast').getByRole('button', { name: 'Trotzdem senden' }).click();
    const problem = workbench.webview().locator('.problem', { hasText: 'den Intercom nicht annimmt' });
    await problem.filter({ hasText: 'Lesen Sie die Meldung' }).waitFor();
    await workbench.screenshot('german-answer');
  });
});
