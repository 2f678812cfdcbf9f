import assert from 'node:assert/strict';
import { check, complete as completionsAt } from '../../../server/core/language';
import {
  accept,
  accepted,
  atCursor,
  complete,
  completeOnly,
  offered,
  sampleAction,
  sampleProject,
} from '../../support/cursor';

const labels = async (marked: string) => (await offered(marked)).map(({ label }) => label);

suite('completion of names in a body', () => {
  test('right after the brace', () => accept('{|}', 'email', '{"email": "{{email.toJson}}"}'));
  test('at the end of the text', () => accept('{|', 'email', '{"email": "{{email.toJson}}"'));
  test('half-typed, without an end', () => accept('{ "em|', 'email', '{ "email": "{{email.toJson}}"'));
  test('half-typed without quotes', () => accept('{ em| }', 'email', '{ "email": "{{email.toJson}}" }'));
  test('before a closing brace', () => accept('{ "em| }', 'email', '{ "email": "{{email.toJson}}" }'));
  test('between quotes', () => accept('{ "|" }', 'email', '{ "email": "{{email.toJson}}" }'));
  test('in the middle of a name', () => accept('{ "em|il" }', 'email', '{ "email": "{{email.toJson}}" }'));
  test('after a comma', () =>
    accept('{ "name": "x", "em|" }', 'email', '{ "name": "x", "email": "{{email.toJson}}" }'));
  test('a name that has a value is replaced alone', () =>
    accept('{ "em|": "x", "b": 1 }', 'email', '{ "email": "x", "b": 1 }'));

  test('a comma where something follows', () =>
    accept('{ "em|"\n  "b": 1 }', 'email', '{ "email": "{{email.toJson}}",\n  "b": 1 }'));
  test('a comma and a blank where something follows at once', () =>
    accept('{ |"b": 1 }', 'email', '{ "email": "{{email.toJson}}", "b": 1 }'));
  test('no second comma', () => accept('{ "em|",\n  "b": 1 }', 'email', '{ "email": "{{email.toJson}}",\n  "b": 1 }'));
  test('a comma where a section follows', () =>
    accept('{ "em|" {{#vip}}"b": 1{{/vip}} }', 'email', '{ "email": "{{email.toJson}}", {{#vip}}"b": 1{{/vip}} }'));
  test('no comma where a section brings its own', () =>
    accept('{ "em|" {{#vip}}, "b": 1{{/vip}} }', 'email', '{ "email": "{{email.toJson}}" {{#vip}}, "b": 1{{/vip}} }'));
  test('a comma inside a section whose end something follows', () =>
    accept('{ {{#vip}}"em|"{{/vip}} "b": 1 }', 'email', '{ {{#vip}}"email": "{{email.toJson}}",{{/vip}} "b": 1 }'));
  test('what follows is not the other branch', () =>
    accept(
      '{ {{#vip}}"em|"{{/vip}}{{^vip}}"a": 1{{/vip}}, "b": 1 }',
      'email',
      '{ {{#vip}}"email": "{{email.toJson}}"{{/vip}}{{^vip}}"a": 1{{/vip}}, "b": 1 }',
    ));
  test('the comma that is missing before it', () =>
    accept('{\n  "name": "x"\n  "em|"\n}', 'email', '{\n  "name": "x",\n  "email": "{{email.toJson}}"\n}'));
  test('the comma that is missing behind a section', () =>
    accept(
      '{ "a": 1\n{{#vip}}, "b": 2{{/vip}}\n"em|',
      'email',
      '{ "a": 1\n{{#vip}}, "b": 2{{/vip}},\n"email": "{{email.toJson}}"',
    ));

  test('names that are there already are left out', async () => {
    const all = await labels('{ "email": "x", "|", "name": "y", "companies": [{ "plan": "z" }] }');
    assert.deepEqual(
      all.filter(label => ['email', 'name', 'companies', 'plan'].includes(label)),
      [],
    );
    assert.ok(all.includes('phone'));
  });
  test('also behind a string without an end', async () => {
    const all = await labels('{ "|, "email": "x", "companies": [{ "name": "z" }], "phone": "1" }\n');
    assert.deepEqual(
      all.filter(label => ['email', 'companies', 'phone'].includes(label)),
      [],
    );
    assert.ok(all.includes('name'));
  });
  test('those of the other branch are offered', async () => {
    const all = await labels('{ {{#vip}}"name": "x",{{/vip}}{{^vip}}"|"{{/vip}} }');
    assert.ok(all.includes('name'));
  });
  test('those of a branch are not offered outside of it', async () => {
    assert.ok(!(await labels('{ {{#vip}}"name": "x",{{/vip}} "|" }')).includes('name'));
  });
  test('ids come first, then what a variable fits, then the rest', () =>
    complete('{ "|" }', ['email', 'user_id', 'name', 'new_session']));

  test('names of nested objects', () => complete('{ "companies": [{ "|', ['company_id', 'plan', 'custom_attributes']));
  test('names of nested objects in a loop', () =>
    accept(
      '{ "companies": [{{#items}}{ "name": "x", "pl|" }{{/items}}] }',
      'plan',
      '{ "companies": [{{#items}}{ "name": "x", "plan": "‹›" }{{/items}}] }',
    ));
  test('no names where an object has none', () => completeOnly('{ "email": { "|" } }', []));
  test('no names of a version that is not asked for', async () => {
    assert.ok(!(await labels('{ "|" }')).includes('external_id'));
  });
  test('not between a name and its value', () => completeOnly('{ "email"| }', []));
  test('not right behind a value', () => completeOnly('{ "email": "x"| }', []));
  test('not in a list', () => completeOnly('{ "companies": [{}, | ] }', ['{ }']));
  test('not in a tag', async () => assert.ok(!(await labels('{ {{|}} }')).includes('email_verified')));
  test('not in a template that is not the body', async () => {
    const { text, offset } = atCursor('{ "|" }');
    const project = await sampleProject('', { '/a/auth.trimou': text });
    const { tree, path } = project.templates.get('auth')!;
    assert.deepEqual(
      completionsAt({ path, text, tree: tree!, profile: project.profile, json: true, project }, offset),
      [],
    );
  });
});

