import assert from 'node:assert/strict';
import * as actions from '../../support/action';
import { checkFix, checkMarked, findIn, fixed } from '../../support/marked';

const variables = {
  email: 'string',
  phone: 'string?',
  user_id: 'string',
  number: 'number',
  maybe: 'number?',
  joined: 'date',
  vip: 'boolean',
  tags: 'array of strings',
  'items.sku': 'array of strings',
};

/**
 * The body of a request to Intercom, with what is reported drawn below; mistakes in the JSON itself are not the point.
 */
const codes = [
  ...['unknown-field', 'missing-required-field', 'missing-identifier', 'wrong-field-type', 'invalid-enum-value'],
  ...['milliseconds-not-seconds', 'date-not-timestamp', 'event-metadata-limit', 'custom-attribute-name'],
  ...[
    'too-many-items',
    'custom-attribute-value',
    'created-at-fire-time',
    'quoted-number',
    'quoted-boolean',
    'number-format',
  ],
];

function body(request: string, marked: string, more: Readonly<Record<string, string>> = {}) {
  return checkMarked(marked, { json: true, request, variables: { ...variables, ...more }, only: codes });
}

const allFindings = (change: actions.Change) => actions.allFindings({ ...change, intercom: true });
const findingsOf = (change: actions.Change) => actions.findingsOf({ ...change, intercom: true });
const fixes = (change: actions.Change, code: string, expected: Readonly<Record<string, RegExp>>) =>
  actions.fixes({ ...change, intercom: true }, code, expected);

/** Asserts that the first fix of the only finding gives `expected`, which has no finding. */
async function mend(request: string, text: string, expected: string, title?: string) {
  const options = { json: true, request, variables, only: codes };
  const findings = await findIn(text, options);
  assert.equal(findings.length, 1, JSON.stringify(findings));
  assert.equal(fixed(text, findings[0], title), expected);
  assert.deepEqual(await findIn(expected, options), []);
}

suite('fields that Intercom does not know', () => {
  test('a misspelt name', () =>
    body(
      'POST /users 1.4',
      `
{ "email": "x", "custom_attribute": {} }
                 ^^^^^^^^^^^^^^^^ unknown-field`,
    ));
  test('the name that was meant', () =>
    mend('POST /users 1.4', '{ "emial": "x", "user_id": "1" }', '{ "email": "x", "user_id": "1" }'));
  test('the name of the other version', async () => {
    await mend('POST /contacts 2.16', '{ "user_id": "1", "role": "user" }', '{ "external_id": "1", "role": "user" }');
    await mend('POST /users 1.4', '{ "external_id": "1", "email": "x" }', '{ "user_id": "1", "email": "x" }');
  });
  test('the moment that an object was made', async () => {
    const made = (name: string) => `{ "${name}": {{joined.toTimestamp}}, "company_id": "1" }`;
    await mend('POST /companies 2.16', made('created_at'), made('remote_created_at'));
    const person = (name: string) => `{ "${name}": {{joined.toTimestamp}}, "role": "user" }`;
    await mend('POST /contacts 2.16', person('created_at'), person('signed_up_at'));
  });
  test('a field of a later version says so', async () => {
    const [finding] = await findIn('{ "email": "x", "email_verified": true }', {
      json: true,
      request: 'POST /contacts 2.15',
    });
    assert.match(finding!.message, /of version 2\.16 and later, and not of 2\.15/);
  });
  test('a field of an earlier version, in a list of objects', async () => {
    const [, finding] = await findIn('{ "name": "x", "users": [{ "user_id": "1" }] }', {
      ...{ json: true, request: 'POST /tags 2.16' },
    });
    assert.match(finding!.message, /of version 1\.4 and earlier, and not of 2\.16/);
  });
  test('in a list of objects', () =>
    body(
      'POST /users 1.4',
      `
{ "email": "x", "companies": [ {{#items}}{ "company": "{{sku}}" }{{/items}} ] }
                                            ^^^^^^^ unknown-field`,
    ));
  test('names of your own are free in custom attributes and metadata', () =>
    body('POST /contacts 2.16', '\n{ "role": "lead", "custom_attributes": { "anything": 1 } }'));
  test('a name that a tag writes is not known', () =>
    body('POST /contacts 2.16', '\n{ "role": "lead", "{{email}}": 1 }'));
});

