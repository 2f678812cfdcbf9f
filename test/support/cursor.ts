import assert from 'node:assert/strict';
import { loadProject } from '../../server/core/action/load';
import type { Project } from '../../server/core/action/project';
import { type Completion, complete as completionsAt, type TemplateDocument } from '../../server/core/language';
import { parse } from '../../server/core/template/parse';
import type { Profile } from '../../server/core/template/profile';
import { tealiumProfileWith } from '../../server/core/template/profiles';
import type { Range } from '../../server/core/text/range';
import { memoryFiles } from './files';

/** An action with one variable of each kind, and two events: one with everything, one with what is never missing. */
export const sampleAction = `{
  "action": {
    "name": "Create user",
    "method": "POST",
    "url": "https://api.intercom.io/users",
    "headers": [{ "map": "{{auth}}", "to": "Authorization" }],
    "contentType": "application/json",
    "bodyData": [{ "map": "{{body}}", "to": "Body" }],
    "templateVariables": [
      { "attribute": "customer_email", "to": "email" },
      { "attribute": "order_total", "to": "total" },
      { "attribute": "registered", "to": "since" },
      { "attribute": "plan_names", "to": "plans" },
      { "attribute": "is_vip", "to": "vip" },
      { "attribute": "spent", "to": "spent" },
      { "attribute": "item_sku", "to": "items.sku" },
      { "attribute": "item_price", "to": "items.price" },
      { "attribute": "user_ids", "to": "users" },
      { "text": "web", "to": "channel" },
      { "secret": "intercom", "to": "access_token" }
    ],
    "templates": { "auth": "auth.trimou", "body": "body.json.trimou" }
  },
  "attributes": {
    "customer_email": "string",
    "order_total": { "type": "number", "optional": true },
    "registered": "date",
    "plan_names": "array of strings",
    "is_vip": "badge",
    "spent": "tally",
    "item_sku": "array of strings",
    "item_price": "array of numbers",
    "user_ids": "array of strings"
  }
}`;

const fullEvent = {
  customer_email: 'ann@example.com',
  order_total: 12.5,
  registered: 1764000000000,
  plan_names: ['pro', 'team'],
  is_vip: true,
  spent: { shoes: 2, hats: 1 },
  item_sku: ['A1', 'B2'],
  item_price: [3, 4],
  user_ids: ['u1'],
};

/** With all of Trimou's helpers, so that the features can be tried on them. */
export const everyHelper = tealiumProfileWith({ extraHelpers: true });

/** The sample action, loaded, with the given body and any other file replaced. */
export function sampleProject(body: string, files: Files = {}, profile = everyHelper): Promise<Project> {
  const texts = {
    '/a/a.webhook.json': sampleAction,
    '/a/auth.trimou': 'Bearer {{access_token}}',
    '/a/body.json.trimou': body,
    '/a/events/full.event.json': JSON.stringify(fullEvent),
    ...files,
  };
  return loadProject('/a/a.webhook.json', memoryFiles(texts), { profile });
}

/** Files that take the place of the sample's, by path. */
export type Files = Readonly<Record<string, string>>;

/** The body template of the sample action, with the event that has everything chosen. */
export async function sampleBody(text: string, files?: Files, profile = everyHelper): Promise<TemplateDocument> {
  const project = await sampleProject(text, files, profile);
  const event = project.events[0];
  const tree = parse(text, profile);
  const document = { path: '/a/body.json.trimou', text, tree, profile, json: true, project };
  return event ? { ...document, event } : document;
}

/** The text without its `|`, and where that stood. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|');
  assert.notEqual(offset, -1, 'the text has no | for the cursor');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** What is offered at the `|` of a body template, filtered by what is typed as an editor would. */
export async function offered(
  marked: string,
  files?: Files,
  { profile }: { readonly profile?: Profile } = {},
): Promise<readonly Completion[]> {
  const { text, offset } = atCursor(marked);
  const items = completionsAt(await sampleBody(text, files, profile), offset);
  const fitting = items.filter(item => {
    const typed = text.slice(item.range.start, offset).trimStart();
    return (item.filter ?? item.label).startsWith(typed);
  });
  return fitting.sort((a, b) => a.rank - b.rank);
}

/** Asserts that all these are offered at the `|`, in this order; others may stand between. */
export async function complete(marked: string, labels: readonly string[], files?: Files): Promise<void> {
  const all = (await offered(marked, files)).map(({ label }) => label);
  assert.deepEqual(
    all.filter(label => labels.includes(label)),
    labels,
    `offered: ${all.join(' ')}`,
  );
}

/** Asserts that exactly these are offered at the `|`. */
export async function completeOnly(marked: string, labels: readonly string[], files?: Files): Promise<void> {
  assert.deepEqual(
    (await offered(marked, files)).map(({ label }) => label),
    labels,
  );
}

/** Asserts the text after choosing an item; places of a snippet that wait to be filled are drawn as `‹name›`. */
export async function accept(marked: string, label: string, expected: string, files?: Files): Promise<void> {
  const { text } = atCursor(marked);
  const items = await offered(marked, files);
  const item = items.find(item => item.label === label);
  assert.ok(item, `${label} is not offered: ${items.map(({ label }) => label).join(' ')}`);
  assert.equal(accepted(text, item), expected);
}

/** The text after choosing an item, with new lines indented like the line where the item begins, as editors do. */
export function accepted(text: string, item: Completion): string {
  const inserted = item.snippet === undefined ? item.text : drawSnippet(item.snippet);
  const lineStart =
    Math.max(text.lastIndexOf('\n', item.range.start - 1), text.lastIndexOf('\r', item.range.start - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, item.range.start))![0];
  const edits = [{ range: item.range, text: inserted.replaceAll('\n', `\n${indent}`) }, ...(item.also ?? [])];
  return edits
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((result, { range, text }) => result.slice(0, range.start) + text + result.slice(range.end), text);
}

function drawSnippet(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '‹$1›')
    .replace(/\$\{\d+\|((?:\\.|[^|])*)\|\}/g, '‹$1›')
    .replace(/\$\d+/g, '‹›')
    .replace(/\\([\\$}])/g, '$1');
}

/** The text with brackets around ranges: `{{#[items]}}{{/[items]}}`. */
export function drawn(text: string, ranges: readonly Range[]): string {
  const ordered = [...ranges].sort((a, b) => b.start - a.start);
  return ordered.reduce(
    (result, { start, end }) => `${result.slice(0, start)}[${result.slice(start, end)}]${result.slice(end)}`,
    text,
  );
}
