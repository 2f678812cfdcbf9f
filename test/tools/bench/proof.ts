import Mustache from 'mustache';
import type { AttributeType } from '../../../server/core/action/model';
import { type ProofContext, prove } from '../../../server/core/json/prove';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { growth, ratio } from './measure';

/** One contact as people write it for Intercom, about 1 KB; `~` stands for its number. */
const contact = `{
  "role": "user",
  "external_id": "{{user_id~.toJson}}",
  "email": {{#email~}}"{{email~.toJson}}"{{/email~}}{{^email~}}null{{/email~}},
  "phone": "{{phone~.toJson}}",
  "name": "{{first_name~.toJson}} {{last_name~.toJson}}",
  "signed_up_at": {{signed_up_at~.toTimestamp}},
  {{#last_seen_at~}}
  "last_seen_at": {{last_seen_at~.toTimestamp}},
  {{/last_seen_at~}}
  "unsubscribed_from_emails": {{#unsubscribed~}}true{{/unsubscribed~}}{{^unsubscribed~}}false{{/unsubscribed~}},
  "custom_attributes": {
    "plan": "{{plan~.toJson}}",
    "lifetime_value": {{lifetime_value~.toInteger}},
    {{#coupon~}}
    "coupon": "{{coupon~.toJson}}",
    {{/coupon~}}
    "vip": {{#vip~}}true{{/vip~}}{{^vip~}}false{{/vip~}},
    "city": "{{city~.toJson}}",
    "score": {{#score~}}{{score~}}{{/score~}}{{^score~}}null{{/score~}},
    "items": [
      {{#items~}}
      { "sku": "{{sku.toJson}}", "price": {{price}} }{{#iter.hasNext}},{{/iter.hasNext}}
      {{/items~}}
    ],
    "tags": [{{#tags~}}"{{this.toJson}}"{{#iter.hasNext}}, {{/iter.hasNext}}{{/tags~}}]
  }
}`;

const types: Readonly<Record<string, AttributeType | `${AttributeType}?`>> = {
  user_id: 'string',
  email: 'string?',
  phone: 'string',
  first_name: 'string',
  last_name: 'string',
  signed_up_at: 'date',
  last_seen_at: 'date?',
  unsubscribed: 'boolean?',
  plan: 'string',
  lifetime_value: 'number',
  coupon: 'string?',
  vip: 'badge?',
  city: 'string',
  score: 'number?',
  'items~.sku': 'array of strings',
  'items~.price': 'array of numbers',
  tags: 'array of strings?',
};

/** A list of contacts of about `size` characters; their variables repeat after forty. */
function contacts(size: number): string {
  const count = Math.max(1, Math.round(size / contact.length));
  const texts = Array.from({ length: count }, (_, index) => contact.replaceAll('~', String(index % 40)));
  return `[${texts.join(',\n')}]\n`;
}

function contextOf(contacts = 40): ProofContext {
  const variables = new Map<string, { type: AttributeType; optional: boolean }>();
  for (let number = 0; number < Math.min(40, contacts); number++) {
    for (const [name, type] of Object.entries(types)) {
      const full = name.includes('~') ? name.replace('~', String(number)) : `${name}${number}`;
      variables.set(full, { type: type.replace('?', '') as AttributeType, optional: type.endsWith('?') });
    }
  }
  return { profile: tealiumProfile, variables };
}

function proveRatio(size: number): number {
  const source = contacts(size);
  const tree = parse(source, tealiumProfile);
  const context = contextOf(Math.ceil(size / 1000));
  return ratio(
    () => prove(tree, context),
    () => {
      Mustache.clearCache();
      return Mustache.parse(source);
    },
    size > 500_000 ? 5 : 15,
  );
}

export const proofEntries = {
  'prove10k / mustache': () => proveRatio(10_000),
  'prove100k / mustache': () => proveRatio(100_000),
  'prove1m / mustache': () => proveRatio(1_000_000),
  'prove, size doubled': () => growth(source => prove(parse(source, tealiumProfile), contextOf()), contacts, 200_000),
};
