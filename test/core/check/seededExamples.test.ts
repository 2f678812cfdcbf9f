import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { loadProject } from '../../../server/core/action/load';
import { check } from '../../../server/core/check/check';
import type { Edit, Finding } from '../../../server/core/check/finding';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';
import { checkFix } from '../../support/marked';

type Files = Readonly<Record<string, string>>;

/** One slip in a file of an example, and the one finding it gives: its code and the characters it underlines. */
type Slip = readonly [code: string, file: string, from: string, to: string, underlined: string];

const order = 'order-event/event_template.json.trimou';
const company = 'company/company_template.json.trimou';
const update = 'update-contact/contact_template.json.trimou';
const contact = 'contact/contact_template.json.trimou';
const user = 'new-user/body_template.json.trimou';
const conversation = 'conversation/conversation_template.json.trimou';
const auth = 'order-event/auth_template.trimou';
const updateAction = 'update-contact/update-contact.webhook.json';
const orderAction = 'order-event/order-event.webhook.json';
const companyAction = 'company/company.webhook.json';
const teamPlan = 'company/events/team-plan.event.json';

/** The names of the products as one text. */
const list = '{{#escapeJson}}{{join products on=", "}}{{/escapeJson}}';

const slips: readonly Slip[] = [
  // One key not hit
  ['single-braces', order, '{{#coupon}}', '{#coupon}}', '{#coupon}}'],
  ['single-braces', order, '{{/coupon}}', '{/coupon}}', '{/coupon}}'],
  ['single-braces', company, '{{#partner}}true', '{#partner}}true', '{#partner}}'],
  ['single-braces', company, '{{^partner}}', '{^partner}}', '{^partner}}'],
  ['single-braces', contact, '{{#iter.hasNext}}', '{#iter.hasNext}}', '{#iter.hasNext}}'],
  ['single-braces', contact, '{{#items}}', '{#items}}', '{#items}}'],
  ['single-braces', contact, '{{product.toJson}}', '{product.toJson}}', '{product.toJson}}'],
  ['single-braces', order, '{{join products', '{join products', '{join products on=", "}}'],
  [
    'single-braces',
    company,
    '{{! Intercom',
    '{! Intercom',
    '{! Intercom cuts the decimals off, so they are not sent. }}',
  ],
  ['unknown-helper', company, '{{! Intercom', '{{ Intercom', 'Intercom'],
  ['unopened-section-end', order, '{{#coupon}}', '{{coupon}}', '{{coupon}}'],
  ['unopened-section-end', company, '{{#partner}}true', '{{partner}}true', '{{partner}}'],
  ['unopened-section-end', company, '{{^partner}}', '{{partner}}', '{{partner}}'],
  ['unopened-section-end', contact, '{{#items}}', '{{items}}', '{{items}}'],
  ['unmapped-variable', order, '{{currency.toJson}}', '{{currencytoJson}}', 'currencytoJson'],
  ['unmapped-variable', contact, '{{#iter.hasNext}}', '{{#iterhasNext}}', 'iterhasNext'],
  ['helper-arguments', order, 'on=", "', 'on", "', 'on", "'],
  ['unterminated-literal', order, 'on=", "', 'on=", ', 'join products on=",'],
  ['invalid-json', company, '}}true{{', '}}tue{{', 'tue'],
  ['invalid-json', company, '"size":', '"size:', '"size'],
  ['invalid-json', company, '"size":', '"size"', '"size"'],
  ['invalid-json', order, '"price":', '"price:', '"price'],
  ['unknown-field', order, '"amount"', '"amont"', 'amont'],
  // Braces
  ['single-braces', order, '"{{currency.toJson}}"', '"{currency.toJson}}"', '{currency.toJson}}'],
  ['single-braces', auth, '{{access_token}}', '{access_token}', '{access_token}'],
  ['extra-braces', order, '{{currency.toJson}}', '{{currency.toJson}}}', '}'],
  ['extra-braces', order, '{{currency.toJson}}', '{{{{currency.toJson}}}}', '{{{{currency.toJson}}}}'],
  ['extra-braces', auth, '{{access_token}}', '{{access_token}}}', '}'],
  ['empty-tag', order, '{{currency.toJson}}', '{{ }}', '{{ }}'],
  ['unclosed-tag', order, '"metadata": {', '"metadata": {{', '{{'],
  ['unclosed-section', user, 'true{{/opted_out}}', 'true{{#opted_out}}', '{{#opted_out}}'],
  ['unclosed-section', order, '{{/coupon}}', '{{coupon}}', '{{coupon}}'],
  ['unclosed-section', contact, '"{{email.toJson}}"', '"{{$email.toJson}}"', '{{$email.toJson}}'],
  ['unbalanced-json', conversation, '{{/page}}"\n}', '{{/page}}"\n}{', '{'],
  // Helpers
  ['else-tag', user, '{{/opted_out}}{{^opted_out}}', '{{^}}', '{{^}}'],
  [
    'unknown-helper',
    order,
    '{{#encodeUrl}}{{order_id}}{{/encodeUrl}}',
    '{{#urlEncode}}{{order_id}}{{/urlEncode}}',
    'urlEncode',
  ],
  ['helper-as-value', order, '{{#encodeUrl}}{{order_id}}{{/encodeUrl}}', '{{encodeUrl order_id}}', 'encodeUrl'],
  ['helper-arguments', order, '{{join products on=", "}}', '{{join products ", "}}', '", "'],
  ['helper-arguments', order, '{{join products on=", "}}', '{{join products separator=", "}}', 'separator'],
  ['helper-arguments', order, '{{join products on=", "}}', '{{join on=", "}}', 'join on=", "'],
  ['helper-type', contact, '{{name.toJson}}', '{{name.toJson.toJson}}', 'toJson'],
  ['helper-type', company, '{{seats.toInteger}}', '{{seats.toInteger.toInteger}}', 'toInteger'],
  ['helper-type', company, '{{created.toTimestamp}}', '{{plan.toTimestamp}}', 'toTimestamp'],
  ['unknown-helper', contact, '{{email.toJson}}', '{{ email . toJson }}', 'email . toJson'],
  ['unknown-helper', contact, '{{email.toJson}}', '{{tojson email}}', 'tojson email'],
  ['unknown-helper', contact, '{{product.toJson}}', '{{product | toJson}}', 'product | toJson'],
  ['unknown-helper', contact, '{{signed_up_at.toInteger}}', '{{toInteger signed_up_at}}', 'toInteger signed_up_at'],
  ['unknown-helper', contact, '{{email.toJson}}', '{{json email}}', 'json email'],
  ['unknown-helper', contact, '{{email.toJson}}', '{{stringify email}}', 'stringify email'],
  ['unknown-helper', contact, '{{email.toJson}}', '{{email | to_json}}', 'email | to_json'],
  ['unknown-helper', contact, '{{signed_up_at.toInteger}}', '{{int signed_up_at}}', 'int signed_up_at'],
  ['unknown-property', contact, '{{email.toJson}}', '{{email.json}}', 'json'],
  ['unknown-property', contact, '{{signed_up_at.toInteger}}', '{{signed_up_at.int}}', 'int'],
  // Variables
  ['unmapped-variable', contact, '{{email.toJson}}', '{{JSON.stringify(email)}}', 'JSON'],
  ['unmapped-variable', contact, '{{email.toJson}}', '{{email|toJson}}', 'email|toJson'],
  ['unmapped-variable', contact, '{{email.toJson}}', '{{toJson(email)}}', 'toJson(email)'],
  ['unmapped-variable', contact, '"{{email.toJson}}"', '"{{event.email.toJson}}"', 'event'],
  ['unmapped-variable', contact, '"{{email.toJson}}"', '"{{data.udo.customer_email.toJson}}"', 'data'],
  ['unmapped-variable', contact, '{{name.toJson}}', '{{toJson.name}}', 'toJson'],
  ['unmapped-variable', contact, '{{product.toJson}}', '{{item.product.toJson}}', 'item'],
  ['unmapped-variable', auth, '{{access_token}}', '{{token}}', 'token'],
  ['unknown-property', contact, '{{product.toJson}}', '{{items.product.toJson}}', 'product'],
  // Two keys in the wrong order
  ['invalid-json', company, '"name":', '"nam"e:', '"e'],
  ['invalid-json', company, '"size":', '"siz"e:', '"e'],
  ['unclosed-section', company, '{{/plan}}', '{{p/lan}}', 'p/'],
  ['unopened-section-end', company, '{{#plan}}', '{{p#lan}}', 'p#'],
  ['unopened-section-end', company, '{{^partner}}', '{{p^artner}}', 'p^'],
  ['half-closed-tag', company, '{{#plan}}', '{{#pla}n}', '}n'],
  ['single-braces', contact, '"{{email.toJson}}"', '{"{email.toJson}}"', '{"'],
  ['half-closed-tag', contact, '"{{email.toJson}}"', '"{{email.toJson}"}', '"}'],
  ['unopened-section-end', company, '{{#plan}}', '{#{plan}}', '#{'],
  ['unclosed-section', company, '{{/plan}}', '{/{plan}}', '/{'],
  ['unbalanced-json', company, '{{seats.toInteger}}', '{s{eats.toInteger}}', 's{'],
  ['unopened-section-end', conversation, '{{text.toJson}}{{#page}}', '{{text.toJson}{}{#page}}', '{}'],
  ['unclosed-section', conversation, '{{page.toJson}}{{/page}}', '{{page.toJson}{}{/page}}', '{}'],
  ['invalid-enum-value', contact, '"user",', '"user,"', ',"'],
  ['unmapped-variable', order, 'join products on=', 'join product son=', ' s'],
  // A key beside the right one
  ['invalid-json', company, '"name":', '"name",', ','],
  ['invalid-json', company, '"size":', '"size",', ','],
  ['invalid-json', company, '"partner":', '"partner"=', '='],
  ['invalid-json', company, '"partner":', '"partner";', ';'],
  ['invalid-json', company, '"{{name.toJson}}",', '"{{name.toJson}}";', ';'],
  ['invalid-json', company, '"{{name.toJson}}",', '"{{name.toJson}}":', ':'],
  ['invalid-json', company, '"{{plan.toJson}}",', '"{{plan.toJson}}".', '.'],
  ['number-format', company, '{{seats.toInteger}},', '{{seats.toInteger}}.', '.'],
  ['half-closed-tag', company, '{{#plan}}', '{{#plan)}', ')'],
  ['half-closed-tag', company, '{{#plan}}', '{{#plan]}', ']'],
  ['unopened-section-end', company, '{{#plan}}', '{(#plan}}', '('],
  ['unbalanced-json', company, '"custom_attributes": {', '"custom_attributes": (', '('],
  ['unbalanced-json', company, '  }\n}', '  )\n}', ')'],
  ['foreign-quotes', company, '"{{name.toJson}}"', `'{{name.toJson}}"`, `'{{name.toJson}}"`],
  ['foreign-quotes', company, '"{{name.toJson}}",\n', `"{{name.toJson}}',\n`, `"{{name.toJson}}'`],
  // A key not hit, or hit besides
  ['maybe-missing-value', company, '{{/partner}}{{^', '{{/partner}},{{^', ','],
  ['invalid-json', update, '{{#plan}}"', '{{#plan}},"', ','],
  ['invalid-json', update, '"plan":', '"plan:', '"plan'],
  ['unquoted-string', conversation, '"{{text.toJson}}', '{{text.toJson}}', '{{text.toJson}}'],
  ['unmapped-variable', user, '{{#first_order_total}}', '{{#first_order_ttal}}', 'first_order_ttal'],
  // Quotes, commas and colons
  ['unquoted-string', order, '"{{currency.toJson}}" }', '{{currency.toJson}}" }', '{{currency.toJson}}'],
  ['invalid-json', order, '"amount":', '"amount:', '"amount'],
  ['invalid-json', order, '"amount":', 'amount":', 'amount'],
  ['invalid-json', order, '"amount":', 'amount:', 'amount'],
  ['invalid-json', order, '"amount":', '"amount"=', '='],
  ['invalid-json', order, '"amount":', '"amount";', ';'],
  ['invalid-json', order, '"amount":', '"amount"::', ':'],
  ['invalid-json', order, '"placed-order",', '"placed-order";', ';'],
  ['missing-comma', company, '"plan": "{{plan.toJson}}",', '"plan": "{{plan.toJson}}"', '"'],
  ['invalid-json', order, '"value": "', '"value:" "', '"value:"'],
  ['invalid-json', order, '"amount": {{', '"amount:" {{', '"amount:"'],
  // Other quotes
  ['foreign-quotes', contact, '"{{email.toJson}}"', '“{{email.toJson}}”', '“{{email.toJson}}”'],
  ['foreign-quotes', contact, '"email"', '“email”', '“email”'],
  ['foreign-quotes', contact, '"{{email.toJson}}"', '„{{email.toJson}}“', '„{{email.toJson}}“'],
  ['foreign-quotes', contact, '"{{email.toJson}}"', '‘{{email.toJson}}’', '‘{{email.toJson}}’'],
  ['foreign-quotes', contact, '"{{email.toJson}}"', "'{{email.toJson}}'", "'{{email.toJson}}'"],
  ['foreign-quotes', contact, '"{{email.toJson}}"', '"{{email.toJson}}”', '"{{email.toJson}}”'],
  ['foreign-quotes', contact, '"role"', "'role'", "'role'"],
  ['foreign-quotes', contact, '"{{email.toJson}}"', "''{{email.toJson}}''", "''{{email.toJson}}''"],
  ['foreign-quotes', contact, '"{{email.toJson}}"', '&quot;{{email.toJson}}&quot;', '&quot;{{email.toJson}}&quot;'],
  ['foreign-quotes', contact, '"{{email.toJson}}"', '&#34;{{email.toJson}}&#34;', '&#34;{{email.toJson}}&#34;'],
  ['foreign-quotes', contact, '"email"', '&quot;email&quot;', '&quot;email&quot;'],
  ['foreign-quotes', contact, '"{{email.toJson}}"', '″{{email.toJson}}″', '″{{email.toJson}}″'],
  ['foreign-quotes', contact, '"email"', '′email′', '′email′'],
  ['foreign-quotes', contact, '"user"', '“user"', '“user"'],
  ['foreign-quotes', order, '"{{currency.toJson}}" }', '“{{currency.toJson}}” }', '“{{currency.toJson}}”'],
  ['foreign-quotes', order, 'on=", "', 'on=“, ”', '“, ”'],
  // A section for the wrong case
  ['invalid-json', update, '{{^plan}}null', '{{#plan}}null', '{{#plan}}'],
  ['invalid-json', update, '{{#plan}}"{{plan.toJson}}"', '{{^plan}}"{{plan.toJson}}"', '{{^plan}}'],
  // Brackets
  ['unbalanced-json', order, '"metadata": {', '"metadata": [', '['],
  ['unbalanced-json', order, '"metadata": {', '"metadata":', '}'],
  ['unbalanced-json', order, '"price": { "amount"', '"price": "amount"', '}'],
  ['unbalanced-json', order, '"price": { "amount"', '"price": [ "amount"', '['],
  ['unbalanced-json', order, '"currency": "{{currency.toJson}}" },', '"currency": "{{currency.toJson}}",', '{'],
  ['unbalanced-json', order, '    },\n    "price"', '    "price"', '{'],
  ['unbalanced-json', order, '    },\n    "price"', '    ],\n    "price"', ']'],
  ['unbalanced-json', order, '    },\n    "price"', '    }},\n    "price"', '}'],
  ['unbalanced-json', order, '{\n  "event_name"', '\n  "event_name"', '}'],
  ['unbalanced-json', order, '  }\n}\n', '  }\n]\n', ']'],
  ['unbalanced-json', order, '  }\n}\n', '  }}\n}\n', '}'],
  // One key hit twice
  ['invalid-json', order, '"amount":', '""amount":', '""'],
  ['invalid-json', order, '"amount":', '"amount"":', '"'],
  ['invalid-json', order, '"placed-order"', '"placed-order""', '"'],
  ['invalid-json', order, '"placed-order"', '""placed-order"', '""'],
  ['invalid-json', order, '"{{currency.toJson}}"', '""{{currency.toJson}}"', '""'],
  ['invalid-json', order, '"{{currency.toJson}}"', '"{{currency.toJson}}""', '"'],
  ['trailing-comma', order, '"placed-order",', '"placed-order",,', ','],
  ['extra-braces', order, '{{#coupon}}', '{{{#coupon}}', '{{{#coupon}}'],
  ['extra-braces', company, '{{^partner}}', '{{{^partner}}', '{{{^partner}}'],
  // Values of fields
  [
    'quoted-boolean',
    company,
    '{{#partner}}true{{/partner}}{{^partner}}false{{/partner}}',
    '"{{#partner}}true{{/partner}}{{^partner}}false{{/partner}}"',
    '"{{#partner}}true{{/partner}}{{^partner}}false{{/partner}}"',
  ],
  ['wrong-field-type', order, `"${list}"`, '{{products}}', '{{products}}'],
  ['wrong-field-type', order, `"${list}"`, '{{products.toJson}}', '{{products.toJson}}'],
  ['to-json-unquoted', order, `"${list}"`, '"{{products.toJson}}"', '{{products.toJson}}'],
  ['unescaped-string', order, `"${list}"`, '"{{products}}"', '{{products}}'],
  ['unknown-field', company, '"company_id":', '"companyId":', 'companyId'],
  ['unknown-field', order, '"event_name"', '"eventname"', 'eventname'],
  ['custom-attribute-name', contact, '"first_order"', '"first.order"', 'first.order'],
  ['missing-required-field', order, '  "created_at": {{ordered_at.toInteger}},\n', '', '{'],
  // The request
  ['unknown-endpoint', orderAction, 'api.intercom.io', 'api.intercom.com', 'api.intercom.com'],
  ['unknown-endpoint', orderAction, 'api.intercom.io', 'api.intercom.oi', 'api.intercom.oi'],
  ['unknown-endpoint', orderAction, 'api.intercom.io', 'api.intecom.io', 'api.intecom.io'],
  ['unknown-endpoint', orderAction, 'api.intercom.io', 'app.intercom.com', 'app.intercom.com'],
  ['unknown-endpoint', orderAction, 'api.intercom.io', 'api.eu.intercom.com', 'api.eu.intercom.com'],
  ['unknown-endpoint', orderAction, 'https://api', 'http:/api', 'http:/api.intercom.io'],
  ['unknown-endpoint', orderAction, 'https://api', 'htps://api', 'htps://api.intercom.io'],
  ['unknown-endpoint', orderAction, 'https://api', 'https//api', 'https//api.intercom.io'],
  ['unknown-endpoint', orderAction, 'https://api', 'api', 'api.intercom.io'],
  ['unknown-endpoint', orderAction, 'io/events"', 'io/events "', ' '],
  ['unknown-endpoint', orderAction, '"https://api', '" https://api', ' '],
  ['unknown-endpoint', orderAction, 'io/events"', 'io/events\\n"', 'https://api.intercom.io/events\\n'],
  ['unknown-endpoint', orderAction, 'io/events"', 'io/event"', 'https://api.intercom.io/event'],
  ['unknown-endpoint', orderAction, '"POST"', '"post"', 'post'],
  ['unknown-endpoint', orderAction, '"POST"', '"PSOT"', 'PSOT'],
  ['unknown-endpoint', updateAction, '"PUT"', '"put"', 'put'],
  ['invalid-media-type', orderAction, '"contentType": "application/json"', '"contentType": "text/json"', 'text/json'],
  [
    'invalid-media-type',
    orderAction,
    '"contentType": "application/json"',
    '"contentType": "application/x-www-form-urlencoded"',
    'application/x-www-form-urlencoded',
  ],
  ['token-in-file', auth, '{{access_token}}', 'mytoken', 'mytoken'],
  ['token-in-file', orderAction, '"map": "{{auth_template}}"', '"map": "Bearer mytoken"', 'mytoken'],
  // The form
  ['invalid-action', companyAction, '"secret": "intercom"', '"token": "intercom"', 'token'],
  ['invalid-action', companyAction, '"to": "seats"', '"target": "seats"', 'target'],
  ['invalid-action', companyAction, '"templateVariables"', '"variables"', 'variables'],
  ['invalid-action', companyAction, '"action": {', '"actin": {', 'actin'],
  ['invalid-action', companyAction, '"method"', '"mehod"', 'mehod'],
  ['invalid-action', companyAction, '"method"', '"methode"', 'methode'],
  ['invalid-action', companyAction, '"contentType"', '"content-type"', 'content-type'],
  ['invalid-action', companyAction, '"headers"', '"header"', 'header'],
  ['invalid-action', companyAction, '"method": "POST",', '"method": "POST"', '"url"'],
  ['invalid-action', companyAction, '"optional": true', '"optonal": true', 'optonal'],
  ['invalid-action', companyAction, '"account_created": "date"', '"account_created": "dtae"', 'dtae'],
  ['unknown-attribute', companyAction, '"attribute": "account_seats"', '"attribute": "acount_seats"', 'acount_seats'],
  ['missing-braces-in-map', companyAction, '"{{auth_template}}"', '"{auth_template}}"', '{auth_template}}'],
  ['invalid-action', companyAction, '"operator": "equals"', '"op": "equals"', 'op'],
  ['invalid-action', companyAction, '{ "type": "boolean"', '{ "type": "bolean"', 'bolean'],
  [
    'invalid-action',
    companyAction,
    '"bodyData": [{ "map": "{{company_template}}", "to": "Body" }]',
    '"bodyData": { "map": "{{company_template}}", "to": "Body" }',
    '{ "map": "{{company_template}}", "to": "Body" }',
  ],
  [
    'invalid-action',
    companyAction,
    '"account_name": "string",',
    '"account_name": "string", "account_name": "string",',
    'account_name',
  ],
  ['duplicate-mapping', companyAction, '"to": "name"', '"to": "plan"', 'plan'],
  // Streams and events
  ['unknown-operator', companyAction, '"operator": "is assigned"', '"operator": "exists"', 'exists'],
  ['unknown-operator', companyAction, '"operator": "equals"', '"operator": "is"', 'is'],
  ['unknown-operator', companyAction, '"operator": "is assigned"', '"operator": "is assigned", "value": "x"', '"x"'],
  [
    'unknown-operator',
    companyAction,
    '"equals", "value": "account_update"',
    '"matches regex", "value": "/^account/"',
    '"/^account/"',
  ],
  ['unknown-operator', orderAction, '"greater than", "value": 0', '"greater than", "value": "zero"', '"zero"'],
  ['event-not-in-stream', companyAction, '"value": "account_update"', '"value": "acount_update"', '"acount_update"'],
  ['event-not-in-stream', teamPlan, '"account_update"', '"account_updated"', '"account_updated"'],
  ['event-not-in-stream', teamPlan, '"account_id"', '"acount_id"', 'acount_id'],
  ['event-attribute', teamPlan, '"account_name"', '"acount_name"', 'acount_name'],
  ['duplicate-key', teamPlan, '"account_id":', '"account_name": "x", "account_id":', 'account_name'],
  ['created-at-fire-time', order, '{{ordered_at.toInteger}}', '{{unixTimestamp}}', '{{unixTimestamp}}'],
];

