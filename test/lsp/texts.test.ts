import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { t } from '@vscode/l10n';
import type { CodeAction, CodeLens, FullDocumentDiagnosticReport } from 'vscode-languageserver';
import { speak } from '../../server/lsp/texts';
import { closeEditors, startEditor } from '../support/editor';
import { findIn } from '../support/marked';
import { packed } from '../support/texts';
import { sampleDisk, uris } from '../support/workspace';

const german: Readonly<Record<string, string>> = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8'));
const texts = packed(german);

/** The message and the fix for a tag that is not closed, and the code lenses of the template. */
async function said(initializationOptions: object) {
  const editor = await startEditor({ disk: sampleDisk(), initializationOptions });
  await editor.open(uris.body, '{"email": "{{email"}');
  const textDocument = { uri: uris.body };
  const { items } = await editor.request<FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument });
  const broken = items.filter(({ code }) => code === 'unclosed-tag');
  const params = { textDocument, range: broken[0]!.range, context: { diagnostics: broken } };
  const [action] = await editor.request<CodeAction[]>('textDocument/codeAction', params);
  const lenses = await editor.request<CodeLens[]>('textDocument/codeLens', { textDocument });
  return { message: broken[0]!.message, fix: action!.title, lens: lenses[0]!.command!.title };
}

suite('the language of the server', () => {
  teardown(closeEditors);

  test('is that of the editor', async () => {
    const { message, fix, lens } = await said({ texts });
    assert.equal(message, 'Dieser Tag ist nicht geschlossen: Beenden Sie ihn mit `}}`.');
    assert.equal(fix, 'Den Tag schließen');
    assert.equal(lens, 'Senden');
  });

  test('is German in what is put together: a verb stands at the end, once for all that share it', async () => {
    speak(texts);
    const conditionsIn = async (text: string) => {
      const findings = await findIn(text, {
        json: true,
        variables: { 'items.sku': 'array of strings', phone: 'string?' },
      });
      return findings.map(({ message }) => /Das geschieht, wenn (.*)\.$/.exec(message)?.[1]);
    };
    const hostile = 'ein Anführungszeichen, einen Backslash oder einen Zeilenumbruch enthält';
    assert.deepEqual(await conditionsIn('{"items": "{{items}}"}'), [
      `\`items\` nicht leer ist und das erste von \`items.sku\` ${hostile}`,
    ]);
    assert.deepEqual(await conditionsIn('{"phone": {{#if phone}}1{{/if}}}'), ['`phone` fehlt oder leer ist']);
    speak(undefined);
  });

  test('has every text as it was before it was packed; English where there is none', () => {
    const untranslated = { 'Nobody has translated this.': '', 'Nor this: {0}.': '' };
    speak(packed({ ...untranslated, ...german }));
    const all = [...Object.keys(german), ...Object.keys(untranslated)];
    const spoken = Object.fromEntries(all.map(english => [english, t(english)]));
    speak(undefined);
    const same = Object.keys(untranslated).map(english => [english, english]);
    assert.deepEqual(spoken, { ...german, ...Object.fromEntries(same) });
  });

  test('is English where the editor brings no texts, also after another editor has', async () => {
    await said({ texts });
    const { message, fix, lens } = await said({});
    assert.equal(message, 'This tag is not closed: end it with `}}`.');
    assert.equal(fix, 'Close the tag');
    assert.equal(lens, 'Send');
  });
});
