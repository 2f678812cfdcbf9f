import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Handlebars from 'handlebars';
import Mustache from 'mustache';
import { fromJson } from '../../../server/core/template/java/json';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile, trimouProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';
import { growth, ratio } from './measure';

/** A body as people write it for Intercom, about 1 KB, in the part of the language that all engines share. */
const body = `{
  "role": "user",
  "external_id": "{{user_id}}",
  "email": "{{email}}",
  "phone": "{{phone}}",
  "name": "{{first_name}} {{last_name}}",
  "avatar": "https://cdn.example.com/avatars/{{user_id}}.png",
  "signed_up_at": {{signed_up_at}},
  "last_seen_at": {{last_seen_at}},
  "unsubscribed_from_emails": {{#unsubscribed}}true{{/unsubscribed}}{{^unsubscribed}}false{{/unsubscribed}},
  "custom_attributes": {
    "plan": "{{plan}}",
    "lifetime_value": {{lifetime_value}},
    {{#coupon}}
    "coupon": "{{coupon}}",
    {{/coupon}}
    {{^company}}
    "company": null,
    {{/company}}
    "city": "{{address.city}}",
    "country": "{{address.country}}",
    "last_order": "{{order.id}}",
    "last_order_total": {{order.total}}
  },
  "items": [
    {{#items}}
    { "sku": "{{sku}}", "name": "{{title}}", "price": {{price}}, "quantity": {{quantity}} },
    {{/items}}
    {}
  ],
  "tags": [{{#tags}}"{{.}}", {{/tags}}"webhook"]
}
`;

const data = {
  user_id: 'u-10023',
  email: 'ada@example.com',
  phone: '+441632960983',
  first_name: 'Ada',
  last_name: 'Lovelace & Sons',
  signed_up_at: 1600128000,
  last_seen_at: 1749081326,
  unsubscribed: false,
  plan: 'pro',
  lifetime_value: 1299.5,
  coupon: 'SPRING',
  address: { city: 'London', country: 'GB' },
  order: { id: 'A-1001', total: 120.25 },
  items: [
    { sku: 'S1', title: 'Hat "Mini"', price: 9.99, quantity: 2 },
    { sku: 'S2', title: 'Shoes', price: 100.5, quantity: 1 },
    { sku: 'S3', title: 'Gloves <M>', price: 19.95, quantity: 3 },
  ],
  tags: ['newsletter', 'beta', 'vip'],
};

const options = { profile: trimouProfile, now: 0, uuid: () => '' };

/** The body repeated to about `size` characters. */
function text(size: number): string {
  return body.repeat(Math.max(1, Math.round(size / body.length)));
}

function parseRatio(size: number): number {
  const source = text(size);
  return ratio(
    () => parse(source, tealiumProfile),
    () => {
      Mustache.clearCache();
      return Mustache.parse(source);
    },
    size > 500_000 ? 7 : 15,
  );
}

function renderMustache(): number {
  const tree = parse(body, trimouProfile);
  const value = fromJson(data, 'natural');
  return ratio(
    () => render({ name: 'body', tree }, value, options),
    () => Mustache.render(body, data),
  );
}

function renderHandlebars(): number {
  const tree = parse(body, trimouProfile);
  const value = fromJson(data, 'natural');
  const compiled = Handlebars.compile(body);
  return ratio(
    () => render({ name: 'body', tree }, value, options),
    () => compiled(data),
  );
}

/** With the conversion of the event's JSON into Java's values, which a peer need not do. */
function renderFromJson(): number {
  const tree = parse(body, trimouProfile);
  return ratio(
    () => render({ name: 'body', tree }, fromJson(data, 'natural'), options),
    () => Mustache.render(body, data),
  );
}

function renderLarge(): number {
  const source = text(100_000);
  const tree = parse(source, trimouProfile);
  const value = fromJson(data, 'natural');
  return ratio(
    () => render({ name: 'body', tree }, value, options),
    () => Mustache.render(source, data),
  );
}

function linear(piece: string): number {
  const parseTealium = (source: string): unknown => parse(source, tealiumProfile);
  return growth(parseTealium, size => piece.repeat(Math.ceil(size / piece.length)), 500_000);
}

/** How deep 10,000 sections are rendered, against half of them. */
function deepNesting(): number {
  const nested = (depth: number): string => '{{#a}}'.repeat(depth) + '{{/a}}'.repeat(depth);
  const value = fromJson({ a: true }, 'natural');
  return growth(source => render({ name: 'body', tree: parse(source, trimouProfile) }, value, options), nested, 10_000);
}

/** Bytes of heap that the tree of a template of 1 MB takes, for each of its characters. */
function treeMemory(): number {
  const source = text(1_000_000);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const tree = parse(source, tealiumProfile);
  collect();
  const after = process.memoryUsage().heapUsed;
  return (after - before) / tree.source.length;
}

export const templateEntries = {
  'render1k / mustache': renderMustache,
  'render1k / handlebars': renderHandlebars,
  'render1k with conversion / mustache': renderFromJson,
  'render100k / mustache': renderLarge,
  'parse1k / mustache': () => parseRatio(1_000),
  'parse10k / mustache': () => parseRatio(10_000),
  'parse100k / mustache': () => parseRatio(100_000),
  'parse1m / mustache': () => parseRatio(1_000_000),
  'parse braces, 1m / 500k': () => linear('{'),
  'parse unclosed sections, 1m / 500k': () => linear('{{#a}}'),
  'parse unclosed tags, 1m / 500k': () => linear('{{ab '),
  'parse unclosed comments, 1m / 500k': () => linear('{{! {{'),
  'parse stray ends, 1m / 500k': () => linear('{{/a}}'),
  'parse quotes in a tag, 1m / 500k': () => linear('"'),
  'parse half-closed tags, 1m / 500k': () => linear('{{{a}'),
  'render 20k / 10k nested sections': deepNesting,
  'tree of 1m, bytes for each character': treeMemory,
};
