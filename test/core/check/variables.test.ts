import assert from 'node:assert/strict';
import { allFindings, findingsOf, fixes } from '../../support/action';
import { checkFix, checkMarked, findIn } from '../../support/marked';

const variables = {
  email: 'string',
  first_name: 'string?',
  tags: 'array of strings',
  counts: 'tally',
  joined: 'date',
  anything: 'any',
  size_of_shoe: 'number',
  'items.sku': 'array of strings',
  'items.price': 'array of numbers',
  'items.currency': 'string',
};

suite('variables', () => {
  test('unmapped-variable', async () => {
    await checkMarked(
      `
{{emial}} {{phone}} {{#emial.x}}{{y}}{{/emial.x}}
  ^^^^^ unmapped-variable
            ^^^^^ unmapped-variable
                       ^^^^^ unmapped-variable
`,
      { variables },
    );
    await checkFix('{{emial}}', '{{email}}', { variables });
    await checkFix('{{#if frist_name}}x{{/if}}', '{{#if first_name}}x{{/if}}', { variables });
    const [inside] = await findIn('{{sku}}', { variables });
    assert.match(inside!.message, /part of `items`/);
  });

  test('names in reach: keys of the objects, aliases, the current value', async () => {
    const clean = [
      '{{#items}}{{sku}} {{price.toInteger}} {{currency}} {{email}} {{iter.index}}{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}',
      '{{#tags}}{{.}}{{this}}{{/tags}} {{tags.0}} {{tags.toJson}} {{tags.size}}',
      '{{#each items}}{{sku}}{{/each}}',
      '{{#each tags as="t"}}{{t}}{{/each}}',
      '{{#each counts.entrySet}}{{key}}{{value}}{{/each}} {{counts.Shirts}} {{counts.castIntegers.toJson}}',
      '{{anything.a.b}} {{#anything}}{{whatever}}{{/anything}} {{joined.toTimestamp}}',
      '{{items.0.sku}} {{items.toJson}} {{webhook_access_token}}',
      '{{#first_name}}{{.}}{{email}}{{/first_name}}',
      '{{+line}}{{anything_at_all}}{{/line}}',
      '{{formatDate joined pattern="yyyy"}} {{join tags on=","}} {{uuid}} {{unixTimestamp}}',
    ];
    for (const text of clean) assert.deepEqual(await findIn(text, { variables }), [], text);
  });

  test('unused-variable', async () => {
    const unused = { replace: ['"to": "email" },', '"to": "email" }, { "text": "x", "to": "extra" },'] as const };
    assert.deepEqual(await findingsOf(unused), [['unused-variable', 'extra']]);
    const [finding] = await allFindings(unused);
    assert.ok(finding!.unnecessary);
  });

  test('a misspelt use is one finding, not two', async () => {
    await fixes({ files: { 'body.json.trimou': '{ "email": "{{emial.toJson}}" }' } }, 'unmapped-variable', {
      'body.json.trimou': /\{\{email\.toJson\}\}/,
    });
    for (const text of ['{"a":"{{email"}', '{"a":"{email}"}', '{"a":"{{ #email}}x{{/email}}"}']) {
      assert.equal((await findingsOf({ files: { 'body.json.trimou': text } })).length, 1, text);
    }
  });

  test("an attribute's name instead of the variable's", async () => {
    await fixes({ files: { 'body.json.trimou': '{ "email": "{{customer_email.toJson}}" }' } }, 'unmapped-variable', {
      'body.json.trimou': /\{\{email\.toJson\}\}/,
    });
  });

  test('an attribute that only has to be mapped', async () => {
    await fixes(
      { files: { 'body.json.trimou': '{ "email": "{{email.toJson}}", "event": "{{tealium_event.toJson}}" }' } },
      'unmapped-variable',
      { 'a.webhook.json': /"attribute": "tealium_event",\s*"to": "tealium_event"/ },
    );
  });

  test('an attribute that only has to be mapped, and has the words of a variable', async () => {
    const event = '{ "tealium_event": "user_register", "customer_email": "a@b.c", "work_email": "d@b.c" }';
    const files = {
      'body.json.trimou': '{ "email": "{{work_email.toJson}}", "name": "{{email.toJson}}" }',
      'events/one.event.json': event,
    };
    await fixes({ files }, 'unmapped-variable', {
      'a.webhook.json': /"attribute": "work_email",\s*"to": "work_email"/,
    });
    const [finding] = await allFindings({ files });
    assert.match(finding!.message, /Map the attribute of this name to it/);
    assert.deepEqual(
      finding!.fixes!.map(({ title }) => title),
      ['Map attribute work_email to work_email'],
    );
  });

  test('a name that an attribute of the events has the words of', async () => {
    const body = '{ "email": "{{email.toJson}}", "phone": "{{phone.toJson}}" }';
    const event = '{ "tealium_event": "user_register", "customer_email": "a@b.c", "customer_phone": "1" }';
    const files = { 'body.json.trimou': body, 'events/one.event.json': event };
    await fixes({ files }, 'unmapped-variable', { 'a.webhook.json': /"attribute": "customer_phone",\s*"to": "phone"/ });
    const two = event.replace('}', ', "work_phone": "2" }');
    const [finding] = await allFindings({ files: { ...files, 'events/one.event.json': two } });
    assert.deepEqual(
      finding!.fixes!.map(({ title }) => title),
      ['Map attribute phone to phone'],
    );
  });

  test('a name that is known nowhere can be mapped where it is missing', async () => {
    const unmapped = {
      files: { 'body.json.trimou': '{ "email": "{{email.toJson}}", "x": "{{loyalty_tier.toJson}}" }' },
    };
    const [finding] = await allFindings(unmapped);
    const [fix] = finding!.fixes!;
    assert.deepEqual([fix?.title, fix?.preferred], ['Map attribute loyalty_tier to loyalty_tier', undefined]);
    assert.match(fix!.edits.map(({ text }) => text).join(), /"attribute": "loyalty_tier",\s*"to": "loyalty_tier"/);
  });

  test('ambient-name', async () => {
    await checkMarked(
      `
{{size}} {{#tags}}{{index}}{{/tags}} {{#email}}{{length}}{{/email}}
  ^^^^ ambient-name
                    ^^^^^ ambient-name
                                                 ^^^^^^ ambient-name
`,
      { variables },
    );
    await checkFix('{{#tags}}{{index}}{{/tags}}', '{{#tags}}{{iter.index}}{{/tags}}', { variables });
    const [hidden] = await findIn('{{index}}{{#tags}}{{index}}{{/tags}}', {
      variables: { ...variables, index: 'string' },
    });
    assert.match(hidden!.message, /before your variable/);
  });

  test('unknown-property', async () => {
    await checkMarked(
      `
{{email.tojson}} {{tags.length}} {{items.sku}} {{email.domain}}
        ^^^^^^ unknown-property
                        ^^^^^^ unknown-property
                                         ^^^ unknown-property
                                                       ^^^^^^ unknown-property
`,
      { variables },
    );
    await checkFix('{{email.tojson}}', '{{email.toJson}}', { variables });
    await checkFix('{{tags.length}}', '{{tags.size}}', { variables });
    await checkFix('{{#items}}{{iter.idnex}}{{/items}}', '{{#items}}{{iter.index}}{{/items}}', {
      variables,
      only: ['unknown-property'],
    });
  });

  test('map-iteration', async () => {
    await checkMarked(
      `
{{#counts}}{{key}}{{/counts}} {{#each counts}}{{key}}{{/each}} {{#counts}}has counts{{/counts}}
   ^^^^^^ map-iteration
                                      ^^^^^^ map-iteration
`,
      { variables },
    );
    await checkFix('{{#counts}}{{key}}{{/counts}}', '{{#each counts.entrySet}}{{key}}{{/each}}', { variables });
    await checkFix('{{#each counts}}{{key}}{{/each}}', '{{#each counts.entrySet}}{{key}}{{/each}}', { variables });
  });

  test('a variable of fixed text is that text in every event', async () => {
    const body = (text: string) =>
      findingsOf({
        replace: ['{ "secret"', '{ "text": "12", "to": "size" }, { "secret"'],
        files: { 'body.json.trimou': `{ "email": "{{email.toJson}}", ${text} }` },
      });
    assert.deepEqual(await body('"a": {{size}}'), []);
    assert.deepEqual(await body('"a": "{{size}}"'), []);
    assert.deepEqual(await body('"a": {{#isEq size "12"}}1{{/isEq}}'), []);
    assert.deepEqual(await body('"a": {{#isEq size "13"}}1{{/isEq}}'), [
      ['maybe-missing-value', '{{#isEq size "13"}}'],
    ]);
  });
});
