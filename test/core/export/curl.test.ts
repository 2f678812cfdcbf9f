import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { curlCommand } from '../../../server/core/export/curl';
import type { ExportedRequest } from '../../../server/core/export/exported';
import { withServer } from '../../http/loopback';

const token = 'dG9r+/=$`"\'\\';
const env = { ...process.env, INTERCOM_ACCESS_TOKEN: token };
const request: ExportedRequest = {
  method: 'POST',
  url: 'https://api.intercom.io/users',
  headers: [
    ['Accept', 'application/json'],
    ['Authorization', 'Bearer <secret:intercom>'],
    ['Content-Type', 'application/json; charset=UTF-8'],
  ],
  body: '{ "name": "Ada" }\n',
};

suite('Copy as cURL', () => {
  test('reads as people write it', () =>
    assert.deepEqual(curlCommand(request), {
      text: `curl --request POST \\
  --url 'https://api.intercom.io/users' \\
  --header 'Accept: application/json' \\
  --header "Authorization: Bearer $INTERCOM_ACCESS_TOKEN" \\
  --header 'Content-Type: application/json; charset=UTF-8' \\
  --data-raw '{ "name": "Ada" }
'`,
      variables: ['INTERCOM_ACCESS_TOKEN'],
    }));

  test('a secret beside letters, in a URL, in HTML, masked, and another one', () => {
    const headers: ExportedRequest['headers'] = [
      ['X-A', '<secret:intercom>x'],
      ['X-B', `"<secret:my key>"`],
      ['X-C', 'Bearer ••••••••'],
      ['X-D', 'ü••••••••'],
    ];
    const url = 'https://a.test/?k=%3Csecret%3Amy%20key%3E&h=&lt;secret:intercom&gt;';
    const { text, variables } = curlCommand({ method: 'GET', url, headers });
    assert.deepEqual(text.split(' \\\n  ').slice(1), [
      '--url "https://a.test/?k=$INTERCOM_WEBHOOK_SECRET_MY_KEY&h=$INTERCOM_ACCESS_TOKEN"',
      `--header "X-A: \${INTERCOM_ACCESS_TOKEN}x"`,
      `--header 'X-B: "'"$INTERCOM_WEBHOOK_SECRET_MY_KEY"'"'`,
      '--header "X-C: Bearer $MASKED_SECRET"',
      `--header 'X-D: ü'"$MASKED_SECRET_2"`,
      `--header 'Accept:'`,
    ]);
    assert.deepEqual(variables, [
      'INTERCOM_WEBHOOK_SECRET_MY_KEY',
      'INTERCOM_ACCESS_TOKEN',
      'MASKED_SECRET',
      'MASKED_SECRET_2',
    ]);
  });

  const bodies: Readonly<Record<string, string>> = {
    'quotes and backslashes': `{"a":"it's \\"x\\" \\\\ \\n '' "}`,
    'dollars, back quotes, bangs': '$HOME $(id) `id` !! !$ #x ~ * ? [a] {a,b} %s %b \\0101',
    'line breaks and blanks': '\n\r\n\t  a\n\n',
    'other scripts': '李 Gräfin 🎉 \u2028 \u0001\u007f',
    'an at sign in front, which curl reads as a file': '@/etc/hostname',
    'a dash in front': '--data x',
    nothing: '',
    'a secret in it': '{"token":"<secret:intercom>","again":"<secret:intercom>1"}',
    'more than an argument can hold': `${"'李".repeat(60_000)}<secret:intercom>`,
    'a NUL, which no argument holds': "a\0b\\0101\\n\x001 '",
  };
  for (const shell of ['sh', 'bash'])
    for (const [name, body] of Object.entries(bodies)) {
      test(`${shell} runs it unchanged: ${name}`, async () => {
        const got = await sent(shell, { ...request, body });
        const expected = body.replaceAll('<secret:intercom>', () => token);
        if (body.length < 1000) assert.equal(got.body, expected);
        else assert.ok(got.body === expected, `${got.body.length} characters arrived, not ${expected.length}`);
        assert.equal(got.headers.authorization, `Bearer ${token}`);
        assert.equal(got.headers['content-type'], 'application/json; charset=UTF-8');
        assert.equal(got.method, 'POST');
      });
    }

  test('the URL arrives as a client sends it; no header is added', async () => {
    const path = 'a[1]{b}/ü李?q=a b&e=%20&x=\'"$1`';
    const got = await sent('sh', { method: 'PUT', url: path, headers: [['X-Empty', '']], body: 'x' });
    assert.equal(got.url, "/a[1]{b}/%C3%BC%E6%9D%8E?q=a%20b&e=%20&x='%22$1%60");
    const { host, 'user-agent': _, ...headers } = got.headers;
    assert.deepEqual(headers, { 'x-empty': '', 'content-length': '1' });
  });

  test('what a result shows of the wire goes in as far as it is the sender’s to say', async () => {
    const headers: ExportedRequest['headers'] = [
      ['Accept-Encoding', 'gzip, deflate, br'],
      ['Content-Length', '999'],
      ['Content-Type', 'text/plain'],
    ];
    const got = await sent('sh', { ...request, headers });
    assert.equal(got.headers['content-length'], String(request.body!.length));
    assert.match(got.headers['accept-encoding']!, /gzip/);
  });

  test('any text is one argument, as it is', () => {
    const text = fc.string({ unit: 'grapheme' }).filter(value => !value.includes('\0'));
    fc.assert(
      fc.property(text, text, (header, body) => {
        const one = header.replaceAll('<', '');
        const { text: command } = curlCommand({ ...request, headers: [['X-Any', `x${one}`]], body });
        const args = argumentsOf(command);
        assert.equal(args[args.indexOf('--header') + 1], `X-Any: x${one}`);
        assert.equal(args.at(-1), body);
      }),
      { numRuns: 60 },
    );
  });
});

interface Got {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a server on this machine gets when a shell runs the command out of a file. */
async function sent(shell: string, { url, ...rest }: ExportedRequest): Promise<Got> {
  const folder = mkdtempSync(join(tmpdir(), 'curl-'));
  const file = join(folder, 'command.sh');
  let got: Got | undefined;
  const listener: RequestListener = async (incoming, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method, url: path, headers } = incoming;
    got = { method, url: path, headers, body: Buffer.concat(chunks).toString() };
    answer.end();
  };
  try {
    await withServer(listener, async origin => {
      const { text } = curlCommand({ ...rest, url: origin + url.replace(/^https:\/\/[^/]+\//, '') });
      writeFileSync(file, text);
      await promisify(execFile)(shell, [file], { env });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  assert.ok(got, 'nothing was sent');
  return got;
}

/** The arguments that a shell makes of a command, curl itself taken away. */
function argumentsOf(command: string): readonly string[] {
  const print = `for argument do printf '%s\\0' "$argument"; done`;
  const script = `curl() { ${print}; }\n${command}\n`;
  return execFileSync('sh', ['-s'], { input: script, env }).toString().split('\0').slice(0, -1);
}
