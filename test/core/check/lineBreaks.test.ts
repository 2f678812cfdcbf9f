import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import { check } from '../../../server/core/check/check';
import type { Finding } from '../../../server/core/check/finding';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';
import { readCases } from '../../support/jsonsafe';
import { findIn } from '../../support/marked';
import { mutations } from '../json/mutations';

/** More runs than a test has time for: `PROOF_RUNS=20000 npx mocha …`, with others each time by `PROOF_SEED`. */
const numRuns = Number(process.env.PROOF_RUNS ?? 250);
const seed = Number(process.env.PROOF_SEED ?? 20_260_104);

/** A body, and what is found in it however its lines end. */
interface Body {
  readonly text: string;
  readonly names: readonly string[];
  readonly find: (text: string) => Promise<readonly Finding[]>;
}

const pieces = fc.constantFrom(
  ...[
    '\n',
    '\n',
    '\n  ',
    '\n\n',
    '\\\n',
    '"\n',
    '{{',
    '}}',
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    ' ',
    '\t',
    '\\',
    "'",
    '“',
  ],
  ...[
    '#',
    '^',
    '/',
    '!',
    '=',
    '>',
    '&',
    '.toJson',
    '{{else}}',
    '{{!',
    '//',
    '/*',
    '${',
    '1',
    '{{#email}}',
    '{{/email}}',
  ],
);

/** Keys that were missed, hit twice or in the wrong order, or hit in addition. */
const slips = fc.array(
  fc.tuple(fc.nat(), fc.oneof(pieces, fc.constantFrom('lost' as const, 'twice' as const, 'swapped' as const))),
  { minLength: 1, maxLength: 4 },
);

suite('findings and line breaks', () => {
  let examples: readonly Body[];
  suiteSetup(async () => {
    examples = (await Promise.all(readdirSync('examples').map(bodiesOf))).flat();
    assert.ok(examples.length >= 10);
  });
  // The hash of two lines differs with the line break.
  const cases = readCases(readFileSync('test/data/jsonsafe.jsonl', 'utf8'))
    .filter(({ template }) => !/\{\{#(?:md5|sha\d+|encodeBase64)\}\}/.test(template))
    .map(({ template, variables }): Body => {
      const types = variables.map(({ name, type, optional }) => [name, optional ? `${type}?` : type]);
      const options = { json: true, variables: Object.fromEntries(types) };
      return { text: template, names: variables.map(({ name }) => name), find: text => findIn(text, options) };
    });

  test('slips in the examples give the same with line breaks of one character and of two', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), slips, (index, list) => {
        const body = examples[index % examples.length]!;
        return isSame(body, slipped(body.text, list));
      }),
      { numRuns, seed },
    )).timeout(0);

  test('changes and slips in other bodies do, too', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(cases.length - 1), mutations, slips, (index, change, list) => {
        const body = cases[index]!;
        const changed = change(body.text, body.names);
        return isSame(body, slipped(/#(?:md5|sha|encodeBase64)/.test(changed) ? body.text : changed, list));
      }),
      { numRuns, seed },
    )).timeout(0);
});

async function isSame({ find }: Body, text: string): Promise<void> {
  const one = text.replace(/\r\n?/g, '\n');
  const two = one.replace(/\n/g, '\r\n');
  assert.deepEqual(shown(two, await find(two)), shown(one, await find(one)), JSON.stringify(one));
}

/** Everything that a person sees of the findings; places by line and column. */
function shown(text: string, findings: readonly Finding[]) {
  const place = (offset: number) => {
    const lines = text.slice(0, offset).split(/\r?\n/);
    return `${lines.length}:${lines.at(-1)!.length}`;
  };
  return findings.map(({ code, severity, message, path, range, fixes = [] }) => ({
    code,
    severity,
    message: message.replace(/\r\n/g, '\n'),
    path,
    range: path.endsWith('.trimou') && `${place(range.start)}-${place(range.end)}`,
    fixes: fixes.map(({ title }) => title.replace(/\r\n/g, '\n')),
  }));
}

function slipped(text: string, list: readonly (readonly [number, string])[]): string {
  return list.reduce((result, [where, what]) => {
    const at = where % (result.length + 1);
    const one = result.charAt(at);
    const two = result.charAt(at + 1);
    const [instead, taken] =
      what === 'lost' ? ['', 1] : what === 'twice' ? [one + one, 1] : what === 'swapped' ? [two + one, 2] : [what, 0];
    return result.slice(0, at) + instead + result.slice(at + taken);
  }, text);
}

/** The JSON templates of an example. */
async function bodiesOf(name: string): Promise<readonly Body[]> {
  if (name.includes('.')) return [];
  const paths = readdirSync(`examples/${name}`, { recursive: true, encoding: 'utf8' })
    .filter(path => /\.\w+$/.test(path))
    .map(path => `${name}/${path.replace(/\\/g, '/')}`);
  const files = Object.fromEntries(
    ['attributes.json', ...paths].map(path => [path, readFileSync(`examples/${path}`, 'utf8')]),
  );
  const project = await loadProject(`${name}/${name}.webhook.json`, memoryFiles(files), { profile: tealiumProfile });
  const names = [...project.variables.keys()];
  return [...project.templates]
    .filter(([, { json }]) => json)
    .map(([template, { text }]) => ({
      text: text!.replace(/\r\n/g, '\n'),
      names,
      find: async changed => check(withText(project, template, changed)),
    }));
}

function withText(project: Project, name: string, text: string): Project {
  const tree = parse(text, tealiumProfile, name);
  const templates = new Map(project.templates).set(name, { ...project.templates.get(name)!, text, tree });
  return { ...project, templates };
}
