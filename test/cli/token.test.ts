import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { withRawServer, withServer } from '../http/loopback';
import { actionText, eventText, fakeToken } from '../http/project';
import { inFolder } from './command';

/** A second secret, without a shape that anything could recognize it by. */
const password = 'made-up/pass word+"1"';
const secrets = [fakeToken, password];
const env = { INTERCOM_ACCESS_TOKEN: fakeToken, INTERCOM_WEBHOOK_SECRET_PASSWORD: password };

/** Each secret as it is and as servers write it, and its middle alone, which would remain if a mask were too narrow. */
const traces = secrets.flatMap(secret => {
  const base64 = [0, 1, 2].map(shift =>
    Buffer.from(`${'x'.repeat(shift)}${secret}`)
      .toString('base64')
      .slice(6, -6),
  );
  const urls = [encodeURIComponent(secret), new URLSearchParams({ '': secret }).toString().slice(1)];
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, ...urls, ...base64, Buffer.from(secret).toString('hex'), secret.slice(4, -4)];
});

/** The action with secrets in every part of the request. */
const action = actionText({
  urlParameters: [{ secret: 'password', to: 'key' }],
  cookies: [{ secret: 'password', to: 'session' }],
  headers: [
    { map: 'application/json', to: 'Accept' },
    { map: '1.4', to: 'Intercom-Version' },
    { map: '{{auth}}', to: 'Authorization' },
    { secret: 'password', to: 'X-Key' },
  ],
  templateVariables: [
    { attribute: 'customer_id', to: 'user_id' },
    { secret: 'intercom', to: 'token' },
    { secret: 'password', to: 'password' },
  ],
});
const files = {
  'a.webhook.json': action,
  'june.events.jsonl': `${eventText}\n{"broken\n${eventText}\n`,
  'body.json.trimou': '{"user_id":"{{user_id}}","name":"{{token}}","phone":"{{password.toJson}}"}',
  'events/expecting.event.json': JSON.stringify({
    ...JSON.parse(eventText),
    expect: { status: 200, body: { '$.name': 'x', '$.phone': 'x' }, response: { '$.forms': [], '$.more': [] } },
  }),
};

/** Returns everything it received, in as many forms as servers use. */
const echo: RequestListener = async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const all = JSON.stringify([request.url, request.headers, body]);
  const plain = [...secrets, `user:${fakeToken}`];
  response.writeHead(400, `No ${fakeToken}`, {
    'X-Echo': fakeToken,
    'Set-Cookie': `session=${fakeToken}`,
    'X-Url': encodeURIComponent(all),
  });
  const forms = [all, JSON.stringify(all), encodeURIComponent(all), Buffer.from(all).toString('base64')];
  const more = plain.flatMap(text => [Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]);
  response.end(JSON.stringify({ errors: [{ code: 'unauthorized', message: fakeToken }], forms, more }));
};

suite('no secret shows anywhere', () => {
  const commands: [string, string[]][] = [
    ['send', ['send', 'a.webhook.json', '--event', 'events/a.event.json', '--target', 'URL']],
    [
      'send, as JSON',
      ['send', 'a.webhook.json', '--event', 'events/a.event.json', '--target', 'URL', '--format', 'json'],
    ],
    ['send to the sandbox', ['send', 'a.webhook.json', '--event', 'events/a.event.json']],
    ['send to nobody', ['send', 'a.webhook.json', '--event', 'events/a.event.json', '--target', 'http://localhost:1']],
    [
      'send where it may not go',
      ['send', 'a.webhook.json', '--event', 'events/a.event.json', '--target', 'https://a.test'],
    ],
    ['replay', ['replay', 'a.webhook.json', '--events', 'june.events.jsonl', '--target', 'URL', '--anyway']],
    ['render', ['render', 'a.webhook.json', '--event', 'events/a.event.json']],
    ['render, as JSON', ['render', 'a.webhook.json', '--event', 'events/a.event.json', '--format', 'json']],
    ['test', ['test', '--target', 'URL', '.']],
    ['test, as JSON', ['test', '--target', 'URL', '--format', 'json', '.']],
    ['test, as JUnit', ['test', '--target', 'URL', '--format', 'junit', '.']],
    ['check', ['check', '.']],
    ['check, as JSON', ['check', '--format', 'json', '.']],
    ['check, as SARIF', ['check', '--format', 'sarif', '.']],
    ['check, as JUnit', ['check', '--format', 'junit', '.']],
  ];
  for (const [name, args] of commands) {
    test(name, () =>
      withServer(echo, url =>
        inFolder(async folder => {
          const ran = await folder.run(
            args.map(arg => (arg === 'URL' ? url : arg)),
            { env },
          );
          assert.notEqual(ran.out, '');
          assertClean({ out: ran.out, problems: ran.problems, ...folder.files() });
        }, files),
      ),
    );
  }

  const faults: [string, string][] = [
    ['an answer that is no HTTP', `${fakeToken}\r\n\r\n`],
    ['an answer cut short', `HTTP/1.1 200 ${fakeToken}\r\nContent-Length: 999\r\n\r\n${fakeToken}`],
    [
      'a status line that repeats it',
      `HTTP/1.1 401 ${fakeToken}\r\nConnection: close\r\n\r\n${fakeToken.slice(0, 40)}`,
    ],
  ];
  for (const [name, answer] of faults) {
    test(name, () =>
      withRawServer(
        socket => socket.end(answer),
        url =>
          inFolder(async folder => {
            for (const format of ['text', 'json']) {
              const args = [
                'send',
                'a.webhook.json',
                '--event',
                'events/a.event.json',
                '--target',
                url,
                '--format',
                format,
              ];
              const { out, problems } = await folder.run(args, { env });
              assertClean({ out, problems });
              assert.ok(!out.includes(fakeToken.slice(0, 20)), out);
            }
          }, files),
      ),
    );
  }

  test('a secret that somebody put into a file or an event is masked in what is shown', () =>
    withServer(echo, url =>
      inFolder(
        async folder => {
          for (const command of [['render'], ['send', '--target', url], ['send'], ['check']]) {
            for (const format of ['text', 'json']) {
              const args =
                command[0] === 'check'
                  ? ['check', '.']
                  : [...command, 'a.webhook.json', '--event', 'events/a.event.json'];
              const { out, problems } = await folder.run([...args, '--format', format]);
              assert.ok(!(out + problems).includes(fakeToken), out + problems);
            }
          }
        },
        {
          'auth.trimou': `Bearer ${fakeToken}`,
          'a.webhook.json': actionText({
            url: `https://api.intercom.io/users?token=${fakeToken}`,
            templateVariables: [
              { attribute: 'customer_id', to: 'user_id' },
              { attribute: 'customer_name', to: 'name' },
            ],
          }),
          'events/a.event.json': eventText.replace('Zoë', fakeToken),
        },
      ),
    ));
});

function assertClean(texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    for (const trace of traces) {
      assert.ok(!text.toLowerCase().includes(trace.toLowerCase()), `${name} holds ${trace}:\n${text}`);
    }
  }
}
