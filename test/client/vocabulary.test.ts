import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tealiumProfile, trimouProfile } from '../../server/core/template/profiles';

suite('the words that the grammar knows', () => {
  const grammar = JSON.parse(readFileSync('syntaxes/trimou.tmLanguage.json', 'utf8'));
  const { 'first-token': first, path } = grammar.repository;

  test('are the helpers of the engine', () => {
    const coloured = [...alternatives(first.patterns[0].match), ...alternatives(first.patterns[1].match)];
    const helpers = new Set([...tealiumProfile.helpers, ...trimouProfile.helpers]);
    assert.deepEqual(coloured.sort(), [...helpers].sort());
  });

  test('are the suffixes of Tealium', () => {
    assert.deepEqual(alternatives(path.patterns[0].match).sort(), [...tealiumProfile.suffixTable.keys()].sort());
  });
});

/** The words in the first `(a|b|c)` of a pattern. */
function alternatives(pattern: string): string[] {
  const words = /\(([A-Za-z0-9]+(?:\|[A-Za-z0-9]+)+)\)/.exec(pattern)?.[1];
  assert.ok(words, pattern);
  return words.split('|');
}
