import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadProject } from '../../../server/core/action/load';
import { check, checkTemplate } from '../../../server/core/check/check';
import type { Finding } from '../../../server/core/check/finding';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

const folder = 'examples/new-user';
const files: Readonly<Record<string, string>> = Object.fromEntries(
  ['new-user.webhook.json', 'auth_template.trimou', 'body_template.json.trimou', 'events/registered.event.json'].map(
    name => [name, readFileSync(`${folder}/${name}`, 'utf8')],
  ),
);

/** The findings of the example with some files replaced; each must lie inside its file, and so must its fixes. */
async function checked(changes: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const all = { ...files, ...changes };
  const findings = check(await load(changes));
  for (const { path, range, code, fixes = [] } of findings) {
    const edits = fixes.flatMap(fix => fix.edits);
    for (const place of [{ path, range }, ...edits]) {
      const { length } = all[place.path]!;
      const inside = 0 <= place.range.start && place.range.start <= place.range.end && place.range.end <= length;
      assert.ok(inside, `${code} in ${place.path}: ${JSON.stringify(place.range)} of ${length}`);
    }
  }
  return findings;
}

function load(changes: Readonly<Record<string, string>>) {
  return loadProject('new-user.webhook.json', memoryFiles({ ...files, ...changes }), { profile: tealiumProfile });
}

const pieces = fc.constantFrom(
  ...['{{', '}}', '{', '}', '#', '^', '/', 'email', 'name', '.toJson', '"', ',', ':', ' ', '\n', '\r\n', '{{#email}}'],
  ...[
    '{{/email}}',
    '{{^email}}',
    '{{else}}',
    'iter.hasNext',
    '[',
    ']',
    '!',
    '=',
    '>',
    '&',
    'if ',
    'join ',
    '\\',
    "'",
    '1',
  ],
);

const longRuns = ['{', '{{', '{{#a}}', '"', '{{email', '[', '{"a":', '{{{', '}}', '{{^a}}{{/', '\\"', '{a}'];

suite('checks take any text', () => {
  test('any template', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map(all => all.join('')),
        ),
        async text => {
          await checked({ 'body_template.json.trimou': text });
          const tree = parse(text, tealiumProfile);
          checkTemplate({ path: 'loose.json.trimou', text, tree, profile: tealiumProfile });
        },
      ),
      { numRuns: 40 },
    )).timeout(30_000);

  for (const name of Object.keys(files)) {
    test(`${name} with a piece cut out or doubled`, () =>
      fc.assert(
        fc.asyncProperty(fc.nat(files[name]!.length), fc.nat(60), fc.boolean(), async (start, length, twice) => {
          const text = files[name]!;
          const end = Math.min(start + length, text.length);
          const piece = twice ? text.slice(start, end) + text.slice(start, end) : '';
          await checked({ [name]: text.slice(0, start) + piece + text.slice(end) });
        }),
        { numRuns: 25 },
      )).timeout(30_000);
  }

  // `npm run bench` measures how the time grows.
  test('a long run of anything is read', async () => {
    for (const piece of longRuns) await checked({ 'body_template.json.trimou': piece.repeat(2000) });
  }).timeout(60_000);

  test('sections nested as deep as a file allows', async () => {
    for (const piece of ['{{#a}}', '{{#email}}', '{{^a}}', '{{#if a}}']) {
      const project = await load({ 'body_template.json.trimou': piece.repeat(20_000) });
      assert.ok(check(project).length >= 20_000);
    }
  }).timeout(60_000);
});
