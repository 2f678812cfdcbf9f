import assert from 'node:assert/strict';
import { loadProject } from '../../server/core/action/load';
import { type CheckOptions, check } from '../../server/core/check/check';
import type { Edit, Finding } from '../../server/core/check/finding';
import { cards } from '../../server/core/check/rules';
import { tealiumProfile } from '../../server/core/template/profiles';
import { memoryFiles } from './files';

/** An action without a mistake, as the text of its file. */
export const goodAction = `{
  "connector": { "title": "Intercom", "basicAuth": { "username": "", "password": "" } },
  "action": {
    "name": "Create or update user",
    "source": {
      "stream": "New users",
      "when": [[{ "attribute": "tealium_event", "operator": "equals", "value": "user_register" }]]
    },
    "method": "POST",
    "url": "https://api.intercom.io/users",
    "headers": [
      { "map": "application/json", "to": "Accept" },
      { "map": "1.4", "to": "Intercom-Version" },
      { "map": "{{auth}}", "to": "Authorization" }
    ],
    "contentType": "application/json",
    "bodyData": [{ "map": "{{body}}", "to": "Body" }],
    "templateVariables": [
      { "attribute": "customer_email", "to": "email" },
      { "secret": "intercom", "to": "access_token" }
    ],
    "templates": { "auth": "auth.trimou", "body": "body.json.trimou" }
  },
  "attributes": { "customer_email": "string" }
}
`;

const goodFiles: Readonly<Record<string, string>> = {
  'auth.trimou': 'Bearer {{access_token}}',
  'body.json.trimou': '{ "email": "{{email.toJson}}" }\n',
  'events/one.event.json': '{ "tealium_event": "user_register", "customer_email": "ada@example.com" }',
};

/** The good action with one thing changed: a piece of its text, or files beside it. */
export interface Change {
  readonly replace?: readonly [from: string, to: string];
  readonly files?: Readonly<Record<string, string | undefined>>;
  /** Look only at the findings about Intercom, which have tests of their own; otherwise only at all the others. */
  readonly intercom?: true;
}

/** Each finding as its code and the characters it underlines. */
export async function findingsOf(change: Change, options?: CheckOptions): Promise<[code: string, at: string][]> {
  const { findings, files } = await checkChanged(change, options);
  return findings.map(({ code, path, range }) => [code, files[path]!.slice(range.start, range.end)]);
}

/** The findings themselves. */
export async function allFindings(change: Change): Promise<readonly Finding[]> {
  return (await checkChanged(change)).findings;
}

/**
 * Asserts that the change has exactly one mistake, and that its preferred fix leaves none and changes the files to
 * `expected`.
 */
export async function fixes(change: Change, code: string, expected: Readonly<Record<string, RegExp>>): Promise<void> {
  const { findings, files } = await checkChanged(change);
  assert.deepEqual(
    findings.map(finding => finding.code),
    [code],
  );
  const fix = findings[0]!.fixes?.find(each => each.preferred);
  assert.ok(fix, 'no preferred fix');
  const fixed = applied(files, fix.edits);
  for (const [path, pattern] of Object.entries(expected)) assert.match(fixed[path]!, pattern);
  assert.deepEqual(await codesOf(fixed, change.intercom), []);
}

async function checkChanged({ replace, files = {}, intercom }: Change, options?: CheckOptions) {
  const text = replace ? goodAction.replace(replace[0], () => replace[1]) : goodAction;
  if (replace) assert.notEqual(text, goodAction, `nothing to replace: ${replace[0]}`);
  const all = { 'a.webhook.json': text, ...goodFiles, ...files };
  const present = Object.fromEntries(Object.entries(all).filter(([, content]) => content !== undefined)) as Record<
    string,
    string
  >;
  return { findings: await findAll(present, intercom, options), files: present };
}

async function findAll(
  files: Readonly<Record<string, string>>,
  intercom = false,
  options?: CheckOptions,
): Promise<Finding[]> {
  const project = await loadProject('a.webhook.json', memoryFiles(files), { profile: tealiumProfile });
  return check(project, options).filter(({ code }) => (cards.get(code)?.group === 'Intercom') === intercom);
}

async function codesOf(files: Readonly<Record<string, string>>, intercom?: boolean): Promise<string[]> {
  return (await findAll(files, intercom)).map(({ code, message }) => `${code}: ${message}`);
}

function applied(files: Readonly<Record<string, string>>, edits: readonly Edit[]): Record<string, string> {
  const fixed = { ...files };
  for (const { path, range, text } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
    fixed[path] = fixed[path]!.slice(0, range.start) + text + fixed[path]!.slice(range.end);
  }
  return fixed;
}
