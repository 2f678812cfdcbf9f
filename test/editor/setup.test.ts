import assert from 'node:assert/strict';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { FromPage, ToPage } from '../../client/setup/messages';
import { renderPage, renderSheet } from '../../client/setup/template';
import { comparableFields, sheetView } from '../../client/setup/viewModel';
import { openPage } from './browser';
import { root } from './project';

const field = (id: string) => ({ id, title: id, parts: [{ label: id, value: id }], digest: id });
const answer = {
  kind: 'sheet' as const,
  action: { uri: 'file:///a', name: 'Save' },
  errors: 0,
  sections: [{ title: 'Request', items: [field('url'), field('contentType')] }],
};

suite('the page of Tealium Setup', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;

  suiteSetup(async () => {
    ({ browser, page } = await openPage('http://localhost'));
    const parts = { cspSource: "'none'", nonce: 'n', base: '', style: '', script: '', language: 'en' };
    await page.setContent(renderPage(parts));
    const entryPoints = [path.join(root, 'client/setup/page/main.ts')];
    const built = await esbuild.build({ entryPoints, bundle: true, format: 'iife', write: false });
    await page.evaluate(
      'sent = []; acquireVsCodeApi = () => ({ setState() {}, postMessage(message) { sent.push(message); } });',
    );
    await page.evaluate(built.outputFiles[0]!.text);
    const html = renderSheet(sheetView(answer, {}));
    await tell({ kind: 'sheet', html, action: answer.action.uri, fields: comparableFields(answer) });
  });

  suiteTeardown(() => browser?.close());

  const tell = (message: ToPage) =>
    page.evaluate(`window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`);
  const compared = async () =>
    (await page.evaluate<FromPage[]>('sent.splice(0)')).filter(({ kind }) => kind === 'compare');
  const pasted = () => page.locator('#pasted');
  const compareButton = (id: string) => page.locator(`[id="compare-${id}"]`);

  test('a field is chosen and waits for what is pasted', async () => {
    await compareButton('url').click();
    assert.deepEqual(await compared(), []);
    assert.equal(await page.locator('#field').inputValue(), 'url');
    await page.keyboard.insertText('https://a.example/');
    assert.equal(await pasted().inputValue(), 'https://a.example/');
  });

  test('what was pasted before is kept and compared; what is pasted next takes its place', async () => {
    await compareButton('contentType').click();
    assert.deepEqual(await compared(), [{ kind: 'compare', text: 'https://a.example/', field: 'contentType' }]);
    assert.equal(await pasted().inputValue(), 'https://a.example/');
    await page.keyboard.insertText('text/plain');
    assert.equal(await pasted().inputValue(), 'text/plain');
  });
});
