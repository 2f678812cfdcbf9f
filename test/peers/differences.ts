import { endpoints } from '../../server/core/intercom/endpoints/all';
import { inVersion } from '../../server/core/intercom/versions';

/** Bodies that Prism judges differently, and why. */
export interface Difference {
  readonly reason: string;
  readonly prism: 'accepts' | 'refuses';
  /** Titles of payloads. */
  readonly bodies: readonly string[];
}

const requests = endpoints
  .filter(endpoint => endpoint.fields.length > 0 && inVersion(endpoint, '2.16'))
  .map(({ method, path }) => `${method} ${path}`);

const texts = ['a text', 'an empty text', 'a number in quotes', 'a date in words'];
const numbers = ['a whole number', 'a number with decimals', 'a negative number'];
const lists = ['an empty list', 'a list with a text'];
const others = [...numbers, 'true', 'null', ...lists, 'an empty object'];
const attributes = ['POST /contacts', 'PUT /contacts/{contact_id}'];
const companies = ['POST /companies', 'PUT /companies/{company_id}'];
const object = 'POST /custom_object_instances/{custom_object_type_identifier}';
const reply = 'POST /conversations/{conversation_id}/reply';
const attribute = 'PUT /data_attributes/{data_attribute_id}';

/** The description behind Prism is Intercom's of 2.16; its text says more than its schemas. */
export const differences: readonly Difference[] = [
  {
    reason: 'An empty text names nobody and says nothing, and is what a template prints for a missing variable.',
    prism: 'accepts',
    bodies: [
      ...is('POST /contacts', ['external_id', 'email'], ['an empty text']),
      ...is('POST /contacts/merge', ['from', 'into'], ['an empty text']),
      ...is('POST /contacts/{contact_id}/companies', ['id'], ['an empty text']),
      ...is('POST /contacts/{contact_id}/tags', ['id'], ['an empty text']),
      ...is('POST /contacts/{contact_id}/notes', ['body'], ['an empty text']),
      ...is('POST /contacts/{contact_id}/subscriptions', ['id'], ['an empty text']),
      ...is('POST /events', ['event_name', 'user_id', 'id', 'email'], ['an empty text']),
      ...is('POST /companies', ['company_id'], ['an empty text']),
      ...is('POST /companies/{company_id}/notes', ['body'], ['an empty text']),
      ...is('POST /tags', ['name'], ['an empty text']),
      ...is('POST /conversations', ['body'], ['an empty text']),
      ...is(reply, ['body', 'admin_id', 'intercom_user_id', 'user_id', 'email'], ['an empty text']),
      ...is('POST /conversations/{conversation_id}/tags', ['id', 'admin_id'], ['an empty text']),
      ...is('POST /messages', ['subject', 'body', 'template', 'components'], ['an empty text']),
      ...is('POST /messages', ['to[0].id', 'to.id', 'cc[0].id', 'cc.id', 'bcc[0].id', 'bcc.id'], ['an empty text']),
      ...is('POST /tickets', ['ticket_type_id'], ['an empty text']),
      ...is('POST /tickets', ['contacts[0].id', 'contacts[0].external_id', 'contacts[0].email'], ['an empty text']),
      ...is('POST /data_attributes', ['name'], ['an empty text']),
      ...is('PUT /visitors', ['id', 'user_id'], ['an empty text']),
      ...is('POST /visitors/convert', ['user.id', 'user.user_id'], ['an empty text']),
      ...is('POST /visitors/convert', ['visitor.id', 'visitor.user_id', 'visitor.email'], ['an empty text']),
    ],
  },
  {
    reason: 'Prism takes null for no body at all, and the description does not require one.',
    prism: 'accepts',
    bodies: requests.map(request => `${request}: the body is null`),
  },
  {
    reason:
      'A moment in milliseconds is a whole number like any other to a schema; to Intercom it is far in the future.',
    prism: 'accepts',
    bodies: [
      ...attributes.flatMap(request => each(request, ['signed_up_at', 'last_seen_at'], ['is in milliseconds'])),
      ...each('POST /events', ['created_at', 'metadata.paid_date'], ['is in milliseconds']),
      ...each('POST /events/summaries', ['event_summaries.first', 'event_summaries.last'], ['is in milliseconds']),
      ...each('POST /companies', ['remote_created_at'], ['is in milliseconds']),
      ...each('POST /conversations', ['created_at'], ['is in milliseconds']),
      ...each(reply, ['created_at'], ['is in milliseconds']),
      ...each('POST /messages', ['created_at'], ['is in milliseconds']),
      ...each('POST /tickets', ['created_at'], ['is in milliseconds']),
      ...each(object, ['external_created_at', 'external_updated_at'], ['is in milliseconds']),
    ],
  },
  {
    reason: 'The values to choose from stand in the text of the description, not in its schema.',
    prism: 'accepts',
    bodies: [
      ...attributes.flatMap(request => is(request, ['role'], texts)),
      ...is('POST /contacts/{contact_id}/subscriptions', ['consent_type'], texts),
      ...is('POST /visitors/convert', ['type'], texts),
    ],
  },
  {
    reason: 'The names, lengths and types of custom attributes stand in the help centre.',
    prism: 'accepts',
    bodies: [
      ...[...attributes, object].flatMap(request => customAttributes(request, 'custom_attributes')),
      ...[...attributes, ...companies, object].flatMap(request =>
        is(request, ['custom_attributes.plan'], ['an object', 'an empty object']),
      ),
      ...companies.flatMap(request => [
        ...customAttributes(request, 'custom_attributes'),
        ...is(request, ['custom_attributes.plan'], lists),
      ]),
      ...is('POST /contacts', ['custom_attributes.plan'], lists),
      ...customAttributes('POST /tickets', 'ticket_attributes'),
      ...is('PUT /visitors', ['custom_attributes.plan'], ['a text of 256']),
    ],
  },
  {
    reason: 'That the name of a detail makes it a date stands in the text of the description.',
    prism: 'accepts',
    bodies: is('POST /events', ['metadata.paid_date'], [...texts, 'a number with decimals', 'true']),
  },
  {
    reason: 'A company is found by company_id, which the description does not require.',
    prism: 'accepts',
    bodies: [
      'POST /companies: the body is an empty object',
      'POST /companies: the least, with company_id, without company_id',
    ],
  },
  {
    reason: 'The largest amount, and that decimals are cut off, stand in the text of the description.',
    prism: 'accepts',
    bodies: companies.flatMap(request => each(request, ['monthly_spend'], ['is beyond the most'])),
  },
  {
    reason: 'As above: we say of decimals that they are lost, not that they are refused.',
    prism: 'refuses',
    bodies: companies.flatMap(request => is(request, ['monthly_spend'], ['a number with decimals'])),
  },
  {
    reason:
      'Which fields a kind of message or reply needs stands in the text; the schema takes any of the combinations.',
    prism: 'accepts',
    bodies: [
      `${reply}: the least, type admin, message_type comment, without body`,
      `${reply}: the least, type admin, message_type note, without body`,
      `${reply}: the least, type admin, message_type quick_reply, without reply_options`,
      `${reply}: message_type is quick_reply`,
      'POST /messages: the least, message_type email, without subject',
      'POST /messages: the least, message_type email, without template',
      'POST /messages: message_type is email',
      'POST /messages: message_type is whatsapp',
      'POST /messages: components is null',
    ],
  },
  {
    reason: 'The limits of a search stand in the text of the description, and its schema requires none of the parts.',
    prism: 'accepts',
    bodies: each(
      'POST /contacts/search',
      ['query'],
      ['is without field', 'is without operator', 'is without value', 'has 3 groups in one another', 'has 16 filters'],
    ),
  },
  {
    reason: 'Which operators compare with a list, and which compare moments, stands in the text of the description.',
    prism: 'accepts',
    bodies: each(
      'POST /contacts/search',
      ['query'],
      [
        ...['IN', 'NIN'].map(operator => `compares by ${operator} with one value`),
        ...['!=', 'IN', 'NIN', '<=', '>=', '~', '!~', '^', '$'].map(operator => `compares a moment by ${operator}`),
      ],
    ),
  },
  {
    reason: 'The example of the description names the user by address alone, which its schema does not allow.',
    prism: 'refuses',
    bodies: [
      ...each('POST /visitors/convert', ['user.email'], ['fits']),
      ...is(
        'POST /visitors/convert',
        ['user.email'],
        texts.filter(what => what !== 'an empty text'),
      ),
    ],
  },
  {
    reason:
      'The schema wants a text, a whole number, true or false, or a list; decimals and null are compared with as well.',
    prism: 'refuses',
    bodies: each(
      'POST /contacts/search',
      ['query'],
      ['has a value that is a number with decimals', 'has a value that is null'],
    ),
  },
  {
    reason: 'A list of nothing is a list of groups and a list of filters at once, and the schema wants exactly one.',
    prism: 'refuses',
    bodies: ['POST /contacts/search: query is a group of nothing'],
  },
  {
    reason: 'The schema is any of four, and the one that only wants a name takes whatever else there is.',
    prism: 'accepts',
    bodies: [
      ...is('POST /tags', ['companies', 'users'], [...texts, ...others.filter(what => what !== 'an empty list')]),
      ...is('POST /tags', ['companies[0]', 'users[0]'], [...texts, ...others]),
      ...is('POST /tags', ['companies[0].id', 'companies[0].company_id'], ['an empty text', ...others]),
      ...is('POST /tags', ['users[0].id'], ['an empty text', ...others.filter(what => !/whole|negative/.test(what))]),
      ...is(
        'POST /tags',
        ['companies[0].untag', 'users[0].untag'],
        [...texts, ...others.filter(what => what !== 'true')],
      ),
      ...each('POST /tags', ['companies[0].id', 'users[0].id'], ['is left out']),
      'POST /tags: companies[0] has none of id, company_id',
      'POST /tags: users[0] has none of id',
    ],
  },
  {
    reason: 'The schema takes a list of options or anything else, so that a wrong list passes as something else…',
    prism: 'accepts',
    bodies: [
      ...is(attribute, ['options'], [...texts, ...others.filter(what => what !== 'an empty list')]),
      ...is(attribute, ['options[0]'], [...texts, ...others.filter(what => what !== 'an empty object')]),
      ...is(attribute, ['options[0].value'], others),
    ],
  },
  {
    reason: '…and a right one is both at once, where the schema wants exactly one.',
    prism: 'refuses',
    bodies: [
      `${attribute}: everything`,
      ...each(attribute, ['options', 'options[0]', 'options[0].value'], ['fits']),
      ...is(attribute, ['options'], ['an empty list']),
      ...is(attribute, ['options[0]'], ['an empty object']),
      ...is(attribute, ['options[0].value'], texts),
      ...each(attribute, ['options[0].value'], ['is left out']),
      ...each(attribute, ['options[0]'], ['has a field nobody knows']),
    ],
  },
  {
    reason:
      'An id of Intercom is a text in one place of the description and a number in another; we take both everywhere.',
    prism: 'refuses',
    bodies: [
      ...is('POST /contacts/{contact_id}/tags', ['id'], ['a whole number', 'a negative number']),
      ...is('POST /contacts/{contact_id}/notes', ['admin_id'], ['a whole number', 'a negative number']),
      ...is('POST /companies/{company_id}/notes', ['admin_id'], ['a whole number', 'a negative number']),
      ...is(reply, ['admin_id'], ['a whole number', 'a negative number']),
      ...is('POST /conversations/{conversation_id}/tags', ['id', 'admin_id'], ['a whole number', 'a negative number']),
      ...is(
        'POST /messages',
        ['from.id'],
        texts.filter(what => what !== 'an empty text'),
      ),
    ],
  },
  {
    reason: 'We do not look into texts: whether one is a URL, or an id of 24 characters.',
    prism: 'refuses',
    bodies: [
      ...is(
        'POST /conversations',
        ['from.id'],
        texts.filter(what => what !== 'an empty text'),
      ),
      ...['POST /conversations', reply].flatMap(request => [
        ...is(request, ['attachment_urls[0]'], texts),
        ...is(request, ['attachment_urls'], ['a list with a text']),
      ]),
    ],
  },
  {
    reason: 'The name of 1.x, which Intercom’s own client still sends.',
    prism: 'refuses',
    bodies: ['POST /messages: the least, message_type inapp', 'POST /messages: message_type is inapp'],
  },
  {
    reason: 'What null does to a detail of an event is said nowhere.',
    prism: 'refuses',
    bodies: is('POST /events', ['metadata.detail', 'metadata.paid_date'], ['null']),
  },
  {
    reason: 'A visitor is described with texts only; those of contacts, which they become, are of any type.',
    prism: 'refuses',
    bodies: is('PUT /visitors', ['custom_attributes.plan'], [...numbers, 'true', 'null']),
  },
  {
    reason: 'The schema wants exactly one id of a person; we let several name the same one.',
    prism: 'refuses',
    bodies: ['POST /tickets: contacts[0] has all of id, external_id, email'],
  },
  {
    reason: 'A field of another version or of the examples, which this schema does not have.',
    prism: 'accepts',
    bodies: [
      ...attributes.flatMap(request =>
        is(
          request,
          ['language_override'],
          others.filter(what => what !== 'null'),
        ),
      ),
      ...is('POST /contacts/{contact_id}/notes', ['contact_id'], others),
    ],
  },
];

/** `POST /events: email is null`, for each of the fields and values. */
function is(request: string, fields: readonly string[], values: readonly string[]): string[] {
  return each(
    request,
    fields,
    values.map(value => `is ${value}`),
  );
}

function each(request: string, fields: readonly string[], whats: readonly string[]): string[] {
  return fields.flatMap(field => whats.map(what => `${request}: ${field} ${what}`));
}

function customAttributes(request: string, field: string): string[] {
  return [
    ...is(request, [`${field}.plan`], ['a list with a number', 'a text of 256']),
    ...each(request, [field], ['has a name with a dot', 'has a name with a dollar sign']),
  ];
}
