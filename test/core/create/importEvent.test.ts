import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readEvents } from '../../../server/core/action/events';
import { loadProject } from '../../../server/core/action/load';
import { parseAction } from '../../../server/core/action/parse';
import { planRequest } from '../../../server/core/action/plan';
import { importEvent } from '../../../server/core/create/importEvent';
import { shellWords } from '../../../server/core/create/shellWords';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { nodeFiles } from '../../../server/files.node';

const { action } = parseAction(
  JSON.stringify({
    action: {
      templateVariables: [
        { attribute: 'customer_email', to: 'email' },
        { attribute: 'order_total', to: 'total' },
        { attribute: 'item_sku', to: 'items.sku' },
        { attribute: 'item_price', to: 'items.price' },
        { attribute: 'order_currency', to: 'items.currency' },
        { text: 'web', to: 'channel' },
        { secret: 'intercom', to: 'access_token' },
      ],
    },
  }),
);

/** The attributes of the event that a text is read as. */
function attributesOf(text: string): Record<string, unknown> {
  const imported = importEvent(text, action);
  assert.equal(imported.kind, 'event', JSON.stringify(imported));
  const { text: file, ending, name } = imported as Extract<typeof imported, { kind: 'event' }>;
  const { events, problems } = readEvents(`${name}.${ending}`, file);
  assert.deepEqual(problems, []);
  return Object.fromEntries(events[0]!.attributes);
}

function refusal(text: string): string {
  const imported = importEvent(text, action);
  assert.equal(imported.kind, 'refused', JSON.stringify(imported));
  return (imported as Extract<typeof imported, { kind: 'refused' }>).message;
}

suite('importing an event', () => {
  const event = { tealium_event: 'purchase', customer_email: 'ada@example.com', order_total: 12.5 };
  const udo = { tealium_event: 'purchase', customer_email: 'ada@example.com' };

  const shapes: Readonly<Record<string, unknown>> = {
    'a full event': { account: 'acme', data: { dom: { url: 'https://example.com/' }, udo }, event_id: '1' },
    'its data': { udo, dom: { url: 'https://example.com/' } },
    'its udo alone': { udo },
    'a flat Collect body': { tealium_account: 'acme', tealium_profile: 'main', ...udo },
    'a flattened utag.data': { ...udo, 'dom.url': 'https://example.com/', 'cp.utag_main_v_id': '1' },
    'a row of EventStore': { udo_tealium_event: 'purchase', udo_customer_email: 'ada@example.com' },
    'a visitor profile': {
      properties: { customer_email: 'ada@example.com' },
      current_visit: { last_event: { data: { udo: { tealium_event: 'purchase' } } } },
    },
  };
  for (const [what, json] of Object.entries(shapes)) {
    test(what, () => {
      for (const text of [JSON.stringify(json), `\uFEFF\n${JSON.stringify(json, null, 4)}\r\n`]) {
        const { tealium_event, customer_email } = attributesOf(text);
        assert.deepEqual({ tealium_event, customer_email }, udo);
      }
      assert.equal(importEvent(JSON.stringify(json)).kind === 'event' && nameOf(JSON.stringify(json)), 'purchase');
    });
  }

  test('an event with comments and a comma too many', () => {
    assert.deepEqual(attributesOf('{ // mine\n "a": 1, }'), { a: 1 });
  });

  test('several events, as a list or a line each, become lines of one file', () => {
    for (const text of [`[${JSON.stringify(event)}, {"b": 2}]`, `${JSON.stringify(event)}\n\n{"b": 2}\r\n`]) {
      const imported = importEvent(text);
      assert.deepEqual(imported, {
        kind: 'event',
        name: 'purchase',
        ending: 'events.jsonl',
        text: `${JSON.stringify(event)}\n{"b":2}\n`,
      });
    }
    assert.deepEqual(attributesOf('[{"a": 1}]'), { a: 1 });
  });

  test('an event below a heading of Trace', () => {
    assert.deepEqual(attributesOf(`Received (Known) Event: purchase\n${JSON.stringify(event, null, 2)}\nmore`), event);
  });

  test('Template Variables JSON, in the ways it is copied', () => {
    const variables = {
      email: 'ada@example.com',
      total: 12.5,
      items: [
        { sku: 'A1', price: 1, currency: 'EUR' },
        { sku: 'B2', currency: 'EUR' },
      ],
      channel: 'web',
      access_token: '<secret:intercom>',
    };
    const attributes = {
      customer_email: 'ada@example.com',
      order_total: 12.5,
      item_sku: ['A1', 'B2'],
      item_price: [1, null],
      order_currency: 'EUR',
    };
    const json = JSON.stringify(variables, null, 2);
    for (const text of [
      `Template Variables JSON\n${json}`,
      `2026-11-28 10:00:00.000 [info] Template Variables JSON: ${json}\nRendered Template: body\n{}`,
      JSON.stringify({ 'Template Variables JSON': variables }),
      JSON.stringify({ 'Template Variables JSON': json, 'Rendered Template: body': '{}' }),
      json,
    ])
      assert.deepEqual(attributesOf(text), attributes, text);
  });

  test('says which variables the action does not map', () => {
    const imported = importEvent('Template Variables JSON {"email": "ada@example.com", "nobody": 1}', action);
    assert.equal(
      imported.kind === 'event' && imported.note,
      'Left out, since this action maps nothing to it: “nobody”.',
    );
  });

  test('no token comes along, whatever was copied', () => {
    const token = 'dG9rOjEyMzQ1Njc4OTA=';
    for (const text of [
      `Template Variables JSON {"email": "ada@example.com", "access_token": "${token}"}`,
      `curl -H 'Authorization: Bearer ${token}' https://collect.tealiumiq.com/event -d '{"a": 1}'`,
      `curl -u me:${token} --cookie 's=${token}' https://collect.tealiumiq.com/event -d '{"a": 1}'`,
    ])
      assert.ok(!JSON.stringify(importEvent(text, action)).includes(token), text);
  });

  test('the variables of every example lead back to the request they came of', async () => {
    for (const name of ['new-user', 'order-event', 'contact', 'company', 'note']) {
      const path = nodeFiles.resolve(`${process.cwd()}/x`, `examples/${name}/${name}.webhook.json`);
      const project = await loadProject(path, nodeFiles, { profile: tealiumProfile });
      for (const sample of project.events.slice(0, 3)) {
        const request = (chosen: typeof sample) => {
          const plan = planRequest({ project, event: chosen, now: 0, uuid: () => '1' });
          assert.equal(plan.kind, 'planned');
          return (plan as Extract<typeof plan, { kind: 'planned' }>).request;
        };
        const before = request(sample);
        const imported = importEvent(
          `Template Variables JSON ${JSON.stringify(before.templateVariables)}`,
          project.action,
        );
        assert.equal(imported.kind, 'event');
        const { text } = imported as Extract<typeof imported, { kind: 'event' }>;
        const again = request(readEvents('a.event.json', text).events[0]!);
        assert.equal(again.body, before.body, `${name} ${sample.name}`);
      }
    }
  });
});