suite('where the JSON has lost its form', () => {
  const options = { request: 'POST /events 2.16', json: true, variables };
  test('a wrong quote at the first key is said there', async () => {
    const event = (key: string) => `{ ${key}: "o", "user_id": "1", "created_at": {{joined.toTimestamp}} }`;
    for (const key of ["'event_name'", '\u201cevent_name\u201d', 'event_name']) {
      const [finding] = await findIn(event(key), options);
      assert.equal(event(key).slice(finding!.range.start, finding!.range.end), key);
      await checkFix(event(key), event('"event_name"'), options);
    }
  });
  test('a comma too many is said beside a field that is missing', () =>
    checkMarked(
      `
{ , "event_name": "o", "user_id": "1" }
^ missing-required-field
  ^ trailing-comma
`,
      options,
    ));
  test('a brace that became part of a comment hides no fields', () =>
    checkMarked(
      `
{ "event_name": "o", "user_id": "1", "created_at": 1, "metadata": {{{! x}}
                                                                  ^^^^^^^^ brace-touching-tag
  "order": "1", "price": "2"
} }
`,
      options,
    ));
});

suite('a misspelt Intercom-Version', () => {
  test('is put right', () =>
    fixes({ replace: ['"to": "Intercom-Version"', '"to": "Intercom-Versoin"'] }, 'missing-intercom-version', {
      'a.webhook.json': /"map": "1\.4", "to": "Intercom-Version"/,
    }));
});

suite('a badge in quotes', () => {
  test('is true or false when it is mended', () =>
    checkFix('{ "x": "{{vip}}" }', '{ "x": {{#vip}}true{{/vip}}{{^vip}}false{{/vip}} }', {
      json: true,
      variables: { vip: 'badge' },
    }));
});

suite('a number as an id', () => {
  for (const suffix of ['', '.toJson']) {
    test(`prints a fraction${suffix && ` with ${suffix}`}`, async () => {
      const [finding] = await body(
        'POST /users 1.4',
        `
{ "user_id": "{{number${suffix}}}" }
             ^^${'^'.repeat('{{number}}'.length + suffix.length)} quoted-number`,
      );
      assert.equal(finding!.severity, 'warning');
      assert.match(finding!.message, /"1\.2345678E7" of a large number/);
      await mend('POST /users 1.4', `{ "user_id": "{{number${suffix}}}" }`, '{ "user_id": "{{number.toInteger}}" }');
    });
    test(`without quotes${suffix && ` and with ${suffix}`}`, () =>
      mend('POST /users 1.4', `{ "user_id": {{number${suffix}}} }`, '{ "user_id": "{{number.toInteger}}" }'));
  }
  test('in a detail of an event', async () => {
    const event = (value: string) =>
      `{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { "total": ${value} } }`;
    await mend('POST /events 2.16', event('"{{number.toJson}}"'), event('{{number.toJson}}'));
  });
});

