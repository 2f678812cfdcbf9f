import Mustache from 'mustache';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import { check } from '../../../server/core/check/check';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';
import { growth, ratio } from './measure';

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
function user(size: number, mistakes: boolean): string {
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
function actionFor(size: number): string {
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

async function projectOf(size: number, body: string): Promise<Project> {
  const files = memoryFiles({
    'a.webhook.json': actionFor(size),
    'auth.trimou': 'Bearer {{access_token}}',
    'body.json.trimou': body,
  });
  return loadProject('a.webhook.json', files, { profile: tealiumProfile });
}

/** All that happens after a keystroke in the body: its tree is made, and the whole action is checked. */
function afterKeystroke(project: Project, text: string): number {
  const body = project.templates.get('body')!;
  const templates = new Map(project.templates);
  templates.set('body', { ...body, text, tree: parse(text, tealiumProfile, 'body') });
  return check({ ...project, templates }).length;
}

interface CheckRatio {
  readonly mistakes?: boolean;
  /** Milliseconds of ours that do not count. */
  readonly free?: number;
}

async function checkRatio(size: number, { mistakes = false, free = 0 }: CheckRatio = {}): Promise<number> {
  const text = user(size, mistakes);
  const project = await projectOf(size, text);
  return ratio(
    () => afterKeystroke(project, text),
    () => {
      Mustache.clearCache();
      return Mustache.parse(text);
    },
    size > 500_000 ? 5 : 15,
    free,
  );
}

/** How the time of a check grows with a text that is the same piece over and over. */
async function checkGrowth(piece: string): Promise<number> {
  const project = await projectOf(1000, '{}');
  const repeated = (size: number) => piece.repeat(Math.ceil(size / piece.length));
  return growth(text => afterKeystroke(project, text), repeated, 50_000);
}

export const checkEntries = {
  'check10k / mustache': () => checkRatio(10_000),
  'check10k less 1 ms / mustache': () => checkRatio(10_000, { free: 1 }),
  'check100k / mustache': () => checkRatio(100_000),
  'check1m / mustache': () => checkRatio(1_000_000),
  'check10k with a mistake less 1 ms / mustache': () => checkRatio(10_000, { mistakes: true, free: 1 }),
  'check100k with mistakes / mustache': () => checkRatio(100_000, { mistakes: true }),
  'check1m with mistakes / mustache': () => checkRatio(1_000_000, { mistakes: true }),
  'check braces, 100k / 50k': () => checkGrowth('{'),
  'check unclosed sections, 100k / 50k': () => checkGrowth('{{#a}}'),
  'check unclosed tags, 100k / 50k': () => checkGrowth('{{email'),
  'check unmapped names, 100k / 50k': () => checkGrowth('{{emial}}'),
  'check stray quotes, 100k / 50k': () => checkGrowth('"a '),
};
