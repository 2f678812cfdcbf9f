/** Some attributes of a user as people write them, about 1 KB in the part of the language that mustache.js shares; `~` is a number. */
const group = `    "plan_~": "{{plan~.toJson}}",
    "greeting_~": "Dear {{first_name~.toJson}} {{last_name~.toJson}}, your city is {{city~.toJson}}",
    "lifetime_value_~": {{lifetime_value~.toInteger}},
    "score_~": {{#score~}}{{score~}}{{/score~}}{{^score~}}null{{/score~}},
    "vip_~": {{#vip~}}true{{/vip~}}{{^vip~}}false{{/vip~}},
    {{#coupon~}}
    "coupon_~": "{{coupon~.toJson}}",
    "coupon_used_~": {{#used~}}true{{/used~}}{{^used~}}false{{/used~}},
    {{/coupon~}}
    {{#moved_at~}}
    "moved_at_~": {{moved_at~.toTimestamp}},
    {{/moved_at~}}
    "articles_~": "{{#items~}}{{sku.toJson}} at {{price}}{{#iter.hasNext}}, {{/iter.hasNext}}{{/items~}}",
    "tags_~": "{{#tags~}}{{this.toJson}}{{#iter.hasNext}} {{/iter.hasNext}}{{/tags~}}",
    "source_~": "https://www.example.com/account/{{user_id~.toJson}}?from=webhook&channel=email",
`;

/** The same with what people get wrong: no escaping, no fallback, a comma that stays, a name that nobody mapped, a typo. */
const wrongGroup = group
  .replace('{{plan~.toJson}}', '{{plan~}}')
  .replace('{{^score~}}null{{/score~}}', '')
  .replace('"vip_~": {{#vip~}}true{{/vip~}}{{^vip~}}false{{/vip~}}', '"vip_~": {{vip~}}')
  .replace('{{last_name~.toJson}}', '{{lastname~.toJson}}')
  .replace('{{city~.toJson}}', '{{city~.toJsom}}');

const types: Readonly<Record<string, string | { type: string; optional: true }>> = {
  plan: 'string',
  first_name: 'string',
  last_name: 'string',
  city: 'string',
  user_id: 'string',
  lifetime_value: 'number',
  score: { type: 'number', optional: true },
  vip: { type: 'boolean', optional: true },
  used: { type: 'boolean', optional: true },
  coupon: { type: 'string', optional: true },
  moved_at: { type: 'date', optional: true },
  'items~.sku': 'array of strings',
  'items~.price': 'array of numbers',
  tags: 'array of strings',
};

/** How many groups have variables of their own; further groups print the same variables under other names. */
const distinct = 40;

/** A user of about `size` characters; every tenth group has mistakes, if any has. */
export function user(size: number, mistakes: boolean): string {
  const groups = Array.from({ length: groupsIn(size) }, (_, index) => {
    const text = mistakes && index % 10 === 5 ? wrongGroup : group;
    return text.replaceAll('_~"', `_${index}"`).replaceAll('~', String(index % distinct));
  });
  return `{\n  "email": "{{email.toJson}}",\n  "custom_attributes": {\n${groups.join('')}    "last": true\n  }\n}\n`;
}

function groupsIn(size: number): number {
  return Math.max(1, Math.round(size / group.length));
}

/** An action that posts such a user. */
export function actionFor(size: number): string {
  const attributes: Record<string, unknown> = { email: 'string' };
  const templateVariables: unknown[] = [
    { attribute: 'email', to: 'email' },
    { secret: 'intercom', to: 'access_token' },
  ];
  for (let number = 0; number < Math.min(distinct, groupsIn(size)); number++) {
    for (const [name, type] of Object.entries(types)) {
      const to = name.includes('~') ? name.replace('~', String(number)) : `${name}${number}`;
      const attribute = to.replace('.', '_');
      attributes[attribute] = type;
      templateVariables.push({ attribute, to });
    }
  }
  const action = {
    name: 'Create or update a user',
    source: { stream: 'New users' },
    method: 'POST',
    url: 'https://api.intercom.io/users',
    headers: [
      { map: 'application/json', to: 'Accept' },
      { map: '1.4', to: 'Intercom-Version' },
      { map: '{{auth}}', to: 'Authorization' },
    ],
    contentType: 'application/json',
    bodyData: [{ map: '{{body}}', to: 'Body' }],
    templateVariables,
    templates: { auth: 'auth.trimou', body: 'body.json.trimou' },
  };
  return JSON.stringify({ action, attributes }, null, 2);
}
