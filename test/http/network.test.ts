import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { networkOf, proxyFor } from '../../server/http/network/network';
import { bypasses } from '../../server/http/network/noProxy';
import { proxySecrets } from '../../server/http/network/proxy';
import type { HttpSettings } from '../../server/protocol';
import { selfSigned } from './certificate';
import { outcome, post, withServer } from './loopback';

suite('network: which proxy', () => {
  const cases: [string, Record<string, string>, HttpSettings, string | undefined, string | undefined][] = [
    ['none', {}, {}, undefined, undefined],
    ['the setting', {}, { proxy: ' http://set.test:1 ' }, 'http://set.test:1', 'http://set.test:1'],
    [
      'the setting before the variables',
      { HTTPS_PROXY: 'http://env.test' },
      { proxy: 'http://set.test' },
      'http://set.test',
      'http://set.test',
    ],
    ['an empty setting', { HTTPS_PROXY: 'http://env.test' }, { proxy: '' }, 'http://env.test', undefined],
    [
      'a variable each',
      { HTTPS_PROXY: 'http://s.test', HTTP_PROXY: 'http://p.test' },
      {},
      'http://s.test',
      'http://p.test',
    ],
    ['HTTP_PROXY for both', { HTTP_PROXY: 'http://p.test' }, {}, 'http://p.test', 'http://p.test'],
    [
      'small letters first',
      { https_proxy: 'http://small.test', HTTPS_PROXY: 'http://big.test' },
      {},
      'http://small.test',
      undefined,
    ],
    [
      'switched off',
      { HTTPS_PROXY: 'http://env.test' },
      { proxy: 'http://set.test', proxySupport: 'off' },
      undefined,
      undefined,
    ],
    [
      'an exception of the environment',
      { HTTPS_PROXY: 'http://env.test', NO_PROXY: 'a.test, intercom.io' },
      {},
      undefined,
      undefined,
    ],
    [
      'an exception of the settings',
      { HTTPS_PROXY: 'http://env.test', NO_PROXY: 'intercom.io' },
      { noProxy: ['a.test'] },
      'http://env.test',
      undefined,
    ],
  ];
  for (const [name, environment, settings, https, http] of cases) {
    test(name, async () => {
      const network = await networkOf(environment, settings);
      const found = (url: string) => proxyFor(new URL(url), network)?.address;
      assert.deepEqual([found('https://api.intercom.io/'), found('http://api.intercom.io/')], [https, http]);
      assert.equal(found('http://127.0.0.1:3000/'), undefined);
      assert.equal(found('https://localhost/'), undefined);
    });
  }

  test('where it stands, for whoever has to correct it', async () => {
    const url = new URL('https://api.intercom.io/');
    assert.equal(proxyFor(url, await networkOf({ HTTPS_PROXY: 'x' }))?.from, 'HTTPS_PROXY');
    assert.equal(proxyFor(url, await networkOf({}, { proxy: 'x' }))?.from, 'the setting http.proxy');
  });

  test('its passwords', async () => {
    const network = await networkOf({ HTTPS_PROXY: 'http://a:p%40ss@x.test' }, { proxyAuthorization: 'Basic abc' });
    assert.deepEqual(proxySecrets(network), ['p%40ss', 'p@ss', 'abc']);
    const bare = await networkOf({ HTTPS_PROXY: 'anna:p@s/s@x.test:3128' });
    assert.deepEqual([...new Set(proxySecrets(bare))], ['p@s/s']);
    for (const HTTPS_PROXY of ['http://x.test:3128', 'x.test:3128', 'http://anna@x.test:3128'])
      assert.deepEqual(proxySecrets(await networkOf({ HTTPS_PROXY })), [], HTTPS_PROXY);
  });
});

suite('network: exceptions from the proxy', () => {
  const cases: [string, string, boolean][] = [
    ['*', 'https://api.intercom.io/', true],
    ['', 'https://api.intercom.io/', false],
    ['api.intercom.io', 'https://api.intercom.io/', true],
    ['API.Intercom.io', 'https://api.intercom.io/', true],
    ['intercom.io', 'https://api.intercom.io/', true],
    ['.intercom.io', 'https://api.intercom.io/', true],
    ['*.intercom.io', 'https://api.intercom.io/', true],
    ['tercom.io', 'https://api.intercom.io/', false],
    ['eu.intercom.io', 'https://api.intercom.io/', false],
    ['api.intercom.io:443', 'https://api.intercom.io/', true],
    ['api.intercom.io:8443', 'https://api.intercom.io/', false],
    ['api.intercom.io:80', 'http://api.intercom.io/', true],
    ['10.1.2.3', 'https://10.1.2.3/', true],
    ['2.3', 'https://10.1.2.3/', false],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.0.0.0/99', 'https://10.1.2.3/', false],
    ['10.0.0.0/x', 'https://10.1.2.3/', false],
    ['10.0.0.0/8', 'https://api.intercom.io/', false],
    ['fd00::/8', 'https://[fd00::1]/', true],
    ['fd00::1', 'https://[fd00::1]/', true],
    ['[fd00::1]:443', 'https://[fd00::1]/', true],
  ];
  for (const [entry, url, expected] of cases)
    test(`${entry || 'nothing'}: ${url}`, () => assert.equal(bypasses([entry], new URL(url)), expected));
});

suite('network: certificates', () => {
  let folder: string;
  const own = selfSigned();
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'certificates '));
    await writeFile(join(folder, 'own.pem'), `# ours\n${own.cert}`);
    await writeFile(join(folder, 'none.pem'), 'no certificates here');
  });
  teardown(() => rm(folder, { recursive: true }));

  const answered = async (environment: Record<string, string>, settings?: HttpSettings) =>
    withServer(
      (_, response) => response.end('{}'),
      async url => post(url, { network: await networkOf(environment, settings) }),
      own,
    );

  test('of NODE_EXTRA_CA_CERTS are trusted, beside all others', async () => {
    const environment = { NODE_EXTRA_CA_CERTS: join(folder, 'own.pem') };
    assert.equal(outcome(await answered(environment)), 200);
    const { authorities } = await networkOf(environment);
    const trusted = authorities!.certificates.map(pem => pem.replace(/\s/g, ''));
    assert.ok(tls.rootCertificates.every(known => trusted.includes(known.replace(/\s/g, ''))));
  });

  for (const file of ['none.pem', 'gone.pem']) {
    test(`that cannot be read, ${file}: said where a certificate is not trusted, and no less is trusted`, async () => {
      const result = await answered({ NODE_EXTRA_CA_CERTS: join(folder, file) });
      assert.ok(result.kind === 'failed' && result.reason === 'certificate');
      assert.match(result.detail, new RegExp(`self-signed.*NODE_EXTRA_CA_CERTS names a file.*${file}`));
      const { authorities } = await networkOf({ NODE_EXTRA_CA_CERTS: join(folder, file) });
      assert.ok(authorities!.certificates.length >= tls.rootCertificates.length);
    });
  }

  test('of the system, where http.systemCertificates says so', async function () {
    // From Node 22.15 on Node asks the system itself, which a test cannot give a certificate of its own.
    if ('getCACertificates' in tls) this.skip();
    const environment = { SSL_CERT_FILE: join(folder, 'own.pem') };
    assert.equal(outcome(await answered(environment, { systemCertificates: true })), 200);
    assert.equal(outcome(await answered(environment, { systemCertificates: false })), 'certificate');
  });

  test('Node’s own where nothing is set', async () => assert.equal((await networkOf({})).authorities, undefined));
});
