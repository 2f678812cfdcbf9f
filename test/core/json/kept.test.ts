import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Variable } from '../../../server/core/json/events';
import { type ProofFinding, prove } from '../../../server/core/json/prove';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile, trimouProfile } from '../../../server/core/template/profiles';
import { bodies } from './bodies';

const variables: ReadonlyMap<string, Variable> = new Map([
  ['s', { type: 'string', optional: true }],
  ['t', { type: 'string', optional: false }],
  ['n', { type: 'number', optional: true }],
  ['b', { type: 'boolean', optional: true }],
  ['v', { type: 'badge', optional: true }],
  ['tags', { type: 'array of strings', optional: true }],
  ['items.sku', { type: 'array of strings', optional: false }],
  ['items.price', { type: 'array of numbers', optional: true }],
  ['tally', { type: 'tally', optional: true }],
  ['any', { type: 'any', optional: true }],
]);

function proved(text: string, known: ReadonlyMap<string, Variable>) {
  const { findings, ...proof } = prove(parse(text, tealiumProfile), { profile: tealiumProfile, variables: known });
  return { ...proof, findings: findings.map(withEvent) };
}

/** The finding with the event that shows it, and what a render makes of that. */
function withEvent({ shown, ...finding }: ProofFinding) {
  return { ...finding, event: shown.plain, evidence: shown.evidence };
}

suite('what a proof remembers of the one before', () => {
  test('changes no answer', () => {
    fc.assert(
      fc.property(fc.array(bodies, { maxLength: 4 }), texts => {
        const shared = new Map(variables);
        for (const text of texts) {
          // What is safe is remembered.
          assert.equal(proved('{"a": "{{t.toJson}}{{#tags}}{{this.toJson}}{{/tags}}"}', shared).hostile, 'safe');
          assert.deepEqual(proved(text, shared), proved(text, new Map(variables)));
        }
      }),
      { numRuns: 60, seed: 20_260_102 },
    );
  }).timeout(30_000);

  test('nor where only the text between the tags has changed, with trouble or without', () => {
    const edits = [',', '"', ' ', '}', '1', '\n', '\n  ', 'x'];
    const members = fc
      .array(bodies, { minLength: 2, maxLength: 6 })
      .map(list => `{\n${list.map((body, index) => `  "k${index}": ${body}`).join(',\n')}\n}\n`);
    fc.assert(
      fc.property(
        fc.oneof(bodies, members),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...edits)), { maxLength: 3 }),
        (body, changes) => {
          const shared = new Map(variables);
          let text = body;
          assert.deepEqual(proved(text, shared), proved(text, new Map(variables)));
          for (const [where, edit] of changes) {
            const commas = [...text.matchAll(/[,}\]"\n](?![^{}]*\}\})/g)].map(match => match.index);
            const at = commas[where % Math.max(1, commas.length)] ?? 0;
            text = text.slice(0, at) + edit + text.slice(at);
            assert.deepEqual(proved(text, shared), proved(text, new Map(variables)));
          }
        },
      ),
      { numRuns: Number(process.env.PROOF_RUNS ?? 150), seed: 20_260_103 },
    );
  }).timeout(60_000);

  test('nor where a section stays, and what stands around it does not', () => {
    const shared = new Map(variables);
    const sections = ['{{#b}} 2{{/b}}', '{{#b}}\n1\n{{/b}}\n{{^b}}\n2\n{{/b}}\n'];
    const around = [
      ['{"a":', ' }'],
      ['{"a":', '5}'],
      ['{"a": ', '}'],
      ['{"a": "', '"}'],
      ['{"a": "\n', '\n"}'],
      ['{"a": [0,\n', '\n]}'],
      ['{"a": [\n', ',\n{{n}}]}'],
    ] as const;
    for (const [before, after] of [...around, ...around]) {
      for (const section of sections) {
        const text = `${before}${section}${after}`;
        assert.deepEqual(proved(text, shared), proved(text, new Map(variables)), text);
      }
    }
  });

  test('nor where a template changes that a section includes', () => {
    const shared = new Map(variables);
    const tree = parse('{"a": [1{{#b}}{{>more}}{{/b}}]}', trimouProfile);
    const plain = (more: string) => {
      const templates = new Map([['more', parse(more, trimouProfile)]]);
      return prove(tree, { profile: trimouProfile, variables: shared, templates }).plain;
    };
    assert.deepEqual([', 2', ' 2', ', 3'].map(plain), ['safe', 'unsafe', 'safe']);
  });

  test('not even to a literal that no template named before', () => {
    const shared = new Map(variables);
    assert.equal(proved('{"a": {{#isEq t "gold"}}1{{/isEq}}{{#isNotEq t "gold"}}2{{/isNotEq}}}', shared).plain, 'safe');
    assert.equal(proved('{"a": {{#isNotEq t "blue"}}2{{/isNotEq}}}', shared).plain, 'unsafe');
  });
});