suite('what is missing', () => {
  test('nothing says who it is', () =>
    body(
      'POST /users 1.4',
      `
{ "name": "x" }
^ missing-identifier`,
    ));
  test('all that an empty body lacks', async () => {
    const findings = await body(
      'POST /events 2.16',
      `
{ }
^ missing-identifier
^ missing-required-field`,
    );
    assert.equal(findings[1]!.message, 'POST /events needs `event_name` and `created_at`.');
  });
  test('on one branch only', async () => {
    const [finding] = await body(
      'POST /users 1.4',
      `
{ {{#phone}}"user_id": "{{user_id}}",{{/phone}} "name": "x" }
^ missing-identifier`,
    );
    assert.match(finding!.message, /Where `phone` is missing, none is there\./);
    assert.equal(finding!.severity, 'error');
  });
  test('on a branch of two questions it is a warning', async () => {
    const text = '{ {{#phone}}"user_id": "1",{{/phone}} {{#maybe}}"email": "x",{{/maybe}} "name": "x" }';
    const [finding] = await findIn(text, { json: true, request: 'POST /users 1.4', variables, only: codes });
    assert.equal(finding!.severity, 'warning');
    assert.match(finding!.message, /Where `phone` is missing and `maybe` is missing, none is there\./);
  });
  test('on no branch', () =>
    body(
      'POST /users 1.4',
      `
{ {{#phone}}"user_id": "1",{{/phone}}{{^phone}}"email": "x",{{/phone}} "name": "x" }`,
    ));
  test('no branch that contradicts itself', async () => {
    const branches = [
      '{{#if phone}}"email": "{{phone.toJson}}",{{/if}}{{#unless phone}}"user_id": "1",{{/unless}}',
      '{{#isEq phone "a"}}"email": "{{phone.toJson}}",{{/isEq}}{{#isNotEq phone "a"}}"user_id": "1",{{/isNotEq}}',
      '{{#phone}}{{#if phone}}"email": "x",{{/if}}{{/phone}}{{#unless phone}}"user_id": "1",{{/unless}}',
    ];
    for (const branch of branches) await body('POST /users 1.4', `\n{ ${branch} "name": "x" }`);
    const when = '{{#if left}}{{left.toTimestamp}}{{/if}}{{#unless left}}{{joined.toTimestamp}}{{/unless}}';
    const event = `{ "event_name": "a", "user_id": "1", "created_at": ${when} }`;
    await body('POST /events 2.16', `\n${event}`, { left: 'date?' });
  });
  test('a variable that is always there is no branch', () =>
    body('POST /users 1.4', '\n{ {{#email}}"email": "{{email}}",{{/email}} "name": "x" }'));
  test('an id that may come out empty is said as a warning', async () => {
    const [finding] = await body(
      'POST /users 1.4',
      `
{ "user_id": "{{phone.toJson}}" }
^ missing-identifier`,
    );
    assert.equal(finding!.severity, 'warning');
    assert.match(finding!.message, /Where `phone` is missing, each of them is empty\./);
  });
  test('one of two ids is enough', () =>
    body('POST /users 1.4', '\n{ "user_id": "{{phone.toJson}}", "email": "{{email.toJson}}" }'));
  test('an empty id is none', () =>
    body(
      'POST /users 1.4',
      `
{ "user_id": "", "email": null }
^ missing-identifier
                          ^^^^ wrong-field-type`,
    ));
  test('in an object of a list', () =>
    body(
      'POST /tags 2.16',
      `
{ "name": "x", "companies": [{ "untag": true }] }
                             ^ missing-identifier`,
    ));
  test('what a field of a certain value needs', () =>
    body(
      'POST /messages 2.16',
      `
{ "message_type": "email", "from": { "type": "admin", "id": 1 }, "to": { "type": "lead", "id": "x" }, "body": "b", "subject": "s" }
^ missing-required-field`,
    ));
  test('what a field of a certain value needs, on the branch that gives it', async () => {
    const rest = '"body": "b", "from": { "type": "admin", "id": 1 }, "to": { "type": "lead", "id": "x" }';
    const kind = '"message_type": {{#vip}}"email"{{/vip}}{{^vip}}"in_app"{{/vip}}';
    const [finding] = await body(
      'POST /messages 2.16',
      `
{ ${kind}, ${rest} }
^ missing-required-field`,
    );
    assert.match(finding!.message, /Where `vip` is true, `subject` is left out\./);
    await body('POST /messages 2.16', `\n{ ${kind}, {{#vip}}"subject": "s", "template": "plain",{{/vip}} ${rest} }`);
  });
  test('what a value of a later version needs is not asked for', () =>
    body(
      'POST /conversations/{{email}}/reply 2.13',
      `
{ "type": "admin", "admin_id": "1", "message_type": "quick_reply", "body": "x" }
                                                     ^^^^^^^^^^^ invalid-enum-value`,
    ));
  test('an address that is said to be verified', () =>
    body(
      'POST /contacts 2.16',
      `
{ "role": "user", "email_verified": true }
^ missing-required-field`,
    ));
  test('a lead on one branch, an id of yours on the other', async () => {
    const lead = '{{^vip}}"role": "lead",{{/vip}} "name": "x" }';
    await body('POST /contacts 2.16', `\n{ {{#vip}}"role": "user", "external_id": "1",{{/vip}} ${lead}`);
    await body(
      'POST /contacts 2.16',
      `
{ "external_id": "1", {{#vip}}"role": "user",{{/vip}} {{^vip}}"role": "lead",{{/vip}} "name": "x" }
                                                                       ^^^^ invalid-enum-value`,
    );
  });
  test('a lead has no id of yours', () =>
    mend(
      'POST /contacts 2.16',
      '{ "role": "lead", "external_id": "1" }',
      '{ "role": "user", "external_id": "1" }',
      'Change to user',
    ));
  test('where a partial may bring it nothing is said', () => body('POST /users 1.4', '\n{ {{> more}} }'));
  test('an id that the action maps is added', () =>
    mend(
      'POST /users 1.4',
      '{\n  "name": "x"\n}',
      '{\n  "user_id": "{{user_id.toJson}}",\n  "name": "x"\n}',
      'Add user_id',
    ));
  test('half-typed bodies are no reason to fail', async () => {
    for (const text of ['', '{', '{ "', '{ "user_id', '{ "user_id": {{', '[', '"x"', '}', '{{#x}}{'])
      await findIn(text, { json: true, request: 'POST /users 1.4', variables });
  });
});