suite('mistakes seeded in the examples', () => {
  for (const name of new Set(slips.map(([, file]) => exampleOf(file)))) {
    test(`${name} has no finding`, async () => assert.deepEqual(await findingsIn(filesOf(name), name), []));
  }

  for (const [index, [code, file, from, to, underlined]] of slips.entries()) {
    test(`${index + 1}. ${code}: ${JSON.stringify(to)}`, async () => {
      const name = exampleOf(file);
      const good = filesOf(name);
      assert.ok(good[file]?.includes(from), `${file} has it`);
      const files = { ...good, [file]: good[file]!.replace(from, () => to) };
      const findings = await findingsIn(files, name);
      assert.deepEqual(
        findings.map(({ code: found, path, range }) => [found, path, files[path]!.slice(range.start, range.end)]),
        [[code, file, underlined]],
        findings.map(({ message }) => message).join('\n'),
      );
      const { fixes = [] } = findings[0]!;
      assert.equal(new Set(fixes.map(({ title }) => title)).size, fixes.length, 'a title tells a fix from the others');
      const fix = fixes.find(({ preferred }) => preferred);
      if (!fix) return;
      const rest = await findingsIn(edited(files, fix.edits), name);
      assert.deepEqual(
        rest.map(({ code: left, message }) => `${left} ${message}`),
        [],
        `after ${fix.title}`,
      );
    });
  }
});