suite('the value that comes with a name', () => {
  const attributes = (text: string) => `{"custom_attributes": {${text}}}`;
  test('a date as seconds', () =>
    accept(attributes(' "si|" '), 'since', attributes(' "since": {{since.toTimestamp}} ')));
  test('a badge as true or false', () =>
    accept(attributes(' "vi|" '), 'vip', attributes(' "vip": {{#vip}}true{{/vip}}{{^vip}}false{{/vip}} ')));
  test('braces never touch', () => accept(attributes('"si|"'), 'since', attributes('"since": {{since.toTimestamp}} ')));
  test('nothing for lists, tallies and secrets', async () => {
    const all = await labels(attributes('"|"'));
    assert.deepEqual(all, ['total', 'since', 'vip', 'channel', 'email']);
  });
  test('an optional variable brings its section', () =>
    accept(attributes('"to|"'), 'total', attributes(' {{#total}}"total": {{total}}{{/total}} ')));
  test('with the comma inside, where something follows', () =>
    accept(attributes('"to|", "b": 1'), 'total', attributes(' {{#total}}"total": {{total}},{{/total}} "b": 1')));
  test('on lines of its own', () =>
    accept(
      attributes('\n  "to|"\n  "b": 1'),
      'total',
      attributes('\n  {{#total}}\n  "total": {{total}},\n  {{/total}}\n  "b": 1'),
    ));
  test('with the comma before it inside, where it is the last', () =>
    accept(attributes('"b": 1, "to|"'), 'total', attributes('"b": 1 {{#total}}, "total": {{total}}{{/total}} ')));
  test('where commas do not allow to leave it out, null', () =>
    accept(
      attributes(' {{#vip}}"b": 1,{{/vip}} "to|"'),
      'total',
      attributes(' {{#vip}}"b": 1,{{/vip}} "total": {{total}}{{^total}}null{{/total}} '),
    ));
  test('inside its section nothing more is asked', () =>
    accept(attributes(' {{#total}}"to|"{{/total}}'), 'total', attributes(' {{#total}}"total": {{total}}{{/total}}')));
  test('an object with nothing required', () =>
    accept('{ "custom|" }', 'custom_attributes', '{ "custom_attributes": { ‹› } }'));
  test('members of an item of a loop', () =>
    accept(
      '{ "companies": [{{#items}}{ "custom_attributes": { "sk|" } }{{/items}}] }',
      'sku',
      '{ "companies": [{{#items}}{ "custom_attributes": { "sku": "{{sku.toJson}}" } }{{/items}}] }',
    ));
});

