import assert from 'node:assert/strict';
import { mask } from '../../server/core/action/secrets';
import { redactHeaders, redactor } from '../../server/http/redact';

/** Made up, of the shape of Intercom's: `tok:`, a UUID of ones and twos, `:1:0`. */
const shaped = Buffer.from('tok:11111111_2222_1111_2222_111111111111:1:0').toString('base64');
const odd = 'made-up/sec+ret "ë"\\&<1>=';

suite('redact: a known secret', () => {
  const redact = redactor([odd]);
  const forms: Record<string, string> = {
    'as it is': odd,
    'in capitals': odd.toUpperCase(),
    'URL-encoded': encodeURIComponent(odd),
    'URL-encoded in small letters': encodeURIComponent(odd).replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()),
    'URL-encoded twice': encodeURIComponent(encodeURIComponent(odd)),
    'form-encoded': new URLSearchParams({ a: odd }).toString().slice(2),
    'in JSON': JSON.stringify(odd).slice(1, -1),
    'in JSON within JSON': JSON.stringify(JSON.stringify(odd)).slice(3, -3),
    'in JSON with slashes escaped': JSON.stringify(odd).slice(1, -1).replace(/\//g, '\\/'),
    'in JSON with all but letters and digits escaped': odd.replace(
      /[^a-z0-9]/gi,
      char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    'in HTML': odd.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
    'in HTML with numbers': odd.replace(/[^a-z0-9]/gi, char => `&#x${char.charCodeAt(0).toString(16)};`),
    'in hex': Buffer.from(odd).toString('hex'),
    'in base64': Buffer.from(odd).toString('base64'),
    'in base64 for URLs': Buffer.from(odd).toString('base64url'),
    'in base64, URL-encoded': encodeURIComponent(Buffer.from(odd).toString('base64')),
    'as the password of basic authentication': Buffer.from(`user:${odd}`).toString('base64'),
    'as its user name': Buffer.from(`${odd}:`).toString('base64'),
    'one byte further in': Buffer.from(`x:${odd}:y`).toString('base64'),
  };
  for (const [name, form] of Object.entries(forms)) {
    test(name, () => {
      const redacted = redact(`before ${form} after`);
      assert.match(redacted, /^before .{0,10}•{8}.{0,10} after$/);
      assert.ok(!redacted.toLowerCase().includes(form.slice(4, -4).toLowerCase()), redacted);
    });
  }

  test('everywhere it stands', () => assert.equal(redact(`${odd}${odd},${odd}`), `${mask}${mask},${mask}`));
  test('not what only looks like it', () => assert.equal(redact('made-up/sec and more'), 'made-up/sec and more'));
  test('cut off by the end of the text', () => assert.equal(redact('{"echo":"made-up/se'), `{"echo":"${mask}`));
  test('the longer of two that begin alike', () =>
    assert.equal(redactor(['made-up', 'made-up-longer'])('made-up-longer made-up'), `${mask} ${mask}`));
  test('a line break at its end, as from a file', () => assert.equal(redactor(['made-up-1\n'])('made-up-1'), mask));
  test('a short one only as a word of its own', () =>
    assert.equal(redactor(['abc'])('abc, abcd, "abc"'), `${mask}, abcd, "${mask}"`));
  test('a very long one', () => {
    const long = Array.from({ length: 1000 }, (_, index) => `made/up ${index}`).join('+');
    assert.match(redactor([long])(`a ${encodeURIComponent(long)} b`), /^a •+ b$/);
  });
  test('none, or an empty one', () => assert.equal(redactor(['', ' '])('plain text'), 'plain text'));
  test('half of a surrogate pair', () => assert.equal(redactor(['made-up\ud800'])('plain'), 'plain'));
});

suite('redact: what looks like a token', () => {
  const redact = redactor([]);
  test("Intercom's shape, both ways it can begin", () => {
    const other = Buffer.from('tok:aaaaaaaa_2222_1111_2222_111111111111:1:0').toString('base64');
    assert.ok(shaped.startsWith('dG9rOj') && other.startsWith('dG9rOm') && shaped.length === 60);
    assert.equal(redact(`a ${shaped} b ${encodeURIComponent(other)} c`), `a ${mask} b ${mask} c`);
  });
  test('what follows Bearer', () => {
    assert.equal(redact('{"authorization":"Bearer made.up-1"}'), `{"authorization":"Bearer ${mask}"}`);
    assert.equal(redact('auth=bearer%20made-up&x=1'), `auth=bearer%20${mask}&x=1`);
  });
  test('basic credentials, and not the basic plan', () =>
    assert.equal(
      redact(`Basic ${Buffer.from('user:made-up').toString('base64')}, Basic subscription`),
      `Basic ${mask}, Basic subscription`,
    ));
});

suite('redact: headers', () => {
  const redact = redactor(['made-up-1']);
  const cases: [string, string, string][] = [
    ['Authorization', 'Bearer other', `Bearer ${mask}`],
    ['authorization', 'Bearer', 'Bearer'],
    ['Authorization', 'Basic dTpw', `Basic ${mask}`],
    ['Authorization', 'plain-token', mask],
    ['Authorization', '', ''],
    ['Authorization', 'Bearer <secret:intercom>', 'Bearer <secret:intercom>'],
    ['Authorization', 'Bearer <secret:intercom>x', `Bearer ${mask}`],
    ['Cookie', 'a=b', mask],
    ['Set-Cookie', 'session=1', mask],
    ['X-Mine', 'key made-up-1', `key ${mask}`],
    ['Accept', 'application/json', 'application/json'],
  ];
  for (const [name, value, expected] of cases) {
    test(`${name}: ${value}`, () => assert.deepEqual(redactHeaders([[name, value]], redact), [[name, expected]]));
  }
});

test('redact: 10 MB of base64 take no more than a moment', () => {
  const text = 'QUJD'.repeat(2_500_000);
  const started = performance.now();
  assert.equal(redactor([shaped, odd])(text), text);
  assert.ok(performance.now() - started < 3000);
});
