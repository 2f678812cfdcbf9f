import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import { getLanguageService, type JSONSchema, TextDocument } from 'vscode-json-languageservice';
import { loadProject } from '../../server/core/action/load';
import { check } from '../../server/core/check/check';
import { tealiumProfile } from '../../server/core/template/profiles';
import { memoryFiles } from '../support/files';

const example = (file: string) => readFileSync(`examples/new-user/${file}`, 'utf8');
const schemaOf = (kind: string): { readonly if: JSONSchema; readonly definitions: Record<string, JSONSchema> } =>
  JSON.parse(readFileSync(`syntaxes/${kind}.schema.json`, 'utf8'));

/** What VS Code's JSON server says of a text. */
function serviceFor(schema: JSONSchema) {
  const service = getLanguageService({});
  service.configure({ validate: true, schemas: [{ uri: 'file:///schema.json', fileMatch: ['*'], schema }] });
  const open = (text: string) => {
    const document = TextDocument.create('file:///x.json', 'jsonc', 1, text);
    return [document, service.parseJSONDocument(document)] as const;
  };
  return {
    problems: async (text: string) =>
      (await service.doValidation(...open(text), { schemaValidation: 'error' })).map(({ message }) => message),
    /** What is offered at the `|`. */
    labels: async (marked: string) => {
      const [document, json] = open(marked.replace('|', ''));
      const list = await service.doComplete(document, document.positionAt(marked.indexOf('|')), json);
      return list!.items.map(({ label }) => label);
    },
  };
}

type Path = readonly (string | number)[];
type Json = Record<string | number, unknown>;

/** A value with one slip at each place: of another type, left out, or with a field too many. */
function* slipsIn(root: object): Iterable<{ readonly where: string; readonly text: string }> {
  const whole = { root };
  for (const path of pathsIn(root, ['root'])) {
    const slips: ((parent: Json, key: string | number) => void)[] = [
      ...[5, 'x', true, null, [], [1], { a: 1 }].map(value => (parent: Json, key: string | number) => {
        parent[key] = value;
      }),
      (parent, key) => {
        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else delete parent[key];
      },
      (parent, key) => {
        const value = parent[key];
        if (value && typeof value === 'object') Object.assign(value, { zork: 'x' });
      },
    ];
    for (const [index, slip] of slips.entries()) {
      const copy = structuredClone(whole);
      const parent = path.slice(0, -1).reduce<Json>((found, key) => found[key] as Json, copy as unknown as Json);
      slip(parent, path.at(-1)!);
      if (copy.root !== undefined) yield { where: `${path.join('.')} #${index}`, text: JSON.stringify(copy.root) };
    }
  }
}

function* pathsIn(value: unknown, path: Path): Iterable<Path> {
  yield path;
  if (!value || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, key]);
}

async function findings(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const names = ['new-user.webhook.json', 'auth_template.trimou', 'body_template.json.trimou'];
  const files = Object.fromEntries(names.map(name => [`a/${name}`, example(name)]));
  const disk = memoryFiles({ ...files, ...texts });
  const project = await loadProject('a/new-user.webhook.json', disk, { profile: tealiumProfile });
  return check(project)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ message }) => message);
}

suite('what editors know of action files and events', () => {
  const action = parse(example('new-user.webhook.json'));
  const attributes: object = JSON.parse(example('events/registered.event.json')).data.udo;
  const expect = { stream: true, valid: true, status: 200, body: { '$.email': 'x' }, response: { '$.email': 'x' } };
  const kinds = {
    webhook: { value: action, file: 'a/new-user.webhook.json', whole: (text: string) => text },
    event: {
      value: { expect },
      file: 'a/events/x.event.json',
      whole: (text: string) => (text.startsWith('{') ? JSON.stringify({ ...attributes, ...JSON.parse(text) }) : text),
    },
  };

  for (const [kind, { value, file, whole }] of Object.entries(kinds)) {
    test(`refuses nothing in a file of the kind ${kind}: the checks tell each slip, once`, async () => {
      const schema = schemaOf(kind);
      const editor = serviceFor(schema);
      const strict = serviceFor({ ...schema.if, definitions: schema.definitions });
      assert.deepEqual(await findings({ [file]: whole(JSON.stringify(value)) }), []);
      let refused = 0;
      for (const { where, text } of slipsIn(value)) {
        assert.deepEqual(await editor.problems(text), [], where);
        const problems = await strict.problems(text);
        if (problems.length === 0) continue;
        refused++;
        assert.notDeepEqual(await findings({ [file]: whole(text) }), [], `${where}: ${problems}`);
      }
      assert.ok(refused > 20, `${refused}`);
    }).timeout(60_000);
  }

  test('is offered nevertheless', async () => {
    const webhook = serviceFor(schemaOf('webhook'));
    assert.deepEqual(await webhook.labels('{ "action": { "source": { | } } }'), ['stream', 'when']);
    assert.deepEqual((await webhook.labels('{ "attributes": { "a": | } }')).slice(0, 3), [
      '"string"',
      '"number"',
      '"boolean"',
    ]);
    const events = serviceFor(schemaOf('event'));
    assert.deepEqual(await events.labels('{ "expect": { | } }'), ['stream', 'valid', 'status', 'body', 'response']);
  });
});