suite('completion of values in a body', () => {
  test('variables that fit, with suffix and quotes', () =>
    accept('{ "signed_up_at": | }', 'since', '{ "signed_up_at": {{since.toTimestamp}} }'));
  test('the nearest by name first', () => complete('{ "email": "|" }', ['email', 'channel']));
  test('inside quotes', () => accept('{ "email": "em|" }', 'email', '{ "email": "{{email.toJson}}" }'));
  test('a number loses the quotes', () =>
    accept('{ "signed_up_at": "|" }', 'since', '{ "signed_up_at": {{since.toTimestamp}} }'));
  test('a blank behind the colon', () => accept('{ "email":|', 'email', '{ "email": "{{email.toJson}}"'));
  test('a comma where something follows', () =>
    accept('{ "email": |\n "name": "x" }', 'email', '{ "email": "{{email.toJson}}",\n "name": "x" }'));
  test('null for an optional number', () =>
    accept('{ "signed_up_at": | }', 'total', '{ "signed_up_at": {{total.toInteger}}{{^total}}null{{/total}} }'));
  test('true and false', () => complete('{ "unsubscribed_from_emails": | }', ['vip', 'true', 'false', 'null']));
  test('fixed values', () => accept('{ "avatar": { "type": "av|" } }', 'avatar', '{ "avatar": { "type": "avatar" } }'));
  test('the shape of a list', () => accept('{ "companies": | }', '[ ]', '{ "companies": [{ ‹› }] }'));
  test('an item of a list', () => accept('{ "companies": [|] }', '{ }', '{ "companies": [{ ‹› }] }'));
  test('no secret', async () => assert.ok(!(await labels('{ "email": | }')).includes('access_token')));
  test('nothing in a text that a tag is part of', () => completeOnly('{ "name": "{{email}} em|" }', []));
  test('nothing for an unknown name', () => completeOnly('{ "emial": "|" }', []));
});

/** The sample action, asking for another endpoint in another version, with other variables. */
function asking(method: string, url: string, version: string, variables: Readonly<Record<string, string>> = {}) {
  const action = JSON.parse(sampleAction) as {
    action: { method: string; url: string; headers: object[]; templateVariables: object[] };
    attributes: Record<string, unknown>;
  };
  action.action.method = method;
  action.action.url = `https://api.intercom.io${url}`;
  action.action.headers.push({ map: version, to: 'Intercom-Version' });
  for (const [name, type] of Object.entries(variables)) {
    action.action.templateVariables.push({ attribute: `an_${name}`, to: name });
    action.attributes[`an_${name}`] = type.endsWith('?') ? { type: type.slice(0, -1), optional: true } : type;
  }
  return { '/a/a.webhook.json': JSON.stringify(action) };
}

