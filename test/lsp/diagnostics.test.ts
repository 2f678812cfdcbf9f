import assert from 'node:assert/strict';
import { sampleAction } from '../support/cursor';
import { closeEditors, plainEditor, startEditor } from '../support/editor';

const action = 'file:///w/a/a.webhook.json';
const body = 'file:///w/a/body.json.trimou';
const disk = () => ({
  [action]: sampleAction,
  [body]: '{"email": "{{email}}"}',
  'file:///w/a/auth.trimou': 'Bearer {{access_token}}',
  'file:///w/a/events/one.event.json': '{"customer_email": "ann@example.com"}',
});

suite('diagnostics that are pushed', () => {
  teardown(closeEditors);

  test('of a template that is opened', async () => {
    const editor = await startEditor({ disk: disk(), capabilities: plainEditor });
    await editor.open(body, '{"email": "{{email"}');
    const { diagnostics, version } = await editor.until(() => editor.published[0], 'diagnostics');
    assert.equal(version, 1);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['unclosed-tag'],
    );
  });
});