suite('types of fields', () => {
  const users = (marked: string) => body('POST /users 1.4', `\n{ "user_id": "1", ${marked}`);
  test('a number as an id', () =>
    body(
      'POST /users 1.4',
      `
{ "user_id": {{number}} }
             ^^^^^^^^^^ wrong-field-type`,
    ));
  test('an id printed in quotes, as a whole number', () =>
    mend('POST /users 1.4', '{ "user_id": {{number}} }', '{ "user_id": "{{number.toInteger}}" }'));
  test('a number in quotes, where quotes are right', () =>
    mend('POST /users 1.4', '{ "user_id": "{{number}}" }', '{ "user_id": "{{number.toInteger}}" }'));
  test('a literal number as text', () => mend('POST /users 1.4', '{ "user_id": 7 }', '{ "user_id": "7" }'));
  test('a text where true or false is wanted', () =>
    users(`"unsubscribed_from_emails": "{{email}}" }
                                              ^^^^^^^^^^^ wrong-field-type`));
  test('true in quotes', () =>
    mend(
      'POST /users 1.4',
      '{ "user_id": "1", "unsubscribed_from_emails": "true" }',
      '{ "user_id": "1", "unsubscribed_from_emails": true }',
    ));
  test('a decimal where a whole number is wanted', () =>
    mend(
      'POST /companies 2.16',
      '{ "company_id": "1", "size": {{number}} }',
      '{ "company_id": "1", "size": {{number.toInteger}} }',
    ));
  test('decimals that Intercom cuts off itself', () =>
    body('POST /companies 2.16', '\n{ "company_id": "1", "monthly_spend": {{number}} }'));
  test('a number in quotes', () =>
    mend(
      'POST /companies 2.16',
      '{ "company_id": "1", "size": "{{number}}" }',
      '{ "company_id": "1", "size": {{number.toInteger}} }',
    ));
  test('an optional number with null beside it', () =>
    users('"signed_up_at": {{#maybe}}{{maybe.toInteger}}{{/maybe}}{{^maybe}}null{{/maybe}} }'));
  test('each branch is looked at', () =>
    users(`"signed_up_at": {{#maybe}}{{maybe.toInteger}}{{/maybe}}{{^maybe}}true{{/maybe}} }
                                                                                   ^^^^ wrong-field-type`));
  test('an object where a list is wanted', () =>
    users(`"companies": { "company_id": "1" } }
                               ^ wrong-field-type`));
  test('a list of texts where objects are wanted', async () => {
    const [finding] = await users(`"companies": {{tags.toJson}} }
                               ^^^^^^^^^^^^^^^ wrong-field-type`);
    assert.equal(finding!.message, '`companies` takes a list of objects. `tags.toJson` prints a list of texts.');
    await users('"companies": {{items.toJson}} }');
  });
  test('a number in the words of the message', async () => {
    const [finding] = await users(`"name": {{number}} }
                          ^^^^^^^^^^ wrong-field-type`);
    assert.equal(finding!.message, '`name` takes a text. `number` is a number.');
  });
  test('a body that is a list', () =>
    body(
      'POST /users 1.4',
      `
[ 1 ]
^ wrong-field-type`,
    ));
  test('a value of another list than allowed', () =>
    mend('POST /contacts 2.16', '{ "role": "users" }', '{ "role": "user" }'));
  test('a value on one of two branches of a text', async () => {
    await body(
      'POST /contacts 2.16',
      `
{ "role": "{{#vip}}customer{{/vip}}{{^vip}}lead{{/vip}}" }
                   ^^^^^^^^ invalid-enum-value`,
    );
    await mend(
      'POST /contacts 2.16',
      '{ "role": "{{#vip}}users{{/vip}}{{^vip}}lead{{/vip}}" }',
      '{ "role": "{{#vip}}user{{/vip}}{{^vip}}lead{{/vip}}" }',
    );
    await body('POST /contacts 2.16', '\n{ "role": "{{#vip}}us{{/vip}}er" }');
  });
  test('a misspelt value', () =>
    mend(
      'POST /messages 2.13',
      '{ "message_type": "in-app", "from": { "type": "admin", "id": 1 }, "to": { "type": "lead", "id": "x" }, "body": "b" }',
      '{ "message_type": "in_app", "from": { "type": "admin", "id": 1 }, "to": { "type": "lead", "id": "x" }, "body": "b" }',
    ));
});

