import assert from 'node:assert/strict';
import { type CurlAnswer, type CurlParams, type PostmanAnswer, requests } from '../../server/protocol';
import { closeEditors, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const event = { uri: uris.event, name: 'full' };

suite('Copy as cURL, over the protocol', () => {
  teardown(closeEditors);

  test('the request of an action, with what is typed and not saved', async () => {
    const editor = await startEditor({ disk: sampleDisk() });
    await editor.open(uris.body, '{"mail": "{{email.toJson}}"}');
    const answer = await curl(editor, { action: uris.action, event, target: 'intercom' });
    assert.ok(answer.kind === 'command');
    assert.match(answer.text, /^curl --request POST/);
    assert.match(answer.text, /--header "Authorization: Bearer \$INTERCOM_ACCESS_TOKEN"/);
    assert.match(answer.text, /--data-raw '\{"mail": "ann@example\.com"\}'$/);
    assert.deepEqual(answer.variables, ['INTERCOM_ACCESS_TOKEN']);
    assert.equal(answer.hidden, undefined);
    assert.deepEqual(editor.secretsAsked, [], 'no secret is needed');
  });

  test('to the sandbox when that is the target: it runs as it is, without a secret', async () => {
    const running = { url: 'http://127.0.0.1:4711', close: async () => {} };
    const editor = await startEditor({ disk: sampleDisk(), host: { startSandbox: async () => running } });
    const answer = await curl(editor, { action: uris.action, event, target: 'sandbox' });
    assert.ok(answer.kind === 'command');
    assert.equal(answer.sandbox, running.url);
    assert.match(answer.text, new RegExp(`--url '${running.url}/`));
    assert.match(answer.text, /--header 'Authorization: Bearer made-up-sandbox-token'/);
    assert.doesNotMatch(answer.text, /intercom\.io|\$/);
    assert.deepEqual(answer.variables, []);
  });

  test('to the action’s own URL where no sandbox can run', async () => {
    const editor = await startEditor({ disk: sampleDisk(), host: {} });
    const answer = await curl(editor, { action: uris.action, event, target: 'sandbox' });
    assert.ok(answer.kind === 'command');
    assert.equal(answer.sandbox, undefined);
    assert.match(answer.text, /--url 'https:\/\/api\.intercom\.io\//);
  });

  test('a template that encodes the token is told', async () => {
    const disk = { ...sampleDisk(), [uris.auth]: 'Basic {{#encodeBase64}}{{access_token}}{{/encodeBase64}}' };
    const answer = await curl(await startEditor({ disk }), { action: uris.action, event, target: 'intercom' });
    assert.equal(answer.kind === 'command' && answer.hidden, true);
  });

  test('a request that a report shows', async () => {
    const request = { method: 'GET', url: 'https://api.intercom.io/me', headers: [['Accept', 'a']] as const };
    const answer = await curl(await startEditor(), { request });
    assert.deepEqual(answer, {
      kind: 'command',
      text: "curl --request GET \\\n  --url 'https://api.intercom.io/me' \\\n  --header 'Accept: a'",
      variables: [],
    });
  });

  test('an event that is gone, and a template that fails, with its place', async () => {
    const disk = { ...sampleDisk(), [uris.auth]: '\n{{#email}}' };
    const editor = await startEditor({ disk });
    const gone = await curl(editor, {
      action: uris.action,
      event: { ...event, uri: 'file:///w/gone.event.json' },
      target: 'intercom',
    });
    assert.deepEqual(gone, {
      kind: 'refused',
      message: 'The event “full” no longer exists. Select another one.',
    });
    const failed = await curl(editor, { action: uris.action, event, target: 'intercom' });
    assert.ok(failed.kind === 'refused');
    assert.match(failed.message, /^Template auth\w* cannot be rendered/);
    assert.equal(failed.place?.uri, uris.auth);
    assert.equal(failed.place.range.start.line, 1);
  });
});

function curl(editor: Awaited<ReturnType<typeof startEditor>>, params: CurlParams): Promise<CurlAnswer> {
  return editor.request(requests.curl, params);
}

suite('Export Postman Collection, over the protocol', () => {
  teardown(closeEditors);

  test('a request an event, and what was left out', async () => {
    const disk = sampleDisk();
    disk['file:///w/a/events/bad.event.json'] = '{ "customer_email": "a\\nb" }';
    disk[uris.action] = disk[uris.action]!.replace(
      '"headers": [',
      '"headers": [{ "attribute": "customer_email", "to": "X-Mail" }, ',
    );
    const editor = await startEditor({ disk });
    const answer = await editor.request<PostmanAnswer>(requests.postman, { actions: [uris.action] });
    assert.ok(answer.kind === 'collection');
    assert.deepEqual([answer.requests, answer.variables], [1, ['INTERCOM_ACCESS_TOKEN']]);
    assert.match(answer.leftOut.join(), /^[^,]+, bad: Header X-Mail must be one line/);
    assert.equal(JSON.parse(answer.text).item[0].item[0].name, 'full');
  });

  test('an action without an event', async () => {
    const disk = sampleDisk();
    delete disk[uris.event];
    const editor = await startEditor({ disk });
    const answer = await editor.request<PostmanAnswer>(requests.postman, { actions: [uris.action] });
    assert.match(answer.kind === 'refused' ? answer.message : answer.kind, /has no sample event/);
  });
});