suite('completion by endpoint and version', () => {
  const contacts = (variables?: Readonly<Record<string, string>>, version = '2.16') =>
    asking('POST', '/contacts', version, variables);

  test('fields of the version alone', async () => {
    const labels = async (version: string) =>
      (await offered('{ "|" }', contacts({}, version))).map(({ label }) => label);
    assert.ok((await labels('2.16')).includes('email_verified'));
    assert.ok(!(await labels('2.15')).includes('email_verified'));
    assert.ok(!(await labels('1.4')).includes('role'));
  });
  test('a field that changed its type is offered once', async () => {
    const owners = (await offered('{ "owner|" }', contacts())).map(({ type }) => type);
    assert.deepEqual(owners, ['a text']);
  });
  test('fixed values', () => accept('{ "role": "|" }', 'lead', '{ "role": "lead" }', contacts()));
  test('fixed values to choose from come with the name', () =>
    accept('{ "ro|" }', 'role', '{ "role": "‹user,lead›" }', contacts()));
  test('fixed values on a branch of a text', async () => {
    await accept('{ "role": "{{#vip}}|{{/vip}}" }', 'user', '{ "role": "{{#vip}}user{{/vip}}" }', contacts());
    await accept(
      '{ "role": "{{#vip}}us|{{/vip}}{{^vip}}lead{{/vip}}", "name": "x" }',
      'user',
      '{ "role": "{{#vip}}user{{/vip}}{{^vip}}lead{{/vip}}", "name": "x" }',
      contacts(),
    );
    await completeOnly('{ "name": "{{#vip}}|{{/vip}}" }', [], contacts());
  });
  test('inside a branch, half-typed', () =>
    accept('{ {{#vip}}"role": us|', 'user', '{ {{#vip}}"role": "user"', contacts()));
  test('a variable with the name of the field in 1.x', () =>
    accept('{ "ext|" }', 'external_id', '{ "external_id": "{{user_id.toJson}}" }', contacts({ user_id: 'string' })));
  test('a variable of the customer', () =>
    accept(
      '{ "pho|" }',
      'phone',
      '{ {{#customer_phone}}"phone": "{{customer_phone.toJson}}"{{/customer_phone}} }',
      contacts({ customer_phone: 'string?' }),
    ));
  test("the customer's id is the author's own", () =>
    accept(
      '{ "ext|" }',
      'external_id',
      '{ "external_id": "{{customer_id.toInteger}}" }',
      contacts({ customer_id: 'number' }),
    ));
  test('milliseconds fit no seconds', async () => {
    const files = {
      ...asking('POST', '/users', '1.4', { signed_up_at: 'number' }),
      '/a/events/full.event.json': '{ "an_signed_up_at": 1764000000000 }',
    };
    await accept('{ "signed|" }', 'signed_up_at', '{ "signed_up_at": ‹0› }', files);
  });
  test('a date that fits by name', () =>
    accept(
      '{ "signed|" }',
      'signed_up_at',
      '{ "signed_up_at": {{signed_up_at.toTimestamp}} }',
      contacts({ signed_up_at: 'date' }),
    ));
  test('the name of a company before the name of whoever it may be', () =>
    accept(
      '{ "companies": [{ "na|" }] }',
      'name',
      '{ "companies": [{ "name": "{{company_name.toJson}}" }] }',
      asking('POST', '/users', '1.4', { name: 'string', company_name: 'string' }),
    ));
  test('the moment of the event, whatever it is called', async () => {
    const files = asking('POST', '/events', '2.16', { at: 'number', cents: 'number' });
    const action = files['/a/a.webhook.json'].replaceAll('an_at', 'tealium_timestamp_epoch');
    const epoch = { '/a/a.webhook.json': action };
    await accept('{ "cre|" }', 'created_at', '{ "created_at": {{at.toInteger}} }', epoch);
    const [first] = await offered('{ "created_at": | }', epoch);
    assert.equal(first?.label, 'at');
  });
  test('numbers that sound like time before others, where a moment is wanted', () =>
    complete(
      '{ "signed_up_at": | }',
      ['since', 'joinedAt', 'cents'],
      asking('POST', '/users', '1.4', { cents: 'number', joinedAt: 'number' }),
    ));
  test('required fields first', async () => {
    const events = asking('POST', '/events', '2.16');
    await complete('{ "|" }', ['event_name', 'created_at', 'email', 'metadata'], events);
    const [first, second] = await offered('{ "|" }', events);
    assert.deepEqual([first?.label, second?.label], ['event_name', 'created_at']);
    assert.match(first?.type ?? '', /required/);
  });
  test('what a value that stands there requires', async () => {
    const [first] = await offered('{ "message_type": "email", "body": "x", "|" }', asking('POST', '/messages', '2.16'));
    assert.equal(first?.rank, 0);
    assert.ok(['from', 'to', 'subject', 'template'].includes(first?.label ?? ''));
  });
  test('an object brings what it requires', () =>
    accept('{ "fr|" }', 'from', '{ "from": { "type": "admin", "id": "‹›" } }', asking('POST', '/messages', '2.16')));
  test('details of an event', async () => {
    const events = asking('POST', '/events', '2.16', { placed_date: 'date' });
    await accept(
      '{ "metadata": { "pl|" } }',
      'placed_date',
      '{ "metadata": { "placed_date": {{placed_date.toTimestamp}} } }',
      events,
    );
    await accept(
      '{ "metadata": { "price": | } }',
      'money',
      '{ "metadata": { "price": { "amount": ‹0›, "currency": "‹eur›" } } }',
      events,
    );
    await completeOnly('{ "metadata": { "price": { "am|" } } }', ['amount'], events);
  });
  test('money in cents, and none that may be in another unit', () =>
    completeOnly(
      '{ "metadata": { "price": { "amount": | } } }',
      ['total_cents'],
      asking('POST', '/events', '2.16', { total_cents: 'number', total: 'number' }),
    ));
  test('what contacts are searched by', () =>
    accept(
      '{ "query": { "field": "signed|" } }',
      'signed_up_at',
      '{ "query": { "field": "signed_up_at" } }',
      asking('POST', '/contacts/search', '2.16'),
    ));
  test('a filter', () =>
    accept(
      '{ "query": { "operator": "!|" } }',
      '!=',
      '{ "query": { "operator": "!=" } }',
      asking('POST', '/contacts/search', '2.16'),
    ));
  test('nothing where the request has no body', () =>
    completeOnly('{ "|" }', [], asking('DELETE', '/contacts/1', '2.16')));
  test('nothing for another host', async () => {
    const files = { '/a/a.webhook.json': sampleAction.replace('api.intercom.io', 'example.com') };
    await completeOnly('{ "|" }', [], files);
  });
});