suite('moments', () => {
  const event = (value: string) => `{ "event_name": "a", "user_id": "1", "created_at": ${value} }`;
  test('milliseconds, by the suffix', () =>
    mend('POST /events 2.16', event('{{joined.toTimestampMs}}'), event('{{joined.toTimestamp}}')));
  test('milliseconds, by a property of Java', () =>
    mend('POST /events 2.16', event('{{joined.time}}'), event('{{joined.toTimestamp}}')));
  test('milliseconds, as a number', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1700000000000 }
                                                   ^^^^^^^^^^^^^ milliseconds-not-seconds`,
    ));
  test('a date, which prints words', () =>
    mend('POST /events 2.16', event('{{joined}}'), event('{{joined.toTimestamp}}')));
  test('a date in quotes', () => mend('POST /events 2.16', event('"{{joined}}"'), event('{{joined.toTimestamp}}')));
  test('a date in a form of your own', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": "{{formatDate joined pattern="yyyy-MM-dd"}}" }
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ date-not-timestamp`,
    ));
  test('a number by way of toJson', () =>
    mend('POST /events 2.16', event('{{number.toJson}}'), event('{{number.toInteger}}')));
  test('a date as text', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": "2026-01-31T10:00:00Z" }
                                                   ^^^^^^^^^^^^^^^^^^^^^^ date-not-timestamp`,
    ));
  test('the moment the action fires', async () => {
    const findings = await body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": {{unixTimestamp}} }
                                                   ^^^^^^^^^^^^^^^^^ created-at-fire-time`,
    );
    assert.equal(findings[0]!.fixes?.[0]?.edits.length, 2);
  });
  test('the moment of the event is mapped where it is missing', async () => {
    const [finding, ...others] = await findIn('{ "event_name": "a", "user_id": "1" }', {
      json: true,
      request: 'POST /events 2.16',
      variables,
      only: codes,
    });
    assert.deepEqual(others, []);
    const { title, edits } = finding!.fixes![0]!;
    assert.equal(title, 'Add created_at');
    assert.deepEqual(
      edits.map(({ text }) => text.replace(/\s+/g, ' ').trim()),
      [', {"attribute": "tealium_timestamp_epoch", "to": "created_at"}', '"created_at": {{created_at.toInteger}},'],
    );
  });
  test('the moment the action fires is fine elsewhere', () =>
    body('POST /users 1.4', '\n{ "user_id": "1", "signed_up_at": {{unixTimestamp}} }'));
  test('a date among the details of an event', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { "order_date": "2026-01-31", "order_dates": "2026" } }
                                                                                  ^^^^^^^^^^^^ date-not-timestamp`,
    ));
  test('a session id is in milliseconds', async () => {
    const [finding] = await findingsOf({
      replace: [
        '{ "attribute": "customer_email", "to": "email" }',
        '{ "attribute": "customer_email", "to": "email" }, { "attribute": "tealium_session_id", "to": "session" }',
      ],
      files: { 'body.json.trimou': '{ "email": "{{email.toJson}}", "signed_up_at": {{session.toInteger}} }' },
    });
    assert.deepEqual(finding, ['milliseconds-not-seconds', '{{session.toInteger}}']);
  });
});

suite('attributes and details of your own', () => {
  test('a name that Intercom refuses', () =>
    body(
      'POST /users 1.4',
      `
{ "user_id": "1", "custom_attributes": { "plan.name": "x", "a$": 1, "fine_1": 1 } }
                                          ^^^^^^^^^ custom-attribute-name
                                                            ^^ custom-attribute-name`,
    ));
  test('a list as value', () =>
    body(
      'POST /users 1.4',
      `
{ "user_id": "1", "custom_attributes": { "a": {{tags.toJson}}, "b": [1], "c": {} } }
                                              ^^^^^^^^^^^^^^^ custom-attribute-value
                                                                    ^ custom-attribute-value
                                                                              ^ custom-attribute-value`,
    ));
  test('ids of objects are texts', () =>
    body(
      'POST /contacts 2.16',
      `
{ "role": "user", "custom_attributes": { "order": {{sizes.toJson}} } }
                                                  ^^^^^^^^^^^^^^^^ custom-attribute-value`,
      { sizes: 'array of numbers' },
    ));
  test('ids of objects, which contacts take that are there', () =>
    body(
      'PUT /contacts/1 2.16',
      '\n{ "role": "user", "custom_attributes": { "order": ["21"], "all": {{tags.toJson}} } }',
    ));
  test('ids of objects, which new contacts do not take', () =>
    body(
      'POST /contacts 2.16',
      `
{ "role": "user", "custom_attributes": { "order": ["21"], "all": {{tags.toJson}} } }
                                                  ^ custom-attribute-value
                                                                 ^^^^^^^^^^^^^^^ custom-attribute-value
