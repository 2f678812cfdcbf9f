import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkToken } from '../../server/http/checkToken';
import { startSandbox } from '../../server/http/sandbox/startSandbox';
import type { Host } from '../../server/lsp/host';
import { type CheckTokenAnswer, requests } from '../../server/protocol';
import { closeEditors, type EditorOptions, startEditor } from '../support/editor';
import { sampleDisk, uris } from '../support/workspace';

const token = 'made-up-token-0123456789';
const host: Partial<Host> = { checkToken, startSandbox: () => startSandbox() };

async function check(params: object, options: EditorOptions = {}) {
  const editor = await startEditor({ disk: sampleDisk(), host, secret: () => token, ...options });
  const answer = await editor.request<CheckTokenAnswer>(requests.checkToken, { secret: 'intercom', ...params });
  return { editor, answer };
}

suite('checking a token', () => {
  teardown(closeEditors);

  test('in the sandbox, which starts by itself; the token is not asked for', async () => {
    const { editor, answer } = await check({ target: 'sandbox' });
    assert.ok(answer.kind === 'known' && answer.workspace === 'Sandbox', JSON.stringify(answer));
    assert.deepEqual(editor.secretsAsked, []);
  });

  test('at the host of the action, with the token of that name', async () => {
    let authorization: string | undefined;
    const server = createServer((request, response) => {
      authorization = request.headers.authorization;
      response.writeHead(401).end();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const disk = sampleDisk();
      disk[uris.action] = disk[uris.action]!.replace('https://api.intercom.io', url);
      const { editor, answer } = await check({ target: 'intercom', action: uris.action }, { disk });
      assert.deepEqual(answer, { kind: 'unknown', host: new URL(url).host });
      assert.equal(authorization, `Bearer ${token}`);
      assert.deepEqual(editor.secretsAsked, ['intercom']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('in another region than the action', async () => {
    const asked: string[] = [];
    const elsewhere: Host['checkToken'] = async ({ origin }) => {
      asked.push(origin);
      return { kind: 'known', host: 'api.eu.intercom.io', region: 'EU' };
    };
    const params = { target: 'intercom', action: uris.action };
    const { answer } = await check(params, { host: { checkToken: elsewhere } });
    assert.deepEqual(answer, { kind: 'known', host: 'api.eu.intercom.io', region: 'EU', expected: 'api.intercom.io' });
    assert.deepEqual(asked, ['https://api.intercom.io']);
  });

  test('that is not set', async () =>
    assert.deepEqual((await check({ target: 'intercom' }, { secret: () => null })).answer, { kind: 'unset' }));

  test('at a host that nobody allowed', async () => {
    const disk = sampleDisk();
    disk[uris.action] = disk[uris.action]!.replace('https://api.intercom.io', 'https://evil.test');
    const { answer } = await check({ target: 'intercom', action: uris.action }, { disk });
    assert.equal(answer.kind === 'failed' && answer.reason, 'host-not-allowed');
  });

  test('a bug that quotes it is logged without it', async () => {
    const broken: Host['checkToken'] = async order => {
      throw new Error(`made-up bug with ${order.token}`);
    };
    const { editor, answer } = await check({ target: 'intercom' }, { host: { checkToken: broken } });
    assert.equal(answer.kind, 'failed');
    assert.match(editor.logged.join(), /made-up bug with <secret>/);
  });
});