suite('importing from curl', () => {
  const json = '{"tealium_event": "o\'clock \\"x\\"", "n": 1}';
  const expected = JSON.parse(json);
  const bash = `'${json.replaceAll("'", `'\\''`)}'`;
  const double = `"${json.replace(/["\\$`]/g, '\\$&')}"`;
  const cmd = `^"${json.replace(/["\\]/g, '\\$&').replace(/["^\\{}]/g, '^$&')}^"`;
  const commands: Readonly<Record<string, string>> = {
    '--data': `curl -X POST https://collect.tealiumiq.com/event --data ${bash}`,
    '-d with its value attached': `curl -d${bash} https://collect.tealiumiq.com/event`,
    '--data-raw with an equals sign': `curl --data-raw=${bash} https://collect.tealiumiq.com/event`,
    '--data-binary over several lines': `curl --request POST \\\n  --url https://collect.tealiumiq.com/event \\\r\n  --header 'Content-Type: application/json' \\\n  --data-binary ${bash}`,
    '--json': `$ curl --json ${bash} https://collect.tealiumiq.com/event`,
    '--data-ascii in double quotes': `/usr/bin/curl --data-ascii ${double} 'https://collect.tealiumiq.com/event'`,
    'ANSI-C quotes': `curl 'https://x' --data-raw $'${json.replace(/['\\]/g, '\\$&')}' --compressed`,
    'escapes of the characters': `curl 'https://x' --data-raw $'\\u007b"tealium_event": "o\\'clock \\\\"x\\x5c"", "n"\\72 1}'`,
    'Windows’ command line': `curl ^"https://collect.tealiumiq.com/event^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ${cmd}`,
    'a form with the field data': `curl https://collect.tealiumiq.com/acme/main/2/i.gif -F 'data=${json.replaceAll("'", `'\\''`)}'`,
    'an encoded form': `curl https://x -d 'data=${encodeURIComponent(json).replaceAll("'", '%27')}'`,
    'parts, as a browser sends them': `curl https://x/i.gif --data-raw $'------B\\r\\nContent-Disposition: form-data; name="data"\\r\\n\\r\\n${json.replace(/['\\]/g, '\\$&')}\\r\\n------B--\\r\\n'`,
    'a command after it': `curl https://x --data ${bash} | jq .`,
  };
  for (const [what, command] of Object.entries(commands)) {
    test(what, () => assert.deepEqual(attributesOf(command), expected));
  }

  test('the query of a pixel, and fields of a form', () => {
    const attributes = { tealium_event: 'view page', a: 'x=y' };
    assert.deepEqual(
      attributesOf("curl 'https://collect.tealiumiq.com/event?tealium_event=view+page&a=x%3Dy#z'"),
      attributes,
    );
    assert.deepEqual(
      attributesOf('https://collect.tealiumiq.com/event?tealium_event=view%20page&a=x%3Dy\n'),
      attributes,
    );
    assert.deepEqual(attributesOf("https://x/?a=it's"), { a: "it's" });
    assert.deepEqual(attributesOf("curl https://x -d 'tealium_event=view page' --data-urlencode 'a=x=y'"), attributes);
  });

  test('what a shell makes of words', () => {
    assert.deepEqual(shellWords(`a 'b c'"d e" f\\ g $'h\\ti' --x="y" '' \\\n z; next`), [
      ...['a', 'b cd e', 'f g', 'h\ti', '--x=y', '', 'z'],
    ]);
    assert.equal(shellWords(`a 'b`), undefined);
  });
});