`,
    ));
  test('more details than Intercom keeps', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": {"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1} }
                                                                                                                                ^ event-metadata-limit`,
    ));
  test('all that is too much is told once', async () => {
    const details = Array.from({ length: 13 }, (_, index) => `"d${index}": 1`).join();
    const text = `{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": {${details}} }`;
    const findings = await findIn(text, { json: true, request: 'POST /events 2.16', variables, only: codes });
    assert.equal(findings.length, 1);
    assert.match(findings[0]!.message, /`d10`, `d11`, `d12` may be lost/);
  });
  test('an object that is neither link nor money is told once', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { "order": {"id": 1} } }
                                                                             ^ wrong-field-type`,
    ));
  test('the same detail on two branches counts once', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { {{#vip}}"a":1{{/vip}}{{^vip}}"a":2{{/vip}},"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1} }`,
    ));
  test('less than nothing', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { "m": { "amount": -5, "currency": "eur" } } }
                                                                                     ^^ wrong-field-type`,
    ));
  test('half a link', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { "l": { "url": "u" }, "m": [1] } }
                                                                         ^ wrong-field-type
                                                                                              ^ wrong-field-type`,
    ));
  test('a link and an amount of money', () =>
    body(
      'POST /events 2.16',
      `
{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { "l": { "url": "u", "value": "v" }, "m": { "amount": {{number}}, "currency": "eur" } } }
                                                                                                                        ^^^^^^^^^^ number-format`,
    ));
});

suite('money', () => {
  const money = (amount: string) =>
    `{ "event_name": "a", "user_id": "1", "created_at": 1, "metadata": { "m": { "amount": ${amount}, "currency": "eur" } } }`;
  const found = (amount: string) =>
    findIn(money(amount), { json: true, request: 'POST /events 2.16', variables, only: codes });

  for (const amount of ['{{number}}', '{{number.toJson}}', '129.9'])
    test(`${amount} is told of cents, and cut to none`, async () => {
      const [finding, ...more] = await found(amount);
      assert.deepEqual(more, []);
      assert.equal(finding?.code, 'number-format');
      assert.match(finding.message, /whole cents: 12990 for 129\.90, .* Templates cannot calculate/);
      assert.equal(finding.fixes, undefined);
    });
  test('in quotes loses the quotes alone', () =>
    found('"{{number}}"').then(([finding]) =>
      assert.equal(fixed(money('"{{number}}"'), finding), money('{{number}}')),
    ));
  test('in cents is taken', async () => assert.deepEqual(await found('{{number.toInteger}}'), []));
});

suite('replies', () => {
  const request = 'POST /conversations/{{email}}/reply 2.16';
  test('a note of a contact', async () => {
    await body(
      request,
      `
{ "type": "user", "email": "{{email.toJson}}", "message_type": "note", "body": "x" }
                                                                ^^^^ invalid-enum-value`,
    );
    await mend(
      request,
      '{ "type": "user", "email": "{{email.toJson}}", "message_type": "note", "body": "x" }',
      '{ "type": "user", "email": "{{email.toJson}}", "message_type": "comment", "body": "x" }',
    );
  });
  test('a value that nobody may give is said once', () =>
    body(
      request,
      `
{ "type": "user", "email": "{{email.toJson}}", "message_type": "letter", "body": "x" }
                                                                ^^^^^^ invalid-enum-value`,
    ));
  test('a note of a teammate, or of either', async () => {
    await body(request, '\n{ "type": "admin", "admin_id": "1", "message_type": "note", "body": "x" }');
    await body(
      request,
      '\n{ "type": "{{#phone}}user{{/phone}}{{^phone}}admin{{/phone}}", "message_type": "note", "body": "x" }',
    );
  });
});