suite('whatever is chosen', () => {
  const places = [
    '{ "email": "{{email.toJson}}", "|" }',
    '{ "|", "email": "{{email.toJson}}" }',
    '{"email": "{{email.toJson}}" |}',
    '{\n  "email": "{{email.toJson}}"\n  "|"\n}',
    '{\n  |\n  "email": "{{email.toJson}}"\n}',
    '{ {{#vip}}"|"{{/vip}} "email": "{{email.toJson}}" }',
    '{ "email": "{{email.toJson}}"{{#vip}}, "|"{{/vip}} }',
    '{"email": "{{email.toJson}}", "custom_attributes": {|}}',
    '{"email": "{{email.toJson}}", "custom_attributes": {"x": 1, |}}',
    '{"email": "{{email.toJson}}", "custom_attributes": {"x": 1 "|"}}',
    '{"email": "{{email.toJson}}", "custom_attributes": {"|", "x": 1}}',
    '{"email": "{{email.toJson}}", "custom_attributes": { {{#total}}"|",{{/total}} "x": 1}}',
    '{"email": "{{email.toJson}}", "custom_attributes": {"x": 1, {{#total}}"y": 1,{{/total}} "|" }}',
    '{"email": "{{email.toJson}}", "custom_attributes": {"x": |}}',
    '{"email": "{{email.toJson}}", "companies": [{{#items}}{"custom_attributes": {"|"}}{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}]}',
    '{"email": "{{email.toJson}}", "companies": [{{#items}}{"size": |}{{#iter.hasNext}},{{/iter.hasNext}}{{/items}}]}',
    '{"email": "{{email.toJson}}", "signed_up_at": |}',
    '{"email": "{{email.toJson}}", "signed_up_at": "|"}',
    '{"email": "{{email.toJson}}", "name": |}',
    '{"email": "{{email.toJson}}", "unsubscribed_from_emails": |}',
    '{ "email": "{{email.toJson}}", "companies": | }',
  ];
  for (const place of places) {
    test(`the body is JSON: ${place}`, async () => {
      const items = await offered(place);
      assert.notEqual(items.length, 0);
      for (const { snippet: _, ...item } of items) {
        const text = accepted(atCursor(place).text, item);
        const findings = check(await sampleProject(text)).filter(
          ({ path, code }) => path.endsWith('body.json.trimou') && !intercomsOwn.has(code),
        );
        assert.deepEqual(
          findings.map(({ code, message }) => `${code}: ${message}`),
          [],
          text,
        );
      }
    }).timeout(10_000);
  }
  /** Findings about a placeholder that is not filled in, or about the body as a whole. */
  const intercomsOwn: ReadonlySet<string> = new Set(['unused-variable']);
});
