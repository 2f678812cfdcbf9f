import assert from 'node:assert/strict';
import type { Timing } from '../../server/protocol';
import { selfSigned, trusting } from './certificate';
import { post, withServer } from './loopback';

suite('send: how long the steps took', () => {
  test('a name, a connection, TLS, an answer', async () => {
    const tls = selfSigned();
    await withServer(
      (_, response) => response.end('{}'),
      async url => {
        const timing = (await post(url, trusting(tls))).timing!;
        assert.deepEqual(Object.keys(timing).sort(), [
          'connectMs',
          'dnsMs',
          'firstByteMs',
          'reusedConnection',
          'tlsMs',
          'totalMs',
        ]);
        assert.equal(timing.reusedConnection, false);
        assert.ok(sum(timing) <= timing.totalMs + 0.5, JSON.stringify(timing));
      },
      tls,
    );
  });

  test('no steps that did not happen: an address, no TLS; then a connection that is there', () =>
    withServer(
      (_, response) => response.end('{}'),
      async url => {
        const byAddress = url.replace('localhost', '127.0.0.1');
        const first = (await post(byAddress)).timing!;
        assert.deepEqual(Object.keys(first).sort(), ['connectMs', 'firstByteMs', 'reusedConnection', 'totalMs']);
        const second = (await post(byAddress)).timing!;
        assert.deepEqual(Object.keys(second).sort(), ['firstByteMs', 'reusedConnection', 'totalMs']);
        assert.equal(second.reusedConnection, true);
      },
    ));

  test('waiting for the answer and reading it are told apart', () =>
    withServer(
      (_, response) => {
        response.write('{');
        setTimeout(() => response.end('}'), 60);
      },
      async url => {
        const { firstByteMs, totalMs } = (await post(url)).timing!;
        assert.ok(totalMs - firstByteMs! >= 50, `${firstByteMs} of ${totalMs}`);
      },
    ));

  test('a failure says how far it came', () =>
    withServer(
      () => {},
      async url => {
        const { timing } = await post(url, { timeoutMs: 400 });
        assert.ok(timing?.connectMs !== undefined && timing.firstByteMs === undefined && timing.totalMs >= 50);
      },
    ));

  test('nothing was begun, nothing is told', async () =>
    assert.equal((await post('ftp://localhost/')).timing, undefined));
});

function sum({ dnsMs = 0, connectMs = 0, tlsMs = 0, firstByteMs = 0 }: Timing): number {
  return dnsMs + connectMs + tlsMs + firstByteMs;
}