test('a text that is not escaped: its message says once what may end the string, and else when it happens', async () => {
  const messages = async (from: string, to: string) => {
    const files = filesOf('contact');
    const changed = { ...files, [contact]: files[contact]!.replace(from, to) };
    const findings = await findingsIn(changed, 'contact');
    assert.ok(findings[0]?.involved, 'what it depends on is known');
    return findings.map(({ message }) => message);
  };
  const said = 'may hold a quote, a backslash or a line break, which ends the string: print it with `.toJson`.';
  assert.deepEqual(await messages('{{email.toJson}}', '{{email}}'), [`\`email\` ${said}`]);
  assert.deepEqual(await messages('{{product.toJson}}', '{{product}}'), [
    `\`items.product\` ${said} It happens when \`items\` is not empty.`,
  ]);
});

test('a method in small letters is told with the one that is meant', async () => {
  const files = filesOf('order-event');
  const changed = { ...files, [orderAction]: files[orderAction]!.replace('"POST"', '"post"') };
  const [finding] = await findingsIn(changed, 'order-event');
  assert.equal(finding?.message, 'Intercom has no method `post`. Did you mean `POST`?');
});

suite('quotes of a word processor', () => {
  const findingsWith = async (from: string, to: string) => {
    const files = filesOf('contact');
    return findingsIn({ ...files, [contact]: files[contact]!.replace(from, () => to) }, 'contact');
  };

  for (const to of ['“email”: “{{email.toJson}}”', "'email': '{{email.toJson}}'", '«email» : «{{email.toJson}}»']) {
    test(`key and value: ${to}`, async () => {
      const findings = await findingsWith('"email": "{{email.toJson}}"', to);
      assert.deepEqual(
        findings.map(({ code, range: { start, end } }) => [code, end - start]),
        [
          ['foreign-quotes', 7],
          ['foreign-quotes', 18],
        ],
      );
    });
  }

  for (const text of ["“a”, ‘b’: 'c'", "it's", '5”', 'x: “y”,', '&quot;y&quot;', '“{{email.toJson}}”,']) {
    test(`in a string they are text: ${text}`, async () => {
      assert.deepEqual(await findingsWith('"{{email.toJson}}"', `"${text} {{email.toJson}}"`), []);
    });
  }

  test('longer ones are replaced as a whole', async () => {
    for (const quotes of ['&quot;', '&ldquo;', '&#39;', "''"])
      await checkFix(`{ "a": ${quotes}x${quotes} }`, '{ "a": "x" }', { json: true });
    await checkFix(`{ "a": '' }`, '{ "a": "" }', { json: true });
  });

  test('what else is wrong there is found', async () => {
    const findings = await findingsWith(
      '"email": "{{email.toJson}}"',
      '“email”: {{email.toJson}}, “emial”: “{{email}}”',
    );
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['foreign-quotes', 'unquoted-string', 'foreign-quotes', 'unknown-field', 'foreign-quotes', 'unescaped-string'],
    );
  });
});

function exampleOf(file: string): string {
  return file.split('/', 1)[0]!;
}

/** The files of an example, and the one that all share. */
function filesOf(name: string): Files {
  const paths = readdirSync(`examples/${name}`, { recursive: true, encoding: 'utf8' }).filter(path =>
    /\.\w+$/.test(path),
  );
  const own = paths.map(path => `${name}/${path.replace(/\\/g, '/')}`);
  return Object.fromEntries(['attributes.json', ...own].map(path => [path, readFileSync(`examples/${path}`, 'utf8')]));
}

async function findingsIn(files: Files, name: string): Promise<readonly Finding[]> {
  return check(await loadProject(`${name}/${name}.webhook.json`, memoryFiles(files), { profile: tealiumProfile }));
}

function edited(files: Files, edits: readonly Edit[]): Files {
  const changed: Record<string, string> = { ...files };
  for (const { path, range, text } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    changed[path] = changed[path]!.slice(0, range.start) + text + changed[path]!.slice(range.end);
  }
  return changed;
}
