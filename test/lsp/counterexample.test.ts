import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { type Counterexample, type PreviewAnswer, requests } from '../../server/protocol';
import { closeEditors, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const { action, body, auth, loose } = uris;
const command = 'intercomWebhook.showCounterexample';

suite('counterexamples over the protocol', () => {
  teardown(closeEditors);

  test('an action that shows it stands below the fixes of the finding, and is never preferred', async () => {
    const actions = await actionsAt('{"total": {{to|tal}}, "token": "{{access_token}}"}');
    const shows = actions.filter(each => each.command?.command === command);
    assert.deepEqual(
      shows.map(({ title, kind, isPreferred, diagnostics }) => [title, kind, isPreferred, diagnostics?.[0]?.code]),
      [['Show Counterexample', 'quickfix', undefined, 'maybe-missing-value']],
    );
    assert.equal(actions.indexOf(shows[0]!), actions.length - 1);
    assert.ok(actions.length > 1);
  });

  test('is answered for a place, and rendered, with what breaks', async () => {
    const { editor, at, text } = await typing('{"token": "{{access_token}}", "total": {{to|tal}}}');
    const [counterexample, ...more] = await editor.request<Counterexample[]>(requests.counterexamples, {
      uri: body,
      position: at.position,
    });
    assert.deepEqual(more, []);
    const { code, message, attributes, ...files } = counterexample!;
    assert.deepEqual(files, { uri: body, action });
    assert.equal(code, 'maybe-missing-value');
    assert.match(message, /It happens when .*total/);
    assert.equal(attributes.order_total, undefined);
    assert.doesNotMatch(JSON.stringify(counterexample), /access_token|intercom"/);

    const preview = await editor.request<PreviewAnswer>(requests.preview, { uri: body, counterexample });
    assert.ok(preview.kind === 'rendered' && preview.problem);
    assert.equal(preview.text, '{"token": "<secret:intercom>", "total": }');
    assert.equal(preview.text.slice(preview.problem.start, preview.problem.end), '}');
    assert.deepEqual(preview.event, { uri: body, name: 'counterexample maybe-missing-value' });
    assert.deepEqual(editor.secretsAsked, []);

    await editor.change(body, text.replace('{{total}}', '1'));
    const mended = await editor.request<PreviewAnswer>(requests.preview, { uri: body, counterexample });
    assert.ok(mended.kind === 'rendered' && !mended.problem);
  });

  test('is that of the same line where nothing is at the cursor', async () => {
    const { editor } = await typing('{|"total": {{total}},\r\n"vip": {{vip}}\r\n}');
    const found = (line: number, character: number) =>
      editor.request<Counterexample[]>(requests.counterexamples, { uri: body, position: { line, character } });
    for (const [line, code] of ['maybe-missing-value', 'badge-never-false'].entries())
      assert.deepEqual(
        (await found(line, 0)).map(each => each.code),
        [code],
      );
    assert.deepEqual(await found(2, 1), []);
  });

  test('is rendered for the action that it was found with', async () => {
    const other = 'file:///w/a/b.webhook.json';
    const disk = sampleDisk();
    disk[other] = disk[action]!.replace('"customer_email"', '"other_email"');
    const editor = await startEditor({ disk });
    const text = '{"email": {{email}}}';
    await editor.open(body, text);
    const found = await editor.request<Counterexample[]>(requests.counterexamples, {
      uri: body,
      position: { line: 0, character: 12 },
    });
    assert.deepEqual(found.map(each => each.action).sort(), [action, other]);
    for (const counterexample of found) {
      const preview = await editor.request<PreviewAnswer>(requests.preview, { uri: body, counterexample });
      assert.ok(preview.kind === 'rendered' && preview.problem);
      assert.equal(preview.action, counterexample.action);
    }
  });

  test('is told in a line, with what it depends on first, and not where every event shows it', async () => {
    const [conditional] = await actionsAt('{"email": "{{email|}}"}');
    const [, example = ''] = String(conditional!.diagnostics![0]!.message).split('\nFor example with ');
    assert.match(example, /^\{"customer_email":/);
    assert.ok(example.length <= 84, example);
    const always = await actionsAt('{"email": "{{email.toJson}}", "a": tr|u}');
    const { code, message } = always[0]!.diagnostics![0]!;
    assert.equal(code, 'invalid-json');
    assert.doesNotMatch(String(message), /For example/);
  });

  test('there is none where nothing is proven', async () => {
    const actions = await actionsAt('{"email": "{{ema|il"}');
    assert.ok(actions.every(each => !each.command));
    // A secret with a quote in it cannot be shown to anybody.
    const aboutSecret = await actionsAt('{"token": "{{access_|token}}"}');
    assert.equal(aboutSecret[0]?.diagnostics?.[0]?.code, 'unescaped-string');
    assert.ok(aboutSecret.every(each => !each.command));
    const { editor } = await typing('{"total": 1|}');
    for (const uri of [body, auth, action, loose, 'file:///w/none.trimou']) {
      const params = { uri, position: { line: 0, character: 3 } };
      assert.deepEqual(await editor.request(requests.counterexamples, params), []);
    }
  });
});

async function actionsAt(marked: string): Promise<CodeAction[]> {
  const { editor, at } = await typing(marked);
  return editor.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: at.textDocument,
    range: { start: at.position, end: at.position },
    context: { diagnostics: [] },
  });
}

/** Opens the body template with a text whose `|` is the cursor. */
async function typing(marked: string) {
  const text = marked.replace('|', '');
  const editor = await startEditor({ disk: sampleDisk() });
  await editor.open(body, text);
  return { editor, text, at: editor.at(body, marked.indexOf('|')) };
}
