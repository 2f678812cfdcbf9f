import assert from 'node:assert/strict';
import { checkDestination } from '../../server/http/hosts';

suite('hosts', () => {
  const allowed = ['proxy.example.com', 'http://mock.test:8080', 'https://other.test'];
  const cases: [string, string][] = [
    ['https://api.intercom.io/users', 'destination'],
    ['https://API.EU.Intercom.io/users', 'destination'],
    ['https://api.au.intercom.io:443/', 'destination'],
    ['http://localhost:3000/', 'destination'],
    ['http://127.0.0.1:3000/', 'destination'],
    ['http://127.1:3000/', 'destination'],
    ['http://[::1]:3000/', 'destination'],
    ['https://proxy.example.com:8443/', 'destination'],
    ['http://mock.test:8080/users', 'destination'],
    ['https://other.test/', 'destination'],

    ['http://api.intercom.io/users', 'bad-url'],
    ['http://proxy.example.com/', 'bad-url'],
    ['https://localhost@evil.test/', 'bad-url'],

    ['https://evil.test/', 'host-not-allowed'],
    ['https://api.intercom.io.evil.test/', 'host-not-allowed'],
    ['https://evilapi.intercom.io/', 'host-not-allowed'],
    ['https://intercom.io/', 'host-not-allowed'],
    ['https://api.intercom.io./', 'host-not-allowed'],
    ['https://localhost.evil.test/', 'host-not-allowed'],
    ['https://127.0.0.1.evil.test/', 'host-not-allowed'],
    ['http://0.0.0.0/', 'host-not-allowed'],
    ['http://169.254.169.254/latest', 'host-not-allowed'],
    ['http://[::ffff:10.0.0.1]/', 'host-not-allowed'],
    ['http://mock.test:8081/', 'host-not-allowed'],
    ['https://mock.test:8080/', 'host-not-allowed'],
    ['https://evil.test\\@api.intercom.io/', 'host-not-allowed'],
    ['https://api.intercom.iо/', 'host-not-allowed'],
  ];
  for (const [url, expected] of cases) {
    test(`${url}: ${expected}`, () => {
      const result = checkDestination(url, allowed);
      assert.equal(result.kind === 'failed' ? result.reason : result.kind, expected);
    });
  }

  test('the sentence names the host and not the rest of the URL', () => {
    const result = checkDestination('https://evil.test/?key=made-up', []);
    assert.match(result.kind === 'failed' ? result.detail : '', /evil\.test(?!.*made-up)/);
  });
});