suite('what cannot be imported says why, and what to copy', () => {
  const refused: Readonly<Record<string, [text: string, message: RegExp]>> = {
    nothing: ['  \n', /no event\. Copy/],
    prose: ['Hello there', /no event\. Copy/],
    'a URL without a query': ['https://collect.tealiumiq.com/event', /no event\. Copy/],
    'a value that is no object': ['"text"', /JSON object/],
    'a list of numbers': ['[1, 2]', /list that is not one of events/],
    'an empty object': ['{}', /no attributes/],
    'JSON that is cut off': ['{\n "a": 1,\n "b": "x', /^The clipboard holds no complete event\. Line 3: /],
    'a rendered template': ['Rendered Template: body\n{"a": 1}', /what was sent.*Template Variables JSON/],
    'an action that failed': ['Action Failed\nReceived non-successful HTTP response', /Template Variables JSON/],
    'variables that are cut off': ['Template Variables JSON\n{"email": ', /cut off\. Line 1: /],
    'variables of another action': ['Template Variables JSON\n{"nobody": 1}', /None of these/],
    'curl with an open quote': ["curl https://x -d '{", /quote .* not closed/],
    'curl with a file': ['curl https://x --data @event.json', /file event\.json/],
    'curl without data': ['curl https://x -H "a: b"', /no data/],
    'curl with data that is cut off': ['curl https://x -d \'{"a": \'', /no complete event/],
  };
  for (const [what, [text, message]] of Object.entries(refused)) test(what, () => assert.match(refusal(text), message));

  test('variables without an action', () => {
    const imported = importEvent('Template Variables JSON {"email": "x"}');
    assert.match(imported.kind === 'refused' ? imported.message : '', /Open that action/);
  });

  test('nothing that is copied fails, and what is imported can be read', () => {
    const piece = fc.constantFrom(
      'curl ',
      '-d ',
      '--data-raw ',
      "'",
      '"',
      '$',
      '\\',
      '^',
      '{',
      '}',
      '[',
      ']',
      '"a"',
      ':',
      '1',
      ',',
      '\n',
      '@',
      '=',
      '&',
      'Template Variables JSON',
      'email',
      '%',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map(parts => parts.join('')),
          fc.string(),
          fc.json(),
        ),
        text => {
          const imported = importEvent(text, action);
          if (imported.kind === 'event')
            assert.deepEqual(readEvents(`x.${imported.ending}`, imported.text).problems, []);
          else assert.match(imported.message, /\.$/);
        },
      ),
      { numRuns: 2000 },
    );
  }).timeout(20_000);
});

function nameOf(text: string): string | undefined {
  const imported = importEvent(text);
  return imported.kind === 'event' ? imported.name : undefined;
}
