import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from '../../server/core/template/parse';
import { tealiumProfile } from '../../server/core/template/profiles';

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
  readonly description: string;
}

const contributed: readonly { readonly language: string; readonly path: string }[] = JSON.parse(
  readFileSync('package.json', 'utf8'),
).contributes.snippets;

for (const language of ['trimou', 'json-trimou']) {
  suite(`the snippets of ${language}`, () => {
    const files = contributed.filter(each => each.language === language).map(({ path }) => readFileSync(path, 'utf8'));
    const snippets: Record<string, Snippet> = Object.assign({}, ...files.map(file => JSON.parse(file)));

    for (const [name, { prefix, body, description }] of Object.entries(snippets)) {
      test(`${name}: a template that the engine takes`, () => {
        const template = parse(expand(body.join('\n')), tealiumProfile);
        assert.deepEqual(template.problems, []);
        assert.ok(prefix.length > 0 && description.endsWith('.'));
      });
    }

    test('no two share a prefix', () => {
      const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
      assert.equal(new Set(prefixes).size, prefixes.length);
    });
  });
}

/** What is inserted when every placeholder is left as it is offered; an empty one is filled with `x`. */
function expand(body: string): string {
  const defaults = new Map<string, string>();
  const filled = body.replace(/\$\{(\d):((?:[^}$]|\$\d)*)\}/g, (_, number: string, text: string) => {
    const value = text.replace(/\$(\d)/g, (_whole, other: string) => defaults.get(other) ?? 'x');
    defaults.set(number, value);
    return value;
  });
  return filled.replace(/\$(\d)/g, (_, number: string) => defaults.get(number) ?? 'x');
}