suite('searches', () => {
  const search = (marked: string) => body('POST /contacts/search 2.16', marked);
  const filter = '{ "field": "email", "operator": "=", "value": "{{email.toJson}}" }';
  const many = (count: number) => Array.from({ length: count }, () => filter).join(', ');

  test('a filter, a list to compare with, and what is empty', async () => {
    await search(`\n{ "query": ${filter} }`);
    await search('\n{ "query": { "field": "email", "operator": "IN", "value": ["a", "{{email.toJson}}"] } }');
    await search('\n{ "query": { "field": "email", "operator": "!=", "value": null } }');
    await search('\n{ "query": { "field": "email", "operator": "=", "value": "" } }');
  });
  test('a single value where a list is compared with', () =>
    search(`
{ "query": { "field": "email", "operator": "IN", "value": "{{email.toJson}}" } }
                                                          ^^^^^^^^^^^^^^^^^^ wrong-field-type`));
  test('moments are compared by the day, in three ways', async () => {
    await search('\n{ "query": { "field": "created_at", "operator": ">", "value": 1700000000 } }');
    await search('\n{ "query": { "field": "custom_attributes.due_at", "operator": ">=", "value": 1700000000 } }');
    await search(`
{ "query": { "field": "created_at", "operator": ">=", "value": 1700000000 } }
                                                 ^^ invalid-enum-value`);
  });
  test('a filter without a field', () =>
    search(`
{ "query": { "operator": "=", "value": 1 } }
           ^ missing-required-field`));
  test('a group has no field', () => search(`\n{ "query": { "operator": "AND", "value": [${filter}] } }`));
  test('a group that is no list', () =>
    search(`
{ "query": { "operator": "AND", "value": "x" } }
                                         ^^^ wrong-field-type`));
  test('a group of texts', () =>
    search(`
{ "query": { "operator": "OR", "value": ["x"] } }
                                         ^^^ wrong-field-type`));
  test('a filter that compares with an object', () =>
    search(`
{ "query": { "field": "email", "operator": "=", "value": {} } }
                                                         ^ wrong-field-type`));
  test('an operator that a tag writes may be either', () =>
    search('\n{ "query": { "operator": "{{email}}", "field": "x", "value": "x" } }'));
  test('groups in groups', () =>
    search(`
{ "query": { "operator": "AND", "value": [ { "operator": "OR", "value": [
  { "operator": "AND", "value": [] }
  ^ wrong-field-type
] } ] } }`));
  test('as many filters as there may be, and one more', async () => {
    await search(`\n{ "query": { "operator": "AND", "value": [${many(15)}] } }`);
    await search(`
{ "query": { "operator": "AND", "value":
  [${many(16)}]
  ^ too-many-items
} }`);
  });
  test('filters on branches are not counted', () =>
    search(`\n{ "query": { "operator": "AND", "value": [${many(15)}{{#phone}}, ${filter}{{/phone}}] } }`));
});

suite('long lists', () => {
  const start = '"from": { "type": "user", "id": "{{email.toJson}}" }, "body": "x"';
  const urls = (count: number) => Array.from({ length: count }, () => '"https://example.com/a.png"').join(', ');
  test('ten attachments, and eleven', async () => {
    await body('POST /conversations 2.16', `\n{ ${start}, "attachment_urls": [${urls(10)}] }`);
    await body(
      'POST /conversations 2.16',
      `
{ ${start}, "attachment_urls":
  [${urls(11)}]
  ^ too-many-items
}`,
    );
  });
});

suite('the request', () => {
  const url = '"url": "https://api.intercom.io/users"';
  const header = '{ "map": "1.4", "to": "Intercom-Version" },';
  const contact = { 'body.json.trimou': '{ "email": "{{email.toJson}}" }\n' };

  test('a path that is nearly right', () =>
    fixes({ replace: [url, '"url": "https://api.intercom.io/user"'] }, 'unknown-endpoint', {
      'a.webhook.json': /intercom\.io\/users"/,
    }));
  test('another server is none of our business', async () =>
    assert.deepEqual(await findingsOf({ replace: [url, '"url": "https://example.com/users"'] }), []));
  test('a URL without its beginning', async () =>
    assert.deepEqual(await findingsOf({ replace: [url, '"url": "api.intercom.io/users"'] }), [
      ['unknown-endpoint', 'api.intercom.io'],
    ]));
  test('a path that we do not know is a warning', async () => {
    const [finding] = await allFindings({ replace: [url, '"url": "https://api.intercom.io/something"'] });
    assert.deepEqual([finding?.code, finding?.severity], ['unknown-endpoint', 'warning']);
  });
  test('the wrong method', () =>
    fixes({ replace: ['"method": "POST"', '"method": "PUT"'] }, 'unknown-endpoint', {
      'a.webhook.json': /"method": "POST"/,
    }));
  test('/users in a version that has contacts', () =>
    fixes({ replace: [header, header.replace('1.4', '2.11')] }, 'endpoint-version', {
      'a.webhook.json': /"map": "1.4"/,
    }));
  test('no version at all, for /users', () =>
    fixes({ replace: [header, ''] }, 'missing-intercom-version', {
      'a.webhook.json': /"map": "1\.4",\s*"to": "Intercom-Version"/,
    }));
  test('no version at all is a warning elsewhere', async () => {
    const [finding, ...others] = await allFindings({
      replace: [
        `${url},\n    "headers": [\n      { "map": "application/json", "to": "Accept" },\n      ${header}`,
        '"url": "https://api.intercom.io/events",\n "headers": [{ "map": "application/json", "to": "Accept" },',
      ],
      files: { 'body.json.trimou': '{ "event_name": "a", "created_at": 1, "email": "{{email.toJson}}" }' },
    });
    assert.deepEqual([finding?.code, finding?.severity, others], ['missing-intercom-version', 'warning', []]);
  });
  test('a version that does not exist', () =>
    fixes({ replace: [header, header.replace('1.4', '1.5')] }, 'endpoint-version', {
      'a.webhook.json': /"map": "1.4"/,
    }));
  test('a version newer than we know is no mistake', async () => {
    const findings = await allFindings({
      replace: [header, header.replace('1.4', '2.99')],
    });
    assert.deepEqual(
      findings.filter(({ code }) => code === 'endpoint-version').map(({ severity }) => severity),
      ['information'],
    );
  });
  test('a version that a variable decides is not known', async () =>
    assert.deepEqual(
      await findingsOf({ replace: [header, '{ "attribute": "customer_email", "to": "Intercom-Version" },'] }),
      [],
    ));
  test('POST /contacts never updates', async () => {
    const change = {
      replace: [
        `${url},\n    "headers": [\n      { "map": "application/json", "to": "Accept" },\n      ${header}`,
        `"url": "https://api.intercom.io/contacts",\n "headers": [{ "map": "application/json", "to": "Accept" }, ${header.replace('1.4', '2.16')}`,
      ] as const,
      files: contact,
    };
    assert.deepEqual(await findingsOf(change), [['contact-not-upserted', 'https://api.intercom.io/contacts']]);
  });
});

