import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAction, parseAttributes } from '../../../server/core/action/parse';

const full = `{
  // the connector
  "connector": { "title": "Intercom", "basicAuth": { "username": "", "password": "" } },
  "action": {
    "name": "Create or update user",
    "source": { "stream": "New users",
      "when": [[{ "attribute": "tealium_event", "operator": "equals", "value": "user_register" }]] },
    "method": "POST",
    "url": "https://api.intercom.io/users",
    "headers": [{ "map": "{{auth_template}}", "to": "Authorization" }],
    "contentType": "application/json",
    "bodyData": [{ "map": "{{body_template}}", "to": "Body" }],
    "templateVariables": [
      { "attribute": "customer_email", "to": "email" },
      { "secret": "intercom", "to": "access_token" },
    ],
    "templates": { "auth_template": "auth_template.trimou" },
  },
  "attributes": { "customer_email": "string", "order_total": { "type": "number", "optional": true } },
}`;

suite('the action file', () => {
  test('every field is read with its place', () => {
    const { action, problems } = parseAction(full);
    assert.deepEqual(problems, []);
    assert.equal(action.name?.text, 'Create or update user');
    assert.equal(action.when?.[0]?.[0]?.value, 'user_register');
    assert.deepEqual(
      action.templateVariables.map(({ source, to }) => [source?.kind, source?.value.text, to?.text]),
      [
        ['attribute', 'customer_email', 'email'],
        ['secret', 'intercom', 'access_token'],
      ],
    );
    assert.deepEqual(
      action.attributes.map(({ name, type, optional }) => [name.text, type, optional]),
      [
        ['customer_email', 'string', false],
        ['order_total', 'number', true],
      ],
    );
    for (const span of [action.url!, action.method!, action.headers[0]!.to!, action.templates[0]!.path]) {
      assert.equal(full.slice(span.start, span.end), span.text);
    }
    const { key, value } = action.fields.get('action.headers')!;
    assert.equal(full.slice(key.start, key.end), 'headers');
    assert.match(full.slice(value.start, value.end), /^\[.*\]$/);
    assert.equal(action.events, 'events/*');
  });

  const mistakes: [name: string, text: string, at: string, message: RegExp][] = [
    ['empty', '', '', /empty/],
    ['not JSON at all', 'hello', 'hello', /not a JSON value/],
    ['a list', '[]', '[]', /JSON object/],
    ['a number for a text', '{"action":{"url":5}}', '5', /`url` is a text/],
    ['a text for a list', '{"action":{"headers":"x"}}', '"x"', /list of mappings/],
    ['a text for a mapping', '{"action":{"headers":["x"]}}', '"x"', /mapping is an object/],
    ['two sources', '{"action":{"headers":[{"map":"a","text":"b","to":"c"}]}}', 'text', /one source/],
    ['no source', '{"action":{"headers":[{"to":"c"}]}}', '{', /no source/],
    ['no name', '{"action":{"headers":[{"map":"c"}]}}', '{', /no `to`/],
    ['a misspelt field', '{"action":{"tempaltes":{}}}', 'tempaltes', /Did you mean `templates`/],
    ['a misspelt type', '{"attributes":{"a":"strnig"}}', 'strnig', /Did you mean `string`/],
    [
      'a flat `when`',
      '{"action":{"source":{"when":[{"attribute":"a","operator":"b"}]}}}',
      '{"attribute":"a","operator":"b"}',
      /list of lists/,
    ],
    ['a missing comma', '{"action":{} "events":"x"}', '"events"', /comma is missing/],
  ];
  for (const [name, text, at, message] of mistakes) {
    test(`a mistake: ${name}`, () => {
      const { problems } = parseAction(text);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.equal(text.slice(problems[0]!.range.start, problems[0]!.range.end), at);
      assert.match(problems[0]!.message, message);
    });
  }

  test('any text gives an action, with every range inside the text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      'action',
      '"action":',
      '"headers":',
      'null',
      '\\',
      '1',
      '//',
      '/*',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map(all => all.join('')),
          cutting(full),
        ),
        text => {
          for (const { range } of parseAction(text).problems) {
            assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, JSON.stringify(range));
          }
        },
      ),
    );
  });

  test('brackets nested by the thousand', () => {
    assert.match(parseAction('['.repeat(200_000)).problems[0]!.message, /nested too deeply/);
  });

  test('shared attributes', () => {
    assert.deepEqual(
      parseAttributes('{ "plan": "string", "tags": { "type": "set of strings", "optional": true } }').attributes.map(
        ({ name, type, optional }) => [name.text, type, optional],
      ),
      [
        ['plan', 'string', false],
        ['tags', 'set of strings', true],
      ],
    );
    assert.match(parseAttributes('[]').problems[0]!.message, /attribute name to type/);
  });
});

/** Every way to cut a piece out of a text. */
function cutting(text: string) {
  const place = fc.nat(text.length);
  return fc.tuple(place, place).map(([a, b]) => text.slice(0, Math.min(a, b)) + text.slice(Math.max(a, b)));
}
