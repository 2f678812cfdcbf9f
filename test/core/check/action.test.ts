import assert from 'node:assert/strict';
import { allFindings, type Change, findingsOf, fixes, goodAction } from '../../support/action';

/** Synthetic: the shape of an Intercom token, of a workspace that cannot exist. */
const fakeToken = `dG9rOj${'A'.repeat(48)}oxOjA=`;

const action = 'a.webhook.json';

suite('checks of the action', () => {
  test('a good action has no finding', async () => {
    assert.deepEqual(await findingsOf({}), []);
  });

  test('a body template that is empty says so', async () => {
    for (const text of ['', ' \n']) {
      const [{ code, message } = { code: '', message: '' }] = await allFindings({
        files: { 'body.json.trimou': text },
      });
      assert.deepEqual([code, message], ['invalid-json', 'This is empty; expected JSON.'], JSON.stringify(text));
    }
  });

  const mistakes: Record<string, [change: Change, code: string, at: string]> = {
    'broken JSON': [{ replace: ['"method": "POST",', '"method": "POST"'] }, 'invalid-action', '"url"'],
    'no action at all': [{ files: { 'a.webhook.json': '[]' } }, 'invalid-action', '[]'],
    'an expectation that cannot be read': [
      {
        files: {
          'events/one.event.json':
            '{ "tealium_event": "user_register", "customer_email": "x", "expect": { "valid": 1 } }',
        },
      },
      'invalid-expectation',
      '1',
    ],
    'an event that is not JSON': [{ files: { 'events/two.event.json': '{ "a" }' } }, 'invalid-event', '}'],
    'the token as text': [{ replace: ['"secret": "intercom"', `"text": "${fakeToken}"`] }, 'token-in-file', fakeToken],
    'a token in an event': [
      { files: { 'events/two.event.json': `{"tealium_event":"user_register","customer_email":"${fakeToken}"}` } },
      'token-in-file',
      `"${fakeToken}"`,
    ],
    "the token in the secret's place": [
      { replace: ['"{{auth}}"', '"Bearer abcdefghijklmnopqrst"'], files: { 'auth.trimou': '{{access_token}}' } },
      'token-in-file',
      'abcdefghijklmnopqrst',
    ],
    'braces in To': [{ replace: ['"to": "email"', '"to": "{{email}}"'] }, 'braces-in-to', '{{email}}'],
    'a body mapped to body': [{ replace: ['"Body"', '"body"'] }, 'body-mapping', 'body'],
    'no body where the request needs one': [
      { replace: ['"bodyData": [{ "map": "{{body}}", "to": "Body" }],', '"bodyData": [],'] },
      'body-mapping',
      'bodyData',
    ],
    'two bodies': [
      { replace: ['"to": "Body" }', '"to": "Body" }, { "map": "{{body}}", "to": "Extra" }'] },
      'body-mapping',
      'Extra',
    ],
    'a visitor attribute in an event stream': [
      {
        replace: ['"customer_email": "string"', '"customer_email": "badge"'],
        files: { 'body.json.trimou': '{"a":{{#email}}true{{/email}}{{^email}}false{{/email}}}' },
      },
      'attribute-scope',
      'customer_email',
    ],
    'an operator for another type': [{ replace: ['"equals"', '"less than"'] }, 'unknown-operator', 'less than'],
    'an operator without its value': [{ replace: [', "value": "user_register"', ''] }, 'unknown-operator', '{'],
    'an event of another stream': [
      { files: { 'events/two.event.json': '{"tealium_event":"purchase","customer_email":"x"}' } },
      'event-not-in-stream',
      '"purchase"',
    ],
    'an event without what is declared as always there': [
      { files: { 'events/two.event.json': '{"tealium_event":"user_register"}' } },
      'event-attribute',
      '{',
    ],
    'an event with a list for a text': [
      { files: { 'events/two.event.json': '{"tealium_event":"user_register","customer_email":["x"]}' } },
      'event-attribute',
      '["x"]',
    ],
    'an action in Latin-1': [{ replace: ['Create or update', 'Cr\uFFFDer'] }, 'wrong-encoding', '\uFFFD'],
    'an event in Latin-1': [
      { files: { 'events/two.event.json': '{"tealium_event":"user_register","customer_email":"Zo\uFFFD"}' } },
      'wrong-encoding',
      '"Zo\uFFFD"',
    ],
    'a header twice': [
      { replace: ['{ "map": "1.4"', '{ "map": "*/*", "to": "accept" }, { "map": "1.4"'] },
      'duplicate-mapping',
      'accept',
    ],
    'a content type twice': [
      { replace: ['{ "map": "1.4"', '{ "map": "application/json", "to": "Content-Type" }, { "map": "1.4"'] },
      'duplicate-mapping',
      'Content-Type',
    ],
    'a missing file': [{ files: { 'body.json.trimou': undefined } }, 'template-file-missing', 'body.json.trimou'],
    'a template no field uses': [
      { replace: ['"templates": {', '"templates": { "spare": "auth.trimou",'] },
      'unused-template',
      'spare',
    ],
    'a secret as the whole header': [
      { replace: ['"map": "{{auth}}"', '"secret": "intercom"'], files: { 'auth.trimou': '{{access_token}}' } },
      'bearer-prefix',
      'intercom',
    ],
  };
  for (const [name, [change, code, at]] of Object.entries(mistakes)) {
    test(`${code}: ${name}`, async () => {
      const found = await findingsOf(change);
      const noise = new Set(['unused-template', 'unused-variable']);
      assert.deepEqual(
        found.filter(([other]) => other === code || !noise.has(other)),
        [[code, at]],
      );
    });
  }

  const fixable: Record<string, [change: Change, code: string, expected: Record<string, RegExp>]> = {
    'no Accept': [
      { replace: ['{ "map": "application/json", "to": "Accept" },', ''] },
      'missing-accept',
      { [action]: /"to": "Authorization"\s*\},\s*\{\s*"map": "application\/json",\s*"to": "Accept"/ },
    ],
    'a misspelt Accept': [
      { replace: ['"to": "Accept"', '"to": "Acept"'] },
      'missing-accept',
      { [action]: /"map": "application\/json", "to": "Accept" \}/ },
    ],
    'a misspelt Authorization': [
      { replace: ['"to": "Authorization"', '"to": "Authorisation"'] },
      'missing-authorization',
      { [action]: /"map": "\{\{auth\}\}", "to": "Authorization" \}/ },
    ],
    "the guide's media type": [
      { replace: ['"map": "application/json"', '"map": "applications/json"'] },
      'invalid-media-type',
      { [action]: /"map": "application\/json", "to": "Accept"/ },
    ],
    'a misspelt content type': [
      { replace: ['"contentType": "application/json"', '"contentType": "aplication/json"'] },
      'invalid-media-type',
      { [action]: /"contentType": "application\/json"/ },
    ],
    'no Authorization': [
      { replace: [',\n      { "map": "{{auth}}", "to": "Authorization" }', ''] },
      'missing-authorization',
      { [action]: /"map": "\{\{auth\}\}",\s*"to": "Authorization"/ },
    ],
    'a bare token': [
      { files: { 'auth.trimou': '{{access_token}}' } },
      'bearer-prefix',
      { 'auth.trimou': /^Bearer \{\{access_token\}\}$/ },
    ],
    'no blank after Bearer': [
      { files: { 'auth.trimou': 'Bearer{{access_token}}' } },
      'bearer-prefix',
      { 'auth.trimou': /^Bearer \{\{access_token\}\}$/ },
    ],
    'a filled login': [
      { replace: ['"username": ""', '"username": "ada"'] },
      'basic-auth-conflict',
      { [action]: /"username": ""/ },
    ],
    'the token in a template': [
      {
        files: {
          'auth.trimou': `Bearer ${fakeToken}{{! {} }}`.replace('{{! {} }}', ''),
          'body.json.trimou': '{ "email": "{{email.toJson}}{{access_token.toJson}}" }',
        },
      },
      'token-in-file',
      { 'auth.trimou': /^Bearer \{\{access_token\}\}$/ },
    ],
    'the token as a text variable': [
      { replace: ['"secret": "intercom"', `"text": "${fakeToken}"`] },
      'token-in-file',
      { [action]: /"secret": "intercom", "to": "access_token"/ },
    ],
    'no braces around a template': [
      { replace: ['"{{body}}"', '"body"'] },
      'missing-braces-in-map',
      { [action]: /"map": "\{\{body\}\}"/ },
    ],
    'half the braces around a template': [
      { replace: ['"{{body}}"', '"{{body}"'] },
      'missing-braces-in-map',
      { [action]: /"map": "\{\{body\}\}"/ },
    ],
    'a misspelt template': [
      { replace: ['"{{body}}"', '"{{bodi}}"'] },
      'unknown-template',
      { [action]: /"map": "\{\{body\}\}"/ },
    ],
    'no content type': [
      { replace: ['"contentType": "application/json",', ''] },
      'missing-content-type',
      { [action]: /"contentType": "application\/json"/ },
    ],
    'an empty content type': [
      { replace: ['"contentType": "application/json"', '"contentType": ""'] },
      'missing-content-type',
      { [action]: /"contentType": "application\/json"/ },
    ],
    'a misspelt attribute': [
      { replace: ['"attribute": "customer_email"', '"attribute": "custmer_email"'] },
      'unknown-attribute',
      { [action]: /"attribute": "customer_email"/ },
    ],
    'an attribute nobody knows': [
      { replace: ['"attribute": "customer_email"', '"attribute": "loyalty"'] },
      'unknown-attribute',
      { [action]: /"loyalty": \{\s*"type": "string",\s*"optional": true/ },
    ],
    http: [
      { replace: ['https://api', 'http://api'] },
      'insecure-url',
      { [action]: /https:\/\/api\.intercom\.io\/users/ },
    ],
    'an operator as programs write it': [
      { replace: ['"equals"', '"=="'] },
      'unknown-operator',
      { [action]: /"operator": "equals"/ },
    ],
    'a misspelt operator': [
      { replace: ['"equals"', '"equal"'] },
      'unknown-operator',
      { [action]: /"operator": "equals"/ },
    ],
  };
  for (const [name, [change, code, expected]] of Object.entries(fixable)) {
    test(`${code}, fixed: ${name}`, () => fixes(change, code, expected));
  }

  test('silenced by a comment in the action', async () => {
    const text = goodAction.replace('"url": "https', '// check-disable-next-line insecure-url\n"url": "http');
    assert.deepEqual(await findingsOf({ files: { [action]: text } }), []);
  });

  test('unknown-check: a comment in the action that silences nothing', async () => {
    const silenced = (code: string): Change => ({
      replace: ['"url": "https', `// check-disable-next-line ${code}\n"url": "http`],
    });
    assert.deepEqual(await findingsOf(silenced('insecure-urls')), [
      ['unknown-check', 'insecure-urls'],
      ['insecure-url', 'http://'],
    ]);
    assert.deepEqual((await findingsOf(silenced('')))[0], ['unknown-check', 'check-disable-next-line']);
    const [finding] = await allFindings(silenced('insecure-urls'));
    assert.equal(finding!.fixes?.[0]?.title, 'Change to insecure-url');
  });

  test('a file of many events is told once, where none of them starts the action', async () => {
    const line = (name: string, more: object = {}) =>
      JSON.stringify({ tealium_event: name, customer_email: 'ada@example.com', ...more });
    const of = async (...lines: string[]) => {
      const found = await allFindings({ files: { 'events/june.events.jsonl': lines.join('\n') } });
      return found.map(({ code, message, range }) => [code, message, lines.join('\n').slice(range.start, range.end)]);
    };
    const wanted = 'the stream wants tealium_event equals "user_register"';
    const reason = (name: string) => `This event does not start the action: ${wanted}, and it has "${name}" there.`;
    assert.deepEqual(await of(line('purchase'), line('user_register'), line('page_view')), []);
    assert.deepEqual(await of(line('purchase'), line('page_view')), [
      [
        'event-not-in-stream',
        `None of the events read from this file starts the action. ${reason('purchase')}`,
        '"purchase"',
      ],
    ]);
    const said = line('page_view', { expect: { valid: true } });
    assert.deepEqual(await of(line('purchase'), line('user_register'), said), [
      ['event-not-in-stream', reason('page_view'), '"page_view"'],
    ]);
  });

  test('a misspelt header is asked about', async () => {
    const [finding] = await allFindings({ replace: ['"to": "Accept"', '"to": "Acept"'] });
    assert.equal(finding!.message, 'Intercom reads no header `Acept`. Did you mean `Accept`?');
  });

  test('no message repeats a token', async () => {
    const change: Change = {
      files: { 'auth.trimou': `Bearer ${fakeToken}`, 'events/two.event.json': `{"tealium_event":"${fakeToken}"}` },
    };
    const findings = await allFindings(change);
    assert.ok(findings.length > 1);
    assert.ok(!JSON.stringify(findings).includes(fakeToken));
  });

  test('a loopback URL may be http', async () => {
    for (const host of ['localhost:8080', '127.0.0.1', '[::1]:3000']) {
      assert.deepEqual(await findingsOf({ replace: ['https://api.intercom.io', `http://${host}`] }), []);
    }
  });
});