suite('moving from users to contacts', () => {
  const header = '{ "map": "1.4", "to": "Intercom-Version" },';

  /**
   * Moves the action with this body, and returns the new body and the title of the fix. Asserts that the result is
   * clean.
   */
  async function moved(text: string) {
    const change = { replace: [header, ''] as const, files: { 'body.json.trimou': text } };
    const [finding] = await allFindings(change);
    const move = finding!.fixes!.find(({ title }) => title.startsWith('Move'))!;
    assert.ok(move.edits.some(({ text: written }) => written.includes('/contacts')));
    const edits = move.edits.filter(({ path }) => path === 'body.json.trimou');
    const body = fixed(text, { ...finding!, fixes: [{ ...move, edits, preferred: true }] });
    const request = 'POST /contacts 2.16';
    assert.deepEqual(await findIn(body, { json: true, request, variables }), [], body);
    return [body, /, without (.*)$/.exec(move.title)?.[1] ?? ''];
  }

  test('names are changed, and the role is said', async () =>
    assert.deepEqual(await moved('{ "user_id": "{{email.toJson}}", "last_request_at": 1 }\n'), [
      '{ "role": "user", "external_id": "{{email.toJson}}", "last_seen_at": 1 }\n',
      '',
    ]));
  test('what contacts have no place for goes, with its line, its section and its comma', async () =>
    assert.deepEqual(
      await moved(`{
  "user_id": "{{email.toJson}}",
  "companies": [
    { "company_id": "a" }
  ],
  {{#phone}}
  "last_seen_ip": "{{phone.toJson}}",
  {{/phone}}
  {{#phone}}"phone": "{{phone.toJson}}",{{/phone}}
  "update_last_request_at": true,
  "custom_attributes": { "companies": 1 },
  "new_session": true
}
`),
      [
        `{
  "role": "user",
  "external_id": "{{email.toJson}}",
  {{#phone}}"phone": "{{phone.toJson}}",{{/phone}}
  "custom_attributes": { "companies": 1 }
}
`,
        'companies, last_seen_ip, update_last_request_at, new_session',
      ],
    ));
  test('on one line, behind commas and in branches of a value', async () => {
    const companies = '"companies": {{#phone}}[{ "company_id": "a" }]{{/phone}}{{^phone}}[]{{/phone}}';
    assert.deepEqual(await moved(`{ "email": "x"{{#phone}}, "last_seen_ip": "1"{{/phone}}, ${companies} }`), [
      '{ "role": "user", "email": "x" }',
      'last_seen_ip, companies',
    ]);
  });
  test('a picture becomes its address', async () =>
    assert.deepEqual(await moved('{ "email": "x", "avatar": { "type": "avatar", "image_url": "{{email.toJson}}" } }'), [
      '{ "role": "user", "email": "x", "avatar": "{{email.toJson}}" }',
      '',
    ]));
  test('a body with nothing else', async () =>
    assert.deepEqual(await moved('{ "id": "x" }'), ['{ "role": "user" }', 'id']));
  test('what cannot go without breaking the JSON stays', async () => {
    const text = '{ "email": "x", {{#phone}}"id": "1"{{/phone}}{{^phone}}"name": "n"{{/phone}}, "phone": "1" }';
    const change = { replace: [header, ''] as const, files: { 'body.json.trimou': text } };
    const [finding] = await allFindings(change);
    assert.doesNotMatch(finding!.fixes!.map(({ title }) => title).join(), /without/);
  });
});
